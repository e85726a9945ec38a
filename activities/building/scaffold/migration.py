"""Writes the SQL file that brings the database from older migrations to a specification. Pure."""

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from activities.building.scaffold import design
from models.errors import BuildError
from models.specification import (
    ApplicationSpecification,
    Entity,
    FieldSpecification,
    FieldType,
    Relation,
    RelationKind,
)

_TEXT, _WHOLE, _DECIMAL, _PHOTO = "TEXT", "INTEGER", "DECIMAL_INT", "PHOTO_TEXT"
_TYPES = {
    FieldType.INTEGER: _WHOLE,
    FieldType.RATING: _WHOLE,
    FieldType.YES_NO: _WHOLE,
    FieldType.DECIMAL: _DECIMAL,
    FieldType.PHOTO: _PHOTO,
}
_STAMPS = (
    '"id" INTEGER PRIMARY KEY AUTOINCREMENT',
    '"created_at" TEXT NOT NULL',
    '"updated_at" TEXT NOT NULL',
)
_NUMBER = re.compile(r"(\d{4})_")
_MOST_STEPS = 1_000_000
_FORBIDDEN = frozenset({sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH})

Tables = Mapping[str, Mapping[str, str]]
"""Declared types by table and column; references end in ``REFERENCES`` and the table."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What is in a database that some migrations were applied to."""

    tables: Tables
    indexes: frozenset[str]


def next_migration(
    specification: ApplicationSpecification, existing: Mapping[str, str]
) -> tuple[str, str] | None:
    """Return name and content of the file that is needed after the existing ones, if any.

    Args:
        specification: What the application keeps from now on.
        existing: Contents of the files so far, by name.

    Raises:
        BuildError: Something stored would change its meaning, or an older file is broken.
    """
    state = stored_state(existing)
    if state.tables:
        parts, name = list(_additions(specification, state)), _name_of_change(specification, state)
    else:
        parts, name = list(_beginning(specification)), "initial"
    if not parts:
        return None
    content = "\n\n".join(parts) + "\n"
    if existing:
        # Versions that were rolled back may have used the same number for something else.
        name = f"{name}_{hashlib.sha256(content.encode()).hexdigest()[:8]}"
    return f"{_next_number(existing):04d}_{name}.sql", content


