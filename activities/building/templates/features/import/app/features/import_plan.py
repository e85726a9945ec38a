"""Works out what an import would add, what is there already and what is not understood."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from app.export import unsafe
from app.features.import_alike import Likeness, numbers
from app.features.import_columns import Columns, Taker
from app.features.import_table import Row
from app.features.import_targets import Made, Pending, Target, Targets
from app.features.import_words import Column
from app.model import Field, Relation
from app.records import Named, Query, Record, Records
from app.values import InvalidError, Stored, read, show


@dataclass(slots=True)
class Planned:
    """A row as it would be kept."""

    number: int
    values: dict[str, Stored] = field(default_factory=dict)
    targets: dict[str, list[Target]] = field(default_factory=dict)
    """What its relations lead to, by name."""
    shown: list[str] = field(default_factory=list)
    """Its cells as people read them, for the columns that are taken."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that is not understood; its row is left out."""

    number: int
    label: str
    cell: str
    message: str


@dataclass(slots=True)
class ImportPlan:
    """What an import would do."""

    labels: Sequence[str]
    rows: list[Planned] = field(default_factory=list)
    duplicates: int = 0
    alike: list[tuple[int, Named]] = field(default_factory=list)
    """Rows that look like a record which is here with other values, by their number."""
    anyway: bool = False
    """Whether these are added as new ones."""
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0
    """Rows that have a problem."""
    missing: Sequence[str] = ()
    """What is needed and stands in no column; without it nothing is added."""
    notes: Sequence[str] = ()
    made: dict[Pending, Made] = field(default_factory=dict)
    """Records of others that the rows refer to and that would be added as well."""


