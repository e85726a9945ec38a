"""How plurals may end in other languages, the likeliest first; pure.

Most candidates are no words; a dictionary says which one is.
"""

import re
from collections.abc import Iterator

_UMLAUTS = (("au", "äu"), ("a", "ä"), ("o", "ö"), ("u", "ü"))
_UNCHANGED = re.compile(r"(?:er|el|en|chen|lein)$")
"""German nouns whose plural mostly is the same, or has an umlaut only."""
_ENDINGS = {
    "fr": (("eau", "eaux"), ("eu", "eux"), ("al", "aux"), ("ail", "aux"), ("", "s"), ("", "x")),
    "es": (
        ("z", "ces"),
        ("ón", "ones"),
        ("án", "anes"),
        ("én", "enes"),
        ("ín", "ines"),
        ("és", "eses"),
        ("", "s"),
        ("", "es"),
    ),
    "it": (
        ("co", "chi"),
        ("co", "ci"),
        ("go", "ghi"),
        ("ca", "che"),
        ("ga", "ghe"),
        ("cia", "ce"),
        ("gia", "ge"),
        ("io", "i"),
        ("o", "i"),
        ("a", "e"),
        ("e", "i"),
        ("a", "i"),
    ),
    "pt": (
        ("ão", "ões"),
        ("ão", "ães"),
        ("ão", "ãos"),
        ("el", "éis"),
        ("l", "is"),
        ("m", "ns"),
        ("", "s"),
        ("", "es"),
    ),
    "nl": (("", "en"), ("", "s"), ("", "n"), ("f", "ven"), ("s", "zen")),
    "pl": (
        ("nt", "nci"),
        ("st", "ści"),
        ("nik", "nicy"),
        ("rz", "rze"),
        ("ni", "nie"),
        ("ka", "ki"),
        ("ga", "gi"),
        ("a", "y"),
        ("a", "e"),
        ("a", "i"),
        ("o", "a"),
        ("e", "a"),
        ("ek", "ki"),
        ("", "y"),
        ("", "i"),
        ("", "e"),
    ),
}
_POLISH_VOWELS = ("a", "ą", "e", "ę", "i", "o", "ó", "u", "y")
"""Behind them nothing is added: "członkini" has no plural "członkiniy"."""
_LONG_VOWEL = re.compile(r"([aeou])\1([^aeiou])$")


def plurals_of(word: str, language: str) -> Iterator[str]:
    """Return what the plural of a noun may be.

    Args:
        word: A single word in the singular.
        language: ISO 639-1 code.
    """
    if language == "de":
        yield from _german(word)
    if language == "nl":
        yield from _dutch(word)
    for one, many in _ENDINGS.get(language, ()):
        behind_vowel = language == "pl" and not one and word.endswith(_POLISH_VOWELS)
        if word.endswith(one) and not behind_vowel:
            yield word[: len(word) - len(one)] + many


def _german(word: str) -> Iterator[str]:
    changed = _with_umlaut(word)
    if word.endswith("in"):
        yield f"{word}nen"
    if word.endswith("e"):
        yield f"{word}n"
    if _UNCHANGED.search(word):
        yield changed
        return
    for stem, ending in ((word, "er"), (changed, "er"), (changed, "e"), (word, "e"), (word, "en")):
        yield stem + ending
    if word[-1] in "aiouy":
        yield f"{word}s"


def _with_umlaut(word: str) -> str:
    """Return a word with an umlaut in its last syllable that can have one."""
    low = word.lower()
    ends = [(low.rfind(plain) + len(plain), plain, changed) for plain, changed in _UMLAUTS]
    end, plain, round_ = max(
        (one for one in ends if one[1] in low),
        key=lambda one: (one[0], len(one[1])),
        default=(0, "", ""),
    )
    at = end - len(plain)
    if not plain:
        return word
    new = round_.capitalize() if word[at].isupper() else round_
    return word[:at] + new + word[at + len(plain) :]


def _dutch(word: str) -> Iterator[str]:
    """Return plurals whose spelling keeps the vowel as long or short as it is."""
    if _LONG_VOWEL.search(word):
        yield _LONG_VOWEL.sub(r"\1\2en", word)
    if re.search(r"[^aeiou][aeiou][^aeiouw]$", word):
        yield f"{word}{word[-1]}en"
