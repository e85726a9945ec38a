"""Keeps the records of one entity: every statement that reads or changes them is here."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from app.database import id_list, searched
from app.model import WORDS, Entity, Field, Kind, Relation, Schema
from app.numbers import unsigned
from app.sql import Condition, insert, quoted, select, update, where
from app.values import Stored, numbers_in, show

PAGE_SIZE = 25
MOST_OPTIONS = 2_000
"""Most records that a reference can be chosen from in a form."""
_ABOUT = '"about_"'
"""Name of what a record is about; no field can have it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record in short: enough for a link."""

    id: int
    title: str
    day: str = ""
    """A day that tells records of the same title apart, if there is one."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it is stored; references are ids, by the name of the relation."""

    id: int
    created_at: str
    updated_at: str
    values: Mapping[str, Stored]
    about: str = ""
    """What it is named by besides its title, where that is a mere day."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which records to list."""

    search: str = ""
    sort: str = ""
    """Name of a field, of a reference or ``updated_at``; ``-`` before it turns the order around."""
    page: int = 1
    equal: Mapping[str, str | int] = field(default_factory=dict)
    """Values that fields or references must have."""
    also: Sequence[Condition] = ()
    """What else records must fulfil."""

    def on(self, page: int) -> "Query":
        """Return the same query for another page."""
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the records that a query finds."""

    records: Sequence[Record]
    total: int
    number: int
    pages: int


class Records:
    """The records of one entity, in one transaction.

    Args:
        connection: The database.
        schema: The whole application.
        entity: The entity.
        discreet: Whether names tell nothing but the title.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        schema: Schema,
        entity: Entity,
        *,
        discreet: bool = False,
    ) -> None:
        self.connection = connection
        self.schema = schema
        self.entity = entity
        self.discreet = discreet
        self.references = schema.references(entity)
        self.links = schema.links(entity)
        self._names = [f.name for f in entity.fields] + [r.name for r in self.references]
        self._columns = [quoted(name) for name in ("id", "created_at", "updated_at", *self._names)]
        self._columns.append(self._about())

    def count(self) -> int:
        """Return how many there are."""
        return self._number(select(["count(*)"], self.entity.table))

    def page(self, query: Query, size: int = PAGE_SIZE) -> Page:
        """Return one page of what the query finds; the number is moved into the range."""
        condition, values = where(self._conditions(query))
        total = self._number(select(["count(*)"], self.entity.table, condition), values)
        pages = max(1, -(-total // size))
        number = min(max(1, query.page), pages)
        order = self._order(query.sort)
        text = select(self._columns, self.entity.table, condition, order.text, "LIMIT ? OFFSET ?")
        values += [*order.values, size, (number - 1) * size]
        rows = self.connection.execute(text, values)
        return Page([self._record(row) for row in rows], total, number, pages)

    def all(self, query: Query) -> Iterable[Record]:
        """Return everything that the query finds."""
        condition, values = where(self._conditions(query))
        order = self._order(query.sort)
        text = select(self._columns, self.entity.table, condition, order.text)
        rows = self.connection.execute(text, [*values, *order.values])
        return (self._record(row) for row in rows)

    def get(self, record_id: int) -> Record | None:
        """Return a record; None when it is not there."""
        text = select(self._columns, self.entity.table, 'WHERE "id" = ?')
        row = self.connection.execute(text, (record_id,)).fetchone()
        return self._record(row) if row else None

    def several(self, ids: Iterable[int]) -> list[Record]:
        """Return the records with these ids, in their order, as far as they are there."""
        wanted = list(ids)
        condition = 'WHERE "id" IN (SELECT value FROM json_each(?))'
        text = select(self._columns, self.entity.table, condition)
        rows = self.connection.execute(text, (id_list(wanted),))
        there = {row["id"]: self._record(row) for row in rows}
        return [there[key] for key in wanted if key in there]

    def finds(self, query: Query, record_id: int) -> bool:
        """Return whether a record is among what the query finds."""
        condition, values = where([*self._conditions(query), Condition('"id" = ?', (record_id,))])
        return bool(self._number(select(["count(*)"], self.entity.table, condition), values))

    def recent(self, limit: int) -> list[Record]:
        """Return those changed last, newest first."""
        text = select(
            self._columns, self.entity.table, 'ORDER BY "updated_at" DESC, "id" DESC LIMIT ?'
        )
        return [self._record(row) for row in self.connection.execute(text, (limit,))]

    def named(self, record: Record) -> Named:
        """Return a record in short."""
        return self._named(record.id, record.values[self.entity.title], record.about)

    def titles(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the titles of the records with these ids, as far as they are there."""
        condition = 'WHERE "id" IN (SELECT value FROM json_each(?))'
        text = select(self._short(), self.entity.table, condition)
        rows = self.connection.execute(text, (id_list(ids),))
        return {row[0]: self._named(*row).title for row in rows}

    def options(self, chosen: Iterable[int] = ()) -> list[Named]:
        """Return records to choose from, by title; those chosen already are among them."""
        order = self._order(self.entity.title)
        text = select(self._short(), self.entity.table, order.text, "LIMIT ?")
        rows = self.connection.execute(text, (*order.values, MOST_OPTIONS))
        options = [self._named(*row) for row in rows]
        found = {named.id for named in options}
        missing = [key for key in chosen if key not in found]
        return options + [Named(*pair) for pair in self.titles(missing).items()]

    def offers_all(self) -> bool:
        """Return whether all records are among the options."""
        return self.count() <= MOST_OPTIONS

    def taken(self, name: str, value: Stored, but: int | None = None) -> bool:
        """Return whether another record has this value, whatever the case of its letters."""
        text = select(
            ["1"],
            self.entity.table,
            " ".join(["WHERE folded(", quoted(name), ') = folded(?) AND "id" IS NOT ? LIMIT 1']),
        )
        return self.connection.execute(text, (value, but)).fetchone() is not None

    def add(self, values: Mapping[str, Stored], links: Mapping[str, Sequence[int]]) -> int:
        """Keep a new record and return its id."""
        now = _now()
        names = [name for name in self._names if name in values]
        text = insert(self.entity.table, ["created_at", "updated_at", *names])
        cursor = self.connection.execute(text, [now, now, *(values[name] for name in names)])
        record_id = int(cursor.lastrowid or 0)
        self._link(record_id, links)
        return record_id

    def restore(self, record: Record, links: Mapping[str, Sequence[int]]) -> None:
        """Keep a record that was here before, with its id and times; unknown names are left out."""
        names = [name for name in self._names if name in record.values]
        text = insert(self.entity.table, ["id", "created_at", "updated_at", *names])
        values = [record.values[name] for name in names]
        self.connection.execute(text, [record.id, record.created_at, record.updated_at, *values])
        self._link(record.id, links)

    def change(
        self, record_id: int, values: Mapping[str, Stored], links: Mapping[str, Sequence[int]]
    ) -> None:
        """Change a record; what is not named stays."""
        names = [name for name in self._names if name in values]
        text = update(self.entity.table, ["updated_at", *names])
        self.connection.execute(text, [_now(), *(values[name] for name in names), record_id])
        self._link(record_id, links)

    def linked(self, relation: Relation, record_id: int) -> list[int]:
        """Return the ids of the records that a relation to several leads to."""
        text = select(['"target_id"'], relation.table, 'WHERE "source_id" = ? ORDER BY "target_id"')
        return [row[0] for row in self.connection.execute(text, (record_id,))]

    def referring(self, relation: Relation, target_id: int, limit: int) -> tuple[list[Named], int]:
        """Return records of this entity that refer to the target, and how many there are."""
        condition = _points_to(relation, target_id)
        clause, values = where([condition])
        total = self._number(select(["count(*)"], self.entity.table, clause), values)
        # On the page of what they refer to, something else tells them apart.
        columns = [*self._short(but=relation.name), self._day()]
        order = self._order(self.entity.title)
        text = select(columns, self.entity.table, clause, order.text, "LIMIT ?")
        rows = self.connection.execute(text, [*values, *order.values, limit])
        return [replace(self._named(*row[:3]), day=row[3] or "") for row in rows], total

    def _link(self, record_id: int, links: Mapping[str, Sequence[int]]) -> None:
        for relation in self.links:
            if relation.name not in links:
                continue
            delete = " ".join(["DELETE FROM", quoted(relation.table), 'WHERE "source_id" = ?'])
            self.connection.execute(delete, (record_id,))
            self.connection.executemany(
                insert(relation.table, ["source_id", "target_id"]),
                [(record_id, target) for target in dict.fromkeys(links[relation.name])],
            )

    def _conditions(self, query: Query) -> list[Condition]:
        words = unsigned(query.search, self.schema.currency).split()[:8]
        conditions = [*query.also, *map(self._containing, words)]
        for name, value in query.equal.items():
            if any(r.name == name and r.many for r in self.links):
                relation = next(r for r in self.links if r.name == name)
                conditions.append(_points_to(relation, int(value)))
            elif name in self._names:
                conditions.append(Condition(f"coalesce({quoted(name)}, 0) = ?", (value,)))
        return conditions

    def _containing(self, word: str) -> Condition:
        places = [f"instr(searched({quoted(f.name)}), ?) > 0" for f in self._searched()]
        for relation in self.references:
            title = _title_of_target(self.schema, self.entity, relation)
            places.append(f"instr(searched(({title})), ?) > 0")
        values: list[str | int] = [searched(word)] * len(places)
        for known in self.entity.fields:
            if known.kind in (Kind.INTEGER, Kind.MONEY):
                numbers = numbers_in(word, known.kind, self.schema.currency)
                places += [f"{quoted(known.name)} = ?"] * len(numbers)
                values += numbers
        return Condition(" ".join(["(", " OR ".join(places), ")"]), tuple(values))

    def _searched(self) -> list[Field]:
        words = [f for f in self.entity.fields if f.kind in WORDS]
        return words or [self.entity.title_field]

    def _order(self, sort: str) -> Condition:
        name, direction = sort.lstrip("-"), "DESC" if sort.startswith("-") else "ASC"
        by = self._sorted_by(name)
        if by.text == '"updated_at"' and name != "updated_at":
            direction = "DESC"  # nothing that is known: what was changed last comes first
        text = " ".join(["ORDER BY", by.text, "IS NULL,", by.text, direction, ', "id"', direction])
        return Condition(text, by.values * 2)

    def _sorted_by(self, name: str) -> Condition:
        for relation in self.references:
            if relation.name == name:
                title = _title_of_target(self.schema, self.entity, relation)
                return Condition(f"folded(({title}))")
        for known in self.entity.fields:
            if known.name == name:
                return _sorted_by_field(self.entity.table, known)
        return Condition(quoted(name if name == "created_at" else "updated_at"))

    def _record(self, row: sqlite3.Row) -> Record:
        values = {name: row[name] for name in self._names}
        return Record(row["id"], row["created_at"], row["updated_at"], values, row["about_"])

    def _short(self, but: str = "") -> list[str]:
        """Return the columns that ``_named`` needs."""
        return ['"id"', quoted(self.entity.title), self._about(but)]

    def _about(self, but: str = "") -> str:
        """Return what says more than a title that is a mere day, as a column.

        It is the first thing with a name that a record refers to, else the first of its words.
        """
        places = []
        if self.entity.title_field.kind is Kind.DATE and not self.discreet:
            for relation in self.references:
                target = self.schema.entity(relation.target)
                if relation.name != but and target.title_field.kind in WORDS:
                    title = _title_of_target(self.schema, self.entity, relation)
                    places.append(f"nullif(({title}), '')")
            words = [f for k in (Kind.TEXT, Kind.CHOICE) for f in self.entity.fields if f.kind is k]
            places += [f"nullif({quoted(f.name)}, '')" for f in words]
        found = "".join(["coalesce(", ", ".join(places), ", '')"]) if places else "''"
        return " AS ".join([found, _ABOUT])

    def _day(self) -> str:
        """Return the day of a record, as a column; that in its title is no second one."""
        dates = [f.name for f in self.entity.fields if f.kind is Kind.DATE]
        return quoted(dates[0]) if dates and self.entity.title not in dates else "NULL"

    def named_on_its_day(self, record: Record) -> str:
        """Return what a record is called where its day can be seen: no second day is named."""
        if self.entity.title_field.kind is Kind.DATE:
            return record.about or self.entity.label
        return self.named(record).title

    def _named(self, record_id: int, stored: Stored, about: str) -> Named:
        title = show(self.entity.title_field, stored, self.schema.currency)
        if title and self.entity.title_field.kind is Kind.DATE:
            # A bare day says nothing away from its own list.
            title = f"{about or self.entity.label}, {title}"
        return Named(record_id, title or about or f"{self.entity.label} {record_id}")

    def _number(self, text: str, values: Sequence[Stored] = ()) -> int:
        return int(self.connection.execute(text, values).fetchone()[0])


def _points_to(relation: Relation, target_id: int) -> Condition:
    if not relation.many:
        return Condition(f"{quoted(relation.name)} = ?", (target_id,))
    pairs = select(['"source_id"'], relation.table, 'WHERE "target_id" = ?')
    return Condition(" ".join(['"id" IN (', pairs, ")"]), (target_id,))


def _sorted_by_field(table: str, field: Field) -> Condition:
    name = quoted(table, field.name)
    if field.kind is Kind.CHOICE:
        # In the order in which they are offered; what is no longer offered follows.
        place = " ".join(["SELECT min(key) FROM json_each(?) WHERE value =", name])
        last = " ".join(["CASE WHEN", name, "<> '' THEN ? END"])
        choices = json.dumps(list(field.choices))
        return Condition(f"coalesce(({place}), {last})", (choices, len(field.choices)))
    if field.kind in WORDS:
        return Condition(f"nullif(folded({name}), '')")
    return Condition(f"coalesce({name}, 0)" if field.kind is Kind.YES_NO else name)


def _title_of_target(schema: Schema, entity: Entity, relation: Relation) -> str:
    target = schema.entity(relation.target)
    return " ".join(
        [
            "SELECT",
            "t." + quoted(target.title),
            "FROM",
            quoted(target.table),
            'AS t WHERE t."id" =',
            quoted(entity.table, relation.name),
        ]
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
