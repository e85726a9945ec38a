"""The words for a field without what is said around them; pure."""

import re
from typing import NamedTuple

_STATE = re.compile(
    r"^(?:whether|if) (?:or not )?(?:an? |the |my |our )?(?P<what>[\w' -]+?) "
    r"(?:was|were|is|are|has been|have been|got) (?P<how>[\w -]+)$",
    re.I,
)
_PRONOUN_FIRST = re.compile(r"^(?:whether|if) (?:or not )?(?:it|they|we|i|he|she|you)\b", re.I)
_MARKERS = re.compile(
    r"[\s,(]+(?:(?:which|that) )?(?:is |must be |should be |has to be )?(?:a )?"
    r"(required|mandatory|compulsory|obligatory|optional|if (?:known|any|there is one"
    r"|available)|unique)\)?$"
    r"|^(required|mandatory|unique|optional)\s+",
    re.I,
)
ARTICLES = re.compile(
    r"^(?:(?:an?|the|its|their|his|her|my|our|some|any|also|maybe|perhaps|optionally|possibly"
    r"|of course|both|"
    r"etc|the usual|it's|who's|whose)\s+)+(?=\w)",
    re.I,
)
_TRAILING = re.compile(
    r"\s+(?:for|of|to|in) (?:each|every|it|them|all of them)(?: \w+){0,2}$|\s+(?:etc|and so "
    r"on|too|as well|please)$"
    r"|\s+(?:that|which) (?:i|we|they|you) .*$",
    re.I,
)

_CURRENCY = re.compile(r"\s*(?:in )?\(?[€$£¥₹]\)?\s*$")
_WHETHER = re.compile(
    r"^(?:whether|if) (?:or not )?(?:it|they|we|i|he|she)?(?:'s|'ve|'d)?\s*"
    r"(?:is|are|was|were|has|have)?\s*(?:been\s+(?=\w))?",
    re.IGNORECASE,
)
_OR_NOT = re.compile(r"(?<=\w) or not$")
_OBJECT = re.compile(r"(?<=\w) (?:it|them)$")
_STATE_FIRST = re.compile(r"^(?:is|was|are|were|has|have) (?:it|they|he|she|this)(?: been)?\s+")
_REQUIRED = ("required", "mandatory", "compulsory", "obligatory")
_MOST_DEMANDS = 3


class Demands(NamedTuple):
    """What words demand of a field."""

    required: bool = False
    unique: bool = False


def demands_in(text: str) -> tuple[str, Demands]:
    """Take what is demanded of a field out of its words; return the rest, and the demands."""
    required = unique = False
    for _ in range(_MOST_DEMANDS):
        match = _MARKERS.search(text)
        if not match or not (rest := (text[: match.start()] + text[match.end() :]).strip()):
            break
        word = (match.group(1) or match.group(2)).lower()
        required |= word in _REQUIRED
        unique |= word == "unique"
        text = rest
    return text, Demands(required, unique)


def short_label(text: str) -> str:
    """Return the words for a field without what is said around them."""
    state = _STATE.match(text)
    if state and not _PRONOUN_FIRST.match(text):
        text = f"{state['what']} {state['how']}"
    text = _CURRENCY.sub("", text)
    label = _TRAILING.sub("", ARTICLES.sub("", _stripped(text)))
    label = _WHETHER.sub("", label)
    label = _OR_NOT.sub("", ARTICLES.sub("", label))
    if text.lower().startswith(("whether ", "if ")):
        label = _OBJECT.sub("", label)
    return _stripped(_STATE_FIRST.sub("", label), " ,;:?\"'")


def _stripped(text: str, signs: str = " ,;:?") -> str:
    """Return words without signs around them; of a pair of brackets both stay or none."""
    bare = text.strip(signs)
    if bare.endswith(")") and bare.rfind("(") > 0 and bare.count("(") == bare.count(")"):
        return bare.lstrip(f"{signs})")
    return text.strip(f"{signs}()")
