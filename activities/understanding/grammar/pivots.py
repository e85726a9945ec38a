"""Where a sentence turns from its subject to its list: at a colon, a dash or a verb; pure."""

import re

from activities.understanding.text.cleaning import mask

_SEPARATOR = re.compile(r"\s*:(?=\s|$)|\s+[-=]+>?\s+|\s*\.\.\.?\s+(?=\w)|(?<=[a-z])- ")
_PIVOT = re.compile(
    r"\b(?:(?:record|note|write|enter|log|know|track|keep(?! \w+ing\b)|remember|see|"
    r"store|save|put|add|list|type|fill|want|need|like|love"
    r"|say|says|show|shows|have|has|having|with|contains?|containing|includes?|including|"
    r"consists? of|needs|are|is"
    r"|comes? with|writes?|notes|records|enters|say|noted|recorded|written|where|got)"
    r"(?: (?:down|in|track of|also|always|only|is|are|just|then|up|each time|every time|"
    r"there))*)\s+",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:who|what|which|whether|if|when|where|how|that|whose)(?: \w+)?\s*$", re.IGNORECASE
)
_RELATIVE_SAY = re.compile(
    r"\b(?:that|which) (?:says?|shows?|has|have|contains?|tells?)\s*$", re.IGNORECASE
)

_OPENING_NOUNS = ("list", "log", "record", "show", "note", "notes", "type", "records")
_NOUNS_TOO = (
    "record",
    "log",
    "note",
    "list",
    "type",
    "show",
    "records",
    "notes",
    "track",
    "shows",
    "need",
    "needs",
    "store",
)


def separator(text: str) -> tuple[str, str] | None:
    """Return what stands before and after the first colon or dash outside of brackets."""
    match = _SEPARATOR.search(mask(text))
    if match is None or match.end() >= len(text) or not match.start():
        return None
    return text[: match.start()].strip(), text[match.end() :].strip()


def pivot(text: str) -> tuple[str, str, str] | None:
    """Return the words before, the verb, and the list after it; nothing without such a verb."""
    outside = mask(text)
    comma = outside.find(",")
    found: re.Match[str] | None = None
    for match in _PIVOT.finditer(outside):
        late = 0 <= comma < match.start()
        if _first(match) in ("are", "is", "where", "got"):
            continue
        if late and found is not None:
            break
        if _is_no_verb(outside, match):
            continue
        if found is not None and _is_inside_list(outside, found, match):
            break
        if not late or _begins_clause(outside, match, comma):
            found = match
    if found is None or re.match(
        r"(?:it|them|this|that|him|her|us|me|you|lost|nothing|in|out|up|to|been|had)\b",
        text[found.end() :],
        re.IGNORECASE,
    ):
        return None
    return (
        text[: found.start()].strip(" ,"),
        found.group(0).strip().lower(),
        text[found.end() :].strip(),
    )


def _first(match: re.Match[str]) -> str:
    return match.group(0).split()[0].lower()


def _is_no_verb(text: str, match: re.Match[str]) -> bool:
    """Say whether what looks like a verb is asked about, or is a noun."""
    asked = _ASKING.search(text[: match.start()])
    if asked and not _RELATIVE_SAY.search(text[: match.end()].rstrip()):
        return True
    if match.start() == 0 and match.group(0).strip().lower() in _OPENING_NOUNS:
        return True
    return _first(match) in _NOUNS_TOO and _is_noun_here(text, match.start())


def _is_inside_list(text: str, found: re.Match[str], match: re.Match[str]) -> bool:
    """Say whether a verb stands in the list of the one before it."""
    between = text[found.end() : match.start()]
    if re.search(r"\b(?:who|what|which|whether|when|where|how)\b", between):
        return True
    return _first(match) == "with" and found.group(0).strip().lower() in ("has", "have")


def _begins_clause(text: str, match: re.Match[str], comma: int) -> bool:
    """Say whether a verb behind a comma has its own subject, or only adds a list."""
    before = text[: match.start()]
    adds = match.group(0).strip().lower() in ("with", "including", "each with", "containing")
    if adds and before.count(",") == 1 and re.match(r"^,\s*(?:each |all )?$", before[comma:]):
        return True
    own = r"(?:^|[, ])(?:i|we|you|each|every|the|an?|they|one)(?: [\w-]+){0,3} ?$"
    return re.search(own, before, re.IGNORECASE) is not None


def _is_noun_here(text: str, at: int) -> bool:
    before = re.search(r"([\w'-]+)\s*$", text[:at])
    if before is None:
        return False
    return before.group(1).lower() not in (
        "to", "i", "we", "you", "they", "and", "also", "always", "would", "should", "must", "can",
        "could", "will", "please", "just", "only", "then", "it", "who", "that", "where", "everyone",
        "each", "me", "us",
        "really", "he", "she", "need", "d", "might", "may", "do",
    )  # fmt: skip
