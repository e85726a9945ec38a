"""What is one of two: "people book the main hall or the committee room"; pure."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, label_of, singular
from models.fields import FieldType

_TAKES = (
    r"\b(?P<verb>book|reserve|hire|rent|borrow)(?:s|ed|ing)?\s+(?:out )?(?:either )?"
    r"(?:one of )?"
)
_NOUNS = r"[a-z][a-z-]{1,24}(?: [a-z][a-z-]{1,24}){0,2}"
_WITH_ARTICLES = re.compile(
    rf"{_TAKES}the (?P<one>{_NOUNS}) or the (?P<other>{_NOUNS})", re.IGNORECASE
)
"""The second of them may have taken in a word too many: "the big van or the small van every"."""
_SIGN = r"(?:one|two|three|four|five|six|[1-9]\d?|[a-f])"
_NUMBERED = re.compile(
    rf"{_TAKES}(?:the )?(?P<head>[a-z-]{{3,24}}) (?P<one>{_SIGN}) or (?:(?P=head) )?"
    rf"(?P<other>{_SIGN})(?=\s*(?:[.,;:!?\n]|$)|\s(?:for|on|at|from|with|by|and|when|in)\b)",
    re.IGNORECASE,
)
"""What goes on otherwise counts: "seat 1 or 2 days ahead"."""
_CALLED = re.compile(
    r"(?P<label>[a-z-]+ (?:to|by|for|with|as|from|into)) (?:either )?(?:the )?"
    r"(?P<one>[a-z-]+) or (?:the )?(?P<other>[a-z-]+)",
    re.IGNORECASE,
)
_ROOMS = word_set("hall room kitchen lounge studio office chapel library gym annexe annex")
"""Heads of names for what is a room: the main hall, the committee room."""
_NO_VALUES = word_set(
    "date time day week name price cost phone email address number not who whom what when where "
    "which me us them him her it other others another by to for from app tool program website"
)
_OPEN = word_set(
    "not who whom what when where which why how me us them him her it others to by for from with"
)
"""What is no value behind "paid by": whom, or not."""
_BESIDES = word_set(
    "for on at in from with by and when what who where until via every each per if so to then "
    "of that which online"
)
_DEEDS = {
    "book": "booking reservation",
    "reserve": "reservation booking reserve",
    "hire": "hire rental booking",
    "rent": "rental hire booking",
    "borrow": "loan",
}
"""What is kept of whoever does it."""
_UNTYPED = (FieldType.TEXT, FieldType.INTEGER, FieldType.CHOICE)


class _Either(NamedTuple):
    verb: str
    label: str
    choices: tuple[str, str]
    evidence: str


def choose_either(draft: Draft, text: str) -> None:
    """Make one choice of the two that can be taken, and of "invited to day or evening".

    Args:
        draft: What was understood in English; fields are added, or given their choices.
        text: The request.
    """
    for entity in draft.entities.values():
        for told in entity.fields:
            _name_before(told, entity)
    for either in (*_with_articles(text), *_numbered(text)):
        _choose(draft, either)


def _with_articles(text: str) -> Iterator[_Either]:
    for match in _WITH_ARTICLES.finditer(text):
        one, other = match["one"], _up_to_head(match["other"])
        if not other or is_plural(one) or is_plural(other):
            continue  # the books or the films are lists, and no values
        if _NO_VALUES & {*one.lower().split(), *other.lower().split()}:
            continue
        heads = [words.lower().split()[-1] for words in (one, other)]
        label = _common(heads) or f"{one} or {other}"
        yield _Either(match["verb"].lower(), label, (one, other), match.group())


def _up_to_head(words: str) -> str:
    """Return the words up to their last noun, before what goes on with "for" or "when"."""
    kept = [*takewhile(lambda word: word.lower() not in _BESIDES, words.split())]
    told = tag(" ".join(kept))
    while len(told) > 1 and not told[-1].is_noun:
        told.pop()
    return " ".join(kept)[: told[-1].end] if told else ""


def _common(heads: list[str]) -> str:
    """Return what both are: two vans, or two rooms where one is called a hall."""
    one, other = heads
    if one == other:
        return one
    return "room" if {one, other} <= _ROOMS else ""


def _numbered(text: str) -> Iterator[_Either]:
    for match in _NUMBERED.finditer(text):
        head = match["head"].lower()
        counted = is_plural(head) or match["one"] == match["other"]
        if counted or head in _NO_VALUES | _BESIDES or not tag(head)[0].is_noun:
            continue
        choices = (f"{head} {match['one']}", f"{head} {match['other']}")
        yield _Either(match["verb"].lower(), head, choices, match.group())


def _choose(draft: Draft, either: _Either) -> None:
    named = {either.label, *(words.split()[-1].lower() for words in either.choices)}
    if any(singular(entity.label.lower()) in named for entity in draft.entities.values()):
        return
    entity = _deed(draft, either.verb)
    if entity is None:
        return
    made = field_from(
        Hint(label_of(either.label), FieldType.CHOICE, tuple(map(label_of, either.choices))),
        owner=entity.name,
    )
    spoken = {*either.evidence.lower().split()}
    pieces = [told for told in entity.fields if _is_piece(told, spoken)]
    at = entity.fields.index(pieces[0]) if pieces else 0
    kept = [told for told in entity.fields if told not in pieces]
    if any(told.specification.name == made.name for told in kept):
        return
    kept.insert(at, DraftField(made, either.evidence, STATED))
    entity.fields, entity.described = kept, True


def _is_piece(told: DraftField, spoken: set[str]) -> bool:
    """Say whether a field was made of some of the words for the two."""
    words = set(told.specification.label.lower().split())
    return told.specification.type in _UNTYPED and words <= spoken and bool(told.evidence)


def _deed(draft: Draft, verb: str) -> DraftEntity | None:
    """Return what is kept of the deed: bookings, else the one thing that happens."""
    called = _DEEDS[verb].split()
    described = [entity for entity in draft.entities.values() if entity.described]
    own = [e for e in draft.entities.values() if e.label.lower().split()[-1] in called]
    happening = [entity for entity in described if is_happening(entity.label.lower())]
    return next(iter(own), happening[0] if len(happening) == 1 else None)


def _name_before(told: DraftField, entity: DraftEntity) -> None:
    """Take the words behind a participle for its values: "invited to day or evening"."""
    known = told.specification
    match = _CALLED.fullmatch(known.label) if known.type in _UNTYPED else None
    if match is None or _OPEN & {match["one"].lower(), match["other"].lower()}:
        return
    first, *_ = tag(match["label"])
    if first.tag not in ("VVN", "VVD", "AJ0") or not first.low.endswith(("ed", "en", "nt", "ght")):
        return
    made = field_from(
        Hint(label_of(match["label"]), FieldType.CHOICE, (match["one"], match["other"])),
        owner=entity.name,
    )
    if made.name not in entity.names():
        told.specification = made
