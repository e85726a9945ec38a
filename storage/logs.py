"""Build logs: one file of JSON lines per job, numbered without gaps."""

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from models.base import utc_now
from models.errors import StorageError
from models.jobs import LogLevel, LogLine
from storage.files import safe_name
from storage.numbered import last_whole, offset_after, opened_alone, parsed
from storage.problems import file_problems
from storage.redaction import plain

LARGEST_LOG = 64 * 1024 * 1024
"""Bytes; a log that reaches it takes no more lines."""
LARGEST_READ = 10_000

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
        with file_problems(path), opened_alone(path) as descriptor:
            end, newest = last_whole(descriptor, LogLine)
            last = newest.number if newest is not None else 0
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
        least = 0 if level is None else level.rank
        wanted = max(1, min(LARGEST_READ, limit))
        found: list[LogLine] = []
        if not path.exists():
            return found
        with file_problems(path), path.open("rb") as file:
            file.seek(offset_after(file.fileno(), after))
            for raw in file:
                line = parsed(raw, LogLine)
                if line is None:
                    break  # torn by a crash or being written right now
                if line.number > after and line.level.rank >= least:
                    found.append(line)
                if len(found) == wanted:
                    break
        return found

    def _remove(self, job_id: str) -> None:
        path = self._path(job_id)
        with file_problems(path):
            path.unlink(missing_ok=True)
