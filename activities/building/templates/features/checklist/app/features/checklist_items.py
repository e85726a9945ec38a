"""What stands on a checklist: records in their groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.model import Relation
from app.records import MOST_OPTIONS, Query, Record, Records

MOST = 250
"""Records on the page; those that are not ticked come first."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record that can be ticked."""

    id: int
    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together."""

    key: str
    """As a form sends it in; empty for those that belong nowhere."""
    label: str
    items: Sequence[Item]

    @property
    def done(self) -> int:
        """How many are ticked."""
        return sum(item.done for item in self.items)


class Items:
    """The records of a checklist, in one transaction.

    Args:
        records: To be ticked.
        done: Their yes/no field.
        group: Their choice or reference that they are grouped by; empty if there is none.
    """

    def __init__(self, records: Records, done: str, group: str) -> None:
        self.records = records
        self.done = done
        self.group = group

    def counts(self) -> tuple[int, int]:
        """Return how many there are, and how many of them are ticked."""
        total = self.records.count()
        return total, self.records.page(Query(equal={self.done: 1}), 1).total

    def groups(self, *, open_only: bool = False) -> Sequence[Group]:
        """Return the items in their groups, each in the order in which they were added."""
        equal = {self.done: 0} if open_only else {}
        found = self.records.page(Query(sort=self.done, equal=equal), MOST).records
        keys = self.keys()
        items: dict[str, list[Item]] = {named: [] for named in keys}
        for record in sorted(found, key=lambda record: record.id):
            value = record.values[self.group] if self.group else None
            item = Item(record.id, self.records.named(record).title, bool(record.values[self.done]))
            items.setdefault("" if value is None else str(value), []).append(item)
        rest = items.pop("", [])
        there = [Group(key, keys.get(key, key), some) for key, some in items.items() if some]
        return [*there, Group("", "Others" if there else "", rest)] if rest else there

    def keys(self) -> Mapping[str, str]:
        """Return what the groups are called, by what a form sends in for them."""
        relation = self._relation()
        if relation is not None:
            target = self.records.schema.entity(relation.target)
            there = Records(self.records.connection, self.records.schema, target)
            used = self._used() if there.count() > MOST_OPTIONS else []
            return {str(named.id): named.title for named in there.options(used)}
        choices = self.records.entity.field(self.group).choices if self.group else ()
        return {choice: choice for choice in choices}

    def ticked(self, limit: int) -> list[Record]:
        """Return those that are ticked."""
        return list(
            self.records.page(Query(sort="created_at", equal={self.done: 1}), limit).records
        )

    def _relation(self) -> Relation | None:
        return next((r for r in self.records.references if r.name == self.group), None)

    def _used(self) -> list[int]:
        found = self.records.page(Query(sort=self.done), MOST).records
        return [int(v) for record in found if (v := record.values[self.group]) is not None]
