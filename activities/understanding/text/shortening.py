"""Clauses as labels: complete, readable, and not too long; pure."""

import re

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.spelling import MISSPELT_WHOSE
from activities.understanding.text.tagging import tag

_MOST_WORDS, _KEPT_WORDS = 7, 6
"""What is longer than the first is cut to the second, or before it where a phrase ends."""
_LONGEST = 72
_OPEN = word_set(
    """
    a an the my our your his her its their this that these those some any each every no
    and or but nor as than if when while where who whom whose which what because so
    in on at of for from to by with about into onto over under during before after between
    i we he she they
    is are was were be been has have had can could will would should must may might not very
    """
)
"""Words that something has to follow: no phrase ends with them."""
_CONTRACTED = re.compile(
    r"\b(?P<who>it|he|she|that|there|what)['\u2019]s (?P<been>been )?", re.IGNORECASE
)
_WHOSE = re.compile(MISSPELT_WHOSE, re.IGNORECASE)
_CARELESS = re.compile(r"\b(?P<before>when|since when|where|how|whether|if) its (?=(?P<next>\w+))")
"""As many write it who mean "it's"."""


def shortened(clause: str) -> str:
    """Return a clause as a label: whole, or up to the last phrase that ends in time.

    Args:
        clause: "what she needs from the shop next time" is long, "who sat beside her" is not.
    """
    words = clause.split()
    if len(words) <= _MOST_WORDS and len(clause) <= _LONGEST:
        return " ".join(words)
    kept = words[:_KEPT_WORDS]
    while len(kept) > 1 and (kept[-1].lower() in _OPEN or len(" ".join(kept)) > _LONGEST):
        kept.pop()
    return " ".join(kept)


def spelled_out(question: str) -> str:
    """Return a question with its contractions spelled out: "when its due" is "when it is due"."""

    def careless(match: re.Match[str]) -> str:
        (word,) = tag(match["next"])[:1]
        return match.group(0) if word.is_noun else f"{match['before']} it is "

    def contracted(match: re.Match[str]) -> str:
        return f"{match['who']} {'has been ' if match['been'] else 'is '}"

    question = _WHOSE.sub("whose ", question)
    return _CONTRACTED.sub(contracted, _CARELESS.sub(careless, question))
