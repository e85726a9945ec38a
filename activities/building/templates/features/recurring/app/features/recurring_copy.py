"""Copies a record for another day."""

import re
from collections.abc import Mapping
from datetime import date

from app.forms import Draft
from app.model import Field, Kind
from app.records import Record, Records
from app.values import Stored, show_date

_LONGEST = 500
_DATED = re.compile(r" \(\d{1,2} \w{3} \d{4}\)$")


def copied(
    records: Records, record: Record, changes: Mapping[str, Stored], day: date
) -> Draft | None:
    """Return a copy with all values and references but some changes, for another day.

    Values that only one record may have become empty; texts get the day behind them.

    Returns:
        None when a value is needed that only one record may have.
    """
    values = {**record.values, **changes}
    for known in records.entity.fields:
        if known.unique and known.kind is not Kind.YES_NO and values[known.name] is not None:
            values[known.name] = _of_its_own(records, known, values[known.name], day)
            if known.required and values[known.name] is None:
                return None
    links = {relation.name: records.linked(relation, record.id) for relation in records.links}
    return Draft(values=values, links=links)


def _of_its_own(records: Records, known: Field, stored: Stored, day: date) -> Stored:
    """Return a value that no other record has; None when there is none."""
    if known.kind is Kind.TEXT:
        name, end = _DATED.sub("", str(stored)), f" ({show_date(day.isoformat())})"
        stored = name[: _LONGEST - len(end)] + end
    return None if records.taken(known.name, stored) else stored
