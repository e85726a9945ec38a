"""Whose fields an enumeration lists: the thing that the words before it speak of; pure."""

import re

from activities.understanding.grammar.nouns import Phrase, is_nameable, phrases
from activities.understanding.text.frames import frames
from activities.understanding.text.words import singular

_DAYS = ("day", "night", "morning", "evening", "week", "month")
_ABOUT = ("for", "of", "per", "about", "from", "after", "at", "on")
_WHICH = re.compile(r"\bwhich ([a-z]+s)\b(?! is\b)", re.IGNORECASE)
_BELONGS = re.compile(r"\b(?:belongs? to|in|of|on|from) (?:an?|one|the) ([\w-]+)$", re.IGNORECASE)
_BEGINS_WITH_ABOUT = re.compile(
    r"^(?:and |then |also |but |now )*(?:for|of|from|about|after|at|per|on)\b", re.IGNORECASE
)
_JOINS_BEFORE = ("of", "for", "of the", "per", "in")
_JOINS_BEHIND = ("the", "their", "its", "all")
_SHORT = 5
"""Words below which a day can be what the list is about: "every day"."""


def owner(left: str, *, subject: bool) -> Phrase | None:
    """Return the thing that the words before a list speak of.

    Args:
        left: The words before the verb or the colon.
        subject: Whether the list is what the thing has, so that its subject counts.
    """
    found = phrases(left)
    asked = _asked_for(left, found)
    if asked is not None:
        return asked
    usable = [p for p in found if is_nameable(p.text, explicit=p.quantified)]
    each = next((p for p in usable if p.quantified), None)
    if each is not None:
        return _of_each(left, usable, each, subject=subject)
    days = (p for p in found if p.quantified and p.text.lower() in _DAYS)
    day = next(days, None) if len(left.split()) < _SHORT else None
    about = (p for p in usable if p.preposition in _ABOUT and _BEGINS_WITH_ABOUT.match(left))
    ordinary = usable[-1 if subject else 0] if usable else None
    return day or next(about, None) or ordinary


def _asked_for(left: str, found: tuple[Phrase, ...]) -> Phrase | None:
    """Return what "which books" asks for."""
    which = _WHICH.search(left)
    asked = next((p for p in found if which and p.text.lower() == which.group(1).lower()), None)
    return asked if asked and is_nameable(asked.text) and not _is_known(asked.text) else None


def _of_each(left: str, usable: list[Phrase], each: Phrase, *, subject: bool) -> Phrase:
    """Return whose fields are listed where a phrase says "each": that, or what stands beside it."""
    belongs = re.search(r"\bbelongs?\b", left) if subject and _BELONGS.search(left) else None
    if belongs and usable[-1] is not each and usable[-1].end == len(left):
        return usable[-1]
    before = [p for p in usable if p.end <= each.start][-1:]
    for phrase in before:
        joined = left[phrase.end : each.start].strip().lower()
        if joined in _JOINS_BEFORE and not _is_known(phrase.text):
            return phrase
    behind = [p for p in usable if p.start >= each.end][:1]
    for phrase in behind:
        joined = left[each.end : phrase.start].strip().lower()
        if joined in _JOINS_BEHIND and not _is_known(phrase.text):
            return phrase
    return each


def _is_known(phrase: str) -> bool:
    return (
        phrase.lower().split()[-1] in frames().knowns
        or singular(phrase.lower().split()[-1]) in frames().knowns
    )
