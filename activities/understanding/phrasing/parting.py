"""A short request divided into what it is for and the parts that it names; pure.

"An app for our running club with members, races and results" is for a running club, and its parts
are members, races and results.
"""

import re
from typing import NamedTuple

_LONGEST, _MOST_PARTS, _LONGEST_PART = 240, 9, 9
"""Characters of a request, parts, and words of one."""
_ASKING = re.compile(
    r"(?:(?:hi|hello|hey|please|pls)\b[ ,!]*)*"
    r"(?:(?:i|we)(?: would|['\u2019]d| am| are|['\u2019]m|['\u2019]re)? "
    r"(?:want|need|like|love|looking for)(?: to)?\s+)?"
    r"(?:(?:can|could) you )?(?:please )?"
    r"(?:(?:have|build|make|create|set up|get|do|design|help)\s+(?:me |us )?)?"
    r"(?:(?:an?|the|some|my|our) )?(?:(?:simple|small|little|easy|basic|nice|tiny|good|web) )*"
    r"(?:(?:app|application|program|tool|system|website|database|software|something|place|way)\s+"
    r"(?:(?:where|in which) (?:i|we) (?:can )?|which |that )?(?:helps? (?:me|us) )?"
    r"(?:for|to|of)?\s*)?"
    r"(?:(?:keep(?:s|ing)? (?:track|a (?:record|log|list)) of|keep|track(?:s|ing)?"
    r"|manag(?:e|es|ing)"
    r"|organi[sz](?:e|es|ing)|record(?:s|ing)?|log(?:s|ging)?|plan(?:s|ning)?|remember|handle"
    r"|list|monitor|log of|record of|register of|overview of)\s+)?",
    re.IGNORECASE,
)
_BEHIND_HEAD = re.compile(
    r"\s*(?::|,? with(?! friends\b)\b|,? including\b|,? covering\b|\s[-\u2013\u2014]\s)\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:(?:and|plus(?! ones?\b)|also)\b)?|\s(?:and|plus(?! ones?\b)|&)\s)\s*",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s+for\s+", re.IGNORECASE)
_PER = re.compile(r"\s(?:per|by|for each|for every)\s", re.IGNORECASE)
_PAIR = re.compile(
    r"\b(?:pros and cons|sets and reps|date and time|name and address|terms and conditions"
    r"|yes and no|start and end|home and away|lost and found|profit and loss|bed and breakfast)\b",
    re.IGNORECASE,
)
"""What "and" joins to one part."""
_SENTENCE = re.compile(r"[.!?;\n]\s*(?=\S)")
_KEPT_AND = "\0"


class Parted(NamedTuple):
    """What a request is for, and its parts, as they were written."""

    head: str
    parts: tuple[str, ...]


def parted(text: str) -> Parted | None:
    """Return what a short request in English is for and its parts, or None for any other.

    Args:
        text: The cleaned request.
    """
    text = text.strip().rstrip(".!?").strip()
    if len(text) > _LONGEST or _SENTENCE.search(text) or "(" in text:
        return None
    asked = _ASKING.match(text)
    begun = asked.end() if asked else 0
    rest = text[begun:].strip()
    divided = _BEHIND_HEAD.search(rest)
    if divided is None:
        return _within(Parted("", _parts(rest)))
    head, told = rest[: divided.start()], rest[divided.end() :]
    several = _parts(head)
    if (
        len(several) > 1 and ":" not in divided.group() and not _PER.search(head)
    ):  # "fuel, mileage and repairs with costs"
        *before, last = several
        return _within(Parted("", (*before, f"{last} with {told}")))
    return _within(Parted(head.strip(" ,"), _parts(told)))


def parted_by_aim(head: str) -> Parted:
    """Return a head without what it is for: "a health log for blood pressure and weight"."""
    divided = _FOR.search(head)
    if divided is None:
        return Parted(head, ())
    return Parted(head[: divided.start()], _parts(head[divided.end() :]))


def _within(found: Parted) -> Parted | None:
    words = max((len(one.split()) for one in found.parts), default=0)
    return found if len(found.parts) <= _MOST_PARTS and words <= _LONGEST_PART else None


def _parts(told: str) -> tuple[str, ...]:
    kept = _PAIR.sub(lambda pair: pair.group().replace(" and ", _KEPT_AND), told)
    found = (part.strip(" ,").replace(_KEPT_AND, " and ") for part in _BETWEEN.split(kept))
    return tuple(part for part in found if part)
