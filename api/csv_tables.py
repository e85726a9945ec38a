"""Tables as CSV (RFC 4180), for spreadsheets."""

import csv
import io
from collections.abc import Sequence

from pydantic import BaseModel

from models.base import Model

MEDIA_TYPE = "text/csv; charset=utf-8"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def csv_of(kind: type[BaseModel], rows: Sequence[Model]) -> str:
    """Return a line per row below the names of the fields; what is unknown stays empty."""
    text = io.StringIO()
    table = csv.DictWriter(text, list(kind.model_fields))
    table.writeheader()
    for row in rows:
        table.writerow({name: _cell(v) for name, v in row.model_dump(mode="json").items()})
    return text.getvalue()


def _cell(value: object) -> object:
    # A spreadsheet would take words that begin like this for a formula.
    if isinstance(value, str) and value.startswith(_FORMULAS):
        return f"'{value}"
    return "" if value is None else value
