"""Changes that are told in one breath: what they share is said with each, and reasons go; pure."""

import re

_LONGEST = 400
_DEMANDED = r"(?:required|mandatory|compulsory|optional|unique)"
_DEMANDS = re.compile(rf"^(?P<verb>(?:please )?(?:make|mark|set) ).+\b{_DEMANDED}$", re.IGNORECASE)
_DEMAND_END = re.compile(
    rf"\b({_DEMANDED})(?:,? (?:and|but)(?: make| mark| set)?|,) ", re.IGNORECASE
)
_SUBJECT = r"(?:(?!(?:that|which|who|we|i|you|and|or)\b)[\w'-]+ ){1,3}"
_SHOULD = r"(?:should|must|has to|have to)\b"
_NEXT = re.compile(
    rf"(?:, (?:and |but |also )*| (?:and|but) (?:also )?)(?=\"[^\"]{{1,40}}\" {_SHOULD}"
    rf"|(?:the|our|my|each|every) {_SUBJECT}{_SHOULD}"
    r"|be able to [a-z])"
    r"|[,;] (?:and |so |as )?(?=(?:i|we)(?:'d| would)? (?:just |only |simply |rather )*(?:want"
    r"|like|need|prefer) to (?:be able to )?(?:just |simply )?(?:type|write|enter|fill)\b)",
    re.IGNORECASE,
)
"""Stands before a clause with a subject of its own, or before what one wants to be able to do."""
_HOW = re.compile(
    r", and (?=how (?:long|often|far|much|many)(?: [\w'-]+)? (?:it|they|he|she) [\w'-]+)", re.I
)
_LACKS = re.compile(
    r"(?:(?:the|each|every|all|our|my) )?(?!(?:i|we|you|they)\b)[\w'-]+(?: [\w'-]+)? (?:also )?"
    r"(?:needs?|(?:should|must) have|has to have|have to have) ",
    re.IGNORECASE,
)
_ITEM = r"(?:the )?(?!(?:add|make|drop|remove|delete|rename|set)\b)[\w'-]+(?: [\w'-]+){0,2}"
_ITEMS = re.compile(r",? and |, ")
_TOGETHER = re.compile(
    rf"(?P<words>{_ITEM}(?:, {_ITEM}){{0,8}},? and {_ITEM}) (?:(?:should|must|have to|need to)"
    rf" (?:all |both |always )?be|are(?: all| both)?) (?P<value>{_DEMANDED})(?: fields)?",
    re.IGNORECASE,
)
"""Demands of several: "the title, the artist and the year should be required"."""
_AND_FILLED = re.compile(
    rf"(?:the )?(?P<what>{_ITEM}) (?:should|must|has to|needs to) be (?P<value>{_DEMANDED}),? and "
    r"(?:should be |be )?(?P<rest>(?:pre-?)?(?:filled|set) (?:in )?(?:with|to) [\w' -]{2,30})",
    re.IGNORECASE,
)
"""A demand and what is filled in before: "paid on must be mandatory and filled with today"."""
_ASKED = re.compile(
    r"(?:can|could|would|will) (?:you|we|i)(?: please| also| maybe)*", re.IGNORECASE
)
_ORDERS = re.compile(
    r"(?:please )?(?:make|mark|set|rename|call|sort|order|add|include|hide|split|remove)\b", re.I
)
_BECAUSE = re.compile(
    r",? (?:because|since (?=i\b|we\b|they\b|it\b)|as (?=i\b|we\b|they\b)"
    r"|so (?:that )?(?=i\b|we\b|they\b)) ?[^\n]*$",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r", (?:and |as |so )?(?:i|we|they|he|she) (?:(?:really|just|also|often|always|sometimes) )?"
    r"(?:need|have|want|like|must|might)s? (?:to )?(?:be able to )?(?!(?:print|export|sort|rename"
    r"|make|hide|add|delete|remove|see|show|share|filter|search)\b|call (?:it|this)\b)[a-z]+ "
    r"(?:them|him|her|it|that|this)\b[^,;\n]{0,60}$",
    re.IGNORECASE,
)
"""What somebody has to do with it, which is why it is wished."""


def apart(text: str) -> list[str]:
    """Return the changes of a text each with the words that it shares with others.

    Args:
        text: One change, or several that are joined: "make A optional and B required".
    """
    if len(text) > _LONGEST:
        return [text]
    said = without_reason(text)
    if together := _TOGETHER.fullmatch(said):
        items = _ITEMS.split(together["words"])
        return [f"make {item} {together['value']}" for item in items]
    if both := _AND_FILLED.fullmatch(said):
        return [f"make {both['what']} {both['value']}", f"{both['what']} should be {both['rest']}"]
    demands = _demands(said)
    if demands:
        return demands
    parts = [part for part in _NEXT.split(said) if part.strip(" ,.")]
    return [one for part in parts for one in _with_how(part)] or [text]


def is_only_asking(words: str) -> bool:
    """Say whether words only ask somebody to do what is said next: "can you"."""
    return bool(_ASKED.fullmatch(words.strip(" ,")))


def without_reason(text: str) -> str:
    """Return a change without why it is wished."""
    if not _ORDERS.match(text):
        return text
    return _NEEDED.sub("", _BECAUSE.sub("", text))


def _demands(text: str) -> list[str]:
    found = _DEMANDS.match(text)
    if not found:
        return []
    rest = text[found.end("verb") :]
    ended = _DEMAND_END.sub("\\1\n", rest).split("\n")
    if len(ended) < 2:
        return []
    return [f"{found['verb']}{one.strip()}" for one in ended if one.strip()]


def _with_how(part: str) -> list[str]:
    """Part "appointments need a time, and how long it takes" before the clause."""
    return _HOW.split(part, maxsplit=1) if _LACKS.match(part) else [part]
