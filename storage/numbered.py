"""Files of JSON lines with numbers that grow: appending alone, and finding a number fast."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from models.base import Model

BLOCK = 64 * 1024
Line = TypeVar("Line", bound=Model)


@contextmanager
def opened_alone(path: Path) -> Iterator[int]:
    """Open the file for this writer alone; the kernel frees it when the writer dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o640)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if _is_still(path, descriptor):
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    """Tell whether the path names the open file: it may have been removed while we waited."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def parsed(raw: bytes, kind: type[Line]) -> Line | None:
    """Return a whole line; None for one that is torn or no line of that kind."""
    if not raw.endswith(b"\n"):
        return None
    try:
        return kind.model_validate_json(raw)
    except ValidationError:
        return None


def last_whole(descriptor: int, kind: type[Line]) -> tuple[int, Line | None]:
    """Return where the last whole line ends, and the line; 0 and None when there is none."""
    end = os.fstat(descriptor).st_size
    while end > 0:
        start = line_start(descriptor, end)
        line = parsed(os.pread(descriptor, end - start, start), kind)
        if line is not None:
            return end, line
        end = start
    return 0, None


def backwards(descriptor: int, kind: type[Line]) -> Iterator[Line]:
    """Yield the whole lines of a file, the last one first."""
    end = os.fstat(descriptor).st_size
    while end > 0:
        start = line_start(descriptor, end)
        line = parsed(os.pread(descriptor, end - start, start), kind)
        if line is not None:
            yield line
        end = start


def line_start(descriptor: int, end: int) -> int:
    """Return where the line that ends at ``end`` starts."""
    position = end - 1  # the line's own newline, when it has one, does not count
    while position > 0:
        start = max(0, position - BLOCK)
        newline = os.pread(descriptor, position - start, start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        position = start
    return 0


def offset_after(descriptor: int, number: int) -> int:
    """Return an offset at or before the line behind ``number``, by halving: numbers grow."""
    low, high = 0, os.fstat(descriptor).st_size
    if number <= 0:
        return 0
    while high - low > BLOCK:
        middle = line_start(descriptor, (low + high) // 2)
        if middle <= low or _number_at(descriptor, middle) > number:
            high = (low + high) // 2
        else:
            low = middle
    return low


def _number_at(descriptor: int, offset: int) -> int:
    head = os.pread(descriptor, BLOCK, offset).split(b"\n", 1)[0]
    try:
        return int(json.loads(head)["number"])
    except (ValueError, KeyError, TypeError):
        return 2**62