class Planner:
    """Plans the import of a table into the records of an entity.

    Args:
        records: Those of the entity.
        columns: What the table holds.
        anyway: Whether rows that look like records which are here are added all the same.
    """

    def __init__(self, records: Records, columns: Columns, *, anyway: bool = False) -> None:
        self._records = records
        self._columns = columns
        self._anyway = anyway
        self._taken = [(i, t) for i, t in enumerate(columns.takers) if t is not None]
        self._readers = {t.name: self._reader(i, t) for i, t in self._taken if isinstance(t, Field)}
        coming = list(self._titles())
        self._targets = {
            t.name: Targets(records, t, coming) for _, t in self._taken if isinstance(t, Relation)
        }

    def plan(self) -> ImportPlan:
        """Return what the import would do."""
        result = ImportPlan([taker.label for _, taker in self._taken], anyway=self._anyway)
        result.missing = self._columns.missing(self._records)
        if result.missing or not self._taken:
            return result
        understood = [self._planned(row, result.problems) for row in self._columns.rows]
        self._sort_out([row for row in understood if row is not None], result)
        while loose := self._loose(result):
            result.problems += loose.values()
            result.rows = [row for row in result.rows if row.number not in loose]
        result.left_out = len({problem.number for problem in result.problems})
        result.problems.sort(key=lambda problem: problem.number)
        for targets in self._targets.values():
            result.made |= _needed(targets, result.rows)
        result.notes = sorted(note for t in self._targets.values() for note in t.notes)
        return result

    def _reader(self, index: int, known: Field) -> Column:
        cells = [row.cell(index) for row in self._columns.rows]
        currency = self._records.schema.currency
        return Column.of(known, currency, cells, ours=self._columns.ours)

    def _titles(self) -> Iterator[str]:
        """Give what the rows would be called."""
        name = self._records.entity.title
        index = next((index for index, taker in self._taken if taker.name == name), None)
        if index is None:
            return
        for row in self._columns.rows:
            with suppress(InvalidError):
                yield self._title(self._readers[name].read(row.cell(index)))

    def _title(self, stored: Stored) -> str:
        return self._records.named(Record(0, "", "", {self._records.entity.title: stored})).title

    def _planned(self, row: Row, problems: list[Problem]) -> Planned | None:
        planned, before = Planned(row.number), len(problems)
        for index, taker in self._taken:
            cell = row.cell(index).strip()
            try:
                planned.shown.append(self._take(planned, taker, cell))
            except InvalidError as problem:
                problems.append(Problem(row.number, taker.label, cell, str(problem)))
        return planned if len(problems) == before else None

    def _take(self, planned: Planned, taker: Taker, cell: str) -> str:
        """Read a cell and return how people read it."""
        if isinstance(taker, Relation):
            text = unsafe(cell)
            planned.targets[taker.name] = self._targets[taker.name].find(text)
            return text
        stored = self._readers[taker.name].read(cell)
        planned.values[taker.name] = stored
        return show(taker, stored, self._records.schema.currency)

    def _sort_out(self, rows: Sequence[Planned], result: ImportPlan) -> None:
        """Leave out what is there already, and what would repeat a value that is unique."""
        present, used = self._present(rows)
        new, taken = self._apart(rows, present)
        result.duplicates = len(taken)
        by_number = {row.number: row.values for row in rows}
        likeness = Likeness(self._records, self._columns, by_number, taken)
        for row in new:
            if alike := likeness.of(row.number):
                result.alike.append((row.number, alike))
                if not self._anyway:
                    continue
            if again := self._repeated(row, used):
                label = self._records.schema.within(self._records.entity.label)
                message = f"There is already a {label} with this."
                cell = str(row.values[again.name])
                result.problems.append(Problem(row.number, again.label, cell, message))
                continue
            for name, values in used.items():
                values.add(_folded(row.values.get(name)))
            result.rows.append(row)

    def _apart(
        self, rows: Sequence[Planned], present: Mapping[tuple[object, ...], list[int]]
    ) -> tuple[list[Planned], set[int]]:
        """Return the rows that are not here as they are, and the records that the others equal."""
        new, taken = list[Planned](), set[int]()
        own = numbers(self._columns)
        for row in rows:
            ids = present.get(self._key(row.values, row.targets))
            if ids:
                number = own.get(row.number)
                found = number if number in ids else ids[0]
                ids.remove(found)
                taken.add(found)
            else:
                new.append(row)
        return new, taken

    def _present(
        self, rows: Sequence[Planned]
    ) -> tuple[dict[tuple[object, ...], list[int]], dict[str, set[str]]]:
        """Return which records are like each of the rows, and all values of unique fields."""
        title = self._records.entity.title
        titles = {row.values.get(title) for row in rows}
        unique = [f.name for f in self._records.entity.fields if f.unique]
        present = defaultdict[tuple[object, ...], list[int]](list)
        used: dict[str, set[str]] = {name: set() for name in unique}
        for record in self._records.all(Query()):
            for name in unique:
                used[name].add(_folded(record.values[name]))
            if record.values[title] in titles or title not in self._readers:
                present[self._key(record.values, self._links(record))].append(record.id)
        return present, used

    def _links(self, record: Record) -> Mapping[str, Sequence[int]]:
        found = {}
        for name, targets in self._targets.items():
            if targets.relation.many:
                found[name] = self._records.linked(targets.relation, record.id)
            else:
                value = record.values[name]
                found[name] = [] if value is None else [int(value)]
        return found

    def _key(
        self, values: Mapping[str, Stored], targets: Mapping[str, Sequence[Target]]
    ) -> tuple[object, ...]:
        fields = tuple(values[name] for name in self._readers)
        return fields + tuple(frozenset(targets[name]) for name in self._targets)

    def _loose(self, result: ImportPlan) -> dict[int, Problem]:
        """Return problems of rows that refer to rows which are left out, by number."""
        name, title = self._records.entity.name, self._records.entity.title
        coming = {self._title(row.values.get(title)).casefold() for row in result.rows}
        found = {}
        for row in result.rows:
            for relation, targets in row.targets.items():
                made = self._targets[relation].made
                lost = [t for t in targets if isinstance(t, tuple) and t not in made]
                if any(t[0] == name and t[1] not in coming for t in lost):
                    label = self._targets[relation].relation.label
                    message = "This refers to a row that is left out."
                    found[row.number] = Problem(row.number, label, lost[0][1], message)
        return found

    def _repeated(self, row: Planned, used: Mapping[str, set[str]]) -> Field | None:
        for name, values in used.items():
            if row.values.get(name) is not None and _folded(row.values[name]) in values:
                return self._records.entity.field(name)
        return None


def _needed(targets: Targets, rows: Sequence[Planned]) -> dict[Pending, Made]:
    """Return what is to be made for the rows that are added, not for those left out."""
    wanted = {target for row in rows for target in row.targets[targets.relation.name]}
    return {key: made for key, made in targets.made.items() if key in wanted}


def _folded(value: Stored) -> str:
    return "" if value is None else str(value).casefold()


def defaults(records: Records) -> dict[str, Stored]:
    """Return what is kept where no column says anything."""
    currency = records.schema.currency
    return {f.name: read(f, "", currency) for f in records.entity.fields if not f.required}
