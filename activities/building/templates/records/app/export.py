"""Writes records as CSV that spreadsheets open safely."""

import csv
import io
from collections.abc import Iterable

from app.model import NUMBERS, Field
from app.records import Query, Record, Records
from app.values import write

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def to_csv(records: Records, found: Iterable[Record]) -> str:
    """Return the records with a heading; references are shown by title."""
    entity, currency = records.entity, records.schema.currency
    relations = (*records.references, *records.links)
    titles = {r.name: _titles(records, r.target) for r in relations}
    target = io.StringIO()
    writer = csv.writer(target)
    headings = [f.label for f in entity.fields] + [r.label for r in relations]
    writer.writerow(["Number", *map(safe, headings)])
    for record in found:
        cells = [_cell(f, write(f, record.values[f.name], currency)) for f in entity.fields]
        for relation in relations:
            ids = _ids(records, record, relation.name)
            cells.append(safe("; ".join(titles[relation.name].get(key, "") for key in ids)))
        writer.writerow([record.id, *cells])
    return "\ufeff" + target.getvalue()  # the mark tells spreadsheets that this is UTF-8


def safe(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


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
