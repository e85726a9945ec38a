"""What applications wrote: two files of JSON lines for each, numbered over all its versions."""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.application_logs import ApplicationLogLine, CollectedLine
from storage.files import safe_name
from storage.numbered import backwards, last_whole, offset_after, opened_alone, parsed
from storage.problems import file_problems

LARGEST_FILE = 8 * 1024 * 1024
FOLDER = "applications"
LONGEST_PAGE = 1_000

Wanted = Callable[[ApplicationLogLine], bool]


@dataclass(frozen=True)
class LogLines:
    """Lines that were read."""

    items: tuple[ApplicationLogLine, ...]
    position: int
    """Number of the last line that was looked at: read on behind it."""


class ApplicationLog:
    """The collected logs of applications below one folder, each as large as two files.

    Args:
        root: Folder of all logs.
        largest: Bytes of a file, after which the next one begins.
    """

    def __init__(self, root: Path, *, largest: int = LARGEST_FILE) -> None:
        self._root = root / FOLDER
        self._largest = largest

    async def append(self, application_id: str, lines: Sequence[CollectedLine]) -> int:
        """Append the lines that are not there yet, and return how many that were.

        Their numbers are given here. Two collectors at once keep each line once: a line is known
        by its instance and its stamp.

        Raises:
            StorageError: The log can't be written.
        """
        return await asyncio.to_thread(self._append, application_id, lines)

    async def newest(self, application_id: str) -> CollectedLine | None:
        """Return the last line."""
        return await asyncio.to_thread(self._newest, application_id)

    async def stamp(self, application_id: str, instance: str) -> str:
        """Return the stamp of the last line of an instance; empty when there is none."""
        return await asyncio.to_thread(self._stamp, application_id, instance)

    async def read(
        self, application_id: str, *, after: int, wanted: Wanted, limit: int = LONGEST_PAGE
    ) -> LogLines:
        """Return the wanted lines behind a number, oldest first, at most so many."""
        return await asyncio.to_thread(self._read, application_id, after, wanted, limit)

    async def tail(self, application_id: str, *, wanted: Wanted, limit: int) -> LogLines:
        """Return the last wanted lines, oldest first."""
        return await asyncio.to_thread(self._tail, application_id, wanted, limit)

    async def remove(self, application_id: str) -> None:
        """Delete the log; fine when there is none."""
        await asyncio.to_thread(self._remove, application_id)

    def _path(self, application_id: str) -> Path:
        return self._root / f"{safe_name(application_id)}.jsonl"

    def _files(self, application_id: str) -> tuple[Path, Path]:
        """Return the file before, and the current one."""
        path = self._path(application_id)
        return _before(path), path

    def _append(self, application_id: str, lines: Sequence[CollectedLine]) -> int:
        path = self._path(application_id)
        with file_problems(path), opened_alone(path) as descriptor:
            end, newest = last_whole(descriptor, CollectedLine)
            newest = newest or self._last_of(_before(path))
            fresh = self._fresh(application_id, lines, newest)
            data = b"".join(
                line.model_copy(update={"number": number}).model_dump_json().encode() + b"\n"
                for number, line in enumerate(fresh, newest.number + 1 if newest else 1)
            )
            os.ftruncate(descriptor, end)
            if end and end + len(data) > self._largest:
                _begin_anew(path, data)
            else:
                os.pwrite(descriptor, data, end)
        return len(fresh)

    def _fresh(
        self, application_id: str, lines: Sequence[CollectedLine], newest: CollectedLine | None
    ) -> list[CollectedLine]:
        """Return the lines that are not there yet; one without a stamp tells of a new instance."""
        last = newest.instance if newest is not None else None
        known = {line.instance: "" for line in lines}
        known = {instance: self._stamp(application_id, instance) for instance in known}
        return [
            line
            for line in lines
            if (line.stamp > known[line.instance] if line.stamp else line.instance != last)
        ]

    def _newest(self, application_id: str) -> CollectedLine | None:
        before, path = self._files(application_id)
        return self._last_of(path) or self._last_of(before)

    def _last_of(self, path: Path) -> CollectedLine | None:
        if not path.exists():
            return None
        with file_problems(path), path.open("rb") as file:
            return last_whole(file.fileno(), CollectedLine)[1]

    def _stamp(self, application_id: str, instance: str) -> str:
        newest = self._newest(application_id)
        if newest is None or (newest.instance == instance and newest.stamp):
            return newest.stamp if newest is not None else ""
        stamps = (
            line.stamp
            for line in self._lines(application_id, 0)
            if line.instance == instance and line.stamp
        )
        return max(stamps, default="")

    def _lines(self, application_id: str, after: int) -> Iterator[CollectedLine]:
        """Yield the lines behind a number; a torn one ends its file."""
        for path in self._files(application_id):
            if not path.exists():
                continue
            with file_problems(path), path.open("rb") as file:
                file.seek(offset_after(file.fileno(), after))
                for raw in file:
                    line = parsed(raw, CollectedLine)
                    if line is None:
                        break
                    if line.number > after:
                        after = line.number
                        yield line

    def _lines_backwards(self, application_id: str) -> Iterator[CollectedLine]:
        for path in reversed(self._files(application_id)):
            if path.exists():
                with file_problems(path), path.open("rb") as file:
                    yield from backwards(file.fileno(), CollectedLine)

    def _read(self, application_id: str, after: int, wanted: Wanted, limit: int) -> LogLines:
        found: list[ApplicationLogLine] = []
        for line in self._lines(application_id, after):
            after = line.number
            if wanted(line):
                found.append(_shown(line))
            if len(found) == limit:
                break
        return LogLines(tuple(found), after)

    def _tail(self, application_id: str, wanted: Wanted, limit: int) -> LogLines:
        found: list[ApplicationLogLine] = []
        position = 0
        for line in self._lines_backwards(application_id):
            position = position or line.number
            if wanted(line):
                found.append(_shown(line))
            if len(found) == limit:
                break
        return LogLines(tuple(reversed(found)), position)

    def _remove(self, application_id: str) -> None:
        for path in self._files(application_id):
            with file_problems(path):
                path.unlink(missing_ok=True)


def _begin_anew(path: Path, data: bytes) -> None:
    """Keep the full file as the one before, and put a new one in its place, in one step.

    Whoever waits for the full file sees that it was replaced, and takes the new one.
    """
    draft, kept = path.with_name(f"{path.name}.new"), path.with_name(f"{path.name}.old")
    draft.write_bytes(data)
    kept.unlink(missing_ok=True)
    kept.hardlink_to(path)
    kept.replace(_before(path))
    draft.replace(path)


def _before(path: Path) -> Path:
    return path.with_name(f"{path.name}.1")


def _shown(line: CollectedLine) -> ApplicationLogLine:
    return ApplicationLogLine.model_validate(
        {name: getattr(line, name) for name in ApplicationLogLine.model_fields}
    )
