"""Money that was lent and money that is owed, told as one list that knows the direction; pure.

"Paid back how much so far" is an amount, and no yes or no.
"""

import re

_SOMEBODY = (
    r"(?: (?:to |from )?(?:people|ppl|friends|others|other people|family|someone"
    r"|somebody|them|mates))?"
)
_WHAT = r"(?:the )?(?:money|cash|what|amounts?)"
_LENT = (
    rf"{_WHAT} (?:that )?(?:i|we)(?:['\u2019]ve| have)? (?:lent|loaned|lend)(?: out)?{_SOMEBODY}"
)
_LEFT = rf"{_WHAT} (?:that )?(?:people|others|ppl|friends|they) owe (?:me|us)"
_OWED = (
    rf"(?:{_WHAT} )?(?:that )?(?:i|we)(?:['\u2019]ve| have)? (?:still )?"
    rf"(?:owe|borrowed|borrow){_SOMEBODY}"
)
_AND = r",? (?:and|&|or|plus|\+) "
_BOTH = re.compile(
    rf"\b(?:(?:{_LENT}|{_LEFT}){_AND}{_OWED}|{_OWED}{_AND}(?:{_LENT}|{_LEFT}))\b"
    r"(?P<sign>\s*(?:[.:;,]| [-\u2013])\s*"
    r"| with )(?:for each(?: one)?[:,]? )?(?P<rest>[^.:;!?\n]{3,200})",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:money|cash|amounts?)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:with |(?:the )?(?:names?|person|people|who|amounts?|how much|date)\b)", re.I
)
_HOW_MUCH = re.compile(
    r"\b(?P<done>paid back|repaid|paid off|given back|paid|saved|collected|raised|spent)"
    r" how much(?P<far> so far| already| yet)?(?=\s*(?:[,.;!?\n)]|$))"
    r"|\bhow much(?: (?:is|was|has been|of it is|have they|i have|they have))? "
    r"(?P<later>paid back|repaid|paid off|given back)(?P<since> so far| already| yet)?"
    r"(?=\s*(?:[,.;!?\n)]|$))",
    re.IGNORECASE,
)


def tell_direction(text: str) -> str:
    """Return an English request where such a list has who owes whom.

    Args:
        text: The request.
    """
    return _BOTH.sub(_as_debts, text)


def tell_paid_back(text: str) -> str:
    """Return an English request where what was paid so far is told as an amount.

    Args:
        text: The request.
    """
    return _HOW_MUCH.sub(_amount, text)


def _as_debts(match: re.Match[str]) -> str:
    listed = match["sign"].strip() == "with" or _LISTED.match(match["rest"])
    things = "borrow" in match.group().lower() and not _MONEY.search(match.group())
    if not listed or things:
        return match.group()
    return f"debts{match['sign']}{match['rest'].rstrip()}, direction (lent or owed)"


def _amount(match: re.Match[str]) -> str:
    done = match["done"] or match["later"]
    return f"amount {done.lower()}{(match['far'] or match['since'] or '').lower()}"
