"""How a fee is paid, if it is paid, is one field: "subs paid cash, card or not yet"; pure.

In a sentence of its own it goes with the list that is told first: those are who pay.
"""

import re
from functools import cache

from activities.understanding.phrasing.one_of import payment_means, unpaid_ways
from activities.understanding.text.cleaning import word_set

_FEES = word_set(
    "fee fees sub subs dues rent deposit contribution membership subscription money entry "
    "ticket tickets share donation bill entrance tuition"
)
_LISTS = re.compile(r"(?P<told>[^.:!?\n]{3,60}(?: with |:)[^.!?\n]{2,300})(?=[.!?\n])")
_END = r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$)| (?:and|plus|with) )"
_BETWEEN = re.compile(r",? or |, (?:or )?| ?/ ?")


def tell_fees(text: str) -> str:
    """Return an English request where the ways to pay stand in brackets behind what is paid.

    Args:
        text: The request.
    """
    for match in reversed(list(_fee().finditer(text))):
        told = _told(match)
        if told:
            text = _joined(text, match, told)
    return text


def _told(match: re.Match[str]) -> str:
    """Return "subs paid (cash/card/not yet)"; nothing where no fee is told."""
    what = match["what"].split()
    values = _BETWEEN.split(match["list"])
    several = len({value.lower() for value in values}) == len(values)
    if what[-1].lower() not in _FEES or not several:
        return ""
    return f"{' '.join(what)} paid ({'/'.join(values)})"


def _joined(text: str, match: re.Match[str], told: str) -> str:
    """Return the text with a field in its place, or among those of the list that is told first."""
    before, after = text[: match.start()], text[match.end() :]
    sentence = match["before"][:1] in ".!?" and re.match(r"\s*(?:[.!?\n]|$)", after)
    first = _LISTS.search(f"{before}.") if sentence else None
    if first is None:
        return f"{before}{match['before']}{told}{after}"
    field = f"{told[:1].lower()}{told[1:]}"
    return f"{before[: first.end()]}, {field}{before[first.end() :]}{after}"


@cache
def _fee() -> re.Pattern[str]:
    """Return how a fee is told with the ways to pay it behind it."""
    means, unpaid = payment_means("en"), unpaid_ways("en")
    word = rf"(?!(?:{means}|paid)\b)[a-z][a-z'-]{{1,20}}"
    return re.compile(
        rf"(?P<before>^|[,:;\n]\s*|[.!?]\s+|\band )(?P<what>{word}(?: {word}){{0,2}})"
        rf"(?: paid)?(?::| -)? \(?(?P<list>(?:{means})(?:(?:, | ?/ ?)(?:{means})){{0,4}}"
        rf"(?:,? or |, | ?/ ?)(?:{means}|{unpaid}))\)?{_END}",
        re.IGNORECASE,
    )
