"""Writes records as CSV that spreadsheets open safely."""

import csv
import io
import re
from collections.abc import Iterable

from app.model import NUMBERS, Field
from app.records import Query, Record, Records
from app.values import write

_FORMULA = re.compile(r"'*[=+\-@\t\r\n|%]")
"""How texts begin that spreadsheets calculate, or that look like one that was made safe."""


def to_csv(records: Records, found: Iterable[Record]) -> str:
    """Return the records with a heading; references are shown by title."""
    entity, currency = records.entity, records.schema.currency
    relations = (*records.references, *records.links)
    titles = {r.name: _titles(records, r.target) for r in relations}
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(headings(records))
    for record in found:
        cells = [_cell(f, write(f, record.values[f.name], currency)) for f in entity.fields]
        for relation in relations:
            ids = _ids(records, record, relation.name)
            cells.append(safe("; ".join(titles[relation.name].get(key, "") for key in ids)))
        writer.writerow([record.id, *cells])
    return "\ufeff" + target.getvalue()  # the mark tells spreadsheets that this is UTF-8


def headings(records: Records) -> list[str]:
    """Return the first row."""
    relations = (*records.references, *records.links)
    labels = [f.label for f in records.entity.fields] + [r.label for r in relations]
    return ["Number", *map(safe, labels)]


def safe(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unsafe(text: str) -> str:
    """Return the text that was made safe."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _cell(field: Field, text: str) -> str:
    return text if field.kind in NUMBERS else safe(text)


def _titles(records: Records, target: str) -> dict[int, str]:
    there = Records(records.connection, records.schema, records.schema.entity(target))
    return {record.id: there.named(record).title for record in there.all(Query())}


def _ids(records: Records, record: Record, name: str) -> list[int]:
    for relation in records.links:
        if relation.name == name:
            return records.linked(relation, record.id)
    value = record.values[name]
    return [] if value is None else [int(value)]
