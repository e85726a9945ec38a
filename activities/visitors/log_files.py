"""Reading a log that somebody else writes and rotates: on from where it was read before."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.traffic import LogPosition

_MOST_FIRST_LINE = 16 * 1024
CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Part:
    """Whole lines of a log."""

    text: bytes
    after: LogPosition


def parts(log: Path, position: LogPosition | None, *, since: float = 0) -> Iterator[Part]:
    """Yield what was written behind a position, over rotations, at most a megabyte at a time.

    A file is known by its first line, not by its name or its number, which others get later. When
    the file of the position is gone, everything that is left is newer.

    Args:
        log: The file that is written now; rotated ones lie beside it.
        position: None for everything.
        since: Files that were written last before this moment are left out.
    """
    files = log_files(log, since)
    known = [_first_line_digest(path) for path in files]
    start = known.index(position.file) if position and position.file in known else 0
    for path, digest in zip(files[start:], known[start:], strict=True):
        if digest is not None:
            here = position is not None and position.file == digest
            yield from _parts_of(path, digest, position.offset if position and here else 0)


def is_there(log: Path, position: LogPosition) -> bool:
    """Return whether the log goes on from a position, rather than having lost what followed."""
    return position.file in map(_first_line_digest, log_files(log))


def log_files(log: Path, since: float = 0) -> list[Path]:
    """Return the files of a log, oldest first: rotated ones carry the time in their names."""
    rotated = sorted(log.parent.glob(f"{log.stem}-*{log.suffix}"))
    return [path for path in (*rotated, log) if _written_at(path) >= since]


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return -1.0


def _parts_of(path: Path, digest: str, offset: int) -> Iterator[Part]:
    try:
        with path.open("rb") as file:
            # Rotated in between: the name may lead to another file by now, read next time.
            if _digest(file.read(_MOST_FIRST_LINE)) != digest:
                return
            file.seek(offset)
            while True:
                text = file.read(CHUNK_BYTES)
                text = text[: text.rfind(b"\n") + 1]
                if not text:
                    return
                offset += len(text)
                file.seek(offset)
                yield Part(text=text, after=LogPosition(file=digest, offset=offset))
    except FileNotFoundError:
        return


def _first_line_digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return _digest(file.read(_MOST_FIRST_LINE))
    except FileNotFoundError:
        return None


def _digest(text: bytes) -> str | None:
    first, end, _ = text.partition(b"\n")
    return hashlib.sha256(first).hexdigest()[:32] if end else None
