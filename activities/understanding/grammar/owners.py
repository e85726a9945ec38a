"""Whose fields an enumeration lists: the thing that the words before it speak of; pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from activities.understanding.text.cleaning import mask, word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import Word, tag
from activities.understanding.text.words import singular

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
_EACH = re.compile(r"^(?:each|every|any|all|per)$")
_RELATIVE_SAY = re.compile(
    r"\b(?:that|which) (?:says?|shows?|has|have|contains?|tells?)\s*$", re.IGNORECASE
)


_DOING = word_set(
    """
    tracking logging recording keeping collecting managing organising organizing noting writing
    listing storing remembering monitoring planning cataloguing having seeing reading watching
    making sharing lending borrowing buying selling using counting following handling entering
    adding finding getting
    """
)


class Phrase(NamedTuple):
    """A noun phrase: its words without what stands before, and what that was."""

    text: str
    quantified: bool
    """Whether "each" or the like stands before it."""
    preposition: str
    start: int
    end: int
    plural: bool


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


@lru_cache(maxsize=512)
def phrases(text: str) -> tuple[Phrase, ...]:
    """Return the noun phrases of a text."""
    words = tag(text)
    frame_words = {*frames().app_nouns, "hunting"}
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        end = _phrase_end(words, at)
        if end == at:
            at += 1
            continue
        before = [w.low for w in words[max(0, at - 3) : at]]
        start = at
        while start < end - 1 and words[start].tag in ("CRD", "ORD", "DT0", "AT0", "DPS"):
            start += 1
        inner = [w.low for w in words[at:start]]
        quantified = any(_EACH.match(w) for w in (*before[-1:], *inner)) or words[start].low in (
            "each",
            "every",
        )
        preposition = next((w for w in reversed(before) if w in _PREPOSITIONS), "")
        own = words[start:end]
        while len(own) > 1 and own[-1].low in frame_words and own[-2].is_noun:
            own = own[:-1]  # "service history", "member list": what they are of
        if (
            (own[0].low in _DOING or (not at and end == len(words) and own[0].tag == "VVG"))
            and len(own) > 1
            and (not at or words[at - 1].tag not in ("DPS", "AT0"))
        ):
            own = own[1:]
        if (
            own[-1].tag == "NP0"
            and own[-1].text[:1].isupper()
            and at
            and not quantified
            and words[at - 1].text not in ":-"
        ):
            at = end
            continue
        phrase = text[own[0].start : own[-1].end]
        found.append(
            Phrase(phrase, quantified, preposition, own[0].start, own[-1].end, own[-1].tag == "NN2")
        )
        at = end
    return tuple(found)


_DETERMINERS = ("each", "every", "per", "any", "an", "another")
_PREPOSITIONS = (
    "for",
    "of",
    "per",
    "about",
    "from",
    "on",
    "at",
    "after",
    "before",
    "during",
    "with",
    "in",
    "to",
    "by",
)


def _phrase_end(words: list[Word], start: int) -> int:
    """Return where the noun phrase that begins here ends; ``start`` when there is none."""
    end, noun = start, False
    while end < len(words):
        word = words[end]
        if word.is_noun or (word.tag == "VVZ" and _is_noun_after_all(words, start, end)):
            noun = True
        elif (
            end == start
            and start
            and words[start - 1].low in _DETERMINERS
            and word.text.isalpha()
            and word.tag[:2] in ("VV", "AJ", "AV")
            and not (
                end + 1 < len(words)
                and (
                    words[end + 1].is_noun
                    or words[end + 1].tag in ("DTQ", "PNQ", "AVQ", "AT0", "PNP", "DPS")
                )
            )
        ):
            noun = True  # "per bake", "each run": whatever it could be elsewhere, it is a noun here
        elif (
            end == start
            and start
            and words[start - 1].low == "the"
            and end + 1 == len(words)
            and word.tag in ("VVN", "VVD", "AJ0")
        ):
            noun = True  # "the buried:"
        elif word.tag in ("AJ0", "CRD", "ORD", "AJS", "AJC", "VVG", "VVN") and not noun:
            if word.is_verb and (end + 1 >= len(words) or not words[end + 1].is_noun):
                break
        elif word.low == "'s" or (word.text == "-" and noun):
            pass
        else:
            break
        end += 1
    return end if noun else start


def _is_noun_after_all(words: list[Word], start: int, at: int) -> bool:
    """Say whether a word like "runs" or "finds" is the plural of a noun where it stands."""
    last = at + 1 == len(words)
    if at > start:
        return last and singular(words[at].low) in frames().happenings
    first = (
        at == 0
        or words[at - 1].tag in ("AV0", "CJC", "AJ0", "DPS", "AT0", "CRD")
        or words[at - 1].low in (":", ",", "-")
    )
    return first and (
        last or words[at + 1].low in ("for", "with", "of", ":", ",", "-", "(", "and", "in", "from")
    )


def owner(left: str, *, subject: bool) -> Phrase | None:
    """Return the thing that the words before a list speak of.

    Args:
        left: The words before the verb or the colon.
        subject: Whether the list is what the thing has, so that its subject counts.
    """
    found = phrases(left)
    which = re.search(r"\bwhich ([a-z]+s)\b(?! is\b)", left, re.IGNORECASE)
    asked = next((p for p in found if which and p.text.lower() == which.group(1).lower()), None)
    if asked and is_nameable(asked.text) and not _is_known(asked.text):
        return asked
    usable = [p for p in found if is_nameable(p.text, explicit=p.quantified)]
    each = [p for p in usable if p.quantified]
    belongs = (
        re.search(r"\b(?:belongs? to|in|of|on|from) (?:an?|one|the) ([\w-]+)$", left, re.IGNORECASE)
        if subject
        else None
    )
    if (
        each
        and belongs
        and usable[-1] is not each[0]
        and usable[-1].end == len(left)
        and re.search(r"\bbelongs?\b", left)
    ):
        return usable[-1]
    if each:
        before = [p for p in usable if p.end <= each[0].start]
        joined = left[before[-1].end : each[0].start].strip().lower() if before else ""
        if (
            before
            and joined in ("of", "for", "of the", "per", "in")
            and not _is_known(before[-1].text)
        ):
            return before[-1]
        behind = [p for p in usable if p.start >= each[0].end]
        if (
            behind
            and left[each[0].end : behind[0].start].strip().lower()
            in ("the", "their", "its", "all")
            and not _is_known(behind[0].text)
        ):
            return behind[0]
        return each[0]
    days = [
        p
        for p in found
        if p.quantified
        and p.text.lower() in ("day", "night", "morning", "evening", "week", "month")
    ]
    if days and len(left.split()) < 5:
        return days[0]
    about = [
        p
        for p in usable
        if p.preposition in ("for", "of", "per", "about", "from", "after", "at", "on")
    ]
    if (
        re.match(
            r"^(?:and |then |also |but |now )*(?:for|of|from|about|after|at|per|on)\b",
            left,
            re.IGNORECASE,
        )
        and about
    ):
        return about[0]
    if subject and usable:
        return usable[-1]
    return usable[0] if usable and not subject else None


def _is_known(phrase: str) -> bool:
    return (
        phrase.lower().split()[-1] in frames().knowns
        or singular(phrase.lower().split()[-1]) in frames().knowns
    )


def is_nameable(phrase: str, *, explicit: bool = False) -> bool:
    """Say whether a noun phrase can name a thing to keep; told explicitly, a place can too."""
    words = phrase.lower().split()
    if not words or len(words) > 4 or not re.search(r"[a-z]{2}|[^\x00-\x7f]", phrase.lower()):
        return False
    known = frames()
    if explicit and (
        words[-1] in known.settings
        or words[-1] in known.app_nouns
        or words[-1] in ("line", "lines")
    ):
        return words[-1] not in ("app", "application", "website", "list", "system")
    return not known.names_nothing(words[-1])
