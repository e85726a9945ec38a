"""What is asked for beyond the limits, by the rules and by what each word may ask for; pure."""

import re
from collections.abc import Mapping
from itertools import combinations

from activities.understanding.marking.marks import MarkedWish
from models.conversation import Limit

_SURE = 0.5
"""From here on a wish is one, whatever the rules say."""
_SURE_OF = {
    Limit.BANK_ACCESS: 0.7,
    Limit.LEGAL_MEDICAL_ADVICE: 0.7,
    Limit.MACHINE_LEARNING: 0.7,
    Limit.SECRETS: 0.7,
    Limit.EXTERNAL_SERVICE: 0.7,
    Limit.OTHER_PROGRAM: 0.75,
}
"""The same for what is asked for in everyday words ("it tells me which") and seems to be often
where nobody asks; nearly every request could be taken for another kind of program."""
_HARDLY_TAUGHT = frozenset({Limit.FILES, Limit.SECRETS, Limit.OTHER_PROGRAM})
"""What the annotated requests don't tell: that it seems unlikely says little."""
_ABOUT = re.compile(
    r"\b(?:app\w*|program\w*|tool|list|lijst|liste|lista|overview|something|etwas|was|iets|algo"
    r"|qualcosa|coś) (?:for|of|about|für|pour|para|per|voor|dla|de|di|do|van)\b",
    re.IGNORECASE,
)
"""What is kept: "an app for board games" is no game."""
_RIVAL = 1.5
"""How much likelier one of two wishes is that the same words can't both ask for."""


def likeliest(
    found: Mapping[Limit, str], likely: tuple[MarkedWish, ...] | None
) -> dict[Limit, str]:
    """Return what is asked for, and the words that do.

    Args:
        found: What the rules say.
        likely: What the words may ask for; what is not among it is asked for by nothing. None
            where nobody looked.
    """
    if likely is None:
        return dict(found)
    wish_of = {Limit(wish.kind): wish for wish in likely}
    kept = {
        limit: words
        for limit, words in found.items()
        if limit in wish_of or limit in _HARDLY_TAUGHT
    }
    for limit, wish in sorted(wish_of.items(), key=lambda told: told[0] is Limit.OTHER_PROGRAM):
        if _is_asked(wish, kept):
            kept.setdefault(limit, wish.words.text)
    for one, other in combinations([limit for limit in kept if limit in wish_of], 2):
        weaker = _weaker(wish_of[one], wish_of[other])
        if weaker is not None:
            kept.pop(Limit(weaker.kind), None)
    return kept


def _is_asked(wish: MarkedWish, others: Mapping[Limit, str]) -> bool:
    """Say whether a wish is one without a rule; another program is, where nothing else is asked."""
    if wish.kind is Limit.OTHER_PROGRAM:
        about = _ABOUT.search(wish.words.text)
        if others or about:
            return False
    return wish.confidence >= _SURE_OF.get(Limit(wish.kind), _SURE)


def _weaker(one: MarkedWish, other: MarkedWish) -> MarkedWish | None:
    """Return the less likely of two wishes that the same words tell of."""
    apart = one.words.end <= other.words.start or other.words.end <= one.words.start
    weak, strong = sorted((one, other), key=lambda wish: wish.confidence)
    return weak if not apart and weak.confidence * _RIVAL < strong.confidence else None
