"""Writes records as CSV that spreadsheets open safely."""

import csv
import io
import re
from collections.abc import Iterable

from app.model import NUMBERS, Field, Relation
from app.records import Query, Record, Records
from app.values import write

NUMBER = "Number"
"""Heads the numbers of the records."""
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
    """Return the first row; no field is called as the numbers of the records are."""
    fields, relations = records.entity.fields, (*records.references, *records.links)
    takers: list[Field | Relation] = [*fields, *relations]
    taken = {folded(words) for taker in takers for words in (taker.label, taker.name)}
    own = NUMBER
    while folded(own) in taken:
        own = f"Record {own.lower()}"
    return [own, *(safe(taker.label) for taker in takers)]


def folded(words: str) -> str:
    """Return what is the same in a label, however it is written."""
    return re.sub(r"[\W_]", "", words.casefold())


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
