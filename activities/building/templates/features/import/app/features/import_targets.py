"""Finds the records that the cells of a reference name by their titles."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.forms import Draft, check
from app.model import Relation
from app.records import Query, Record, Records
from app.values import InvalidError, write

Pending = tuple[str, str]
"""Entity and title, folded, of a record that is added along with the import."""
Target = int | Pending


@dataclass(frozen=True, slots=True)
class Made:
    """A record that is added because rows refer to it."""

    title: str
    draft: Draft


class Targets:
    """The records that one relation can lead to, and those that would have to be made.

    Args:
        records: The records that are imported.
        relation: The relation.
        coming: Titles of the rows themselves; they count when the relation leads to their entity.
    """

    def __init__(self, records: Records, relation: Relation, coming: Iterable[str]) -> None:
        schema = records.schema
        self.relation = relation
        self.entity = schema.entity(relation.target)
        self.made: dict[Pending, Made] = {}
        self.notes: set[str] = set()
        self._there = Records(records.connection, schema, self.entity)
        self._ids: dict[str, list[int]] = defaultdict(list)
        for record in self._there.all(Query(sort="created_at")):
            for text in self._names(record):
                self._ids[text].append(record.id)
        own = self.entity.name == records.entity.name
        self._coming = {title.casefold() for title in coming} if own else set()

    def find(self, cell: str) -> list[Target]:
        """Return what a cell names.

        Raises:
            InvalidError: It is not there and can't be made from its title alone.
        """
        titles = self._titles(cell) if self.relation.many else [cell] if cell else []
        if self.relation.required and not titles:
            raise InvalidError(f"{self.relation.label} is needed.")
        return list(dict.fromkeys(self._target(title) for title in titles))

    def _names(self, record: Record) -> set[str]:
        """Return what a record may be called: as in an export, or as it was entered."""
        stored = record.values[self.entity.title]
        written = write(self.entity.title_field, stored, self._there.schema.currency)
        return {self._there.named(record).title.casefold(), written.casefold()}

    def _titles(self, cell: str) -> list[str]:
        """Cut a cell into titles; those that are there may have a semicolon themselves."""
        parts = [part.strip() for part in cell.split(";") if part.strip()]
        titles = []
        while parts:
            lengths = range(len(parts), 0, -1)
            taken = next((n for n in lengths if self._known("; ".join(parts[:n]))), 1)
            titles.append("; ".join(parts[:taken]))
            parts = parts[taken:]
        return titles

    def _known(self, title: str) -> bool:
        return title.casefold() in self._ids or title.casefold() in self._coming

    def _target(self, title: str) -> Target:
        folded = title.casefold()
        if ids := self._ids.get(folded):
            if len(ids) > 1:
                plural = self._there.schema.within(self.entity.plural)
                self.notes.add(f"{len(ids)} {plural} are called “{title}”; the oldest is taken.")
            return ids[0]
        pending = (self.entity.name, folded)
        if folded not in self._coming and pending not in self.made:
            self.made[pending] = self._make(title)
        return pending

    def _make(self, title: str) -> Made:
        draft = check(self._there, {self.entity.title: [title]})
        if draft.errors:
            label = self._there.schema.within(self.entity.label)
            raise InvalidError(f"There is no {label} of that name, and more is needed to add one.")
        return Made(title, draft)


def pending(targets: Sequence[Target]) -> bool:
    """Return whether some of the targets are not there yet."""
    return any(not isinstance(target, int) for target in targets)
