"""Figures that are to be worked out and rules that are to be kept, and are left to people; pure."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from activities.understanding.wishes.quoting import subject_of, whole
from activities.understanding.wishes.running_low import RunningLow
from activities.understanding.wishes.unmet_told import patterns_for
from activities.understanding.wishes.unmet_views import VIEWS
from activities.understanding.wishes.unmet_words import PATTERNS
from models.conversation import BeyondLimit, Limit

_LOOKED_AT = 8_000
_MOST = 8
_SHOWN = 80


class Unmet(NamedTuple):
    """Something that is left to people, with the words that ask for it."""

    kind: str
    words: str


_CYCLES = re.compile(r"\bmonthly\b.{0,20}\byearly\b|\byearly\b.{0,20}\bmonthly\b", re.IGNORECASE)
_MONTHLY_TOTAL = re.compile(r"\b(?:total|sum|cost)s? (?:per|a|each|every) month\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|not|never|without|needn't|don't|doesn't|nothing|kein\w{0,2}|nicht|ohne|pas|sans|sin|"
    r"non|senza|geen|niet|zonder)\b[^.;!?\n]{0,25}$",
    re.IGNORECASE,
)
_BY_PEOPLE_TOO = frozenset({"window", "target", "slip"})
"""What people also see and work out themselves."""
_FIGURES = frozenset({"figure", "balance", "previous", "owing", "unpaid", "share"})
_TAKEN_FOR = frozenset({Limit.HARDWARE, Limit.MACHINE_LEARNING})
_DEVICE = re.compile(r"\b(?:sensor|meter|scale|scanner|camera|device|tracker|watch)s?\b", re.I)
_WIDER = {"figure": "balance", "owing": "debtors"}
"""What tells more of the same."""
_SUBJECT = {"figure": 4, "due": 1}
"""How many words before a predicate it is about at most."""
_NOT_WANTED = re.compile(r"\b(?:nothing|not|nicht|pas|non|niet)\b|n't\b", re.IGNORECASE)
_MYSELF = re.compile(r"[^.,;!?\n]{0,25}\b(?:myself|ourselves|by hand|on paper)\b", re.IGNORECASE)
_DOER = re.compile(
    r"\b(?<!can )(?:i|we)(?:'ll)?(?: (?:always|usually|then|just|will|already|do))? $",
    re.IGNORECASE,
)
_HAD = re.compile(r"\b(?:i|we|they)(?:'ve| have| own)(?: got)? $", re.IGNORECASE)
_SCALED = re.compile(
    r"\b(?:rating|rated|score|stars|bewertung|note|nota|voto|cijfer|puntuación|budget|price)s?"
    r",? ?\(?$",
    re.IGNORECASE,
)
_BEFORE = 60
_SENTENCES = {
    "figure": (
        "{} is not worked out: nothing is calculated from other fields of the same record, so it "
        "is a figure that you enter; the start page adds up and averages what was entered."
    ),
    "owing": "{} is not worked out; what each has paid can be added up.",
    "debtors": (
        "{} is not worked out: what is owed and what was paid are added up, each for itself, and "
        "not set against each other."
    ),
    "unpaid": "{} is not worked out: sums are made of everything, whether it is paid or not.",
    "payable": (
        "{} is not worked out: no price is set by a rule, so enter what each costs; that is added "
        "up."
    ),
    "balance": (
        "{} is not worked out: what comes in and what goes out are added up, each for itself, and "
        "not taken from each other."
    ),
    "previous": (
        "{} is not worked out: no entry is held against the one before; a chart shows how the "
        "numbers go on."
    ),
    "places": (
        "{} is not worked out: what is taken is not set against how many there may be, so look at "
        "each to see what belongs to it."
    ),
    "share": (
        "{} is not worked out: records are counted by month and by group, and shares of them are "
        "left to you."
    ),
    "quarter": "{}: sums are made by month and over everything, not by quarter.",
    "apart": (
        "{}: each list is counted and added up for itself, by month; what two lists tell together "
        "is left to you."
    ),
    "wins": (
        "{}: nothing is counted out of results, so enter how many each has won; numbers are added "
        "up."
    ),
    "offline": (
        "{}: it works where the computer that it runs on can be reached, with or without internet; "
        "a phone that can't reach that computer shows nothing."
    ),
    "rights": (
        "{}: there are no rights for single people; everybody who gets in sees everything and can "
        "change it. A password keeps all others out."
    ),
    "slip": (
        "{}: pages are printed as they are, without a layout of their own for labels or slips."
    ),
    "week": "{}: sums are made by month, not by week; a list can be sorted by its date.",
    "limit": "{} is a rule that is not checked: more or fewer can be entered, so look after it.",
    "rule": "{} is a rule that is not kept by itself: what is entered counts, so look after it.",
    "due": (
        "{} is not worked out: no date is set by itself from another one, so enter it; sort by "
        "date to see what comes first."
    ),
    "turn": (
        "{} is not worked out: no date is counted from the last time and how often, so enter when "
        "each is next; sort by that date to see what comes first."
    ),
    "later": "{}: nothing happens by itself after a time; sort by date to see what is old.",
    "window": (
        "{}: sums are made by month and over everything, not over the time before today; a list "
        "can be sorted by its date."
    ),
    "since": (
        "{} is not picked out by itself: no time is counted from a date until today, so sort by "
        "the date to see what was longest ago."
    ),
    "entitled": (
        "{} is not worked out: nothing is picked out by a rule on dates or numbers, so sort by "
        "those and look."
    ),
    "standings": (
        "{}: no table is made out of results, so enter the points; numbers are added up."
    ),
    "target": (
        "{} is not worked out: totals are added up, and comparing them with a target is left to "
        "you."
    ),
    "cycle": (
        "{} adds up what was entered: an amount for a year is not converted to one for a month."
    ),
    "scan": (
        "{} is kept as a photo: a picture of the page can be taken or chosen, a PDF can't be "
        "uploaded."
    ),
    "minimum": (
        "{}: no limit is filled in by itself; enter it as the minimum of each, else only what is "
        "used up is told."
    ),
}

_SEVERAL = {
    "rights": _SENTENCES["rights"],
    "figure": (
        "{} are not worked out: nothing is calculated from other fields of the same record, so "
        "they are figures that you enter; the start page adds up and averages what was entered."
    ),
    "limit": "{} are rules that are not checked: more or fewer can be entered, so look after them.",
    "rule": "{} are rules that are not kept by themselves: what is entered counts.",
    "due": (
        "{} are not worked out: no date is set by itself from another one, so enter them; sort by "
        "date to see what comes first."
    ),
    "entitled": (
        "{} are not worked out: nothing is picked out by a rule on dates or numbers, so sort by "
        "those and look."
    ),
}
"""What is said of several at once."""


def unmet_in(text: str, low: RunningLow | None = None) -> tuple[Unmet, ...]:
    """Return what is to be worked out or kept to, and is left to people; each wish once.

    Args:
        text: The request, as it was written.
        low: The wish to be told what runs low, if there is one.
    """
    found: list[Unmet] = []
    if low is not None and low.limit is not None:
        found.append(Unmet("minimum", low.words.strip()))
    for one in _all_said(text[:_LOOKED_AT]):
        if (low is None or one.words not in low.clause) and not _is_told(one, found):
            found.append(one)
    return tuple(found[:_MOST])


def _is_told(one: Unmet, found: Iterable[Unmet]) -> bool:
    """Say whether words are part of what was found, or the other way round."""
    said = one.words.casefold()
    return any(
        said in other.words.casefold() or other.words.casefold() in said
        for other in found
        if other.kind in (one.kind, _WIDER.get(one.kind))
    )


@lru_cache(maxsize=2)
def _all_said(text: str) -> tuple[Unmet, ...]:
    # One analysis asks for the same text more than once, and every pattern is looked for in it.
    return tuple(_said(text))


def _said(text: str) -> Iterator[Unmet]:
    for kind, pattern in (*patterns_for(text), *PATTERNS, *VIEWS):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            if not _is_innocent(kind, match, before):
                yield Unmet(kind, whole(text, *_span_of(kind, match), _SHOWN))
    total = _MONTHLY_TOTAL.search(text)
    if total and _CYCLES.search(text):
        yield Unmet("cycle", total.group())


def _span_of(kind: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where a wish is; where only its predicate was found, with what it is about."""
    told = (name for name, words in match.groupdict().items() if words and name[:5] == "words")
    if named := next(told, ""):
        return match.span(named)
    if "predicate" not in match.re.groupindex or match["predicate"] is None:
        return match.span()
    return subject_of(match.string, match.start(), _SUBJECT[kind]), match.end()


