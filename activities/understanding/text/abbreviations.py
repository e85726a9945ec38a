"""Abbreviations: full stops that end no sentence ("St. Marks"), a sign for "and"; pure."""

import re

_BEFORE_NAMES = re.compile(
    r"\b(?P<short>(?i:mr|mrs|ms|dr|prof)|Fr|Rev|Sgt|Capt|Mt|Ft)\.(?= ?[A-Z]| (?:and|&) )"
)
_SAINT = re.compile(r"(?P<before>^|[^\w ] ?|\b[a-z]{1,15} |\n)(?P<short>St|Ste)\.(?= [A-Z][a-z])")
"""Behind a name it is a street, which a sentence may end with."""
_WITHIN = re.compile(r"\b(?P<short>(?i:incl|excl))\.(?= (?:[A-Z\d]|[^\w\s]))")
_NUMBERED = re.compile(r"\b(?P<short>(?i:no|nos|nr|approx|ca|max|min))\.(?= ?\d)")
_MEASURED = re.compile(r"(?<=[,:;(] )(?P<short>(?i:est|avg|approx|min|max))\.(?= [a-z])")
"""Among fields: "deadline, est. fee", "expiry, min. stock"."""
_EXAMPLE = re.compile(r"\b(?i:e\. ?g)\.,?(?= [A-Z])")
_THAT_IS = re.compile(r"\b(?i:i\. ?e)\.,?(?= [A-Z])")

_AND = re.compile(r"(?<=[a-z]s) & (?=[a-z]{3,20}s(?: with |:| \())")
"""It joins two lists whose fields follow, and no names."""


def without_stops(text: str) -> str:
    """Return a text where the abbreviations before names and numbers have no full stop.

    The sign between two lists is written out: "ewes & rams with name and age".

    Args:
        text: The request, in English.
    """
    text = _SAINT.sub(r"\g<before>\g<short>", text)
    for pattern in (_BEFORE_NAMES, _WITHIN, _NUMBERED, _MEASURED):
        text = pattern.sub(r"\g<short>", text)
    text = _AND.sub(" and ", text)
    return _THAT_IS.sub("that is", _EXAMPLE.sub("for example", text))
