"""Artifacts: files kept by the SHA-256 of their content."""

import asyncio
import hashlib
import re
from pathlib import Path

from models.errors import NotFound, StorageError
from storage.files import write_atomically
from storage.problems import file_problems

_DIGEST = re.compile(r"[0-9a-f]{64}")


class ArtifactStore:
    """Files that never change, below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, data: bytes | Path) -> str:
        """Keep the bytes, or the content of the file, and return the digest.

        Raises:
            DiskFull: No space is left.
            StorageError: It can't be read or written.
        """
        return await asyncio.to_thread(self._put, data)

    async def get(self, digest: str) -> bytes:
        """Return the content with that digest.

        Raises:
            NotFound: There is none.
            StorageError: What is kept there is damaged, or can't be read.
        """
        return await asyncio.to_thread(self._get, digest)

    def path(self, digest: str) -> Path:
        """Return where the content with that digest is kept.

        Raises:
            NotFound: There is none.
        """
        place = self._place(digest)
        if not place.is_file():
            raise _unknown(digest)
        return place

    def _place(self, digest: str) -> Path:
        if _DIGEST.fullmatch(digest) is None:
            raise _unknown(digest)
        return self._root / digest[:2] / digest

    def _put(self, data: bytes | Path) -> str:
        if isinstance(data, Path):
            with file_problems(data):
                data = data.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        place = self._place(digest)
        # What was damaged meanwhile is replaced; what is whole stays untouched.
        if not self._is_whole(place, digest):
            write_atomically(place, data, 0o444)
        return digest

    def _is_whole(self, place: Path, digest: str) -> bool:
        try:
            return hashlib.sha256(place.read_bytes()).hexdigest() == digest
        except OSError:
            return False

    def _get(self, digest: str) -> bytes:
        place = self._place(digest)
        try:
            with file_problems(place):
                content = place.read_bytes()
        except StorageError as problem:
            if isinstance(problem.__cause__, FileNotFoundError):
                raise _unknown(digest) from None
            raise
        if hashlib.sha256(content).hexdigest() != digest:
            raise StorageError(
                "A kept file is damaged.",
                remedy="Restore the data directory from a backup.",
                digest=digest,
            )
        return content


def _unknown(digest: str) -> NotFound:
    return NotFound("There is no such file.", digest=digest[:64])
