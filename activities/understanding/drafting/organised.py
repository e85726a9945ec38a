"""What somebody holds or runs, named in kinds before all of it is spoken of; pure.

"We hold jumble sales, concerts and dinners … the takings of each event" keeps events of a kind.
"""

import re
from functools import cache

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.numbers import one_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.words import label_of, singular
from models.fields import FieldType

_ITEM = r"[^\W\d_]{4,24}"
_LEAST = 2


def choose_organised(draft: Draft, text: str, language: str) -> None:
    """Let the kind of what is held be chosen from those that were named.

    Args:
        draft: What was understood; a field is added to a list of which nothing else is told.
        text: The request.
        language: ISO 639-1 code.
    """
    if language not in read_table("accounts"):
        return
    found = _pattern(language).search(text)
    kinds = _kinds(found["list"], language) if found else ()
    general = read_table("accounts")[language]["general"]
    named = [e for e in draft.entities.values() if re.fullmatch(general, e.evidence, re.I)]
    if found is None or len(kinds) < _LEAST or len(named) != 1:
        return
    (entity,) = named
    kept = {one.evidence.lower() for one in draft.entities.values()}
    told = any(one.specification.type is FieldType.CHOICE for one in entity.fields)
    if not told and not any(kind.lower() in kept for kind in kinds):
        _tell(entity, kinds, found.group(), language)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    row = read_table("accounts")[language]
    return re.compile(
        rf"(?<!\w)(?:{row['organised']}) (?P<list>{_ITEM}(?:, {_ITEM}){{0,6}},? "
        rf"(?:{row['and']}) {_ITEM})(?=\s*[.,;:!?\n(])",
        re.IGNORECASE,
    )


def _kinds(words: str, language: str) -> tuple[str, ...]:
    between = rf",? (?:{read_table('accounts')[language]['and']}) |, "
    named = [one.strip() for one in re.split(between, words, flags=re.IGNORECASE)]
    ones = (singular(one) if language == "en" else one_of(one, language) for one in named if one)
    return tuple(dict.fromkeys(label_of(one) for one in ones))


def _tell(entity: DraftEntity, kinds: tuple[str, ...], words: str, language: str) -> None:
    row = read_table("accounts")[language]
    if not entity.fields:
        for label, kind in (("Name", FieldType.TEXT), ("Date", FieldType.DATE)):
            made = field_from(Hint(label, kind), owner=entity.name)
            label = row["date"] if kind is FieldType.DATE else label
            told = made.model_copy(update={"label": label})
            entity.fields.append(DraftField(told, "", STATED))
    made = field_from(Hint("Kind", FieldType.CHOICE, kinds), owner=entity.name)
    told = made.model_copy(update={"label": row["kind"]})
    entity.fields.insert(1, DraftField(told, words, STATED))
    entity.described = True
