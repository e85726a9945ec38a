"""Words of other languages without their accents and endings; pure."""

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "œ": "oe", "æ": "ae", "ø": "o"})
_ELIDED = r"(?:jusqu|lorsqu|qu|dell|all|nell|sull|dall|quest|un|[cdjlmnst])'"
_WORD = r"[^\W\d_]\.(?:[ ]?[^\W\d_]\.)+|(?:[^\W_]+(?:[-'@.][^\W\d_]+)*)|'[nst]\b"
_TOKEN = re.compile(rf"\"[^\"\n]{{1,80}}\"|{_WORD}|[^\w\s]|_+")
_TOKEN_WITH_ELISION = re.compile(
    rf"\"[^\"\n]{{1,80}}\"|{_ELIDED}(?=\w|$)|{_WORD}|[^\w\s]|_+", re.IGNORECASE
)
_ELIDING = ("fr", "it")
_SHORTEST_STEM = 3
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "de": (
        *((ending, "") for ending in ("ern", "nen", "en", "em", "er", "es", "n", "e", "s")),
        ("en", "e"), ("innen", "in"), ("t", "en"), ("e", "en"),
    ),
    "fr": (
        ("aux", "al"), ("eaux", "eau"), ("elles", "el"), ("elle", "el"), ("ives", "if"),
        ("ive", "if"), ("euses", "eur"), ("euse", "eur"), ("trices", "teur"), ("es", ""),
        ("s", ""), ("x", ""), ("e", ""),
    ),
    "es": (
        ("ces", "z"), ("es", ""), ("s", ""), ("as", "o"), ("os", "o"), ("a", "o"), ("as", "a"),
        ("itos", "o"), ("ito", "o"), ("ita", "a"),
    ),
    "it": (
        ("che", "ca"), ("chi", "co"), ("ghe", "ga"), ("ghi", "go"), ("ie", "ia"), ("i", "io"),
        ("i", "o"), ("i", "e"), ("e", "a"), ("a", "o"), ("e", "o"), ("i", "a"),
    ),
    "pt": (
        ("oes", "ao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("is", "il"),
        ("ns", "m"), ("es", ""), ("s", ""), ("as", "o"), ("os", "o"), ("a", "o"),
        ("inhos", "o"), ("inho", "o"), ("inha", "a"),
    ),
    "nl": (
        ("tjes", ""), ("tje", ""), ("jes", ""), ("je", ""), ("'s", ""), ("en", ""), ("s", ""),
        ("e", ""), ("en", "e"), ("t", ""),
    ),
}  # fmt: skip
_POLISH = re.compile(
    r"(?:owie|iami|ami|iach|ach|iego|ego|iemu|emu|iom|om|iem|em|ow|owi|ych|ich|ymi|imi|iej|ej|ie|ia"
    r"|iu|y|a|e|i|o|u)$"
)
_POLISH_GENITIVE = re.compile(r"(?<=[^aeiouy])e(?=[kc]$)")


def tokens(text: str, language: str) -> list[tuple[int, int]]:
    """Return where the words and signs of a text stand."""
    pattern = _TOKEN_WITH_ELISION if language in _ELIDING else _TOKEN
    return [match.span() for match in pattern.finditer(text)]


def fold(word: str) -> str:
    """Return a word in lower case and without accents."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def bases(folded: str, language: str) -> list[str]:
    """Return the dictionary forms that an inflected word may come from, likely ones first."""
    if language == "pl":
        return [f"~{_polish_stem(folded)}"]
    found: list[str] = []
    for ending, other in _ENDINGS.get(language, ()):
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            found.append(folded[: -len(ending)] + other)
    return found


def stem_key(folded: str, language: str) -> str:
    """Return under which key, besides itself, a dictionary form is found."""
    return f"~{_polish_stem(folded)}" if language == "pl" and len(folded) > 3 else folded


def _polish_stem(folded: str) -> str:
    stem = _POLISH.sub("", folded) if len(folded) > _SHORTEST_STEM + 1 else folded
    stem = stem if len(stem) >= _SHORTEST_STEM else folded
    return _POLISH_GENITIVE.sub("", stem)
