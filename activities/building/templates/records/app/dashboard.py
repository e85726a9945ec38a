"""Works out what the first page shows."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.model import Entity, Field, Kind, Schema
from app.over import not_over, tells_of_the_past
from app.records import Named, Records
from app.sql import quoted, select, where
from app.sums import between, joined, parts
from app.values import show, stored_places

_RECENT = 6
_UPCOMING = 6
_DAYS_AHEAD = 60
_BREAKDOWNS = 4
_FIGURES = 8


@dataclass(frozen=True, slots=True)
class Card:
    """How many records an entity has."""

    entity: Entity
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum or an average."""

    label: str
    text: str
    entity: Entity


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in one of the lists."""

    entity: Entity
    named: Named
    day: str
    """A date, or a point in time."""
    label: str = ""
    """What the date is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How often a choice was taken."""

    label: str
    count: int
    percent: int
    """Share of the longest bar."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How the records of an entity spread over the choices of a field."""

    entity: Entity
    field: Field
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything that the first page shows."""

    cards: Sequence[Card]
    figures: Sequence[Figure]
    upcoming: Sequence[Entry]
    recent: Sequence[Entry]
    breakdowns: Sequence[Breakdown]


def dashboard(connection: sqlite3.Connection, schema: Schema, today: date) -> Dashboard:
    """Work out the first page as of today."""
    tables = [Records(connection, schema, entity) for entity in schema.entities]
    cards = [Card(records.entity, records.count()) for records in tables]
    filled = [records for records, card in zip(tables, cards, strict=True) if card.count]
    return Dashboard(
        cards=cards,
        figures=[figure for records in filled for figure in _figures(records)][:_FIGURES],
        upcoming=sorted(
            (entry for records in filled for entry in _upcoming(records, today)),
            key=lambda entry: entry.day,
        )[:_UPCOMING],
        recent=sorted(
            (entry for records in filled for entry in _recent(records)),
            key=lambda entry: entry.day,
            reverse=True,
        )[:_RECENT],
        breakdowns=[b for records in filled for b in _breakdowns(records)][:_BREAKDOWNS],
    )


def total(connection: sqlite3.Connection, entity: Entity, field: Field) -> tuple[int, int]:
    """Return the exact sum of a field as it is stored, and how many records have a value."""
    row = connection.execute(select(parts(field.name), entity.table)).fetchone()
    found = joined(row)
    return found.stored, found.count


def _figures(records: Records) -> list[Figure]:
    figures = []
    for field in records.entity.fields:
        if field.adds_up or field.kind is Kind.RATING:
            stored, count = total(records.connection, records.entity, field)
            if count:
                figures.append(_figure(records, field, stored, count))
    return figures


def _figure(records: Records, field: Field, stored: int, count: int) -> Figure:
    currency = records.schema.currency
    if field.kind is Kind.RATING:
        text = f"{Decimal(stored) / count:.1f} of {field.top}"
        return Figure(f"{field.label}, average", text, records.entity)
    if field.kind is Kind.INTEGER:
        return Figure(f"{field.label}, total", f"{stored:,}", records.entity)
    if field.kind is Kind.MONEY:
        return Figure(f"{field.label}, total", show(field, stored, currency), records.entity)
    exact = Decimal(stored).scaleb(-stored_places(field.kind, currency))
    return Figure(f"{field.label}, total", f"{exact:,.2f}", records.entity)


def _upcoming(records: Records, today: date) -> list[Entry]:
    last = today + timedelta(days=_DAYS_AHEAD)
    entries = []
    for field in records.entity.fields:
        if field.kind is not Kind.DATE or tells_of_the_past(field):
            continue
        column = quoted(field.name)
        days = between(field.name, today.isoformat(), last.isoformat())
        condition, values = where([days, not_over(records.entity, today)])
        order = " ".join(["ORDER BY", column, "LIMIT ?"])
        text = select(['"id"', column], records.entity.table, condition, order)
        rows = records.connection.execute(text, [*values, _UPCOMING]).fetchall()
        titles = records.titles(row[0] for row in rows)
        entries += [
            Entry(records.entity, Named(row[0], titles[row[0]]), row[1], field.label)
            for row in rows
        ]
    return entries


def _recent(records: Records) -> list[Entry]:
    return [
        Entry(records.entity, records.named(record), record.updated_at)
        for record in records.recent(_RECENT)
    ]


def _breakdowns(records: Records) -> list[Breakdown]:
    found = []
    for field in records.entity.fields:
        if field.kind in (Kind.CHOICE, Kind.YES_NO):
            counts = _counts(records, field)
            longest = max(counts.values(), default=0)
            if longest:
                bars = [Bar(k, n, max(2, n * 100 // longest)) for k, n in counts.items() if n]
                found.append(Breakdown(records.entity, field, bars))
    return found


def _counts(records: Records, field: Field) -> dict[str, int]:
    column = quoted(field.name)
    unset_is_no = "".join(["coalesce(", column, ", 0)"])
    value = unset_is_no if field.kind is Kind.YES_NO else column
    text = select([value, "count(*)"], records.entity.table, " ".join(["GROUP BY", value]))
    stored = dict(records.connection.execute(text).fetchall())
    if field.kind is Kind.YES_NO:
        return {"Yes": stored.get(1, 0), "No": stored.get(0, 0)}
    unset = stored.pop(None, 0)
    ordered = {choice: stored.pop(choice, 0) for choice in field.choices} | stored
    # Only beside others: where none is set yet, there is nothing to tell.
    return ordered | {f"Without {field.label}": unset} if any(ordered.values()) else ordered
