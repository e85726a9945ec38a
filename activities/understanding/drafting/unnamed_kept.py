"""What a list is called that only an adjective or a budget tells of: "when it is broken"; pure.

What breaks are repairs, and what a budget is spent on are expenses; nobody keeps "brokens".
"""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.knowledge.inference import Hint
from activities.understanding.languages.labels import said_in
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import ENTRY
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, label_of, plural
from models.fields import FieldType

_MOST_READ, _LONGEST = 2_000, 60
_PAID_ONES = word_set("supplier vendor contractor provider service_provider seller tradesman shop")
_REPAIR, _EXPENSE = "repair", "expense"


def call_breakages(draft: Draft, language: str) -> None:
    """Call repairs what was made of words for what is broken: "when something gets broken".

    Args:
        draft: What was understood; a list is called otherwise.
        language: ISO 639-1 code.
    """
    broken = read_table("unnamed_kept").get(language, {}).get("broken")
    for entity in list(draft.entities.values()) if broken else ():
        words = entity.evidence.strip()
        if re.fullmatch(broken, words, re.IGNORECASE):
            _call(draft, entity, _REPAIR, language)


def call_spending(draft: Draft, text: str, language: str) -> None:
    """Call expenses what was made of the name of a budget, or of nothing that is paid for.

    Args:
        draft: What was understood; a list is called otherwise.
        text: The request.
        language: ISO 639-1 code.
    """
    row = read_table("unnamed_kept").get(language)
    if row is None or len(draft.entities) != 1:
        return
    (entity,) = draft.entities.values()
    told = [field.specification for field in entity.fields if field.evidence]
    paid = any(one.type is FieldType.MONEY for one in told)
    words = entity.evidence.strip()
    if not paid or not words or len(words) > _LONGEST:
        return
    noun, read = re.escape(words), text[:_MOST_READ]
    named, word = row["budget"].format(noun=noun), row["word"]
    if re.search(rf"(?<!\w)(?:{named})(?!\w)", read, re.IGNORECASE):
        _call(draft, entity, _EXPENSE, language)
    elif re.fullmatch(word, words, re.IGNORECASE) and entity.name != _EXPENSE:
        _call(draft, entity, _EXPENSE, language)
    elif entity.name == ENTRY and re.match(
        rf"[^.:!?\n]{{0,60}}(?<!\w)(?:{word})(?!\w)", read, re.IGNORECASE
    ):
        _call(draft, entity, _EXPENSE, language)
    elif entity.name in _PAID_ONES and re.match(
        rf"[^.:!?\n]{{0,60}}(?<!\w)(?:{word})(?!\w)[^.:!?\n]{{0,60}}\s*[.:!?\n]+\s*{noun}\s*,",
        read,
        re.IGNORECASE,
    ):
        _call(draft, entity, _EXPENSE, language)
        _name_paid(entity, words)


def _name_paid(entity: DraftEntity, words: str) -> None:
    """Let a field tell who is paid, as the first item of a budget: "Supplier, what for"."""
    update = {"name": identifier(words, owner=entity.name), "label": label_of(words)}
    for told in entity.fields:
        if told.specification.name == "name":
            told.specification = told.specification.model_copy(update=update)
            told.evidence = words
            return
    entity.put(Hint(label_of(words), FieldType.TEXT), words, at=0)


def _call(draft: Draft, entity: DraftEntity, name: str, language: str) -> None:
    entry = said_in(name, language)
    one = entry.one if entry else name
    many = (entry.many or several_of(one, language)) if entry else plural(name)
    if any(other.label.lower() == one.lower() for other in draft.entities.values()):
        return
    entity.label, entity.plural_label = label_of(one), label_of(many)
    new = identifier(name, taken=[one for one in draft.entities if one != entity.name])
    if new != entity.name:
        draft.rename(entity.name, new)
