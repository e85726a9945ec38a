"""Reading the answer of a model, which is as hostile as any text from outside; pure."""

import json
import math
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar

from activities.understanding.language_model.failures import NotRead
from activities.understanding.text.cleaning import clean
from activities.understanding.text.words import label_of

_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_LINK = re.compile(r"://|\bwww\.|@\w+\.\w", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_MOST_STARTS = 50
_RAW = 2_000
"""Characters of any text of the answer that are looked at."""

Kind = TypeVar("Kind", bound=StrEnum)


def object_in(text: str) -> dict[str, Any]:
    """Return the JSON object that an answer consists of, or that stands somewhere in it.

    Raises:
        NotRead: There is none.
    """
    decoder = json.JSONDecoder()
    rest = _THOUGHTS.sub("", text)
    starts = (match.start() for match in re.finditer(r"\{", rest))
    for _, start in zip(range(_MOST_STARTS), starts, strict=False):
        try:
            found, _ = decoder.raw_decode(rest, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and found.get("entities"):
            return found
    raise NotRead("its answer is not what was asked for")


def objects(value: Any, most: int) -> Iterator[dict[str, Any]]:
    """Return the objects of a list, at most so many; nothing for anything else."""
    items = value if isinstance(value, list) else []
    yield from (item for item in items[:most] if isinstance(item, dict))


def words(value: Any) -> str:
    """Return a text without markup and control characters, on one line; empty for anything else."""
    return " ".join(clean(value[:_RAW]).split()) if isinstance(value, str) else ""


def label(value: Any, longest: int = 80) -> str:
    """Return a text as a label; empty when it is none: no letters, or an address."""
    told = words(value)
    fits = _LETTER.search(told) and not _LINK.search(told)
    return label_of(told, longest) if fits else ""


def labels(value: Any, most: int) -> tuple[str, ...]:
    """Return the different labels of a list."""
    found: dict[str, str] = {}
    for item in value[:most] if isinstance(value, list) else []:
        if told := label(item):
            found.setdefault(told.casefold(), told)
    return tuple(found.values())


def one_of(kind: type[Kind], value: Any) -> Kind | None:
    """Return the value of an enumeration; None for one that it does not have."""
    return kind(value) if isinstance(value, str) and value in {str(one) for one in kind} else None


def number(value: Any, low: float, high: float) -> float | None:
    """Return a number between two bounds; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) and low <= value <= high else None
