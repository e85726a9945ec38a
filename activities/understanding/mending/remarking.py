"""Marks set right before anything is made of them: halves put together, two in one parted; pure."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from activities.understanding.grammar.attributes import is_known
from activities.understanding.knowledge.inference import infer
from activities.understanding.languages.labels import english_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import ENTRY, Marked, MarkedField, Words
from activities.understanding.mending.app_words import without_app_words
from activities.understanding.mending.deposits import with_deposits
from activities.understanding.mending.each_has import owned_by_each
from activities.understanding.mending.of_both import with_both
from activities.understanding.mending.often import without_often
from activities.understanding.mending.order_lines import with_lines
from models.fields import FieldType

_WORD = r"[^\W\d_][\w'\u2019-]{2,24}"
_ENDED = r"(?=\s*(?:[.,;!?)\n]|$))"
_DAYS = (FieldType.DATE, FieldType.TIME, FieldType.TEXT)
_CALLED = re.compile(r"(?P<noun>[^\W\d_][\w'\u2019-]{1,24}) ?\($")
_FEW = 3
_OPEN = re.compile(
    r"(?:^|\s)(?:der|die|das|den|dem|le|la|les|el|los|las|il|lo|os|de|het|al|del|della|du|gegen|für"
    r"|von|mit|bei|zu|contre|pour|avec|contra|con|para|per|com|tegen|voor|met|van|dla|przeciw)$",
    re.IGNORECASE,
)
"""What a noun has to follow: no field ends so."""
_BILLED = re.compile(
    r"sale|order|purchase|expense|invoice|payment|delivery|pupil|student|exam|test"
)
_SPANS = frozenset({"day", "evening", "morning", "night", "week", "month"})
_LONGEST = 40
"""Characters that are looked at before a field and behind it."""


class _Turns(NamedTuple):
    when: re.Pattern[str]
    begin: re.Pattern[str]
    end: re.Pattern[str]
    two: re.Pattern[str]
    needless: re.Pattern[str]
    needs_no: re.Pattern[str]
    says_no: re.Pattern[str]
    no: re.Pattern[str]
    needed: re.Pattern[str]
    each: re.Pattern[str]


def remarked(marked: Marked, text: str, language: str) -> Marked:
    """Return the marks of a request set right.

    "Von wann" is one field, and not two; "amount paid, private or business" are two, as are "km at
    departure and at return"; "signature isn't needed" is none.

    Args:
        marked: What was marked.
        text: The request.
        language: ISO 639-1 code.
    """
    turns = _turns(language)
    if turns is None:
        return marked
    marked = without_often(without_app_words(marked, text, language), text, language)
    marked = with_deposits(with_both(with_lines(marked, text, language), text, language), text)
    kept = [field for field in marked.fields if not _is_needless(field, text, turns)]
    kept = [_judged(_called_by(field, text), text, language) for field in kept]
    parted = [part for field in kept for part in _apart(field, turns, language)]
    whole = _with_halves(_with_moments(parted, text, turns), text)
    mended = marked._replace(fields=tuple(whole))
    return _of_entries(owned_by_each(mended, text), text, turns)


@cache
def _turns(language: str) -> _Turns | None:
    row = read_table("marks").get(language)
    if row is None:
        return None
    two = rf"(?P<field>[^,;:()\n]{{3,40}}), (?P<one>{_WORD}) (?:{row['or']}) (?P<other>{_WORD})"
    patterns = (
        row["when"],
        row["begin"],
        row["end"],
        two,
        rf"\s*(?:{row['needless']}){_ENDED}",
        rf"(?:^|\W)(?:{row['needs_no']})$",
        rf"(?:{row['needs_no']})",
        rf"(?:^|\W)(?:{row['no']})$",
        rf"\s*(?:{row['needed']}){_ENDED}",
        rf"(?:^|\W)(?:{row['each']}) $",
    )
    return _Turns(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def _of_entries(marked: Marked, text: str, turns: _Turns) -> Marked:
    """Return marks that tell of entries, where all is told of "each evening: …"."""
    names = {thing.name for thing in marked.things} | {field.owner for field in marked.fields}
    first = marked.things[0] if marked.things else None
    if first is None or len(names) != 1 or first.name not in _SPANS or marked.relations:
        return marked
    start, end = first.words.start, first.words.end
    listed = text[end : end + _LONGEST].lstrip()[:1] in (":", ",", "-", "\u2013")
    if not listed or not turns.each.search(text[max(0, start - _LONGEST) : start]):
        return marked
    return marked._replace(
        things=tuple(one._replace(name=ENTRY, noun=False) for one in marked.things),
        fields=tuple(one._replace(owner=ENTRY) for one in marked.fields),
    )


def _is_needless(field: MarkedField, text: str, turns: _Turns) -> bool:
    """Say whether a clause tells that nobody needs it: "signature isn't needed"."""
    start, end = field.words.start, field.words.end
    before, behind = text[max(0, start - _LONGEST) : start], text[end : end + _LONGEST]
    if turns.needless.match(behind) or turns.needs_no.search(before):
        return True
    if turns.says_no.match(field.words.text):
        return True
    if turns.no.search(before) and turns.needed.match(behind):
        return True
    said = re.search(r"\s", field.words.text)
    rest = field.words.text[said.start() :] + behind if said else ""
    return bool(rest and turns.needless.match(rest))


def _judged(field: MarkedField, text: str, language: str) -> MarkedField:
    """Return a mark as a rating: in Portuguese a "nota" is one, unless it is a bill."""
    if language != "pt" or field.words.text.lower() != "nota" or field.type != FieldType.TEXT:
        return field
    bill = re.match(r" (?:fiscal|de|do|da)\b", text[field.words.end :])
    if bill or _BILLED.search(field.owner):
        return field
    return field._replace(type=FieldType.RATING.value, name="rating", named=False)


def _called_by(field: MarkedField, text: str) -> MarkedField:
    """Return a choice of which only the values were marked with the noun that they stand behind."""
    start, end = field.words.start, field.words.end
    ahead = _CALLED.search(text[max(0, start - _LONGEST) : start])
    values = field.words.text.split("/")
    if ahead is None or text[end : end + 1] != ")" or len(values) < _FEW or field.values:
        return field
    at = start - len(ahead.group()) + ahead.start("noun") - ahead.start()
    words = Words(at, at + len(ahead["noun"]), ahead["noun"])
    told = ", ".join(value.strip() for value in values)
    return field._replace(words=words, values=told, type=FieldType.CHOICE.value)


def _apart(field: MarkedField, turns: _Turns, language: str) -> Iterator[MarkedField]:
    """Return a field, or the field and the choice of two that were marked as one."""
    both = turns.two.fullmatch(field.words.text)
    english = _known(both["field"], language) if both else ""
    either = [both[part] for part in ("one", "other")] if both else []
    if both is None or not english or any(_names_field(word, language) for word in either):
        yield field
        return
    start = field.words.start
    hint = infer(english)
    yield field._replace(
        words=Words(start, start + both.end("field"), both["field"]),
        name="_".join(english.split()),
        named=False,
        type=hint.type.value,
        values="",
    )
    yield field._replace(
        words=Words(
            start + both.start("one"), field.words.end, field.words.text[both.start("one") :]
        ),
        name="kind",
        named=False,
        type=FieldType.CHOICE.value,
        values=", ".join(either),
    )


def _names_field(word: str, language: str) -> bool:
    """Say whether a word is told of things for itself; "private" is only one of two values."""
    english = _known(word, language)
    return bool(english) and infer(english).type not in (FieldType.YES_NO, FieldType.CHOICE)


def _known(words: str, language: str) -> str:
    """Return what words, or the first of them that says so, tell of things, in English."""
    if language == "en":
        return words.lower() if is_known(words.lower()) else ""
    for part in (words, *words.split()):
        english = english_of(part, language)
        if english and is_known(english):
            return english
    return ""


def _with_halves(fields: Iterable[MarkedField], text: str) -> Iterator[MarkedField]:
    """Return fields; "wann ist der" and "nächste Termin", marked apart, are one."""
    half: MarkedField | None = None
    for one, other in pairwise((*fields, None)):
        if one is None:
            continue
        if half is not None:
            words = Words(half.words.start, one.words.end, text[half.words.start : one.words.end])
            one, half = one._replace(words=words), None
        joined = other is not None and text[one.words.end : other.words.start] == " "
        same = joined and other is not None and (other.owner, other.type) == (one.owner, one.type)
        if same and _OPEN.search(one.words.text):
            half = one
        else:
            yield one


def _with_moments(fields: Iterable[MarkedField], text: str, turns: _Turns) -> Iterator[MarkedField]:
    """Return fields; "von" and "wann", marked apart, are one."""
    skipped = False
    for one, other in pairwise((*fields, None)):
        if skipped or one is None:
            skipped = False
            continue
        name = _moment(one, other, text, turns) if other is not None else ""
        if other is None or not name:
            yield one
            continue
        skipped = True
        start, end = one.words.start, other.words.end
        words = Words(start, end, text[start:end])
        yield other._replace(words=words, name=name, named=False, owner=one.owner)


def _moment(one: MarkedField, other: MarkedField, text: str, turns: _Turns) -> str:
    """Return "from" or "until" for the two halves of such a question."""
    apart = text[one.words.end : other.words.start] != " "
    if apart or other.type not in _DAYS or not turns.when.fullmatch(other.words.text):
        return ""
    if turns.begin.fullmatch(one.words.text):
        return "from"
    return "until" if turns.end.fullmatch(one.words.text) else ""
