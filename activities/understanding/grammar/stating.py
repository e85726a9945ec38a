"""Plain statements of how things belong together, and plain ways of saying the same; pure."""

import re
from typing import NamedTuple

_COLUMNS = re.compile(
    r"\b(with|has|have|having|includes?|contains?|:) (?:the |these |following |as )*"
    r"(?:columns?|fields?|attributes?|properties|details|information)"
    r"(?: like| such as| for|:| are)? (?=[a-z(])",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"^(?:(?:and|also|an?|the|one|another) )*(?:table|entity|sheet|tab|model|class)"
    r"(?: of| for| called| named)? (?=\"?\w+\"?(?: \w+)? ?(?:with|has|having|contains?|:|\())",
    re.IGNORECASE,
)
_READINGS = re.compile(
    r"^(?P<what>(?:[\w-]+ ){0,2}(?:readings|levels|consumption|usage)) (?:for|of) "
    r"(?P<items>(?:(?:the|our|my) )?[\w-]+(?:(?:,| and|, and) (?:(?:the|our|my) )?[\w-]+){1,5})"
    r"(?: meters?)?(?:,? (?:every|each|per|once a) (?:day|week|month|quarter|year))?(?=,|$)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:the |my |our |these |following )*(?:things|data|entities|tables|fields|columns|data model"
    r"|model|objects|records)(?: (?:are|to keep|i need|we need))?$",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"^(?:and |also )?(?:(?:each|every|an?|one|all|the|our|my) )?(?P<source>[\w'-]+(?: [\w'-]+)?) "
    r"(?:(?:can|may|must|should|always|will|also) )*"
    r"(?:belongs? to|(?:is|are) part of|(?:is|are|be) (?:assigned|linked|connected|related) to"
    r"|goes with|go with)"
    r" (?P<many>many |several |multiple |one or more )?"
    r"(?:(?:an?|the|one|exactly one|its|their|our|only one|at most one) )?"
    r"(?P<target>[\w'-]+(?: (?!and\b|with\b|has\b|have\b)[\w'-]+)?)"
    r"(?:,? (?:(?:and )?(?:has|have) (?P<own>.+)|with (?P<others>.+)))?$",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"^(?:and |also )?(?:each|every) (?P<source>[\w'-]+(?: [\w'-]+)?) "
    r"(?:is|stands|lives|sits|stays|grows|hangs|works|plays|takes place|happens) (?:in|on|at|for) "
    r"(?:an?|one|exactly one) (?P<target>[\w'-]+)$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"^(?:and |also )?(?:(?:each|every|an?|one|all|the|our|my) )?(?P<source>[\w'-]+) "
    r"(?:(?:can|may|will|also|usually) )*"
    r"(?!have\b|has\b|need|contain|includ|with\b)(?P<verb>[a-z]+) "
    r"(?:(?:on|in|at|for|to|up for) )?"
    r"(?:many|several|multiple|one or more|any number of|more than one) "
    r"(?P<target>[\w'-]+(?: [\w'-]+)?)$",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"^(?:and |also )?(?:(?:each|every|an?|one|all|the|our|my) )?(?P<source>[\w'-]+(?: [\w'-]+)?) "
    r"(?:(?:can|may|must|should|will|also) )*(?:has|have|contains?|includes?|consists? of) "
    r"(?:many|several|multiple|one or more|any number of|a number of|lots of|a list of) "
    r"(?P<target>[\w'-]+(?: (?!with\b|which\b|that\b|having\b|each\b)[\w'-]+)?),? "
    r"(?:with|each with|which have|that have|having|each having) (?P<items>.+)$",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(
    r"^(?:for|of|about|after|at|on) (?:each|every|any)(?: of (?:my|our|the))? "
    r"(?P<thing>(?!one\b|of\b|them\b)[\w-]+),?:? "
    r"(?P<items>[a-z].*)$",
    re.IGNORECASE,
)


class Belonging(NamedTuple):
    """That one thing belongs to another: "each order belongs to a customer"."""

    source: str
    target: str
    many: bool
    """Whether to several of them."""
    more: str
    """What else the sentence says of one of them, as a clause of its own."""


class Parts(NamedTuple):
    """That a thing has many others, and their fields."""

    whole: str
    part: str
    items: str


def plainly(text: str) -> str:
    """Return a sentence without the words of tables: "table X with columns a" is "X with a"."""
    return _COLUMNS.sub(r"\1 ", _TABLE.sub("", text))


def is_generic(heading: str) -> bool:
    """Say whether a heading only announces what is kept: "Tables:"."""
    return bool(_GENERIC.match(heading.strip()))


def belonging(text: str) -> Belonging | None:
    """Return what "each order belongs to a customer and has a date" says, or nothing."""
    match = _BELONGS.match(text)
    if match is None:
        return None
    more = f"each {match['source']} has {match['own']}" if match["own"] else ""
    more = f"each {match['target']} has {match['others']}" if match["others"] else more
    return Belonging(match["source"], match["target"], bool(match["many"]), more)


def standing(text: str) -> tuple[str, str] | None:
    """Return the two things of "each tree stands in an orchard", or nothing."""
    match = _STANDS.match(text)
    return (match["source"], match["target"]) if match else None


def several(text: str) -> tuple[str, str] | None:
    """Return the two things of "each participant can take several courses", or nothing."""
    match = _SEVERAL.match(text)
    return (match["source"], match["target"]) if match else None


def parts(text: str) -> Parts | None:
    """Return what "an invoice has several lines with article and price" says, or nothing."""
    match = _PARTS.match(text)
    return Parts(match["source"], match["target"], match["items"]) if match else None


def readings(text: str) -> tuple[str, str] | None:
    """Return what is read off, and of what: "meter readings for gas and water"; or nothing."""
    match = _READINGS.match(text)
    return (match["what"], match["items"]) if match else None


def for_each(text: str) -> tuple[str, str] | None:
    """Return the thing and the fields of "for each run the date and distance", or nothing."""
    match = _FOR_EACH.match(text)
    return (match["thing"], match["items"]) if match else None
