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
_STATES = re.compile(
    r"\?\s*\w|\bsorted by\b"
    r"|\b(?:should|must|would|could|shall|ought|doesn't|don't|isn't|aren't|can't"
    r"|couldn't)\b",
    re.IGNORECASE,
)


def names_no_kind(phrase: str) -> bool:
    """Say whether a noun phrase names no kind of thing: "why does", "each"."""
    if phrase.lower() in _SCREENS:
        return True
    return not _NO_THING.isdisjoint(phrase.lower().split()) or names_no_thing(phrase)


def names_no_field(words: str) -> bool:
    """Say whether words name nothing that is known of a thing: "to list the parts".

    "Where I bought it" and "who should pay" do, though they are clauses.
    """
    text = words.strip()
    if _BEGINS_SENTENCE.match(text) or _BEGINS_INFINITIVE.match(text):
        return True
    clause = re.match(r"(?:who|what|where|when|which|how|if|whether)\b", text, re.IGNORECASE)
    return clause is None and bool(_STATES.search(re.sub(r"\(.*$", "", text)))
