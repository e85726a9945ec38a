"""Turns that were taken, and those that were agreed on out of their order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.features.rotation_people import People
from app.features.rotation_table import table
from app.records import Record, Records
from app.sql import insert, quoted, select
from app.values import Stored

DAYS = 30
"""How far back the turns of each are counted."""

Counts = Mapping[Stored, Mapping[str, int]]
"""How often each did it lately, by the title of the record."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Whose turn it is for the records of an entity, in one transaction.

    A turn that was taken has its day. One without a day is still to come: the next ones of that
    record, before its order goes on.
    """

    records: Records
    who: str
    people: People
    counts: Counts
    waiting: Mapping[str, int]
    """Of how many records it is each one's turn."""

    @classmethod
    def of(cls, records: Records, who: str, today: date) -> "Turns":
        """Return the turns, with what was done lately."""
        people, counts = (
            People.of(records, who, table(records.entity.name)),
            _counts(records, today),
        )
        return cls(records, who, people, counts, _waiting(records, who))

    def now(self, record: Record) -> str:
        """Return whose turn it is; when that is not known, whoever did it least."""
        return self.people.key(record.values[self.who]) or self.fairest(record)

    def fairest(self, record: Record) -> str:
        """Return who did it least lately, then who did least at all; empty without people."""
        here, order = self.done(record), self.people.keys
        return min(
            order,
            key=lambda key: (
                here.get(key, 0),
                self.waiting[key] + self._all(key),
                order.index(key),
            ),
            default="",
        )

    def done(self, record: Record) -> Mapping[str, int]:
        """Return how often each did it lately, for this record and those it came from."""
        return self.counts.get(record.values[self.records.entity.title], {})

    def coming(self, record: Record) -> list[str]:
        """Return whose turns are next, one for each of the people."""
        coming = self._agreed(record.id)
        last = [self.now(record), *coming][-1]
        while last and len(coming) < len(self.people.keys):
            last = self.people.after(last)
            coming.append(last)
        return coming[: len(self.people.keys)]

    def next(self, record: Record) -> tuple[str, list[str]]:
        """Return who comes after whose turn it is, and what stays agreed on for then."""
        coming = self.coming(record)
        return coming[0] if coming else "", self._agreed(record.id)[1:]

    def swap(self, record: Record) -> tuple[str, list[str]]:
        """Return the same for when the next one goes first."""
        coming, (person, agreed) = self.coming(record), self.next(record)
        return person, [self.now(record), *(agreed or [self.people.after(coming[0])])]

    def agree(self, record_id: int, people: Sequence[str]) -> None:
        """Keep whose turns come next, before the order goes on."""
        text = " ".join(["DELETE FROM", quoted(table(self._name))])
        where = 'WHERE "record_id" = ? AND "day" IS NULL'
        self.records.connection.execute(" ".join([text, where]), (record_id,))
        self.records.connection.executemany(
            insert(table(self._name), ["record_id", "person"]),
            [(record_id, person) for person in people],
        )

    def hand_on(self, record: Record, to: int) -> str:
        """Let another record go on with the turns of this one; return whose turn it is there."""
        person, agreed = self.next(record)
        self.agree(to, agreed)
        self.agree(record.id, [])
        return person

    def note(self, record: Record, person: str, day: str) -> None:
        """Keep who did it."""
        text = insert(table(self._name), ["record_id", "person", "day"])
        self.records.connection.execute(text, (record.id, person, day))

    def forget(self, record: Record) -> None:
        """Forget the last turn that was taken."""
        text = " ".join(["DELETE FROM", quoted(table(self._name)), 'WHERE "id" = ('])
        last = select(
            ['max("id")'], table(self._name), 'WHERE "record_id" = ? AND "day" IS NOT NULL'
        )
        self.records.connection.execute(" ".join([text, last, ")"]), (record.id,))

    def _agreed(self, record_id: int) -> list[str]:
        text = select(
            ['"person"'],
            table(self._name),
            'WHERE "record_id" = ? AND "day" IS NULL ORDER BY "id"',
        )
        rows = self.records.connection.execute(text, (record_id,))
        return [row[0] for row in rows if row[0] in self.people.names]

    def _all(self, person: str) -> int:
        return sum(counts.get(person, 0) for counts in self.counts.values())

    @property
    def _name(self) -> str:
        return self.records.entity.name


def _counts(records: Records, today: date) -> Counts:
    entity = records.entity
    title = quoted("r", entity.title)
    text = " ".join(
        [
            "SELECT",
            title,
            ", t.person, count(*) FROM",
            quoted(table(entity.name)),
            "AS t JOIN",
            quoted(entity.table),
            "AS r ON r.id = t.record_id WHERE t.day > ? GROUP BY",
            title,
            ", t.person",
        ]
    )
    counts: dict[Stored, dict[str, int]] = defaultdict(dict)
    since = (today - timedelta(days=DAYS)).isoformat()
    for row in records.connection.execute(text, (since,)):
        counts[row[0]][row[1]] = row[2]
    return counts


def _waiting(records: Records, who: str) -> Mapping[str, int]:
    column = quoted(who)
    text = select([column, "count(*)"], records.entity.table, "GROUP BY", column)
    counts: dict[str, int] = defaultdict(int)
    counts.update((str(row[0]), row[1]) for row in records.connection.execute(text))
    return counts
