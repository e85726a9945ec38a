"""Fields that an English request adds in a sentence of their own, or says a word about; pure.

"What she should practise goes in there as well" is one more field of the lessons told before, and
"price depends" is a price.
"""

import re

from activities.understanding.text.words import is_plural

_TOO = re.compile(
    r"(?P<before>(?:^|(?<=[.!?\n])\s*))(?P<clause>(?:what|how|when|where|who|which|whether|the|his"
    r"|her|their|its|a)\b(?: [a-z][\w'\u2019-]{0,20}){1,9}?) (?:(?:should|must|has to|have to"
    r"|needs? to|can|will|could) )?(?:also )?(?:go|goes|be|is|are|belongs?|come|comes) "
    r"(?:in(?: there| here| it)?|on there|on it|noted|kept|there)(?: too| as well| also)"
    r"(?=\s*(?:[.!?;\n]|$))",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:^|[.!?\n]\s*|\b(?:each|every|an?|the) )(?P<head>[A-Za-z][a-z]{2,15}s?) "
    r"(?:are|is|have|has|with|cost|took|takes?)\b",
)
_WE = ("it", "this", "that", "they", "there", "lists", "always", "what", "which")
_DEPENDS = re.compile(
    r"(?P<field>(?:^|[,:;(] ?|\band )(?:the |its |their )?(?:price|cost|fee|rate|length|duration"
    r"|size|amount|weight|number|colour|color)) (?:depends?|varies|vary|differs?|changes?)"
    r"(?: (?:on|by|from|with|a bit|a lot|each time|every time)(?: [\w'\u2019-]{1,15}){0,4})?"
    r"(?=\s*(?:[,.;!?)\n]|$))",
    re.IGNORECASE,
)
_NEAR = 1_500


def tell_also_kept(text: str) -> str:
    """Return an English request where such fields are told as those of a list.

    Args:
        text: The request.
    """
    return _TOO.sub(_has_too, _DEPENDS.sub(r"\g<field>", text))


def _has_too(match: re.Match[str]) -> str:
    """Return "lessons also have what she should practise"."""
    before = match.string[: match.start()][-_NEAR:]
    heads = [m["head"] for m in _HEAD.finditer(before) if m["head"].lower() not in _WE]
    named = [head for head in heads if is_plural(head.lower())]
    if not named:
        return match.group()
    clause = match["clause"]
    head = named[-1]
    told = f"{head[:1].upper()}{head[1:]} also have {clause[:1].lower()}{clause[1:]}"
    return f"{match['before']}{told}"
