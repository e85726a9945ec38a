"""A short request divided into what it is for and the parts that it names; pure.

"An app for our running club with members, races and results" is for a running club, and its parts
are members, races and results.
"""

import re
from typing import NamedTuple

_LONGEST, _MOST_PARTS, _LONGEST_PART = 240, 9, 9
"""Characters of a request, parts, and words of one."""
_ASKING = re.compile(
    r"(?:(?:hi|hello|hey|please|pls)\b[ ,!]*)*(?:for (?=our |my ))?"
    r"(?:(?:i|we)(?: would|['\u2019]d| am| are|['\u2019]m|['\u2019]re)? "
    r"(?:want|need|like|love|looking for)(?: to)?\s+)?"
    r"(?:(?:can|could) you )?(?:please )?"
    r"(?:(?:have|build|make|create|set up|get|do|design|help)\s+(?:me |us )?)?"
    r"(?:(?:an?|the|some|my|our) )?(?:(?:simple|small|little|easy|basic|nice|tiny|good|web) )*"
    r"(?:(?:app|application|program|tool|system|website|database|software|something|place|way)\s+"
    r"(?:(?:where|in which) (?:i|we) (?:can )?|which |that )?(?:helps? (?:me|us) )?"
    r"(?:(?:for|to|of)\s+)?)?"
    r"(?:(?:log of|record of|register of|overview of|list of)\s+"
    r"|(?:keep(?:s|ing)? (?:track|a (?:record|log|list)) of|keep|track(?:s|ing)?"
    r"|manag(?:e|es|ing)"
    r"|organi[sz](?:e|es|ing)|record(?:s|ing)?|log(?:s|ging)?|plan(?:s|ning)?|remember|handle"
    r"|list|monitor)\s+(?!and\b|(?:label|shop|studio|desk|cabin|day|book|player|league"
    r"|collection)s?\b))?",
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
_PER = re.compile(r"\s+(?:per|by|for each|for every)\s+(?P<what>.+)$", re.IGNORECASE)
_PAIR = re.compile(
    r"\b(?:pros and cons|sets and reps|date and time|name and address|terms and conditions"
    r"|yes and no|start and end|home and away|lost and found|profit and loss|bed and breakfast)\b",
    re.IGNORECASE,
)
"""What "and" joins to one part."""
_SENTENCE = re.compile(r"[.!?;\n]\s*(?=\S)")
_REST = re.compile(r",? (?:(?:all )?in one place|and so on|etc\.?|please|thanks?)$", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:^|(?<=\s))(?:an? )?(?:place|app|application|tool|something|way)$", re.IGNORECASE
)
_NOTHING = re.compile(
    r"(?:no|not|without|never)\b.*"
    r"|(?:(?:some )?(?:other|more|such) (?:things|stuff)|so on|etc|more)$",
    re.IGNORECASE,
)
"""What is said no to, which is told as such elsewhere, and what says nothing."""
_KEPT_AND = "\0"
_KEEPING = (
    r"(?:keep track of|keep|track|manage|organi[sz]e|record|log|have|include|store|note|plan|see)"
    r"\s+(?P<told>.+)"
)
_RUNNING = re.compile(
    r"(?:i|we)(?:['\u2019](?:m|re|ve))? (?:run|have|own|manage|am|are|organi[sz]e|coach|teach)?\s*"
    r"(?:an?|the|our|my) (?P<head>[\w' -]{3,40}?)"
    r"(?:,| and|[.!])? (?:i |we |it )?(?:also )?(?:want|need|should|would like|have|like)(?:s)? "
    r"(?:to )?(?:be able to )?" + _KEEPING,
    re.IGNORECASE,
)
_THEN = re.compile(
    r"(?P<head>[^.!?;:,\n]{3,80})[.!]\s+(?:it should|(?:i|we)(?:['\u2019]d)? (?:want|need|like)"
    r"(?: to)?|it needs to|please) (?:be able to )?" + _KEEPING,
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?P<head>.{3,60}?),? (?:where|in which|so that) (?:i|we) can " + _KEEPING, re.IGNORECASE
)
_NEEDED = re.compile(
    r"(?P<head>(?:my|our|the) [\w' \u2019-]{3,40}?) (?:needs|wants|is looking for) "
    r"(?:an? app for|an? app with|to)\s+(?:track |manage |keep track of )?(?P<told>.+)",
    re.IGNORECASE,
)
_ROUNDABOUT = (_RUNNING, _THEN, _WHERE, _NEEDED)
_AIM_BEHIND = re.compile(r"\s+for (?P<head>(?:my|our) [\w' -]{3,40})$", re.IGNORECASE)


class Parted(NamedTuple):
    """What a request is for, and its parts, as they were written."""

    head: str
    parts: tuple[str, ...]


def parted(text: str) -> Parted | None:
    """Return what a short request in English is for and its parts, or None for any other.

    Args:
        text: The cleaned request.
    """
    text = _REST.sub("", text.strip().rstrip(".!?").strip())
    if len(text) > _LONGEST or "(" in text:
        return None
    roundabout = _told_roundabout(text)
    if roundabout is not None or _SENTENCE.search(text):
        return roundabout
    rest = without_asking(text)
    divided = _BEHIND_HEAD.search(rest)
    if divided is None:
        aim = _AIM_BEHIND.search(rest)
        parts = _parts(rest[: aim.start()] if aim else rest)
        head = aim["head"] if aim and len(parts) > 1 else ""
        return _within(Parted(head, parts if head else _parts(rest)))
    head, told = rest[: divided.start()], rest[divided.end() :]
    several = _parts(head)
    if (
        len(several) > 1 and ":" not in divided.group() and not _PER.search(head)
    ):  # "fuel, mileage and repairs with costs"
        *before, last = several
        return _within(Parted("", (*before, f"{last} with {told}")))
    return _within(Parted(head.strip(" ,"), _parts(told)))


def _told_roundabout(text: str) -> Parted | None:
    """Return what somebody tells first who they are: "I run a bakery and want to track …"."""
    told = next((match for one in _ROUNDABOUT if (match := one.fullmatch(text))), None)
    if told is None or _SENTENCE.search(told["told"]):
        return None
    parts = _parts(told["told"])
    head = _PLACE.sub("", without_asking(told["head"]).strip(" ,"))
    return _within(Parted(head, parts)) if len(parts) > 1 else None


def without_asking(text: str) -> str:
    """Return a text without how an application is asked for."""
    asked = _ASKING.match(text)
    return text[asked.end() if asked else 0 :].strip()


def per_in(head: str) -> tuple[str, tuple[str, ...]]:
    """Return a head without what it is told by: "time tracking per project and client"."""
    found = _PER.search(head)
    if found is None:
        return head, ()
    return head[: found.start()], tuple(re.split(r"\s+and\s+|,\s*", found["what"]))


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
    return tuple(part for part in found if part and not _NOTHING.match(part))
