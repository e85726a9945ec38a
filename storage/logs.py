"""Build logs: one file of JSON lines per job, numbered without gaps."""

import asyncio
import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from models.base import utc_now
from models.errors import StorageError
from models.jobs import LogLevel, LogLine
from storage.files import safe_name
from storage.problems import file_problems
from storage.redaction import plain

LARGEST_LOG = 64 * 1024 * 1024
"""Bytes; a log that reaches it takes no more lines."""
BLOCK = 64 * 1024
LARGEST_READ = 10_000
_RANK = {level: rank for rank, level in enumerate(LogLevel)}

Write = Callable[[int, bytes], int]


class JobLog:
    """The build logs below one folder; several processes may append to the same one."""

    def __init__(
        self, root: Path, *, largest: int = LARGEST_LOG, write: Write | None = None
    ) -> None:
        self._root = root
        self._largest = largest
        self._write = write or os.write

    async def append(
        self, job_id: str, level: LogLevel, step: str, texts: Sequence[str]
    ) -> list[LogLine]:
        """Append one line per text and return them, numbered. Nothing is kept on failure.

        Raises:
            DiskFull: No space is left.
            StorageError: The log can't be written, or is as large as logs may become.
        """
        return await asyncio.to_thread(self._append, job_id, level, step, texts)

    async def read(
        self, job_id: str, after: int = 0, level: LogLevel | None = None, limit: int = 1000
    ) -> list[LogLine]:
        """Return the lines behind number ``after``, oldest first; none for an unknown job.

        Args:
            job_id: Whose.
            after: Number of the last line that the reader has.
            level: Least level that is wanted; None for all.
            limit: Most lines, 1 to 10,000.
        """
        return await asyncio.to_thread(self._read, job_id, after, level, limit)

    async def remove(self, job_id: str) -> None:
        """Delete the log; fine when there is none."""
        await asyncio.to_thread(self._remove, job_id)

    def _path(self, job_id: str) -> Path:
        return self._root / f"{safe_name(job_id)}.jsonl"

    def _append(
        self, job_id: str, level: LogLevel, step: str, texts: Sequence[str]
    ) -> list[LogLine]:
        if not texts:
            return []
        path = self._path(job_id)
        with file_problems(path), _opened_alone(path) as descriptor:
            end, last = _whole_end(descriptor)
            at = utc_now()
            lines = [
                LogLine(number=number, at=at, level=level, step=plain(step), text=plain(text))
                for number, text in enumerate(texts, last + 1)
            ]
            data = b"".join(line.model_dump_json().encode() + b"\n" for line in lines)
            if end + len(data) > self._largest:
                raise StorageError(
                    "The build log is as large as it may become.",
                    remedy="Nothing is needed: the job goes on without more log lines.",
                )
            self._write_all(descriptor, end, data)
        return lines

    def _write_all(self, descriptor: int, end: int, data: bytes) -> None:
        try:
            os.ftruncate(descriptor, end)
            os.lseek(descriptor, end, os.SEEK_SET)
            rest = memoryview(data)
            while rest:
                rest = rest[self._write(descriptor, bytes(rest)) :]
        except BaseException:
            os.ftruncate(descriptor, end)
            raise

    def _read(self, job_id: str, after: int, level: LogLevel | None, limit: int) -> list[LogLine]:
        path = self._path(job_id)
        least = 0 if level is None else _RANK[level]
        wanted = max(1, min(LARGEST_READ, limit))
        found: list[LogLine] = []
        if not path.exists():
            return found
        with file_problems(path), path.open("rb") as file:
            file.seek(_offset_after(file.fileno(), after))
            for raw in file:
                line = _parsed(raw)
                if line is None:
                    break  # torn by a crash or being written right now
                if line.number > after and _RANK[line.level] >= least:
                    found.append(line)
                if len(found) == wanted:
                    break
        return found

    def _remove(self, job_id: str) -> None:
        path = self._path(job_id)
        with file_problems(path):
            path.unlink(missing_ok=True)


@contextmanager
def _opened_alone(path: Path) -> Iterator[int]:
    """Open the log for this writer alone; the kernel frees it when the writer dies."""
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


def _parsed(raw: bytes) -> LogLine | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        return LogLine.model_validate_json(raw)
    except ValidationError:
        return None


def _whole_end(descriptor: int) -> tuple[int, int]:
    """Return where the last whole line ends, and its number (0, 0 for an empty log)."""
    end = os.fstat(descriptor).st_size
    while end > 0:
        start = _line_start(descriptor, end)
        line = _parsed(os.pread(descriptor, end - start, start))
        if line is not None:
            return end, line.number
        end = start
    return 0, 0


def _line_start(descriptor: int, end: int) -> int:
    """Return where the line that ends at ``end`` starts."""
    position = end - 1  # the line's own newline, when it has one, does not count
    while position > 0:
        start = max(0, position - BLOCK)
        newline = os.pread(descriptor, position - start, start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        position = start
    return 0


def _offset_after(descriptor: int, number: int) -> int:
    """Return an offset at or before the line behind ``number``, by halving: numbers grow."""
    low, high = 0, os.fstat(descriptor).st_size
    if number <= 0:
        return 0
    while high - low > BLOCK:
        middle = _line_start(descriptor, (low + high) // 2)
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