def _is_innocent(kind: str, match: re.Match[str], before: str) -> bool:
    """Say whether words ask for nothing: what people do themselves, or have, or don't want."""
    if _DENIED.search(before):
        return True
    if kind == "figure":
        by_hand = _MYSELF.match(match.string, match.end())
        return bool(_NOT_WANTED.search(match.group()) or by_hand or _DOER.search(before))
    if kind in _BY_PEOPLE_TOO:
        return bool(_DOER.search(before))
    return kind == "limit" and bool(_HAD.search(before) or _SCALED.search(before))


def without_figures(
    beyond: tuple[BeyondLimit, ...], unmet: Iterable[Unmet]
) -> tuple[BeyondLimit, ...]:
    """Return wishes beyond the limits without those that only want a figure worked out.

    "Usage should come out by itself" asks for no device, unless one is named.

    Args:
        beyond: Wishes that can't be met.
        unmet: What is left to people.
    """
    figures = [one.words.casefold() for one in unmet if one.kind in _FIGURES]

    def is_figure(wish: BeyondLimit) -> bool:
        said = wish.words.casefold()
        told = any(said in words or words in said for words in figures)
        return told and wish.limit in _TAKEN_FOR and not _DEVICE.search(said)

    return tuple(wish for wish in beyond if not is_figure(wish))


def sentence_of(one: Unmet) -> str:
    """Return the sentence that says what the application leaves to people."""
    return _SENTENCES[one.kind].format(f"“{one.words}”")


def sentences_of(told: Iterable[Unmet]) -> dict[str, str]:
    """Return the sentences on what is left to people, by the words that ask for it first.

    Args:
        told: What is left to people; what is of one kind is named in one sentence.
    """
    sentences: dict[str, str] = {}
    for kind, same in groupby(sorted(told, key=_kind_of), key=_kind_of):
        several = tuple(same)
        if kind in _SEVERAL and len(several) > 1:
            *first, last = (f"“{one.words}”" for one in several)
            sentences[several[0].words] = _SEVERAL[kind].format(f"{', '.join(first)} and {last}")
        else:
            sentences |= {one.words: sentence_of(one) for one in several}
    return sentences


def _kind_of(one: Unmet) -> str:
    return one.kind
