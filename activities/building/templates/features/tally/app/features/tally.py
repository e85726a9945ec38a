"""A tally: how many records of an entity have made each choice."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from app.feature import Feature, Panel
from app.grouping import Group, groups
from app.model import Schema
from app.records import Query, Records


@dataclass(frozen=True, slots=True)
class Tile:
    """What was counted of a choice."""

    label: str
    path: str
    """To the list of these records; empty if the list can't show them alone."""
    number: int
    note: str
    """How many records the sum is of, and how many of them say no number."""
    current: bool
    """Whether the list shows these alone."""


class Tally(Feature):
    """Counts the records of an entity by one of its choices.

    Args:
        entity: Name of the entity.
        state: Its field with the choices.
        size: Its field with how many a record stands for, if there is one; a record that says
            nothing there stands for itself.
    """

    def __init__(self, entity: str, state: str, size: str = "") -> None:
        self.entity = entity
        self.state = state
        self.size = size

    def above(self, records: Records, query: Query) -> Sequence[Panel]:
        """Show the counts as tiles above the list."""
        if records.entity.name != self.entity or not records.count():
            return ()
        chosen = str(query.equal.get(self.state, ""))
        title = records.entity.field(self.state).label
        context = {"tiles": self.tiles(records, chosen), "size": self._size(records)}
        return [Panel(title, "tally_tiles.html", context)]

    def panels(
        self, connection: sqlite3.Connection, schema: Schema, today: date
    ) -> Sequence[Panel]:
        """Say the counts in a sentence."""
        records = Records(connection, schema, schema.entity(self.entity))
        tiles = [tile for tile in self.tiles(records) if tile.number]
        if not tiles:
            return ()
        told = ", ".join(f"{tile.number:,} {schema.within(tile.label)}" for tile in tiles)
        context = {"told": told, "tiles": tiles, "size": self._size(records), "entity": self.entity}
        return [Panel(records.entity.plural, "tally_panel.html", context)]

    def tiles(self, records: Records, chosen: str = "") -> Sequence[Tile]:
        """Return a tile for each choice, in order, then for those that have made none."""
        found = groups(records, records.entity.field(self.state), self.size)
        return [self._tile(records, group, chosen) for group in found]

    def _tile(self, records: Records, group: Group, chosen: str) -> Tile:
        label = records.schema.within(records.entity.field(self.state).label)
        path = f"/{self.entity}?{urlencode({f'f_{self.state}': group.choice})}"
        return Tile(
            group.choice or f"Without {label}",
            path if group.choice else "",
            group.total + group.unsized if self.size else group.count,
            self._note(records, group) if self.size and group.count else "",
            bool(group.choice) and group.choice == chosen,
        )

    def _note(self, records: Records, group: Group) -> str:
        entity = records.entity
        label = entity.label if group.count == 1 else entity.plural
        unsized = f", {group.unsized:,} without a number counted as one" if group.unsized else ""
        return f"{group.count:,} {records.schema.within(label)}{unsized}"

    def _size(self, records: Records) -> str:
        return records.entity.field(self.size).label if self.size else ""
