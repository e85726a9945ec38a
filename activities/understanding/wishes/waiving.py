"""Wishes that are only hoped for, or waived in the same breath: nothing is asked about them; pure.

"Sync would be a dream but not essential" and "pay online, could it do that? If not, fine" are
answered by what can't be had.
"""

import re

from models.conversation import BeyondLimit

_FINE = (
    r"(?:(?:that(?:'s| is)|it(?:'s| is)|then|also|too|still|we(?:'re| are)|i(?:'m| am)) ){0,3}"
    r"(?:fine|ok|okay|no problem|not a problem|no matter|never ?mind|no worries|all right|alright"
    r"|not the end of the world|so be it)\b"
)
_WAIVED = re.compile(
    r"\bnot (?:that |really |so |very |absolutely |strictly |at all )?(?:essential|necessary|vital"
    r"|crucial|important|needed|required|critical|a must|a priority)\b"
    r"|\b(?:nice|good|great|lovely)[ -]to[ -]have\b"
    r"|\bif (?:not|it (?:can['\u2019]?t|doesn['\u2019]?t|won['\u2019]?t|isn['\u2019]?t)"
    rf"|(?:that|it)['\u2019]s not)(?: (?:possible|work|be done|do it|do that))?,? {_FINE}"
    r"|\b(?:fine|ok|okay|no problem|no worries|no big deal|doesn['\u2019]?t matter) if (?:not|it"
    r"|that)\b"
    r"|\b(?:optional|optionally|if (?:at all |(?:it|that)(?:['\u2019]s| is) )?possible)\b"
    r"|\bbut (?:typing|entering|writing|doing|noting|a |by hand|manual)[^.;:!?\n]{0,40}?"
    r"(?:is|are|would be|['\u2019]s) (?:(?:also|perfectly|totally|just|quite) )?"
    r"(?:fine|ok|okay|good enough|all right|alright|enough)\b"
    r"|\b(?:can|could) live without\b|\bno big deal\b",
    re.IGNORECASE,
)
_HOPED = re.compile(
    r"\b(?:would|could|might)(?: also)? be (?:(?:a|an|the|so|very|really|quite|pretty) ){0,2}"
    r"(?:dream|bonus|extra|icing on the cake|plus(?! if\b)"
    r"|(?:nice|good|great|cool|lovely|handy|fine) (?:too|as well))\b",
    re.IGNORECASE,
)
"""What comes on top of the rest; "that would be great" alone is a plain wish."""
_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\w)){1,600}[.!?\n]*")
_REST = re.compile(r"\s*(?:but |though )?", re.IGNORECASE)
_STOP = re.compile(r";|, and (?:it|that|this|the|we|i|they|there)\b", re.IGNORECASE)
_LOOKED_AT = 8_000


def without_waived(wishes: tuple[BeyondLimit, ...], text: str) -> tuple[BeyondLimit, ...]:
    """Return wishes beyond the limits, with nothing left to choose in place of waived ones.

    Args:
        wishes: That can't be met.
        text: The request, as it was written.
    """
    told = [match.group() for match in _SENTENCE.finditer(text[:_LOOKED_AT])]
    return tuple(
        wish.model_copy(update={"alternatives": wish.alternatives[:1]})
        if _is_waived(wish.words, told)
        else wish
        for wish in wishes
    )


def _is_waived(words: str, told: list[str]) -> bool:
    """Say whether the sentence with some words, or what follows on it, needs no such thing."""
    said = words.casefold()
    at = next((at for at, one in enumerate(told) if said in one.casefold()), None)
    if at is None:
        return False
    clause = _clause(told[at], said)
    if _WAIVED.search(clause) or _HOPED.search(clause):
        return True
    return any(_WAIVED.match(one, _begin(one)) for one in told[at + 1 : at + 3])


def _clause(sentence: str, said: str) -> str:
    """Return the words of a wish and what the sentence says of it, up to the next wish."""
    at = sentence.casefold().find(said)
    begin = max(sentence.rfind(sign, 0, at) for sign in ",;(") + 1
    stop = _STOP.search(sentence, at + len(said))
    return sentence[begin : stop.start() if stop else len(sentence)]


def _begin(sentence: str) -> int:
    match = _REST.match(sentence)
    return match.end() if match else 0
