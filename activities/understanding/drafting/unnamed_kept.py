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
_HEADING = r"[^.:!?\n]{0,60}"
_PAID_ONES = word_set("supplier vendor contractor provider service_provider seller tradesman shop")
_REPAIR, _EXPENSE = "repair", "expense"


def call_breakages(draft: Draft, text: str, language: str) -> None:
    """Call repairs what was made of words for what is broken: "when something gets broken".

    Args:
        draft: What was understood; a list is called otherwise.
        text: The request.
        language: ISO 639-1 code.
    """
    row = read_table("unnamed_kept").get(language)
    if row is None:
        return
    for entity in list(draft.entities.values()):
        words = entity.evidence.strip()
        verb = rf"(?<!\w)(?:{row['something']}) {re.escape(words)}(?!\w)"
        breaks = re.fullmatch(row["breaks"], words, re.IGNORECASE) is not None
        breaks = breaks and re.search(verb, text[:_MOST_READ], re.IGNORECASE) is not None
        if breaks or re.fullmatch(row["broken"], words, re.IGNORECASE):
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
    if _is_headed_by_payee(entity, text, row["word"]):
        _call(draft, entity, _EXPENSE, language)
        _name_paid(entity, words)
    elif _is_budget(entity, text, row):
        _call(draft, entity, _EXPENSE, language)
    elif re.search(rf"(?:^|\s)(?:{row['word']})$", entity.label, re.IGNORECASE):
        entity.label, entity.plural_label = _labels(_EXPENSE, language)


def _is_budget(entity: DraftEntity, text: str, row: dict[str, str]) -> bool:
    """Say whether a list is called by what a budget is for, or by nothing."""
    words, word, read = entity.evidence.strip(), row["word"], text[:_MOST_READ]
    if entity.name == ENTRY:
        return re.match(rf"{_HEADING}(?<!\w)(?:{word})(?!\w)", read, re.IGNORECASE) is not None
    named = row["budget"].format(noun=re.escape(words))
    return re.search(rf"(?<!\w)(?:{named})(?!\w)", read, re.IGNORECASE) is not None


def _is_headed_by_payee(entity: DraftEntity, text: str, word: str) -> bool:
    """Say whether who is paid only is the first item behind a budget: "Supplier, what for"."""
    noun = re.escape(entity.evidence.strip())
    first = (
        rf"{_HEADING}(?<!\w)(?:{word})(?!\w){_HEADING}"
        rf"(?<=[^\s.:!?])\s{{0,3}}[.:!?\n]{{1,3}}\s{{0,3}}{noun}\s?,"
    )
    behind = re.match(first, text[:_MOST_READ], re.IGNORECASE)
    return entity.name in _PAID_ONES and behind is not None


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
    one, many = _labels(name, language)
    if any(other.label.lower() == one.lower() for other in draft.entities.values()):
        return
    entity.label, entity.plural_label = one, many
    new = identifier(name, taken=[one for one in draft.entities if one != entity.name])
    if new != entity.name:
        draft.rename(entity.name, new)


def _labels(name: str, language: str) -> tuple[str, str]:
    entry = said_in(name, language)
    one = entry.one if entry else name
    many = (entry.many or several_of(one, language)) if entry else plural(name)
    return label_of(one), label_of(many)
