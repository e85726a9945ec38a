"""An application with every kind of field and relation, to test all that the program can do."""

from decimal import Decimal
from pathlib import Path

from app.model import Entity, Field, Kind, OnDelete, Relation, Schema

EVERYTHING = Schema(
    title="Everything",
    summary="One of each.",
    entities=[
        Entity(
            name="shelf",
            label="Shelf",
            plural="Shelves",
            title="place",
            fields=[Field(name="place", label="Place", required=True, unique=True)],
        ),
        Entity(
            name="thing",
            label="Thing",
            plural="Things",
            description="All that there is.",
            title="name",
            fields=[
                Field(name="name", label="Name", required=True, help="What you call it."),
                Field(name="notes", label="Notes", kind=Kind.LONG_TEXT),
                Field(
                    name="amount",
                    label="Amount",
                    kind=Kind.INTEGER,
                    minimum=Decimal(0),
                    maximum=Decimal(1000),
                    adds_up=True,
                ),
                Field(name="weight", label="Weight", kind=Kind.DECIMAL, adds_up=True),
                Field(name="price", label="Price", kind=Kind.MONEY, adds_up=True),
                Field(name="due", label="Due", kind=Kind.DATE),
                Field(name="clock", label="At", kind=Kind.TIME),
                Field(name="done", label="Done", kind=Kind.YES_NO),
                Field(name="state", label="State", kind=Kind.CHOICE, choices=["New", "Old"]),
                Field(name="mail", label="Mail", kind=Kind.EMAIL),
                Field(name="site", label="Site", kind=Kind.URL),
                Field(name="stars", label="Stars", kind=Kind.RATING),
                Field(name="picture", label="Picture", kind=Kind.PHOTO),
            ],
        ),
        Entity(
            name="sign",
            label="Sign",
            plural="Signs",
            title="level",
            fields=[Field(name="level", label="Level", kind=Kind.RATING, maximum=Decimal(3))],
        ),
        Entity(
            name="chore",
            label="Chore",
            plural="Chores",
            title="name",
            fields=[
                Field(name="name", label="Name", required=True, unique=True),
                Field(name="due", label="Due", kind=Kind.DATE),
                Field(
                    name="every",
                    label="Every",
                    kind=Kind.CHOICE,
                    choices=["Every two weeks", "Monthly", "Never"],
                ),
                Field(name="finished", label="Finished on", kind=Kind.DATE),
                Field(name="state", label="State", kind=Kind.CHOICE, choices=["Open", "Done"]),
                Field(name="done", label="Done", kind=Kind.YES_NO),
            ],
        ),
    ],
    relations=[
        Relation(name="home", label="Home", source="thing", target="shelf"),
        Relation(
            name="part_of",
            label="Part of",
            source="thing",
            target="thing",
            on_delete=OnDelete.CASCADE,
        ),
        Relation(
            name="guard",
            label="Guard",
            source="shelf",
            target="thing",
            on_delete=OnDelete.CLEAR,
        ),
        Relation(name="marks", label="Marks", source="thing", target="sign", many=True),
        Relation(name="tools", label="Tools", source="chore", target="thing", many=True),
        Relation(name="room", label="Room", source="chore", target="shelf"),
        Relation(name="owner", label="Owner", source="sign", target="thing", required=True),
    ],
)


def write_migration(schema: Schema, folder: Path) -> None:
    """Write one migration that makes all tables of a schema."""
    statements = []
    for entity in schema.entities:
        columns = ["id INTEGER PRIMARY KEY", "created_at TEXT", "updated_at TEXT"]
        columns += [f'"{field.name}"' for field in entity.fields]
        columns += [
            f'"{r.name}" INTEGER REFERENCES "{r.target}" (id) ON DELETE SET NULL'
            for r in schema.references(entity)
        ]
        statements.append(f'CREATE TABLE "{entity.table}" ({", ".join(columns)});')
        statements += [
            f'CREATE TABLE "{r.table}" (source_id INTEGER REFERENCES "{r.source}" (id)'
            f' ON DELETE CASCADE, target_id INTEGER REFERENCES "{r.target}" (id)'
            " ON DELETE CASCADE, PRIMARY KEY (source_id, target_id));"
            for r in schema.links(entity)
        ]
    (folder / "0001_everything.sql").write_text("\n".join(statements))
