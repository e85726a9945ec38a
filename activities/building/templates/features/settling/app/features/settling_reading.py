"""Reads who paid what, and keeps what was paid back."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from app.features.settling_shares import Payment, fair_shares, payments
from app.groups import Grouping
from app.model import Kind
from app.records import Records
from app.sql import insert, quoted, select
from app.sums import Sum, added_up
from app.values import Stored, shown_places, stored_places

TABLE = "settling__payments"
KEPT = """CREATE TABLE IF NOT EXISTS "settling__payments" (
    "id" INTEGER PRIMARY KEY,
    "entity" TEXT NOT NULL,
    "giver" TEXT NOT NULL,
    "receiver" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "day" TEXT NOT NULL
)"""
_MOST_OFFERED = 100
_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody paid, and should have."""

    key: str
    name: str
    paid: int
    share: int
    settled: int
    """What was paid back to others, less what was received."""
    path: str = ""

    @property
    def balance(self) -> int:
        """What this person gets back; negative when there is something to give."""
        return self.paid - self.share + self.settled


@dataclass(frozen=True, slots=True)
class Returned:
    """A payment that was made."""

    id: int
    payment: Payment
    day: str


@dataclass(frozen=True, slots=True)
class Account:
    """Who paid what, and what makes it even."""

    people: Sequence[Person]
    total: int
    unpaid: Sum
    """Records without a payer; they are left out."""
    payments: Sequence[Payment]
    returned: Sequence[Returned]

    def name(self, key: str) -> str:
        """Return the name of a person."""
        return next((person.name for person in self.people if person.key == key), key)


class Reading:
    """Reads the shared costs of an entity.

    Args:
        records: The costs.
        amount: Name of the field with the amount.
        payer: Name of the field, or of the reference, that says who paid.
    """

    def __init__(self, records: Records, amount: str, payer: str) -> None:
        self._records = records
        self._amount = amount
        self._group = Grouping(records, payer)

    def account(self) -> Account:
        """Return who paid what, and what makes it even."""
        sums, names, paths = self._sums()
        unpaid = sums.pop(_NOBODY, Sum())
        returned = self._returned()
        settled = dict.fromkeys(sums, 0)
        for made in (known.payment for known in returned):
            for key, amount in ((made.giver, made.amount), (made.receiver, -made.amount)):
                settled[key] = settled.get(key, 0) + amount
        paid = {key: total.stored for key, total in sums.items()}
        shares = fair_shares(paid, self._unit)
        people = [
            Person(
                key,
                names.get(key) or self._gone(key),
                paid.get(key, 0),
                shares.get(key, 0),
                settled[key],
                paths.get(key, ""),
            )
            for key in settled
        ]
        people.sort(key=lambda person: (-person.paid, person.name.casefold()))
        found = payments({person.key: person.balance for person in people})
        return Account(people, sum(paid.values()), unpaid, found, returned)

    def others(self) -> list[str]:
        """Return what else of the costs names these people, and has no say in who owes whom."""
        payer, target = self._group.field, self._group.target
        if target is not None:
            relations = (*self._records.references, *self._records.links)
            same = [r for r in relations if r.target == target.name]
            return [relation.label for relation in same if relation.name != self._group.name]
        people = set(payer.choices) if payer is not None else set()
        fields = [f for f in self._records.entity.fields if people and people <= set(f.choices)]
        return [field.label for field in fields if field is not payer]

    def _sums(self) -> tuple[dict[str, Sum], dict[str, str], dict[str, str]]:
        """Return the sums, names and addresses of all people by key."""
        rows = added_up(self._records, self._amount, [self._group.key])
        found: dict[Stored, Sum] = dict.fromkeys(self._offered(), Sum())
        found.update({row.keys[0]: row.sum for row in rows})
        titles = self._group.names(found)
        sums: dict[str, Sum] = {}
        names: dict[str, str] = {}
        # Of several ways to spell a name, the most frequent one is shown.
        for stored in sorted(found, key=lambda one: (-found[one].count, titles[one].strip())):
            key = self._key(stored)
            sums[key] = sums.get(key, Sum()) + found[stored]
            names.setdefault(key, titles[stored].strip())
        paths = {self._key(stored): self._group.link(stored) for stored in found}
        return sums, names, paths

    def _offered(self) -> list[Stored]:
        """Return those who share the costs even if they have paid nothing."""
        if self._group.target is not None:
            target = self._group.target
            there = Records(self._records.connection, self._records.schema, target)
            return [named.id for named in there.options()[:_MOST_OFFERED]]
        field = self._group.field
        return list(field.choices) if field is not None and field.kind is Kind.CHOICE else []

    def _gone(self, key: str) -> str:
        """Return the name of somebody who is not among the records any more."""
        return f"{self._group.label} {key}" if self._group.target else key

    def _key(self, stored: Stored) -> str:
        """Return what tells people apart; names that were typed may differ in their case."""
        text = "" if stored is None else str(stored).strip()
        typed = self._group.field is not None and self._group.field.kind is Kind.TEXT
        return " ".join(text.casefold().split()) if typed else text

    def _returned(self) -> list[Returned]:
        columns = [quoted(name) for name in ("id", "giver", "receiver", "amount", "day")]
        text = select(columns, TABLE, 'WHERE "entity" = ? ORDER BY "id" DESC')
        rows = self._records.connection.execute(text, (self._records.entity.name,))
        return [Returned(row[0], Payment(row[1], row[2], row[3]), row[4]) for row in rows]

    @property
    def _unit(self) -> int:
        currency = self._records.schema.currency
        kept, shown = (places(Kind.MONEY, currency) for places in (stored_places, shown_places))
        return int(10 ** (kept - shown))


def keep(connection: sqlite3.Connection, entity: str, payment: Payment, day: str) -> None:
    """Keep that a payment was made."""
    text = insert(TABLE, ["entity", "giver", "receiver", "amount", "day"])
    values = (entity, payment.giver, payment.receiver, payment.amount, day)
    connection.execute(text, values)


def take_back(connection: sqlite3.Connection, entity: str, key: int) -> None:
    """Forget a payment."""
    text = " ".join(["DELETE FROM", quoted(TABLE), 'WHERE "id" = ? AND "entity" = ?'])
    connection.execute(text, (key, entity))
