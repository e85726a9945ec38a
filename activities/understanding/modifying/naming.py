"""Whether words can name something to keep, or are a piece of a sentence; pure."""

import re

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.phrases import names_no_thing

_NO_THING = word_set(
    "why how does do did am than then because otherwise each every everything something anything "
    "often usually mostly really very much many no longer already when where which whose if "
    "whether to too please thanks nobody somebody someone anybody everybody only"
)
_SCREENS = word_set("list lists table tables page pages app screen form overview field fields")
"""What shows things, and is none of them."""
_BEGINS_SENTENCE = re.compile(
    r"(?:why (?:do|does|did|is|are|not|can)|does|do|did|because|otherwise|each|so that|i|we|you"
    r"|it|it'd|it's|there|they|that's|as"
    r"|since|than|how come|am)\b(?! do list)",
    re.IGNORECASE,
)
_BEGINS_INFINITIVE = re.compile(
    r"to (?!do\b|who\b|whom\b|which\b|where\b|what\b|be\b)[\w'-]+ (?:the|a|an|my|our|all|each"
    r"|every|it"
    r"|them|that)\b",
    re.IGNORECASE,
)
_BEGINS_WISH = re.compile(
    r"to (?:choose|pick|select|see|get|have|find|show|use|print|export|send|scale|change|make"
    r"|(?:be able|know) \w+) \w",
    re.IGNORECASE,
)
"""Infinitives of what somebody wants to do here: "to choose who is in charge"."""
_POINTS = re.compile(
    r"(?:(?:just|only|all|both|not|none|any|some|most|one|each) (?:of )?)*"
    r"(?:(?:these|those|them)\b(?! (?:who|whom)\b)"
    r"|(?:this|that|it)(?=$| (?:to|into|in|on|out|from|for|as|with|by|at)\b|,| \w+ed$))",
    re.IGNORECASE,
)
"""Pronouns for what was spoken of: they name nothing new."""
_POINTS_BACK = re.compile(r"\b(?:of (?:them|these|those)|picks? one|not been to)$", re.IGNORECASE)
_TWO_VERBS = re.compile(
    r"\b(?:is|are|am|was|were|has|have|do|does|did|'re|'s)\b.*?\b(?:should|must|has to|have to"
    r"|needs? to|could) (?:(?:only|always|also|just) )*be\b",
    re.IGNORECASE,
)
"""A clause as the subject of another: "who they came for should be chosen"."""
_LONGEST = 200
_STATES = re.compile(
    r"\?\s*\w|\bsorted by\b"
    r"|\b(?:should|must|would|could|shall|ought|doesn't|don't|isn't|aren't|can't"
    r"|couldn't)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:the|an?|its|their|our|my|each|every|de[rnms]|die|das|les?|la|el|los|las|il|lo|i|gli|het"
    r"|de|os?|as?|l')\b ?",
    re.IGNORECASE,
)
_SHORTEST, _SHORTEST_IN_COMPOUND, _LEAST_BEFORE = 3, 5, 3
_BEGINNINGS = (_BEGINS_SENTENCE, _BEGINS_INFINITIVE, _BEGINS_WISH, _POINTS)


def names_no_kind(phrase: str) -> bool:
    """Say whether a noun phrase names no kind of thing: "why does", "each"."""
    if phrase.lower() in _SCREENS:
        return True
    return not _NO_THING.isdisjoint(phrase.lower().split()) or names_no_thing(phrase)


def names_no_field(words: str) -> bool:
    """Say whether words name nothing that is known of a thing: "to list the parts".

    "Where I bought it" and "who should pay" do, though they are clauses.
    """
    text = words.strip()[:_LONGEST]
    if any(begins.match(text) for begins in _BEGINNINGS) or _POINTS_BACK.search(text):
        return True
    clause = re.match(r"(?:who|what|where|when|which|how|if|whether)\b", text, re.IGNORECASE)
    states = _TWO_VERBS if clause else _STATES
    return bool(states.search(re.sub(r"\(.*$", "", text)))


def is_part(words: str, label: str) -> bool:
    """Say whether words are how a longer name begins or ends: "fee" of "yearly fee".

    Args:
        words: What was said; an article before it counts for nothing.
        label: The whole name, or a compound: "datum" ends "Kaufdatum".
    """
    said, whole = _ARTICLE.sub("", words.lower().strip(" \"'")), label.lower()
    if len(said) < _SHORTEST or said in _SCREENS or said == whole:
        return False
    if whole.startswith((f"{said} ", f"{said} (")) or f" {said} (" in whole:
        return True
    compound = len(said) >= _SHORTEST_IN_COMPOUND and len(whole) - len(said) >= _LEAST_BEFORE
    return whole.endswith(said if compound and " " not in whole else f" {said}")
