"""How many of one thing go with how many of another, told in passing; pure.

"One member - many fees" has no verb, and in "each shift has several volunteers & they each do lots
of shifts" the second half speaks of the volunteers without naming them.
"""

import re

from activities.understanding.text.words import is_plural, plural, singular

_MANY = r"(?:several|many|multiple|various|lots of|loads of|plenty of|a few|more than one)"
_HAS = r"(?:has|have|needs?|gets?|includes?|involves?|can have|may have|takes?|uses?)"
_NOUN = r"[a-z][a-z'-]{1,24}"
_NO_VERB = re.compile(
    rf"\b(?P<one>(?:one|1) {_NOUN}) ?(?:-+>?|\u2013|\u2014|:|=|\u2192) ?"
    r"(?:many|several|multiple|lots of) "
    rf"(?P<many>{_NOUN})(?: (?:obviously|of course|naturally|please|possible))?"
    r"(?= ?(?:[.,;!?)\n]|$))",
    re.IGNORECASE,
)
_AND_THEY = re.compile(
    rf"\b(?:each|every|an?|one) (?P<one>{_NOUN}) {_HAS} {_MANY} (?P<others>{_NOUN}),? "
    rf"(?:and|&|but) they(?: (?:can|may|will|also|usually))?(?: (?:each|all))? {_NOUN}"
    rf"(?: (?:in|at|for|on|to|part in))? {_MANY} (?P<ones>{_NOUN})\b",
    re.IGNORECASE,
)


def tell_both_ways(text: str) -> str:
    """Return an English request that says of each of two things how many of the other it has.

    Args:
        text: The request.
    """
    return _AND_THEY.sub(_each_of_both, _NO_VERB.sub(_with_verb, text))


def _with_verb(match: re.Match[str]) -> str:
    """Return "one member has many fees"."""
    if not is_plural(match["many"].lower()):
        return match.group()
    return f"{match['one']} has many {match['many']}"


def _each_of_both(match: re.Match[str]) -> str:
    """Return "each shift has several volunteers and each volunteer can take several shifts"."""
    one, ones, others = (match[name].lower() for name in ("one", "ones", "others"))
    if plural(one) != ones or not is_plural(others):
        return match.group()
    return f"each {one} has several {others} and each {singular(others)} can take several {ones}"
