"""What is one field or two: "km at start and end", and "donor name"; pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from activities.understanding.draft import Draft, DraftField
from activities.understanding.grammar.items import is_person_word
from activities.understanding.languages.sharing import (
    first_before,
    is_day,
    second_after,
    second_day,
)
from activities.understanding.marking.marks import MarkedField, Words
from activities.understanding.text.opposites import both_of, first_of, second_of
from activities.understanding.text.words import identifier
from models.specification import FieldType

_AND = re.compile(
    r"\s*(?:,?\s*(?:and|und|y|e|et|en|i|oraz)\b|&|\+|/)\s*"
    r"(?:at |on |in |am |im |au |al |the |der |die |das |la |le |el |il |de )?",
    re.IGNORECASE,
)


_OF_SOMEBODY = frozenset({"name", "names", "surname"})
"""What is told of whoever is named right before: of a donor, not of the donation."""


_LEADING_ON = re.compile(
    r"(?<= )(?:pode|podem|puede|pueden|può|possono|peut|peuvent|kan|kunnen|kann|können|może|mogą"
    r"|ha|hanno|tiene|tienen|tem|têm|hat|haben|heeft|hebben|ma|mają|debe|deben|deve|devem|devono"
    r"|doit|doivent|moet|moeten|musi|muszą|muss|müssen)$",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(
    r"(?: (?!(?:und|oder|et|ou|y|e|o|en|of|i|lub|con|com|mit|met|avec|z)\b)[^\W\d_]{2,20}){1,2}"
    r"(?=\s*(?:[,.;:!?)\n]|$))",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"(?:how many|number of) (?P<what>[a-z]+(?: [a-z]+){1,3})", re.IGNORECASE)
_WHEN = frozenset({" in the ", " at ", " in "})
_PARTS_OF_A_DAY = frozenset({"morning", "evening", "afternoon", "night", "noon", "midday"})
_ENDS = frozenset({"from", "to", "until", "till", "since"})


def _joined(text: str, fields: Sequence[MarkedField], language: str) -> Iterator[MarkedField]:
    """Return fields; a name right behind whose name it is makes one field of both."""
    skipped = False
    for one, other in pairwise((*fields, None)):
        if skipped or one is None:
            skipped = False
            continue
        if other is not None and _is_one(text, one, other, language):
            skipped = True
            yield _whole(text, one, other)
        elif other is not None and _is_time(text, one, other):
            skipped = True
            yield one
        else:
            yield one


def _is_one(text: str, one: MarkedField, other: MarkedField, language: str) -> bool:
    """Say whether two that were marked are one field, of both their words."""
    return (
        _is_part_of_the_day(text, one, other)
        or _is_day_of(text, one, other, language)
        or _names(text, one, other)
    )


def _whole(text: str, one: MarkedField, other: MarkedField) -> MarkedField:
    start, end = one.words.start, other.words.end
    words = Words(start, end, text[start:end])
    return one._replace(words=words, name=identifier(words.text), named=True)


def _is_part_of_the_day(text: str, one: MarkedField, other: MarkedField) -> bool:
    """Say whether "temperature in the morning" was marked as a temperature and a morning."""
    between = text[one.words.end : other.words.start].lower()
    measured = one.type in (FieldType.INTEGER, FieldType.DECIMAL)
    return measured and between in _WHEN and other.words.text.lower() in _PARTS_OF_A_DAY


def _is_day_of(text: str, one: MarkedField, other: MarkedField, language: str) -> bool:
    """Say whether "data ważności" was marked as a date and what is due on it."""
    days = one.type == other.type and one.type in (FieldType.DATE, FieldType.TIME)
    adjacent = text[one.words.end : other.words.start] == " "
    return days and adjacent and is_day(one.words.text, language)


def _is_time(text: str, one: MarkedField, other: MarkedField) -> bool:
    """Say whether "from when" is told in two."""
    between = text[one.words.end : other.words.start]
    words = one.words.text.lower(), other.words.text.lower()
    return between == " " and words[0] in _ENDS and words[1] == "when"


def _names(text: str, one: MarkedField, other: MarkedField) -> bool:
    between = text[one.words.end : other.words.start]
    return (
        between == " "
        and is_person_word(one.words.text)
        and other.words.text.lower() in _OF_SOMEBODY
    )


def told_whole(
    text: str, fields: Sequence[MarkedField], language: str = "en"
) -> Iterator[MarkedField]:
    """Return fields; of a pair the second one with the words that it shares with the first.

    Args:
        text: The request.
        fields: Its marked fields, in their order.
        language: ISO 639-1 code of the request.
    """
    fields = fields if language == "en" else tuple(_uncut(text, fields))
    fields = tuple(part for field in _joined(text, fields, language) for part in _parted(field))
    fields = tuple(_with_last_words(text, fields, language))
    told = tuple(_with_first_words(text, fields, language))
    yield from _counted(told) if language == "en" else told


def _counted(fields: Sequence[MarkedField]) -> Iterator[MarkedField]:
    """Return fields; both of "how many lambs alive and dead" are called by what is counted."""
    said: dict[int, str] = {}
    for at, (one, other) in enumerate(pairwise(fields)):
        first, second = (_HOW_MANY.fullmatch(words) for words in (one.words.text, other.said))
        if first and second and first["what"].split()[:-1] == second["what"].split()[:-1]:
            said |= {at: first["what"], at + 1: second["what"]}
    for at, field in enumerate(fields):
        yield field._replace(said=said[at]) if at in said else field


def _with_first_words(
    text: str, fields: Sequence[MarkedField], language: str
) -> Iterator[MarkedField]:
    """Return fields; of a pair the second one with the words that it shares with the first."""
    if fields:
        yield fields[0]
    for one, other in pairwise(fields):
        joined = _AND.fullmatch(text[one.words.end : other.words.start])
        second = _second(one, other, language) if joined and not other.said else ""
        if not second:
            yield other
            continue
        start, end = one.words.start, other.words.end
        yield other._replace(
            words=Words(start, end, text[start:end]),
            name=identifier(second),
            named=False,
            type=one.type,
            owner=one.owner,
            said=second,
        )


def _uncut(text: str, fields: Sequence[MarkedField]) -> Iterator[MarkedField]:
    """Return fields whole whose last words lead on to more: "quantos animais podem | receber"."""
    for one, other in pairwise((*fields, None)):
        if one is None:
            return
        rest = _LEADING_ON.search(one.words.text) and _CLAUSE_ENDS.match(text, one.words.end)
        if not rest or (other is not None and other.words.start < rest.end()):
            yield one
            continue
        start, end = one.words.start, rest.end()
        yield one._replace(words=Words(start, end, text[start:end]))


def _second(field: MarkedField, behind: MarkedField, language: str) -> str:
    one, other = field.words.text, behind.words.text
    days = field.type == behind.type and behind.type in (FieldType.DATE, FieldType.TIME)
    spelled = other if language == "de" else other.lower()
    both = second_of(one, spelled) or second_after(one, other, language)
    return both or (second_day(one, other, language) if days else "")


def _with_last_words(
    text: str, fields: Sequence[MarkedField], language: str
) -> Iterator[MarkedField]:
    """Return fields; the first of "arrival and departure date" with the words of the second."""
    for one, other in pairwise((*fields, None)):
        if one is None:
            return
        joined = other and _AND.fullmatch(text[one.words.end : other.words.start])
        first = _first(one.words.text, other.words.text, language) if other and joined else ""
        if other is None or not first:
            yield one
            continue
        start, end = one.words.start, other.words.end
        yield one._replace(
            words=Words(start, end, text[start:end]),
            name=identifier(first),
            named=False,
            type=other.type,
            said=first,
        )


def _first(one: str, other: str, language: str) -> str:
    return first_of(one, other) or first_before(one, other, language)


def _parted(field: MarkedField) -> Iterator[MarkedField]:
    """Return one field, or the two that were marked as one: "photo before and after"."""
    both = both_of(field.words.text)
    if both is None:
        yield field
        return
    done = field.type == FieldType.CHOICE and " " in both[0]
    kind = FieldType.YES_NO.value if done else field.type  # "card sent/received" is each or not
    for part in both:
        yield field._replace(name=identifier(part), named=False, type=kind, said=part)


def level_pairs(draft: Draft) -> None:
    """Give the two of a pair one type: a mileage at the end is no end.

    Args:
        draft: What the statements say; its fields are changed.
    """
    for entity in draft.entities.values():
        told = [field for field in entity.fields if field.evidence]
        for one, other in pairwise(told):
            label, other_label = one.specification.label, other.specification.label
            if second_of(label, other_label.rpartition(" ")[2]).lower() == other_label.lower():
                _level(one, other)
            elif first_of(label.partition(" ")[0], other_label).lower() == label.lower():
                _level(other, one)


def _level(one: DraftField, other: DraftField) -> None:
    """Give two fields the type of the first, or of the second where the first may be anything."""
    source, target = one, other
    if one.specification.type is FieldType.TEXT:
        source, target = other, one
    told = source.specification
    bounds = {"minimum": told.minimum, "maximum": told.maximum}
    update = {"type": told.type, "choices": told.choices, **bounds}
    target.specification = target.specification.model_copy(update=update)
