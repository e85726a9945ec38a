"""States that are told as a way, told as a status with these values; pure.

"A repair goes from waiting to in progress to done" says what can be chosen, and no dates; "open
until the mechanic signs it off" says that it is open or signed off.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from activities.understanding.grammar.asking import participle
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import tag

_LEAST, _MOST, _LONGEST = 3, 10, 4
_LEAST_ALIKE = 2
_WAY_ENDS = re.compile(
    r",? (?:and|but|so|when|once|where|which|while|because|as|after|before|until|for|with|by|on)\b"
    r"(?! then\b)|\s[-\u2013]\s|[()]",
    re.IGNORECASE,
)
_MODAL = r"(?:(?:can|could|will|would|should|must|may|might)(?: then)? )?"
_FROM = re.compile(
    rf"\b(?P<verb>{_MODAL}(?:goes|go|moves?|pass(?:es)?|changes?|progress(?:es)?|advances?"
    r"|switch(?:es)?) from )(?P<way>[^.;:!?\n]{4,160})",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"\b(?P<verb>{_MODAL}(?:is|are|be|starts? (?:off |out )?as|begins? as|gets?) (?:first )?)"
    r"(?P<way>[^\s.,;:!?\n][^.,;:!?\n]{1,30}(?:,|,? and|) then [^.;:!?\n]{2,160})",
    re.IGNORECASE,
)
_CAN_BE = re.compile(
    r"\b(?P<verb>(?:can|may|could|might) be (?:either )?)"
    r"(?P<way>[^\s.,;:!?\n][^.,;:!?\n]{1,30},[^.;:!?\n]{2,120}? or [^.;:!?\n]{2,60})",
    re.IGNORECASE,
)
_THROUGH = re.compile(
    rf"\b(?P<verb>{_MODAL}(?:goes|go|moves?|pass(?:es)?|runs?|progress(?:es)?) through )"
    r"(?:the (?:stages|steps|states|phases)(?: of)?:? ?)?(?P<way>[^.;:!?\n]{4,160})",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = re.compile(
    r",? (?:and|but|so|when|once|where|which|while|because|as|after|before|until) "
    r"(?:i|we|it|they|you|he|she|the|that|this|our|my|each|everyone|also|want|need|would)\b"
    r"|\s[-\u2013]\s|[()]",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:->|=>|→)\s*|,? (?:and )?then (?:to )?(?:either )?|,? (?:on )?to |,? or (?:to )?|, "
    r"(?:and )?| and ",
    re.IGNORECASE,
)
_STATES = word_set(
    "new waiting open draft idea lead quote ready done closed pending paid planned started "
    "progress finished lost "
    "won sold live archived overdue available taken reserved hold order stock repair "
    "transit process review approval check todo wip applied interview rejected backlog doing "
    "beginner intermediate advanced raw dirty clean broken fixed in-progress unpaid unread read"
)
_PARTS_OF_DEEDS = ("VVN", "VVD", "VVG", "AJ0", "VDN", "VDG")
_DEEDS = ("VVN", "VVG", "VDN", "VDG")
_FIRST = re.compile(r"(?:being|waiting|ready|can't|cannot|not|un\w+) ", re.IGNORECASE)
_AS_STATUS = re.compile(r"^ as (?:an? |the |its |their )?(?:status|state|stage)\b", re.IGNORECASE)
_AS = re.compile(r"^(?:a|an|the|to be) (?=\w)", re.IGNORECASE)
_NO_STATE = word_set("i we he she they you my our his her their one two three home work school")
_DONE = (
    r"(?:(?:it|this|that|they|these)(?:['\u2019]s| is| are| has been| have been| gets?| got) "
    r"(?:been )?(?:finally |fully )?(?P<done>[a-z]{3,20})|(?P<bare>[a-z]{3,20}))"
)
_SOMEBODY = (
    r"(?:(?:the|an?|our|my|your|his|her|their|one of (?:the|our)) )?(?:[a-z]+ )?[a-z]{1,20}"
    r"(?: has| have)?"
)
_UNTIL = re.compile(
    r"\b(?P<be>(?:is|are|stays?|remains?|counts? as|be|stay|remain) )"
    r"(?P<state>open|pending|unpaid|outstanding|unresolved|reserved|provisional|on hold|active|live"
    r"|unconfirmed|a draft|waiting) (?:until|till|til) "
    rf"(?:{_DONE}|{_SOMEBODY} (?P<verb>[a-z]{{3,20}}) (?:it|them|this|that))"
    r"(?P<particle> (?:off|out|up|back|in|over|down))?(?: by (?:the |a |our )?[a-z]{2,20})?"
    r"(?=\s*(?:[.,;!?\n)]|$)|\s(?:and|but|so)\b)",
    re.IGNORECASE,
)
_CAN = re.compile(r"(?:can|could|will|would|should|must|may|might|be|stay|remain)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:are|go|move|pass|change|progress|start|advance)\b", re.IGNORECASE)


_WORD_OF_OTHERS = r"[^\W\d_][^\W\d_-]{1,20}"
_STATE_OF_OTHERS = rf"{_WORD_OF_OTHERS}(?: {_WORD_OF_OTHERS})?"


class _Turns(NamedTuple):
    told: re.Pattern[str]
    between: re.Pattern[str]
    one: str
    several: str
    plural: re.Pattern[str]


def _turns(
    go: str, be: str, to: str, then: str, last: str, has: tuple[str, str], plural: str, both: str
) -> _Turns:
    """Return how another language tells a way: from, to and to, or this, then that."""
    state, joint = _STATE_OF_OTHERS, rf"(?:{to}|{then}|{last})"
    told = (
        rf"\b(?P<verb>{go}) (?P<way>{state}(?:,? {joint} {state}){{2,8}}(?: {both} {state})?)"
        rf"|\b(?P<be>{be}) (?P<steps>{state}(?:,? (?:{then}|{last}) {state}){{2,8}})"
    )
    return _Turns(
        re.compile(rf"(?:{told})(?=\s*(?:[.,;!?\n)]|$))", re.IGNORECASE),
        re.compile(rf",? (?:{joint}|{both}) ", re.IGNORECASE),
        *has,
        re.compile(rf"(?:{plural})\b", re.IGNORECASE),
    )


_IN_OTHERS = {
    "de": _turns(
        "(?:geht|gehen|wechselt|wechseln|wandert|wandern) von",
        "(?:ist|sind)(?: erst| zuerst)?",
        "(?:zu|über|auf|nach)",
        "(?:und )?dann",
        "oder",
        ("hat einen Status", "haben einen Status"),
        "gehen|wechseln|wandern|sind",
        "und",
    ),
    "fr": _turns(
        "(?:passe|passent) de",
        "(?:est|sont)(?: d'abord)?",
        "à",
        "(?:et )?(?:puis|ensuite)(?: à)?",
        "ou",
        ("a un statut", "ont un statut"),
        "passent|sont",
        "et",
    ),
    "es": _turns(
        "pasan? de",
        "(?:está|están|es|son)(?: primero)?",
        "a",
        "(?:y )?(?:luego|después)(?: a)?",
        "o",
        ("tiene un estado", "tienen un estado"),
        "pasan|están|son",
        "y",
    ),
}
_CAN_BE_IN_OTHERS = {
    language: re.compile(
        rf"\b(?:{can}) (?P<states>{_STATE_OF_OTHERS}(?:, {_STATE_OF_OTHERS}){{1,7}},? {last} "
        rf"{_STATE_OF_OTHERS}){end}(?=\s*(?:[.,;!?\n)]|$))",
        re.IGNORECASE,
    )
    for language, can, last, end in (
        ("de", "kann|können", "oder", " sein"),
        ("fr", "peut être|peuvent être", "ou", ""),
        ("es", "puede estar|pueden estar|puede ser|pueden ser", "[ou]", ""),
        ("it", "può essere|possono essere", "o", ""),
        ("pt", "pode estar|podem estar|pode ser|podem ser", "ou", ""),
        ("nl", "kan|kunnen", "of", " zijn"),
        ("pl", "może być|mogą być", "lub|albo", ""),
    )
}
_HAS_STATUS = {
    "de": "hat einen Status",
    "fr": "a un statut",
    "es": "tiene un estado",
    "it": "ha uno stato",
    "pt": "tem um estado",
    "nl": "heeft een status",
    "pl": "ma status",
}
_ARTICLES = word_set(
    "der die das den dem ein eine einen einem zum zur le la les un une des du au aux el los las "
    "unos unas al del in bei chez dans en avec mit con mein meine unser"
)
_PLACED = _ARTICLES - {"en"}
"""What no state begins with: "en travaux" is one."""


def tell_ways(text: str, language: str) -> str:
    """Return a request where a way through states stands as a status.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    if language in _CAN_BE_IN_OTHERS:
        text = _CAN_BE_IN_OTHERS[language].sub(partial(_states_in, language=language), text)
    if language in _IN_OTHERS:
        turns = _IN_OTHERS[language]
        return turns.told.sub(partial(_way_in, turns=turns), text)
    return _ways(text) if language == "en" else text


