"""In which words a wish that can't be met is quoted: a clause that can be read; pure."""

import re

from activities.understanding.languages.glossing import Gloss
from activities.understanding.marking.marks import Marked
from models.conversation import BeyondLimit

_PROGRAM = (
    r"(?:it|that|this|which|(?:(?:the|an?|this|my|our) )?(?:app|application|programm?e?|system"
    r"|computer|software|tool))"
)
_ACTS = (
    r"(?=(?:text|send|e-?mail|call|ring|print|pay|pull|post|connect|recogni[sz]e|track|film|sync)"
    r"\s+\w)"
)
_LEAD = re.compile(
    rf"^(?:(?:and|then|also|please|automatically)\s+)*(?:{_PROGRAM}\s+)?"
    rf"(?:(?:should|must|could|can|will|would|also|please|then)\s+)+(?:it {_ACTS})?(?=\w+\s+\w)"
    rf"|^it {_ACTS}",
    re.IGNORECASE,
)
"""Who shall do it, and that it is only wished for: "it also" of "could it also send the bill"."""
_REST = re.compile(
    r"(?: (?!(?:would|should|could|can|will|must|may|might|is|are|was|were|has|have|if|when|because"
    r"|cause|that|thats|who|which|so|and|but|or|as|than|then|please|pls|plz|i|we|you|they|he|she|it)"
    r"\b)[\w'\u2019-]+){0,8}"
)
_LEAST_WORDS = 2
_FEW_WORDS = 2
_PARTS = re.compile(r"[^,;.!?:()\n]+")
_MARKED = 0.2
_BEFORE = 80
_STOP = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[;:!?()\n]")
_SENTENCE = re.compile(r"(?<!\d)\.|\.(?!\d)|[;:!?()\n]")
_DANGLING = re.compile(
    r"\s(?:per|the|an?|of|for|to|in|on|at|by|from|with|and|or|every|my|our|your|their|his|her|its"
    r"|pro|je|der|die|das|den|dem|par|le|la|les|por|el|los|las|il|lo|gli|het|een|de|voor|van)$",
    re.IGNORECASE,
)
_IN_IT = re.compile(
    r"(?<!\blog)(?<!\bsign)(?<!\bcheck)(?<!\bhand)(?<!\bplug) in(?: there| here)?$"
    r"|(?<=\bcard) on$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\s*(?:[.,;:!?)\n]|$)")
_NEXT = re.compile(r" (?:the |an? |my |our |each |every )?[^\W_][\w'\u2019-]*")
_ASKED = re.compile(r"(?:what|who|which|how|whether|does|do|is|are|will|can)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?: (?!(?:and|or|but|so|if|when|because|that|who|which|then|please|i|we|you)\b)"
    r"[\w'\u2019-]+){1,4}(?=\s*(?:[.;!?\n]|$))",
    re.IGNORECASE,
)
"""What is left of a question up to its end, where that is little."""
_LAST_WORDS = re.compile(
    r"(?: (?!(?:und|oder|aber|et|ou|mais|y|e|o|pero|ed|ma|mas|en|of|maar|i|lub|ale|and|or|but"
    r"|wär\w*|würd\w*|ist|sera\w*|serait|seri[ao]\w*|sería\w*|estar\w+|vendría|sarebbe|zou|is|lijkt"
    r"|byłby|byłoby|byłaby|fajn\w*|super|top|genial|would|danke|merci|gracias|grazie|obrigad[oa]"
    r"|dank|bedankt|dzięki|bitte|graag|please)\b)[^\W_][\w'\u2019-]*){1,4}(?=\s*(?:[.,;!?\n]|$))",
    re.IGNORECASE,
)
"""What is left of a clause in another language, unless it says how good that would be."""


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
    return _without_end(text[at : rest.end()].rstrip() if rest else bare)


def _without_end(words: str) -> str:
    """Return words without who shall do it, and the "in" of "in it" of which the rest is out."""
    cut = _IN_IT.sub("", _LEAD.sub("", words))
    return cut if len(cut.split()) >= _LEAST_WORDS else words


def whole(text: str, begin: int, end: int, most: int) -> str:
    """Return the words of a wish that ends where its clause may be cut off.

    A question is told up to its end, and nothing ends in "per" or "the".

    Args:
        text: The request.
        begin: Where a pattern found it.
        end: Where what was found ends.
        most: How many characters are shown at most.
    """
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    end -= len(text[begin:end]) - len(text[begin:end].rstrip())
    more = _GOES_ON.match(text, end) if _ASKED.match(text[begin:end].lstrip()) else None
    end = more.end() if more else end
    if _DANGLING.search(text[begin:end]):
        follows = _NEXT.match(text, end)
        end = follows.end() if follows else end
    words = text[begin:end].strip()
    if len(words) > most:
        return _cut(words[: most + 1].rsplit(" ", 1)[0][:most])
    return words if _ENDED.match(text, end) else _cut(words)


def in_full(text: str, said: str) -> str:
    """Return the few words of a wish with what it is for: "show only the five star ones".

    Args:
        text: The request.
        said: The words that a phrase found in it; they stay alone where they tell enough.
    """
    at = text.find(said)
    if at < 0 or len(said.split()) > _FEW_WORDS:
        return said
    rest = _REST.match(text, at + len(said))
    return whole(text, at, rest.end() if rest else at + len(said), _BEFORE)


def _cut(words: str) -> str:
    """Return words without what leads on to what isn't there."""
    while _DANGLING.search(words):
        words = words.rsplit(" ", 1)[0]
    return words


def subject_of(text: str, end: int, most: int) -> int:
    """Return where what a predicate is about begins, in its own clause or in the one before it.

    Args:
        text: The request.
        end: Where the predicate begins.
        most: How many words before it are taken at most.
    """
    least = max(0, end - _BEFORE)
    stops = [stop.end() for stop in _STOP.finditer(text, least, end)]
    begin = stops[-1] if stops else least
    if not text[begin:end].strip():
        # "The tax is 2 a night, should be calculated" tells what should be before the comma.
        stops = [stop.end() for stop in _SENTENCE.finditer(text, least, end)]
        return max((stops[-1] if stops else least), text.rfind(" ", 0, least + 1) if least else 0)
    words = [*re.finditer(r"\S+", text[begin:end])]
    return begin + words[-most:][0].start()


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
        begin = glossed.original.find(wish.words)
        end = begin + len(wish.words)
        return wish.words if glossed.language == "en" else _to_its_end(glossed.original, begin, end)
    for own in marked.wishes:
        if own.kind is wish.limit and own.confidence >= _MARKED:
            return _to_its_end(glossed.original, own.words.start, own.words.end)
    said, original = _PARTS.findall(glossed.english), _PARTS.findall(glossed.original)
    at = next((at for at, part in enumerate(said) if wish.words in part), None)
    if at is None or len(said) != len(original):
        return wish.words
    return original[at].strip() or wish.words


def _to_its_end(text: str, begin: int, end: int) -> str:
    """Return the words of a wish with the few that are left of its clause."""
    rest = _LAST_WORDS.match(text, end)
    return text[begin : rest.end()] if rest else text[begin:end]
