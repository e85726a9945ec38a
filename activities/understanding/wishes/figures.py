"""Figures that are to be worked out and rules that are to be kept, and are left to people; pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from activities.understanding.wishes.running_low import RunningLow

_LOOKED_AT = 8_000
_MOST = 4
_SHOWN = 80
_N = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|ten|twelve)"
_TIME = r"(?:day|week|month|year)s?"
_ALONE = r"(?:by (?:itself|themselves)|automatically|for me|for us|on its own)"
_FIGURE = r"(?:amount|total|sum|price|cost|fee|balance|profit|average|percentage|hours|pay|vat|tax)"
_HELD = r"(?:borrow|take|have|book|reserve|rent|hire|loan|keep|bring|order|sign up for)\w*"


class Unmet(NamedTuple):
    """Something that is left to people, with the words that ask for it."""

    kind: str
    words: str


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "figure",
            rf"\b{_FIGURE}s? (?:is |are |to be |should be |gets? |must be |shall be )*(?:worked"
            rf" out"
            rf"|calculated|computed)(?: {_ALONE})?"
            rf"|\b(?:works? out|calculates?|computes?) (?:the |my |our |each )?"
            rf"(?:\w+ )?{_FIGURE}s?\b"
            rf"|\b(?:betrag|summe|preis|gesamtpreis)\b.{{0,20}}?\b(?:berechnet|ausgerechnet)\b",
        ),
        (
            "figure",
            r"\b(?:what|how much)(?:'s| is|s)? (?:still )?(?:left to pay|outstanding|still owed)\b"
            r"|\bwhat(?:'s| is) (?:still )?left(?= of| to pay|$|[.,;!?])",
        ),
        (
            "owing",
            r"\bwho owes (?:who|whom|what)\b|\bwer (?:schuldet )?wem\b|\bqui doit (?:quoi )?à qui\b"
            r"|\bquién (?:le )?debe a quién\b",
        ),
        (
            "week",
            r"\b(?:how much|total|sum|earn\w*|income|turnover)\b[^.;!?\n]{0,40}?\b(?:per|each"
            r"|every|a) week\b|\b(?:cuánto|total)\b[^.;!?\n]{0,30}? (?:cada|por) semana\b"
            r"|\b(?:wie ?viel|summe)\b[^.;!?\n]{0,30}? (?:pro|jede) woche\b",
        ),
        (
            "limit",
            rf"\b{_HELD} (?:up to|at most|no more than|a maximum of|max\.?) {_N} [\w-]+"
            rf"(?: (?:for|at) (?:{_N} {_TIME}|a time|once))?"
            rf"|\b(?:up to|at most|no more than|max(?:imum)?(?: of)?) {_N} [\w-]+ (?:per|each|at"
            rf" a time"
            rf"|at once)\b",
        ),
        (
            "limit",
            rf"\b(?:at least|(?:a )?minimum(?: of)?|min\.?) {_N} [\w-]+ (?:per|on|each|every|for"
            rf"|at)\b(?: (?:each|every|a) \w+)?"
            rf"|\b{_N} [\w-]+ (?:minimum|maximum|at least|at most)\b",
        ),
        (
            "later",
            rf"\bafter (?:{_N}|an?|a few) {_TIME},? (?:we|they|i|it|he|she|the \w+) "
            r"(?!(?:was|were|had|left|got|went|\w+ed)\b)\w+(?: (?:it|them))?\b",
        ),
    )
)
_CYCLES = re.compile(r"\bmonthly\b.{0,20}\byearly\b|\byearly\b.{0,20}\bmonthly\b", re.IGNORECASE)
_MONTHLY_TOTAL = re.compile(r"\b(?:total|sum|cost)s? (?:per|a|each|every) month\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|not|never|without|needn't|don't|doesn't|nothing)\b[^.;!?\n]{0,25}$", re.IGNORECASE
)
_BEFORE = 40
_SENTENCES = {
    "figure": (
        "{} is not worked out: nothing is calculated from other fields of the same record, so it "
        "is a figure that you enter; the start page adds up and averages what was entered."
    ),
    "owing": "{} is not worked out; what each has paid can be added up.",
    "week": "{}: sums are made by month, not by week; a list can be sorted by its date.",
    "limit": "{} is a rule that is not checked: more or fewer can be entered, so look after it.",
    "later": "{}: nothing happens by itself after a time; sort by date to see what is old.",
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


def unmet_in(text: str, low: RunningLow | None = None) -> tuple[Unmet, ...]:
    """Return what is to be worked out or kept to, and is left to people; each kind once.

    Args:
        text: The request, as it was written.
        low: The wish to be told what runs low, if there is one.
    """
    found: dict[str, Unmet] = {}
    if low is not None and low.limit is not None:
        found["minimum"] = Unmet("minimum", low.words.strip())
    for one in _said(text[:_LOOKED_AT]):
        if low is None or one.words not in low.clause:
            found.setdefault(one.kind, one)
    return tuple(found.values())[:_MOST]


def _said(text: str) -> Iterator[Unmet]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _DENIED.search(text[max(0, match.start() - _BEFORE) : match.start()]):
                yield Unmet(kind, match.group().strip()[:_SHOWN])
    total = _MONTHLY_TOTAL.search(text)
    if total and _CYCLES.search(text):
        yield Unmet("cycle", total.group())


def sentence_of(one: Unmet) -> str:
    """Return the sentence that says what the application leaves to people."""
    return _SENTENCES[one.kind].format(f"“{one.words}”")
