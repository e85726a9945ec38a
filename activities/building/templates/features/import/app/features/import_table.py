"""Reads a table from a file: finds out its encoding and what stands between its cells."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

MOST_ROWS = 5_000
MOST_COLUMNS = 100
_DELIMITERS = (",", ";", "\t")
_NEVER = "\x1f"
"""Stands between cells where there is one in each row."""
_BLANK = " \t,;"
_SAMPLE = 100
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class UnreadableError(ValueError):
    """The file is no table that can be read; the text tells the person why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty."""

    number: int
    """As a spreadsheet counts, from 1."""
    cells: Sequence[str]

    def cell(self, index: int) -> str:
        """Return a cell; short rows end in empty ones."""
        return self.cells[index] if index < len(self.cells) else ""


def decode(content: bytes) -> str:
    """Return the text of a file.

    Raises:
        UnreadableError: It is no text.
    """
    if content.startswith(b"PK\x03\x04"):
        raise UnreadableError("This is a spreadsheet. Save it as CSV there, and choose that file.")
    text = _decoded(content)
    if "\0" in text:
        raise UnreadableError("This is not a text file. Choose a file whose name ends in .csv.")
    return text


def read(text: str) -> list[Row]:
    """Return the rows of a table.

    Raises:
        UnreadableError: It is none, or has too many rows or columns.
    """
    first, _, rest = text.partition("\n")
    declared = first.strip().lower()
    if len(declared) == 5 and declared.startswith("sep="):
        found = _rows(rest, declared[-1], skipped=1)
    else:
        found = _rows(text, _delimiter(text))
    rows = list(islice(found, MOST_ROWS + 2))  # one more than the names and the rows below
    if len(rows) > MOST_ROWS + 1:
        most = f"{MOST_ROWS:,}"
        raise UnreadableError(f"This has more than {most} rows. Divide it into several files.")
    if any(len(row.cells) > MOST_COLUMNS for row in rows):
        raise UnreadableError(f"This has more than {MOST_COLUMNS} columns.")
    return rows


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    half = len(content) // 4  # a quarter of the bytes is one of two of most characters' zeros
    if content[1::2].count(0) > half:
        return content.decode("utf-16-le", "replace")
    if content[::2].count(0) > half:
        return content.decode("utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Return what cuts the first rows into equally many cells, and most of them."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE])
    fitness = {delimiter: _fitness(sample, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: fitness[delimiter])
    return best if fitness[best] > (0, 0) else _NEVER


def _fitness(sample: str, delimiter: str) -> tuple[float, int]:
    try:
        widths = [len(row.cells) for row in _rows(sample, delimiter)]
    except UnreadableError:
        return 0, 0
    if not widths or widths[0] == 1 or widths.count(1) > len(widths) / 2:
        return 0, 0  # a plain list, where some lines have a comma
    return widths.count(widths[0]) / len(widths), widths[0]


def _rows(text: str, delimiter: str, skipped: int = 0) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1 + skipped):
            if any(cell.strip(_BLANK) for cell in cells):
                yield Row(number, cells)
    except csv.Error:
        message = "This can't be read as a table; a quotation mark may be missing."
        raise UnreadableError(message) from None