def _states_in(match: re.Match[str], language: str) -> str:
    """Return "hat einen Status (frei, reserviert, vermietet)" for what it can be."""
    states = re.split(r",? (?:oder|ou|u|o|of|lub|albo) |, ", match["states"])
    placed = any(not _PLACED.isdisjoint(state.lower().split()) for state in states)
    return match.group() if placed else f"{_HAS_STATUS[language]} ({', '.join(states)})"


def _way_in(match: re.Match[str], turns: _Turns) -> str:
    states = turns.between.split(match["way"] or match["steps"])
    words = {word for state in states for word in state.split()}
    placed = not words.isdisjoint(_ARTICLES) or any(word[0].isupper() for word in words)
    if len(states) < _LEAST or placed:
        return match.group()
    has = turns.several if turns.plural.match(match["verb"] or match["be"]) else turns.one
    return f"{has} ({'/'.join(states)})"


def _ways(text: str) -> str:
    text = _FROM.sub(_way(_LEAST_ALIKE), text)
    text = _THEN.sub(_way(_LEAST), text)
    text = _THROUGH.sub(_way(_LEAST, _CLAUSE_BEGINS), text)
    text = _CAN_BE.sub(_way(_LEAST), text)
    return _UNTIL.sub(_until, text)


def _way(least: int, ends: re.Pattern[str] = _WAY_ENDS) -> Callable[[re.Match[str]], str]:
    """Return what a way is replaced by, if it has so many states."""

    def told(match: re.Match[str]) -> str:
        end = ends.search(match["way"])
        way = match["way"][: end.start()] if end else match["way"]
        states = _states(way)
        if len(states) < least or not are_states(states):
            return match.group()
        behind = _AS_STATUS.sub("", match["way"][len(way) :])
        return f"{_has(match['verb'])} ({'/'.join(states)}){behind}"

    return told


