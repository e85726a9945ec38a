"""Pages of lists, and the opaque cursors between them."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from models.errors import InvalidInput
from storage.columns import EPOCH, MICROSECOND

Item = TypeVar("Item")
LARGEST_PAGE = 500
_FARTHEST = (datetime(9999, 12, 31, tzinfo=UTC) - EPOCH) // MICROSECOND
"""No position is farther: most are times."""


@dataclass(frozen=True)
class Page(Generic[Item]):
    """A part of a list; ``next_cursor`` is None on the last page."""

    items: tuple[Item, ...]
    next_cursor: str | None = None


def page_size(limit: int) -> int:
    """Return the limit within 1 and the largest page."""
    return max(1, min(LARGEST_PAGE, limit))


def encode_cursor(sort: str, *position: str | int) -> str:
    """Return the cursor that stands behind ``position`` in a list sorted by ``sort``."""
    text = json.dumps([sort, *position], ensure_ascii=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode("ascii")).rstrip(b"=").decode("ascii")


def decode_cursor(cursor: str, sort: str, kinds: Sequence[type]) -> tuple[Any, ...]:
    """Return the position of a cursor made by :func:`encode_cursor` for the same sort.

    Raises:
        InvalidInput: It is no such cursor.
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        found = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise _not_a_cursor() from None
    if not isinstance(found, list) or len(found) != len(kinds) + 1 or found[0] != sort:
        raise _not_a_cursor()
    position = tuple(found[1:])
    for value, kind in zip(position, kinds, strict=True):
        outside = isinstance(value, int) and not 0 <= value <= _FARTHEST
        if type(value) is not kind or outside:
            raise _not_a_cursor()
    return position


def _not_a_cursor() -> InvalidInput:
    return InvalidInput(
        "The cursor is not one that this list gave.",
        remedy="Start again without a cursor, with the same filters and sort.",
    )
