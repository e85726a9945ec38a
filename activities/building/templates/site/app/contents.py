"""Reads what the owner wrote: texts of pages, and lists."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

from app.model import Listing, Page

FOLDER = Path(__file__).parent.parent / "content"
_LARGEST = 1_000_000
_MOST_ENTRIES = 2_000

Entry = Mapping[str, str]


class ContentError(ValueError):
    """A file can't be shown; the text tells its owner what to mend."""


def text_of(page: Page, folder: Path = FOLDER) -> str:
    """Return the text of a page; nothing when there is no file.

    Raises:
        ContentError: The file is too large, or no text.
    """
    return _read(folder / "pages" / f"{page.name}.md")


def entries_of(listing: Listing, folder: Path = FOLDER) -> Sequence[Entry]:
    """Return the entries of a list in the order of its file, by names of columns.

    The first line names the columns, by name or by label; lines without any value are skipped.

    Raises:
        ContentError: The file is too large, no text, or has columns that are not known.
    """
    path = folder / f"{listing.name}.csv"
    rows = _rows(path)
    if not rows:
        return []
    if len(rows) > _MOST_ENTRIES:
        raise ContentError(f"{path.name} has more than {_MOST_ENTRIES:,} entries.")
    names = _columns(listing, rows[0], path.name)
    return [dict(zip(names, _trimmed(row), strict=False)) for row in rows[1:]]


def _rows(path: Path) -> list[list[str]]:
    try:
        text = _read(path)
        # Spreadsheets of some countries part the columns by semicolons.
        mark = ";" if "," not in text.partition("\n")[0] else ","
        return [row for row in csv.reader(StringIO(text), delimiter=mark) if any(row)]
    except csv.Error as problem:
        raise ContentError(f"{path.name} is no list that can be read: {problem}.") from problem


def _columns(listing: Listing, head: Sequence[str], file: str) -> list[str]:
    known = {column.label.casefold(): column.name for column in listing.columns}
    known |= {column.name: column.name for column in listing.columns}
    names = [known.get(name.casefold(), "") for name in _trimmed(head)]
    for name, word in zip(names, head, strict=True):
        if not name:
            expected = ", ".join(column.name for column in listing.columns)
            raise ContentError(f"{file}: no column is called '{word}'; there are {expected}.")
    return names


def _trimmed(row: Sequence[str]) -> list[str]:
    return [value.strip() for value in row]


def _read(path: Path) -> str:
    if not path.is_file():
        return ""
    if path.stat().st_size > _LARGEST:
        raise ContentError(f"{path.name} is larger than {_LARGEST:,} bytes.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ContentError(f"{path.name} is not UTF-8 text.") from problem
