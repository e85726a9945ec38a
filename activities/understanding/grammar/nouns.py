"""The noun phrases of a text, and which of them can name a thing; pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import Word, tag
from activities.understanding.text.words import singular

_EACH = re.compile(r"^(?:each|every|any|all|per)$")
_DOING = word_set(
    """
    tracking logging recording keeping collecting managing organising organizing noting writing
    listing storing remembering monitoring planning cataloguing having seeing reading watching
    making sharing lending borrowing buying selling using counting following handling entering
    adding finding getting
    """
)
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


class Phrase(NamedTuple):
    """A noun phrase: its words without what stands before, and what that was."""

    text: str
    quantified: bool
    """Whether "each" or the like stands before it."""
    preposition: str
    start: int
    end: int
    plural: bool


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
