"""What an instance writes, with the time of each line, in files that don't grow for ever."""

import os
import time
from contextlib import suppress
from pathlib import Path

LONGEST_LINE = 16 * 1024
"""Bytes; a longer line becomes several, as under the container engine."""


class RotatedLog:
    """Two files of bounded size: the current one and the one before.

    Args:
        path: Of the current one; the other one's name has ``.1`` at its end.
        limit: Bytes of each.
    """

    def __init__(self, path: Path, limit: int) -> None:
        self._path, self._limit = path, limit
        self._file = path.open("ab", buffering=0)
        self._begun = b""
        self._last = 0

    def take(self, descriptor: int) -> bool:
        """Take over what can be read now; False at the end."""
        data = os.read(descriptor, 65536)
        self.write(data)
        return bool(data)

    def write(self, data: bytes) -> None:
        """Write what has become whole lines."""
        *lines, self._begun = (self._begun + data).split(b"\n")
        if len(self._begun) > LONGEST_LINE:
            lines, self._begun = [*lines, self._begun], b""
        if lines:
            self._write(b"".join(self._stamped(line) for line in lines))

    def close(self) -> None:
        """Write the last line, whole or not, and close."""
        if self._begun:
            self.write(b"\n")
        self._file.close()

    def _stamped(self, line: bytes) -> bytes:
        # No two lines have the same time, so that it says which ones somebody has read.
        self._last = max(time.time_ns(), self._last + 1)
        seconds, nanoseconds = divmod(self._last, 1_000_000_000)
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
        return f"{moment}.{nanoseconds:09d}Z ".encode() + line + b"\n"

    def _write(self, data: bytes) -> None:
        with suppress(OSError):  # a full disk must not end the application
            if self._file.tell() + len(data) > self._limit:
                self._file.close()
                self._path.rename(self._path.with_suffix(".log.1"))
                self._file = self._path.open("ab", buffering=0)
            self._file.write(data)
