"""In which words a wish that can't be met is quoted: a clause that can be read; pure."""

import re

from activities.understanding.languages.glossing import Gloss
from activities.understanding.marking.marks import Marked
from models.conversation import BeyondLimit

_PROGRAM = (
    r"(?:it|that|this|which|(?:(?:the|an?|this|my|our) )?(?:app|application|programm?e?|system"
    r"|computer|software|tool))"
)
_LEAD = re.compile(
    rf"^(?:(?:and|then|also|please|automatically)\s+)*(?:{_PROGRAM}\s+)?"
    r"(?:(?:should|must|could|can|will|would|also|please|then)\s+)+(?=\w+\s+\w)",
    re.IGNORECASE,
)
"""Who shall do it, and that it is only wished for: "it also" of "could it also send the bill"."""
_REST = re.compile(
    r"(?: (?!(?:would|should|could|can|will|must|may|might|is|are|was|were|has|have|if|when|because"
    r"|cause|that|thats|who|which|so|and|but|or|as|than|then|please|pls|plz|i|we|you|they|he|she|it)"
    r"\b)[\w'\u2019-]+){0,8}"
)
_LEAST_WORDS = 2
_PARTS = re.compile(r"[^,;.!?:()\n]+")
_MARKED = 0.2


def readable(text: str, said: str) -> str:
    """Return the words of a wish as a clause, where a phrase found only a piece of it.

    Args:
        text: The English request.
        said: The words that a phrase found in it.
    """
    bare = _LEAD.sub("", said)
    bare = bare if len(bare.split()) >= _LEAST_WORDS else said
    at = text.find(bare)
    if at < 0:
        return bare
    rest = _REST.match(text, at + len(bare))
    return text[at : rest.end()].rstrip() if rest else bare


def in_own_words(
    wishes: tuple[BeyondLimit, ...], glossed: Gloss, marked: Marked
) -> tuple[BeyondLimit, ...]:
    """Return wishes quoted as the person wrote them, and not as their English gloss says.

    Args:
        wishes: That can't be met.
        glossed: The request and its gloss.
        marked: The marks of the request, in its own words.
    """
    return tuple(
        wish.model_copy(update={"words": _own_words(wish, glossed, marked)}) for wish in wishes
    )


def _own_words(wish: BeyondLimit, glossed: Gloss, marked: Marked) -> str:
    if wish.words in glossed.original:
        return wish.words
    for own in marked.wishes:
        if own.kind is wish.limit and own.confidence >= _MARKED:
            return own.words.text
    said, original = _PARTS.findall(glossed.english), _PARTS.findall(glossed.original)
    at = next((at for at, part in enumerate(said) if wish.words in part), None)
    if at is None or len(said) != len(original):
        return wish.words
    return original[at].strip() or wish.words
