"""Deletes a record together with what the relations say goes with it."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field

from app.database import id_list
from app.model import Entity, OnDelete, Relation, Schema
from app.sql import quoted, select

_REFERRING = "IN (SELECT value FROM json_each(?))"


@dataclass(slots=True)
class Plan:
    """What deleting records of an entity would do; the numbers count records."""

    asked: tuple[int, ...] = ()
    """Ids of the records that are to be deleted; all others go with them."""
    deleted: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Ids by entity, those asked for among them; their entity comes first."""
    blocked: list[tuple[Relation, int]] = field(default_factory=list)
    """References that forbid it."""
    cleared: list[tuple[Relation, int]] = field(default_factory=list)
    """References that become empty."""

    def others(self, entity: Entity) -> dict[str, int]:
        """Return how many further records go, by entity."""
        counts = {name: len(ids) for name, ids in self.deleted.items()}
        counts[entity.name] -= len(self.asked)
        return {name: count for name, count in counts.items() if count}


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a record that stays to one that goes; both by id."""

    relation: Relation
    source: int
    target: int


def plan(connection: sqlite3.Connection, schema: Schema, entity: Entity, *keys: int) -> Plan:
    """Find out what deleting records would do, following every relation that cascades."""
    found = Plan(keys)
    found.deleted[entity.name].update(keys)
    waiting = [(entity, set(keys))]
    while waiting:
        target, ids = waiting.pop()
        for relation in _pointing_at(schema, target):
            if relation.on_delete is OnDelete.CASCADE:
                source = schema.entity(relation.source)
                new = _referring(connection, schema, relation, ids) - found.deleted[source.name]
                if new:
                    found.deleted[source.name] |= new
                    waiting.append((source, new))
    _add_consequences(connection, schema, found)
    return found


def carry_out(connection: sqlite3.Connection, schema: Schema, found: Plan) -> None:
    """Delete what the plan says; the database itself empties references to what is gone."""
    for name, ids in found.deleted.items():
        table = quoted(schema.entity(name).table)
        delete = " ".join(["DELETE FROM", table, 'WHERE "id"', _REFERRING])
        connection.execute(delete, (id_list(ids),))


def ties(connection: sqlite3.Connection, schema: Schema, found: Plan) -> list[Tie]:
    """Return the references and links from records that stay, which the deletion would cut."""
    cut = []
    for name, ids in list(found.deleted.items()):
        for relation in schema.incoming(schema.entity(name)):
            leaving = found.deleted.get(relation.source, set())
            pairs = _pairs(connection, schema, relation, ids)
            cut += [Tie(relation, *pair) for pair in pairs if pair[0] not in leaving]
    return cut


def _pairs(
    connection: sqlite3.Connection, schema: Schema, relation: Relation, ids: set[int]
) -> list[tuple[int, int]]:
    table = relation.table if relation.many else schema.entity(relation.source).table
    columns = ("source_id", "target_id") if relation.many else ("id", relation.name)
    condition = " ".join(["WHERE", quoted(columns[1]), _REFERRING])
    text = select(map(quoted, columns), table, condition)
    return [(row[0], row[1]) for row in connection.execute(text, (id_list(ids),))]


def _add_consequences(connection: sqlite3.Connection, schema: Schema, found: Plan) -> None:
    for name, ids in list(found.deleted.items()):
        for relation in _pointing_at(schema, schema.entity(name)):
            left = _referring(connection, schema, relation, ids)
            left -= found.deleted.get(relation.source, set())
            if left and relation.on_delete is OnDelete.RESTRICT:
                found.blocked.append((relation, len(left)))
            elif left:
                found.cleared.append((relation, len(left)))


def _pointing_at(schema: Schema, target: Entity) -> list[Relation]:
    return [relation for relation in schema.incoming(target) if not relation.many]


def _referring(
    connection: sqlite3.Connection, schema: Schema, relation: Relation, ids: set[int]
) -> set[int]:
    source = schema.entity(relation.source)
    condition = " ".join(["WHERE", quoted(relation.name), _REFERRING])
    rows = connection.execute(select(['"id"'], source.table, condition), (id_list(ids),))
    return {row[0] for row in rows}
