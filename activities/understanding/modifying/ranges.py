"""Enumerations and ranges of choices, and ways to sort, as seven languages say them; pure."""

import re
from collections.abc import Callable
from itertools import pairwise

_BETWEEN = re.compile(
    r"\s*[,/;]\s*(?:(?:und|oder|et|ou|y|o|u|e|oppure|en|of|lub|albo|i|or|and)\s+)?"
    r"|\s+(?:und|oder|et|ou|y|o|u|e|oppure|en|of|lub|albo|i|or|and)\s+",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?:(?:von|de|da|dal|du|desde|van|od)\s+)?(?P<first>[a-z]{1,6}|\d{1,3})\s*"
    r"(?:-|bis|à|a|al|até|hasta|tot(?: en met)?|t/m|do|to)\s*(?P<last>[a-z]{1,6}|\d{1,3})",
    re.IGNORECASE,
)
_ROMAN = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_TENS = ("", "X", "XX", "XXX", "XL", "L")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_MOST_IN_RANGE = 26
_BACK = re.compile(
    r"[\s,(]+(?:absteigend|rückwärts|neueste zuerst|höchste zuerst|größte zuerst|décroissant\w*"
    r"|(?:en |par )?ordre décroissant|descendente\w*|(?:en |in |em )?ordi?[nem]+ de(?:s)?cre\w+"
    r"|decrescente|decreciente|aflopend|malejąco)\)?$",
    re.IGNORECASE,
)
_FORTH = re.compile(
    r"[\s,(]+(?:aufsteigend|alphabetisch|croissant\w*|alphabétique\w*|ascendente\w*"
    r"|alfabétic\w*|alfabetic\w*|crescente|creciente|oplopend|alfabetisch|rosnąco"
    r"|alfabetycznie)\)?$",
    re.IGNORECASE,
)
_ADDED = re.compile(r"^(?:auch |aussi |también |anche |também |ook |też )", re.IGNORECASE)
_MOST = 40
_LABEL = 80


def choices_in(words: str) -> tuple[str, ...]:
    """Return the different choices of "red, blue or green" or of "I to VI".

    Args:
        words: An enumeration or a range, in any of the seven languages.
    """
    said = words.strip(" :.\"'")
    found = _RANGE.fullmatch(said)
    if found and (spanned := _spanned(found["first"], found["last"])):
        return spanned
    parts = (_ADDED.sub("", part.strip(" \"'()")) for part in _BETWEEN.split(said))
    folded = {part.casefold(): part[:_LABEL] for part in parts if part}
    return tuple(folded.values())[:_MOST]


def direction_of(words: str) -> tuple[str, str]:
    """Return what a list is to be sorted by, and the English words for the way round."""
    for pattern, way in ((_BACK, " descending"), (_FORTH, " ascending")):
        if pattern.search(words):
            return pattern.sub("", words), way
    return words, ""


def _spanned(first: str, last: str) -> tuple[str, ...]:
    """Return all from the first to the last: digits, letters or Roman numerals."""
    name: Callable[[int], str]
    if first.isdigit() and last.isdigit():
        low, high, name = int(first), int(last), str
    elif set(first + last) <= set("IVXL") and _value(first) < _value(last):
        low, high, name = _value(first), _value(last), _roman
    elif len(first) == len(last) == 1 and first.isupper() == last.isupper():
        low, high, name = ord(first), ord(last), chr
    else:
        return ()
    if not 0 < high - low < _MOST_IN_RANGE:
        return ()
    return tuple(name(number) for number in range(low, high + 1))


def _value(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in pairwise((*values, 0)))


def _roman(number: int) -> str:
    return _TENS[number // 10] + _ONES[number % 10]
