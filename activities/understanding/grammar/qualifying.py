"""What tells a field from others of its kind: "date I first met them", "year to drink it by"; pure.

A noun that many fields share says nothing without the words behind it.
"""

import re

from activities.understanding.text.shortening import shortened

_LONGEST = 100
_CLAUSED = re.compile(
    r"(?:the )?(?P<head>date|days?|year|month) (?:(?:that|when|(?:on|in|by) which) )?"
    r"(?P<clause>(?:i|we|you|he|she|it|they|someone|somebody|my \w+|to) [\w'\u2019 -]+)",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"(?:it|they|this) (?:is|was|were|are|(?:has |had )?happen(?:s|ed)|(?:takes|took) place"
    r"|occur(?:s|red))(?: on| in)?|(?:i|we|he|she|they) (?:did|do|does|had|have) (?:it|that|this)",
    re.IGNORECASE,
)
"""What is true of every date."""
_KINDS = {"date": "date", "day": "date", "days": "text", "year": "integer", "month": "text"}
_DAYS = re.compile(r"(?:they|he|she|it) (?:can|could|may|usually|normally|always|is open)\b", re.I)
"""What recurs is no date: the day she usually comes."""
_AROUND = re.compile(
    r"^(?:and |also |plus |maybe )*(?:(?:the|an?|its|their|his|her|my|our|any)\s+)*", re.IGNORECASE
)

_NOTE = re.compile(r" ?\([^()]{0,200}\)")


def clause_of(text: str) -> tuple[str, str] | None:
    """Return a day, month or year with the clause that says which: its label and its type.

    Args:
        text: One item of an enumeration: "the year to drink it by".
    """
    match = _CLAUSED.fullmatch(text.strip()[:_LONGEST])
    if match is None or _HAPPENS.fullmatch(match["clause"].strip()):
        return None
    usual = match["head"].lower() == "day" and _DAYS.match(match["clause"])
    return own_words(text), "text" if usual else _KINDS[match["head"].lower()]


def own_words(text: str) -> str:
    """Return the words for a field as they were said, without an article, as a label."""
    return shortened(_NOTE.sub("", _AROUND.sub("", text.strip(" ,.;:?"))))


def folded_words(text: str) -> str:
    """Return the words for a field as they compare: told twice in the same words, it is one."""
    return own_words(text).casefold().replace("colour", "color")
