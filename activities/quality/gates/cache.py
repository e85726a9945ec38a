"""What gates found, by content: the same tree, or file, is never looked at twice by one rule."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from activities.quality.gates.ended import PassedPart
from activities.quality.gates.tree import SourceFile, SourceTree
from models.quality import GateResult, QualityFinding

_RESULTS = TypeAdapter(tuple[GateResult, ...])
_MOST_ENTRIES = 4_000
_MOST_FILES = 20_000
_MOST_PARTS = 500


class _Entries:
    """Files by the digest of their keys; losing any of them costs time only: nothing ever fails.

    Args:
        folder: Made when missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: Sequence[str]) -> bytes:
        """Return what was written under the key; nothing when there is no such thing."""
        try:
            return self._path(key).read_bytes()
        except OSError:
            return b""

    def write(self, key: Sequence[str], content: bytes) -> None:
        """Write under the key, all or nothing; a full or read-only disk is nobody's trouble."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=".result-", dir=self._folder)
            try:
                with os.fdopen(descriptor, "wb") as opened:
                    opened.write(content)
                Path(name).replace(self._path(key))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def prune(self, most: int) -> None:
        """Remove the oldest entries beyond ``most``."""
        _prune(self._folder, most)

    def _path(self, key: Sequence[str]) -> Path:
        return self._folder / f"{hashlib.sha256(chr(0).join(key).encode()).hexdigest()}.json"


class GateCache:
    """Keeps results in a folder, as ``<data>/cache/quality``."""

    def __init__(self, folder: Path) -> None:
        self._entries = _Entries(folder)

    def load(self, *key: str) -> tuple[GateResult, ...] | None:
        """Return what was saved under the key; None when there is nothing that can be read."""
        try:
            return _RESULTS.validate_json(self._entries.read(key))
        except ValidationError:
            return None

    def save(self, results: Sequence[GateResult], *key: str) -> None:
        """Save results under the key."""
        self._entries.write(key, _RESULTS.dump_json(tuple(results)))

    def prune(self, most: int = _MOST_ENTRIES) -> None:
        """Remove the oldest entries beyond ``most``."""
        self._entries.prune(most)


class PassedParts:
    """Remembers parts of applications whose tests passed, where the part was all that was there.

    Args:
        folder: Made when missing.
        salt: Changes whenever the tests might show something else though the files are the same.
    """

    def __init__(self, folder: Path, salt: str) -> None:
        self._entries = _Entries(folder)
        self._salt = salt

    def load(self, *key: str) -> PassedPart | None:
        """Return what the tests showed; None when that is not known."""
        try:
            return PassedPart.model_validate_json(self._entries.read((self._salt, *key)))
        except ValidationError:
            return None

    def save(self, part: PassedPart, *key: str) -> None:
        """Save what they showed."""
        self._entries.write((self._salt, *key), part.model_dump_json().encode())
        self._entries.prune(_MOST_PARTS)


class CleanFiles:
    """Remembers in which files nothing was found, for checks that look at each file by itself.

    Most files of a new version, and of a new application of a known kind, were seen before. Like
    :class:`GateCache`, this never fails: what is forgotten is looked at again.

    Args:
        folder: Made when missing; one empty file in it for each that is known.
        salt: Changes whenever the check might find something else.
    """

    def __init__(self, folder: Path, salt: str) -> None:
        self._folder = folder
        self._salt = salt

    def unknown(self, tree: SourceTree, files: Iterable[SourceFile]) -> list[SourceFile]:
        """Return the files that are not known to be clean."""
        return [file for file in files if not self._mark(tree, file).exists()]

    def remember(
        self, tree: SourceTree, files: Iterable[SourceFile], findings: Iterable[QualityFinding]
    ) -> None:
        """Remember those of the files that were checked which no finding is about."""
        checked = {file.path: file for file in files}
        flawed = {finding.path for finding in findings}
        if not flawed <= checked.keys():
            return  # a finding of no file in particular may be about any of them
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for path in checked.keys() - flawed:
                self._mark(tree, checked[path]).touch()
        _prune(self._folder, _MOST_FILES)

    def _mark(self, tree: SourceTree, file: SourceFile) -> Path:
        # The path counts, too: some rules are for some places only.
        told = f"{self._salt}\0{file.path}\0".encode() + tree.content(file)
        return self._folder / hashlib.sha256(told).hexdigest()


def _prune(folder: Path, most: int) -> None:
    with suppress(OSError):
        aged = sorted((entry.stat().st_mtime, entry.path) for entry in os.scandir(folder))
        for _, path in aged[: max(0, len(aged) - most)]:
            with suppress(OSError):
                os.unlink(path)
