"""Finds out which rows look like records that are here with other values."""

import re
from collections.abc import Collection, Mapping

from app.features.import_columns import Columns
from app.model import Entity, Kind
from app.records import Named, Query, Record, Records
from app.values import Stored

Values = Mapping[str, Stored]
_TELLING = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.URL, Kind.DATE, Kind.MONEY})
"""Kinds whose values are seldom the same by chance."""
_NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_LATER = re.compile(
    r"\b(?:last|next|since|until|before|by|expir\w*|warranty|valid|remind\w*|birth\w*|born|founded"
    r"|joined|started|finished|done|completed?|cancell?ed|closed|returned|back|read|watched"
    r"|zuletzt|nächste\w*|seit|bis|\w*ablauf\w*|garantie|gültig|geburt\w*|geboren|begonnen|fertig"
    r"|erledigt|beendet|zurück\w*|gelesen|gesehen)\b",
    re.IGNORECASE,
)
"""Words of dates that are known or change later on; they don't make it another record."""


class Likeness:
    """The records that rows look like: by their number in an export, else by what they are called.

    Args:
        records: Those that are here.
        columns: Of the table.
        rows: The values that the rows would be kept with, by the number of the row.
        taken: The ids of records that other rows equal; a row is never like one of these.
    """

    def __init__(
        self,
        records: Records,
        columns: Columns,
        rows: Mapping[int, Values],
        taken: Collection[int],
    ) -> None:
        self._records = records
        self._rows = rows
        self._numbers = numbers(columns)
        self._day = _day_of(records.entity)
        self._titles = {number: self._title(row) for number, row in rows.items()}
        here = list(records.all(Query()))
        self._free = {record.id: record for record in here if record.id not in taken}
        self._by_title = {records.named(record).title.casefold(): record for record in here}
        titles = [title for title in self._titles.values() if title]
        # Where some share a title, as purchases do, it does not say which of them is meant.
        if len(set(titles)) < len(titles) or len(self._by_title) < len(here):
            self._by_title = {}

    def of(self, number: int) -> Named | None:
        """Return what the row of that number looks like, once; None when it looks new."""
        found = self._numbered(number) or self._called(number)
        if found is None:
            return None
        del self._free[found.id]
        return self._records.named(found)

    def _numbered(self, number: int) -> Record | None:
        """Return the record of the row's number, unless all else differs, as in another copy."""
        found = self._free.get(self._numbers.get(number, 0))
        if found is None:
            return None
        same = [name for name, value in self._rows[number].items() if found.values[name] == value]
        return found if any(self._tells(name, found) for name in same) else None

    def _tells(self, name: str, record: Record) -> bool:
        entity = self._records.entity
        telling = name == entity.title or entity.field(name).kind in _TELLING
        return telling and record.values[name] not in (None, "")

    def _called(self, number: int) -> Record | None:
        """Return the record of the row's title, unless the row tells of another day."""
        found = self._by_title.get(self._titles[number])
        if found is None or found.id not in self._free:
            return None
        values, day = self._rows[number], self._day
        return None if day in values and values[day] != found.values[day] else found

    def _title(self, values: Values) -> str:
        title = self._records.entity.title
        if not values.get(title):
            return ""
        return self._records.named(Record(0, "", "", {title: values[title]})).title.casefold()


def numbers(columns: Columns) -> dict[int, int]:
    """Return the numbers of records by those of the rows; only an export of ours has such."""
    if not columns.ours or columns.takers[0] is not None:
        return {}
    cells = {row.number: row.cell(0).strip() for row in columns.rows}
    return {number: int(cell) for number, cell in cells.items() if _NUMBER.fullmatch(cell)}


def _day_of(entity: Entity) -> str:
    """Return the name of the date that says when a record happened; empty if none does.

    Nothing that has a title of its own happens again.
    """
    if entity.title_field.unique:
        return ""
    dates = [field for field in entity.fields if field.kind is Kind.DATE]
    return next((f.name for f in dates if not _LATER.search(f.label)), "")
