"""The unit that a number is told in: "weight in kg", "distance (km)", "how many minutes"; pure."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from activities.understanding.draft import Draft, DraftField
from activities.understanding.text.occurrences import occurrences
from models.fields import COUNTED_TYPES

_TABLE = Path(__file__).with_suffix(".toml")
_MEASURED = COUNTED_TYPES
_WITHIN = 80
"""Characters behind a field in which its unit may stand."""
_IN = r"(?:in|en|em|w)"
_DANGLING_IN = re.compile(rf"\s+{_IN}$", re.IGNORECASE)
_SQUARE = re.compile(
    r"\bsquare (?P<unit>met(?:re|er)|foot|feet|yard|kilomet(?:re|er)|mile)s?\b", re.IGNORECASE
)
_SQUARES = {"me": "m²", "fo": "ft²", "fe": "ft²", "ya": "yd²", "ki": "km²", "mi": "mi²"}
_MOST_WORDS = 8
"""Of a field that is told by itself; what is longer is a sentence."""
_SHOWN = re.compile(r" \([^\s()]{1,8}\)$")
_WORD = re.compile(r"[^\W\d_]+")


class _Units(NamedTuple):
    symbol_of: dict[str, str]
    """The symbol of each word or spelling."""
    behind: re.Pattern[str]
    """Finds a unit right behind a field."""
    last: re.Pattern[str]
    """Finds a unit that is the last word of a label."""
    among: re.Pattern[str]
    """Finds a unit among the words of a field, where an elided article is none: "l'année"."""


@cache
def _units() -> _Units:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    symbol_of: dict[str, str] = {}
    for part in ("symbols", "words"):
        for symbol, words in table[part].items():
            symbol_of |= dict.fromkeys(words.split(), symbol)
    short = _any_of(word for words in table["symbols"].values() for word in words.split())
    every = _any_of(symbol_of)
    behind = (
        rf"(?:\s+(?:every|each|per)\s+\w+)?\s*(?:,?\s*\(?\b{_IN}\s+(?P<said>{every})|[(\[]\s*(?P<set>{every})\s*[)\]]"
        rf"|(?P<plain>{short})(?=\s*(?:$|[,;.:)\n/]|and\b|&)))(?![\w/'\u2019])"
    )
    last = rf"(?<!\bof)\s+(?:\(?{_IN}\s+(?P<said>{every})\)?|(?P<plain>{short}))$"
    among = rf"(?<![\w/])(?:{every})(?![\w/'\u2019])"
    return _Units(symbol_of, *(re.compile(p, re.IGNORECASE) for p in (behind, last, among)))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def name_units(draft: Draft, text: str) -> None:
    """Say in the label of each number in which unit the person wants it.

    Args:
        draft: What was understood; labels of its fields are changed.
        text: The request.
    """
    folded = text.casefold()
    for entity in draft.entities.values():
        own = _told_by_units(entity.fields)
        for told in entity.fields:
            if told.specification.type in _MEASURED and told.evidence:
                label = _with_unit(told, folded, own)
                told.specification = told.specification.model_copy(update={"label": label})
        entity.fields = [f for f in entity.fields if not _is_unit_of_another(f, entity.fields)]


def _told_by_units(fields: list[DraftField]) -> frozenset[str]:
    """Return the units that are fields of their own: kcal of "protein fat kcal" are calories."""
    symbol_of = _units().symbol_of
    own = (f for f in fields if f.specification.label.casefold() != f.evidence.casefold())
    return frozenset(filter(None, (symbol_of.get(one.evidence.casefold()) for one in own)))


def without_unit(label: str) -> str:
    """Return a label without the unit behind it: "weight" for "weight (kg)"."""
    return _SHOWN.sub("", label)


def unit_in(label: str) -> str:
    """Return the unit that is shown behind a label; nothing when there is none."""
    found = _SHOWN.search(label)
    return found[0].strip(" ()") if found else ""


def unit_named(words: str) -> str:
    """Return the symbol of the unit that words are the name of; nothing for other words."""
    said = words.strip().casefold()
    if square := _SQUARE.fullmatch(said):
        return _SQUARES[square["unit"].casefold()[:2]]
    symbol_of = _units().symbol_of
    known = {symbol.casefold(): symbol for symbol in symbol_of.values()}
    return symbol_of.get(said) or known.get(said, "")


def _is_unit_of_another(one: DraftField, fields: list[DraftField]) -> bool:
    """Say whether a field is only the unit of another one: "heart rate bpm"."""
    unit = _units().symbol_of.get(one.specification.label.casefold())
    return bool(unit) and any(f.specification.label.endswith(f" ({unit})") for f in fields)


def _with_unit(told: DraftField, text: str, own: frozenset[str]) -> str:
    label = told.specification.label
    last = _units().last.search(label)
    if last:
        unit = (last["said"] or last["plain"]).casefold()
        return f"{label[: last.start()]} ({_units().symbol_of[unit]})"
    if _DANGLING_IN.search(label) and f"{label.casefold()[:-3]} out" in text:
        return label  # "grams in, grams out"
    bare, said = (_DANGLING_IN.sub("", words) for words in (label, told.evidence))
    unit = _behind(bare, text) or _behind(said, text)
    unit = _among(said) if not unit or unit in own else unit
    return bare if not unit or _names(label, unit) else f"{bare} ({unit})"


def _behind(words: str, text: str) -> str:
    """Return the symbol of the unit right behind words; nothing when there is none."""
    words = words.casefold()
    for end in (at + len(words) for at in occurrences(words, text)):
        match = _units().behind.match(text[end : end + _WITHIN])
        if match:
            return _units().symbol_of[match["said"] or match["set"] or match["plain"]]
    return ""


def _among(words: str) -> str:
    """Return the symbol of the unit among the words of one field: "how many kilos"."""
    inside = [match.group() for match in _units().among.finditer(words.casefold())]
    alone = len(words.split()) <= _MOST_WORDS and "," not in words
    square = _SQUARE.search(words) if alone else None
    if square:
        return _SQUARES[square["unit"].casefold()[:2]]
    return _units().symbol_of[inside[-1]] if inside and alone else ""


def _names(label: str, unit: str) -> bool:
    """Say whether a label names a unit already."""
    said = label.casefold()
    words = {*_WORD.findall(said), *said.split()}
    return any(_units().symbol_of.get(word) == unit for word in words)
