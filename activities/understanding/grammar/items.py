"""Items of enumerations: where one ends, and what it looks like; pure."""

import re

from activities.understanding.grammar.attributes import is_known, trim
from activities.understanding.grammar.nouns import is_nameable, phrases
from activities.understanding.knowledge.lexicon import Lexicon
from activities.understanding.text.cleaning import mask, split_items
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import singular

NESTED = re.compile(r"^(?P<thing>[^()]{2,60}?)\s*\((?P<fields>[^()]{3,400})\)$")

WITH = re.compile(
    r"^(?P<thing>(?:[\w'-]+ ){0,3}[\w'-]+) (?:with|having|that (?:say|says|have|has|show|"
    r"shows)|including|has|have|each with"
    r"|need|needs) (?P<fields>.{3,})$",
    re.IGNORECASE,
)

WISH = re.compile(
    r"\b(?:want|need|would like|like to|make|build|create|could you|can you|please|"
    r"looking for|wish|give me|for my|i love)\b",
    re.IGNORECASE,
)

_KINDS = re.compile(
    r"\b(kind|type|sort|status|stage|category|level|size|condition|state|result|severity|"
    r"priority)(?: - |: ?)([^.;:-]+)$",
    re.IGNORECASE,
)

_FROM_TO = re.compile(
    r"\bfrom(?: when)?(?:,| and|-|/| -)? ?(?:to|till|until)(?: when)?\b(?! (?:\d|be\b))|"
    r"\bwhen (?:it|they) (?:starts?|begins?) and ends?\b"
    r"|\bstart and end\b",
    re.IGNORECASE,
)


def is_fragment(text: str) -> bool:
    """Say whether words are a heading rather than a sentence."""
    words = tag(text[:200])
    if any(w.low in ("i", "we", "they", "he", "she", "it", "you") for w in words[:6]):
        return False
    return not any(w.tag in ("VBZ", "VBB", "VHZ", "VM0", "VVZ", "VBD", "VHB", "VDB") for w in words)


def choices_and_rest(text: str) -> tuple[list[str], list[str]]:
    """Return the choices that a list begins with, and the fields that stand behind them."""
    parts = split_items(text)
    after: list[str] = []
    fields = frames().knowns - frames().states
    while len(parts) > 2 and parts[-1].lower().split()[-1] in fields:
        after.insert(0, parts.pop())
    return parts, after


def with_choices(match: re.Match[str]) -> str:
    """Return an item with its choices in brackets; what is no choice any more stands behind."""
    parts, after = choices_and_rest(match.group(2))
    return (
        ", ".join([f"{match.group(1)} ({', '.join(parts)})", *after])
        if len(parts) > 1
        else match.group(0)
    )


def items_of(text: str) -> list[str]:
    """Return the items of an enumeration; "X with a and b" between commas is one."""
    text = _KINDS.sub(with_choices, text)
    text = _FROM_TO.sub("start, end", text)
    text = re.sub(r"\s+-\s+|\s+\+\s+", ", ", text)
    outside = mask(text)
    cuts = [m.start() for m in re.finditer(",", outside)]
    found: list[str] = []
    for begin, end in zip([0, *(c + 1 for c in cuts)], [*cuts, len(text)], strict=True):
        part = text[begin:end].strip()
        closed = len(cuts) and re.match(
            r"^(?:and )?[\w'-]+(?: [\w'-]+)? with [^,]+ and [^,]+$", part, re.IGNORECASE
        )
        found += [part] if closed else split_items(part)
    return [one for item in found if (one := item.strip(" .,:;"))]


def is_thing_alone(core: str, lexicon: Lexicon) -> bool:
    """Say whether a noun is something to keep, and nothing that is known of it."""
    return lexicon.thing(core.lower()) is not None and core.lower() not in frames().knowns


def is_person_word(phrase: str) -> bool:
    """Say whether a noun names people."""
    *_, last = phrase.lower().split() or [""]
    return singular(last) in frames().people


def is_heading(item: str) -> bool:
    """Say whether the last words before a colon name a new thing, not a field with choices."""
    if re.search(r"\b(?:per|each|every|for the|for each)\b", item, re.IGNORECASE):
        return True
    return not is_known(item) and any(p.plural and is_nameable(p.text) for p in phrases(trim(item)))


def asks(item: str) -> bool:
    """Say whether an item is told as a question: "who took it"."""
    return bool(
        re.match(
            r"^(?:and |also |(?:on|in|at|from|to|since|for|by|with) )?(?:what|which|who|whom|"
            r"whose|when|where|how|whether|if)\b",
            item.strip(),
            re.IGNORECASE,
        )
    )


def core_of(item: str) -> str:
    """Return the noun phrase that an item begins with."""
    found = phrases(trim(re.sub(r"\(.*$", "", item)))
    return found[0].text if found else ""


def fieldlike(inside: str) -> bool:
    """Say whether brackets hold fields and not choices or examples."""
    parts = split_items(inside)
    return sum(is_known(p) for p in parts) * 5 >= len(parts) * 2
