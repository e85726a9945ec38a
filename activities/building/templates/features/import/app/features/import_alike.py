"""Finds out which rows look like records that are here with other values."""

from collections.abc import Mapping, Sequence

from app.features.import_columns import Columns
from app.records import Named, Query, Records


class Likeness:
    """The records that rows look like: by their number in an export, else by what they are called.

    Args:
        records: Those that are here.
        columns: Of the table; only an export of ours has numbers that are those of records.
        titles: What the rows are called, by the number of the row.
    """

    def __init__(self, records: Records, columns: Columns, titles: Mapping[int, str]) -> None:
        here = [records.named(record) for record in records.all(Query())]
        numbered = columns.ours and columns.takers[0] is None
        self._numbers = {row.number: row.cell(0).strip() for row in columns.rows if numbered}
        self._titles = {number: title.casefold() for number, title in titles.items()}
        self._ids = {str(named.id): named for named in here}
        self._by_title = {named.title.casefold(): named for named in here}
        # Where some share a title, as purchases do, it does not say which of them is meant.
        if _repeats(list(self._titles.values())) or len(self._by_title) < len(here):
            self._by_title = {}

    def of(self, number: int) -> Named | None:
        """Return what the row of that number looks like; None when it looks new."""
        same = self._ids.get(self._numbers.get(number, ""))
        return same or self._by_title.get(self._titles.get(number, ""))


def _repeats(titles: Sequence[str]) -> bool:
    return len(set(titles)) < len(titles)
