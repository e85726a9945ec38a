"""Reading source trees that nobody vouches for: digests and archives, never a link followed."""

import hashlib
import io
import os
import tarfile
from pathlib import Path

from models.errors import ImageBuildFailed

MAX_TREE_BYTES = 64 * 1024 * 1024
MAX_TREE_FILES = 20_000
IGNORED = frozenset({".git", "__pycache__", ".venv", ".pytest_cache", ".ruff_cache"})
"""Folders that are no part of what is packaged."""

TreeFiles = dict[str, tuple[bytes, bool]]
"""Contents and whether it is executable, by path relative to the tree with ``/`` between parts."""


def read_tree(tree: Path) -> TreeFiles:
    """Read all files of a tree, sorted by path.

    Raises:
        ImageBuildFailed: It holds links or special files, or is too large.
    """
    files: TreeFiles = {}
    total = 0
    for path in _walk(tree):
        name = path.relative_to(tree).as_posix()
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(MAX_TREE_BYTES + 1)
            executable = bool(os.fstat(file.fileno()).st_mode & 0o100)
        total += len(content)
        if total > MAX_TREE_BYTES or len(files) >= MAX_TREE_FILES:
            raise ImageBuildFailed("The application's sources are too large to be packaged.")
        files[name] = (content, executable)
    return files


def _walk(tree: Path) -> list[Path]:
    found: list[Path] = []
    for folder, folders, names in os.walk(tree):
        for name in (*folders, *names):
            path = Path(folder, name)
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise ImageBuildFailed(
                    "The application's sources hold a link or a special file; that is not allowed.",
                    path=path.relative_to(tree).as_posix(),
                )
        folders[:] = [name for name in folders if name not in IGNORED]
        found += [Path(folder, name) for name in names if not name.endswith(".pyc")]
    return sorted(found)


def tree_digest(files: TreeFiles, *, salt: str = "") -> str:
    """Return the SHA-256 of a tree's names, modes and contents, as 64 hexadecimal digits."""
    digest = hashlib.sha256(salt.encode())
    for name, (content, executable) in sorted(files.items()):
        head = f"{len(name)}:{name}:{int(executable)}:{len(content)}:"
        digest.update(head.encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def part_digest(files: TreeFiles, names: tuple[str, ...], *, salt: str = "") -> str:
    """Return the digest of the named files alone; missing ones count as missing."""
    return tree_digest({name: files[name] for name in names if name in files}, salt=salt)


def tree_archive(files: TreeFiles) -> bytes:
    """Return an uncompressed tar archive, the same bytes for the same tree."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, (content, executable) in sorted(files.items()):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            member.mode = 0o755 if executable else 0o644
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def write_tree(files: TreeFiles, target: Path) -> None:
    """Write a tree that everybody may read, whatever the process's umask."""
    target.mkdir(parents=True, exist_ok=True)
    target.chmod(0o755)
    for name, (content, executable) in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o755 if executable else 0o644)
    for folder, folders, _ in os.walk(target):
        for name in folders:
            Path(folder, name).chmod(0o755)
