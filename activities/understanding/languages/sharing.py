"""Two that share a noun in other languages: "Einkaufs- und Verkaufspreis"; pure."""

import re
from functools import cache

from activities.understanding.languages.vocabulary import Kind, read_table, vocabulary

_OF = re.compile(
    r"(?:^|(?<=\s))(?:d['\u2019]|(?:de|del|du|des|di|della|do|da|dos|das)\s)(?=\w)", re.I
)
_VOWELS = frozenset("aeiouyhàâéèêîô")
_WITH_COMPOUNDS = ("de", "nl")
_SHORTEST_HEAD, _LONGEST_WORD = 4, 40
_ENDING = r"[^\W\d_]{0,3}"


def second_after(one: str, other: str, language: str) -> str:
    """Return the second of two in full, or nothing where it lacks no noun.

    Args:
        one: "precio de compra", or "presión alta".
        other: "de venta", or "baja", of which nothing says what it is of.
        language: ISO 639-1 code.
    """
    told = _OF.search(one)
    shared, _, last = one.strip().rpartition(" ")
    if shared and _are_opposed(last, other.strip(), language):
        return f"{shared} {other.strip()}"
    if language == "en" or not told or not told.start() or not _OF.match(other):
        return ""
    return f"{one[: told.start()].rstrip()} {other}"


def second_day(one: str, other: str, language: str) -> str:
    """Return the second of two days or hours in full, or nothing where it lacks no noun.

    Args:
        one: "data odbioru", or "fecha de entrada".
        other: "zwrotu", or "salida": a day as well, of which one word is told.
        language: ISO 639-1 code.
    """
    noun, *rest = one.split() or [""]
    other = other.strip()
    if (
        not (is_day(noun, language) and rest and other)
        or " " in other
        or noun.lower() in other.lower()
    ):
        return ""
    *leading, last = rest
    if elided := re.match("d['\u2019]", last, re.IGNORECASE):
        leading = [elided.group() if other[0].lower() in _VOWELS else "de"]
    if not leading and language != "pl":
        return ""
    return " ".join((noun, *leading, other)).replace("\u2019 ", "\u2019").replace("' ", "'")


def is_day(word: str, language: str) -> bool:
    """Say whether a word is a plain one for a day or an hour: "data", "Uhrzeit".

    Args:
        word: As it was written.
        language: ISO 639-1 code.
    """
    row = read_table("prepositions").get(language)
    return row is not None and bool(re.fullmatch(row["day"], word, re.IGNORECASE))


def first_before(one: str, other: str, language: str) -> str:
    """Return the first of two compounds in full, or nothing where it is no part of one.

    Args:
        one: "Einkaufs-", which lacks the last part of the other, or "oberer".
        other: "Verkaufspreis", "praktische Prüfung" or "unterer Wert".
        language: ISO 639-1 code.
    """
    first, _, shared = other.strip().partition(" ")
    if shared and _are_opposed(one.strip(), first, language):
        return f"{one.strip()} {shared}"
    if language not in _WITH_COMPOUNDS or not one.endswith("-") or not other.strip():
        return ""
    *before, last = other.split()
    if before and not (last[:1].isupper() or _is_noun(last.lower(), language)):
        return ""  # "die praktische Prüfung ist" ends with no noun
    head = last.lower() if before else _head(last.lower(), language)
    return f"{one.removesuffix('-')}{head}" if head else ""


def _is_noun(word: str, language: str) -> bool:
    entry = vocabulary(language).word(word)
    return entry is not None and entry.kind is Kind.NOUN


def _head(compound: str, language: str) -> str:
    """Return the noun that a compound ends with."""
    known = vocabulary(language)
    last = min(len(compound), _LONGEST_WORD) - _SHORTEST_HEAD
    for start in range(1, last + 1):
        entry = known.word(compound[start:])
        if entry is not None and entry.kind is Kind.NOUN:
            return compound[start:]
    return ""


def _are_opposed(one: str, other: str, language: str) -> bool:
    """Say whether two words are adjectives of which one means the opposite of the other."""
    pair = f"{one.lower()} {other.lower()}"
    return len(pair) <= 2 * _LONGEST_WORD and bool(_opposed(language).fullmatch(pair))


@cache
def _opposed(language: str) -> re.Pattern[str]:
    rows = read_table("marks").get(language, {}).get("opposed", [])
    pairs = [row.split() for row in rows]
    pairs += [[other, one] for one, other in pairs]
    told = "|".join(f"{one}{_ENDING} {other}{_ENDING}" for one, other in pairs)
    return re.compile(told or "(?!)")
