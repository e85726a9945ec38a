"""What can be chosen, told in part: "4, 8 or 12 weeks", "$ to $$$$"; pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from activities.understanding.text.words import singular

_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,3})?")
_WITH_UNIT = re.compile(r"\d{1,5}(?:[.,]\d{1,3})? ?(?P<unit>[^\W\d_]{1,20}|%)")
_STEPS = re.compile(
    r"(?P<sign>[$€£*★])(?: ?(?:-|–|\.\.|to|up to|through|bis|tot|à|a) ?)(?P<top>(?P=sign){2,6})"
)
_EITHER = (
    "home away, indoor outdoor, indoors outdoors, inside outside, male female, boy girl, "
    "boys girls, cash card, gas electric, single double, solo team, own rented"
)
_PAIRS = frozenset(frozenset(pair.split()) for pair in _EITHER.split(", "))
_BEFORE_STEPS = " :=(,/"


class Steps(NamedTuple):
    """A field, and the steps that it is chosen from."""

    label: str
    choices: tuple[str, ...]


def exclude_each_other(words: str) -> bool:
    """Say whether words are two of which only one can be so: "home/away".

    Args:
        words: With a slash between them.
    """
    one, slash, other = words.lower().partition("/")
    return bool(slash) and frozenset((one.strip(), other.strip())) in _PAIRS


def with_units(items: Sequence[str]) -> tuple[str, ...]:
    """Return choices with the unit that only the last one was told in.

    Args:
        items: "4", "8", "12 weeks".
    """
    *numbers, last = items or [""]
    told = _WITH_UNIT.fullmatch(last.strip())
    if not told or not numbers or not all(_NUMBER.fullmatch(one.strip()) for one in numbers):
        return tuple(items)
    between = "" if told["unit"] == "%" else " "
    return (*(_of(one.strip(), told["unit"], between) for one in numbers), last)


def _of(number: str, unit: str, between: str) -> str:
    return f"{number}{between}{singular(unit) if number == '1' else unit}"


def in_steps(words: str) -> Steps | None:
    """Return the field of "price level $ to $$$$", or nothing.

    Args:
        words: What tells a field.
    """
    told = _STEPS.search(words)
    label = words[: told.start()].rstrip(_BEFORE_STEPS) if told else ""
    if not told or not label or words[told.end() :].strip(" )"):
        return None
    return Steps(label, _up_to(told))


def stepped(words: str) -> tuple[str, ...]:
    """Return the steps that words are: "$ to $$$" are "$", "$$" and "$$$"."""
    told = _STEPS.fullmatch(words.strip(" ()"))
    return _up_to(told) if told else ()


def _up_to(told: re.Match[str]) -> tuple[str, ...]:
    return tuple(told["sign"] * size for size in range(1, len(told["top"]) + 1))