def stored_state(existing: Mapping[str, str]) -> Stored:
    """Return what the older files leave in the database; they run in an empty one in memory.

    Raises:
        BuildError: They can't be run.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.set_authorizer(_authorise)
        connection.set_progress_handler(lambda: 1, _MOST_STEPS)
        try:
            for name in sorted(existing):
                connection.executescript(existing[name])
        except sqlite3.Error as problem:
            raise BuildError(
                "The database changes of an older version can't be read.", problem=str(problem)
            ) from problem
        connection.set_authorizer(None)
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        names = [row[0] for row in connection.execute(tables).fetchall()]
        indexes = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")
        return Stored(
            tables={name: _columns(connection, name) for name in names},
            indexes=frozenset(row[0] for row in indexes.fetchall()),
        )


def _authorise(action: int, *_names: str | None) -> int:
    return sqlite3.SQLITE_DENY if action in _FORBIDDEN else sqlite3.SQLITE_OK


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    columns = dict(
        connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
    )
    links = 'SELECT "from", "table" FROM pragma_foreign_key_list(?)'
    for name, target in connection.execute(links, (table,)).fetchall():
        columns[name] = f"{columns[name]} REFERENCES {target}"
    return columns


def _beginning(specification: ApplicationSpecification) -> Iterator[str]:
    model, currency = specification.data_model, specification.metadata.currency
    for entity in model.entities:
        lines = [*_STAMPS, *(f'"{f.name}" {_type(f, currency)}' for f in entity.fields)]
        lines += [
            f'"{r.name}" {_reference(r, specification)}' for r in _references(specification, entity)
        ]
        body = ",\n    ".join(lines)
        yield f'CREATE TABLE "{design.table(entity)}" (\n    {body}\n);'
        for field in entity.fields:
            if field.unique and field.type not in design.NEVER_UNIQUE:
                yield _unique_index(entity, field)
        yield from _reference_indexes(_references(specification, entity), entity)
    yield from _link_tables(specification, {})


def _additions(specification: ApplicationSpecification, stored: Stored) -> Iterator[str]:
    _check_relations(specification, stored)
    for entity in specification.data_model.entities:
        table = design.table(entity)
        columns = stored.tables.get(table, {})
        if not columns:
            body = ",\n    ".join(_STAMPS)
            yield f'CREATE TABLE IF NOT EXISTS "{table}" (\n    {body}\n);'
        references = _references(specification, entity)
        wanted = {f.name: _type(f, specification.metadata.currency) for f in entity.fields}
        wanted |= {r.name: _reference(r, specification) for r in references}
        for name, kind in wanted.items():
            if name in columns:
                _check_same(entity, name, kind, columns[name])
            else:
                yield f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind};'
        yield from _reference_indexes([r for r in references if r.name not in columns], entity)
        yield from _dropped_indexes(entity, stored)
    yield from _link_tables(specification, stored.tables)


def _check_relations(specification: ApplicationSpecification, stored: Stored) -> None:
    for relation in specification.data_model.relations:
        source = design.table(specification.data_model.entity(relation.source))
        one, several = stored.tables.get(source, {}), design.link_table(relation)
        many = relation.kind is RelationKind.MANY_TO_MANY
        if relation.name in one if many else several in stored.tables:
            raise BuildError(
                f"'{relation.label}' is kept in a way that can't become what is wanted now.",
                remedy="Add it under a new name; what is kept so far stays as it is.",
                relation=relation.name,
            )


def _dropped_indexes(entity: Entity, stored: Stored) -> Iterator[str]:
    for field in entity.fields:
        index = _index_name(entity, field.name)
        if not field.unique and index in stored.indexes:
            yield f'DROP INDEX IF EXISTS "{index}";'


def _link_tables(specification: ApplicationSpecification, there: Tables) -> Iterator[str]:
    model = specification.data_model
    for relation in model.relations:
        name = design.link_table(relation)
        if relation.kind is not RelationKind.MANY_TO_MANY or name in there:
            continue
        source = design.table(model.entity(relation.source))
        target = design.table(model.entity(relation.target))
        yield (
            f'CREATE TABLE IF NOT EXISTS "{name}" (\n'
            f'    "source_id" INTEGER NOT NULL REFERENCES "{source}" ("id") ON DELETE CASCADE,\n'
            f'    "target_id" INTEGER NOT NULL REFERENCES "{target}" ("id") ON DELETE CASCADE,\n'
            '    PRIMARY KEY ("source_id", "target_id")\n) WITHOUT ROWID;'
        )
        yield f'CREATE INDEX IF NOT EXISTS "{name}__target" ON "{name}" ("target_id");'


def _reference_indexes(relations: Iterable[Relation], entity: Entity) -> Iterator[str]:
    table = design.table(entity)
    for relation in relations:
        index = _index_name(entity, relation.name)
        yield f'CREATE INDEX IF NOT EXISTS "{index}" ON "{table}" ("{relation.name}");'


def _unique_index(entity: Entity, field: FieldSpecification) -> str:
    index = _index_name(entity, field.name)
    return f'CREATE UNIQUE INDEX "{index}" ON "{design.table(entity)}" ("{field.name}");'


def _index_name(entity: Entity, column: str) -> str:
    return f"{design.table(entity)}__{column}__index"


def _references(specification: ApplicationSpecification, entity: Entity) -> list[Relation]:
    return [
        relation
        for relation in specification.data_model.relations
        if relation.source == entity.name and relation.kind is RelationKind.MANY_TO_ONE
    ]


def _type(field: FieldSpecification, currency: str) -> str:
    if field.type is FieldType.MONEY:
        places = max(2, design.money_places(currency))
        return "MONEY_INT" if places == 2 else f"MONEY_INT{places}"
    return _TYPES.get(field.type, _TEXT)


def _reference(relation: Relation, specification: ApplicationSpecification) -> str:
    target = design.table(specification.data_model.entity(relation.target))
    return f'INTEGER REFERENCES "{target}" ("id") ON DELETE SET NULL'


def _check_same(entity: Entity, name: str, wanted: str, stored: str) -> None:
    plain = re.sub(r'INTEGER REFERENCES "(\w+)".*', r"INTEGER REFERENCES \1", wanted)
    if plain != stored:
        raise BuildError(
            f"'{name}' of '{entity.label}' is kept in a way that can't become what is wanted now.",
            remedy="Add it under a new name; what is kept so far stays as it is.",
            stored=stored,
            wanted=plain,
        )


def _name_of_change(specification: ApplicationSpecification, state: Stored) -> str:
    for entity in specification.data_model.entities:
        columns = state.tables.get(design.table(entity))
        if columns is None:
            return f"add_{entity.name}"
        for field in entity.fields:
            if field.name not in columns:
                return f"add_{field.name}_to_{entity.name}"
    return "change"


def _next_number(existing: Mapping[str, str]) -> int:
    numbers = [int(found[1]) for name in existing if (found := _NUMBER.match(name))]
    return max(numbers, default=0) + 1
