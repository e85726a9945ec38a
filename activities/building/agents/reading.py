"""Looking into what an agent has sent: any value may be missing, or of another kind."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

_LARGEST_AMOUNT = Decimal(10) ** 12
_DECIMALS = 12
"""Agents add up floating-point numbers: what is smaller than this is none of their meaning."""


def at(value: Any, *path: str) -> Any:
    """Return what stands at the path; None when there is nothing."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text_at(value: Any, *path: str) -> str:
    """Return the text at the path; empty when there is none."""
    found = at(value, *path)
    return found if isinstance(found, str) else ""


def each_at(value: Any, *path: str) -> Iterator[dict[str, Any]]:
    """Go through the objects of the list at the path."""
    found = at(value, *path)
    for item in found if isinstance(found, list) else ():
        if isinstance(item, dict):
            yield item


def is_larger(value: Any, most: int) -> bool:
    """Say whether there are more characters in a value, about as JSON counts them.

    It looks no further than that, however much there is.
    """
    waiting = [value]
    while waiting:
        found = waiting.pop()
        most -= len(found) + 2 if isinstance(found, str | list | dict) else 2
        if most < 0:
            return True
        if isinstance(found, dict):
            waiting += found
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found
    return False


def amount(value: Any) -> Decimal | None:
    """Return a plausible amount; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 <= number <= _LARGEST_AMOUNT:
        return None
    return round(number, _DECIMALS)


def count(value: Any) -> int | None:
    """Return a plausible number of things; None for anything else."""
    number = amount(value)
    return None if number is None else int(number)