def _states(way: str) -> tuple[str, ...]:
    parts = (_AS.sub("", part.strip()) for part in _BETWEEN.split(way.strip(" ,")))
    found = tuple(dict.fromkeys(_status(part) for part in parts if part))
    short = all(len(one.split()) <= _LONGEST and "/" not in one for one in found)
    return found if short and len(found) <= _MOST else ()


def _status(part: str) -> str:
    return part if part[:1].islower() or part[1:2].isupper() else part.lower()


def are_states(states: tuple[str, ...], *, told: bool = False) -> bool:
    """Say whether most are states: "from Leeds to York to Hull" is no way through them.

    Args:
        states: What may be the values of a status, in lower case.
        told: Whether only what is done or known as a state counts, and no adjectives.
    """
    words = {word for state in states for word in state.split()}
    alike = sum(_is_state(state, _DEEDS if told else _PARTS_OF_DEEDS) for state in states)
    enough = alike == len(states) if len(states) < _LEAST else 2 * alike > len(states)
    return enough and alike >= _LEAST_ALIKE and not words & _NO_STATE


def _is_state(words: str, deeds: tuple[str, ...]) -> bool:
    told = words.lower().split()
    if not set(told).isdisjoint(_STATES | frames().states) or _FIRST.match(words):
        return True
    return any(word.tag in deeds for word in tag(words)[:1])


def _has(verb: str) -> str:
    if _CAN.match(verb):
        return "can have a status"
    return "have a status" if _SEVERAL.search(verb) else "has a status"


def _until(match: re.Match[str]) -> str:
    state, particle = match["state"].lower(), match["particle"] or ""
    said = match["verb"] or match["done"] or match["bare"]
    (word,) = tag(said)[:1]
    if match["verb"]:
        done = participle(word.lemma) if word.is_verb or said.endswith("s") else ""
    else:
        done = said.lower() if word.tag in ("VVN", "VVD", "AJ0", "VDN") else ""
    if not done or (match["bare"] and not done.endswith(("ed", "en", "id", "one", "ld", "nt"))):
        return match.group()
    return f"{_has(match['be'])} ({state.removeprefix('a ')}/{done}{particle})"
