"""What changed between two source trees, as a unified diff and as an archive of one of them."""

import difflib
import gzip
import io
import tarfile
from collections.abc import Iterable, Iterator

from storage.trees import SourceFile

LARGEST_TEXT = 512 * 1024
"""Bytes of a file beyond which only the fact of a change is told."""
MOST_LINES = 20_000
"""Lines of a file beyond which comparing takes too long."""
LARGEST_DIFF = 4 * 1024 * 1024
"""Characters of the whole diff."""


def unified_diff(old: Iterable[SourceFile], new: Iterable[SourceFile]) -> str:
    """Return the differences the way ``git diff`` tells them, files sorted by path."""
    before = {file.path: file for file in old}
    after = {file.path: file for file in new}
    parts: list[str] = []
    size = 0
    for path in sorted({*before, *after}):
        for part in _file_diff(path, before.get(path), after.get(path)):
            parts.append(part)
            size += len(part)
            if size > LARGEST_DIFF:
                return "".join([*parts, "\n(the rest of the differences is left out)\n"])
    return "".join(parts)


def _file_diff(
    path: tuple[bytes, ...], old: SourceFile | None, new: SourceFile | None
) -> Iterator[str]:
    if old == new:
        return
    old_name, new_name = _quoted("a", path), _quoted("b", path)
    yield f"diff --git {old_name} {new_name}\n"
    yield from _modes(old, new)
    before, after = (b"" if file is None else file.content for file in (old, new))
    shown_old = "/dev/null" if old is None else old_name
    shown_new = "/dev/null" if new is None else new_name
    if before == after:
        return
    old_lines, new_lines = _lines(before), _lines(after)
    if old_lines is None or new_lines is None:
        yield f"Binary files {shown_old} and {shown_new} differ\n"
        return
    for line in difflib.unified_diff(old_lines, new_lines, shown_old, shown_new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _modes(old: SourceFile | None, new: SourceFile | None) -> Iterator[str]:
    if old is None and new is not None:
        yield f"new file mode {_mode(new)}\n"
    elif new is None and old is not None:
        yield f"deleted file mode {_mode(old)}\n"
    elif old is not None and new is not None and old.executable != new.executable:
        yield f"old mode {_mode(old)}\nnew mode {_mode(new)}\n"


def _mode(file: SourceFile) -> str:
    return "100755" if file.executable else "100644"


def _lines(content: bytes) -> list[str] | None:
    """Return the lines of a text; None for what is binary or too large to compare."""
    if len(content) > LARGEST_TEXT or b"\0" in content[:8_000]:
        return None
    lines = io.StringIO(content.decode("utf-8", "replace"), newline="\n").readlines()
    return lines if len(lines) <= MOST_LINES else None


def _quoted(side: str, path: tuple[bytes, ...]) -> str:
    """Return the path as git writes it: in quotes, escaped, when it has unusual characters."""
    name = "/".join([side, *(part.decode("utf-8", "surrogateescape") for part in path)])
    if name.isprintable() and not set(name) & set('"\\\t'):
        return name
    shown = b"".join(
        bytes([byte]) if 32 <= byte < 127 and byte not in b'"\\' else b"\\%03o" % byte
        for byte in name.encode("utf-8", "surrogateescape")
    )
    return f'"{shown.decode("ascii")}"'


def tar_gz(files: Iterable[SourceFile], folder: str, at: int) -> bytes:
    """Return the files as a ``.tar.gz`` below one folder: the same files give the same bytes.

    Args:
        files: What goes in, in this order.
        folder: Name of the folder that they are unpacked to.
        at: Time of every file, seconds since 1970.
    """
    target = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=at) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for file in files:
            name = b"/".join(file.path).decode("utf-8", "surrogateescape")
            member = tarfile.TarInfo(f"{folder}/{name}")
            member.size = len(file.content)
            member.mode = 0o755 if file.executable else 0o644
            member.mtime = at
            archive.addfile(member, io.BytesIO(file.content))
    return target.getvalue()
