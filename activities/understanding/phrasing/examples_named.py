"""Turns of English requests that name examples, or one happening twice; told plainly; pure.

"The rooms (main hall, small hall, with capacity and price)" tells two rooms by name and what is
known of each. "Farrier and vet visits: … type (farrier, vet)" are visits of two kinds, and "whether
it's been picked up and by whom" is a tick and who it was.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural

_WORD = r"[A-Za-z][a-z'-]{1,20}"
_NAMED = re.compile(
    rf"(?P<noun>\b[A-Za-z][a-z-]{{2,24}}) \((?P<names>{_WORD}(?: {_WORD}){{0,3}}"
    rf"(?:,? (?:and )?{_WORD}(?: {_WORD}){{0,3}}){{1,7}}?)"
    r",? (?:each |all )?with (?P<fields>[^()\n]{4,200})\)"
)
_BETWEEN = re.compile(r",? and |, ")
_KINDS = re.compile(
    r"(?P<before>^|[.!?:\n]\s*)(?P<one>[A-Za-z][a-z-]{2,20})(?:,? and| &) "
    r"(?P<other>[a-z-]{3,20}) (?P<noun>[a-z]{4,16}s)(?P<behind> ?[:(-][^.!?\n]{5,300})"
)
_VALUES = re.compile(r"\b(?:type|kind|sort|category|which)\b:? ?\((?P<values>[^()]{3,120})\)")
_VALUE = re.compile(r"\s*(?:,|/|\bor\b)\s*")
_BY_WHOM = re.compile(
    r"\b(?:whether|if) (?:it|they|he|she)(?:['\u2019]s| is| was| are| were| has| have|['\u2019]ve)"
    r"(?: been)? (?P<done>[a-z]{3,16}(?: (?:up|out|back|in|off|on))?),? and "
    r"(?P<who>(?:by|to|from) whom|who (?:by|to|from))\b",
    re.IGNORECASE,
)
_OPEN = word_set("i we you they it who what when where which how with for of per no not etc each")


def tell_examples(text: str) -> str:
    """Return an English request without the names of a few records, and with one of each field.

    Args:
        text: The request.
    """
    return _BY_WHOM.sub(_by_whom, _KINDS.sub(_of_kinds, _NAMED.sub(_unnamed, text)))


def _unnamed(match: re.Match[str]) -> str:
    """Return "rooms with capacity and price" where rooms are named before."""
    names = _BETWEEN.split(match["names"])
    plain = all(_OPEN.isdisjoint(name.lower().split()) for name in names)
    if not (plain and is_plural(match["noun"].lower())) or any(map(is_known, names)):
        return match.group()
    return f"{match['noun']} with {match['fields']}"


def _of_kinds(match: re.Match[str]) -> str:
    """Return "visits: …" where its two kinds are told again as values of one field."""
    told = _VALUES.search(match["behind"])
    values = {value.lower() for value in _VALUE.split(told["values"])} if told else set()
    if not {match["one"].lower(), match["other"].lower()} <= values:
        return match.group()
    noun = match["noun"]
    noun = noun.capitalize() if match["one"][0].isupper() else noun
    return f"{match['before']}{noun}{match['behind']}"


def _by_whom(match: re.Match[str]) -> str:
    """Return "picked up yes or no, picked up by whom"."""
    words = match["who"].lower().split()
    preposition = next(word for word in words if word not in ("who", "whom"))
    return f"{match['done']} (yes/no), {match['done']} {preposition} whom"
