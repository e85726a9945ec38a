"""What something is sorted into, told as what is known of each: "sorts them into categories"; pure.

"Pulls the transactions and sorts them into categories (dues, rent)" tells of transactions that each
have a category, and not of categories that have dues.
"""

import re

from activities.understanding.knowledge.lexicon import load
from activities.understanding.knowledge.typos import spell
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, singular

_SORTED = re.compile(
    r",?(?: (?:and|&|then))* (?:sort|file|group|put|split|divide|assign|order)s?"
    r" (?P<what>them|these|those|everything|each(?: one)?|all of (?:it|them)|the [a-z]{3,20})"
    r" (?:in|into|to|by|under)(?: one of)?(?: the| my| our| these)? "
    r"(?P<kind>categor(?:y|ies)|groups?|kinds?|types?|headings?|classes|folders?)"
    r"(?: ?:| like| such as)? ?\((?P<values>[^()\n]{5,200})\)(?=\s*(?:[.;!?\n]|$))",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"\b[A-Za-z]{4,24}\b(?=\s*(?:[,;&]|$)|(?: (?:from|of|by|with|and|that|which|who|into|at|in"
    r"|on|for|i"
    r"|we|each|every)\b))"
)
"""What stands before another noun is only a part of a name: a savings bank."""
_SENTENCE = ".!?\n"
_MONEY = word_set("transaction payment expense booking income purchase receipt bill invoice")
_TOLD = re.compile(r"\b(?:amount|sum|how much|price|cost)\b", re.IGNORECASE)


def tell_sorted(text: str) -> str:
    """Return an English request where what is sorted has what it is sorted into.

    Args:
        text: The request.
    """
    return _SORTED.sub(_of_each, text)


def _of_each(match: re.Match[str]) -> str:
    """Return "each transaction has a category (dues, rent)" behind what was said of them."""
    begin = max(match.string.rfind(sign, 0, match.start()) for sign in _SENTENCE) + 1
    what = match["what"].lower().removeprefix("the ")
    said = [spell(one).lower() for one in _WORD.findall(match.string[begin : match.start()])]
    plurals = [one for one in said if is_plural(one) and load().thing(singular(one)) is not None]
    noun = what if is_plural(what) else plurals[-1] if plurals else ""
    if not noun or "," not in match["values"]:
        return match.group()
    one, kind = singular(noun), singular(match["kind"].lower())
    known = one not in _MONEY or _TOLD.search(match.string)
    article = "a" if known else "a date, an amount and a"
    return f". Each {one} has {article} {kind} ({match['values']})"
