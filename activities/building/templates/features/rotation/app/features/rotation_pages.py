"""The page that shows whose turn it is, and what its buttons do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import HTTPException, Request
from fastapi.responses import Response

from app.clicks import back, found, number, put
from app.dates import day_of
from app.features.rotation_people import is_day
from app.features.rotation_turns import DAYS, Turns
from app.records import Query, Record, Records
from app.site import Key, Site, today
from app.submission import Form
from app.values import Stored

_SIZE = 25
_FEW = 8
"""People who are all named; of more, those who did something or are next."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A record and whose turn it is."""

    id: int
    title: str
    now: str
    """Empty without people."""
    coming: Sequence[str]
    done: Sequence[tuple[str, int]]
    """How often each did it lately."""
    last: str
    """Day that it was last done, if the record says so."""


class Pages:
    """Answers browsers.

    Args:
        site: The application.
        entity: Name of the entity.
        who: Its choice, text or reference that says whose turn it is.
        done: Its field that says that it is done.
    """

    def __init__(self, site: Site, entity: str, who: str, done: str) -> None:
        self.site = site
        self.entity = entity
        self.who = who
        self.done = done
        self.path = f"/{entity}/turns"

    def shown(self, request: Request) -> Response:
        """Show whose turn it is for each record that is not done."""
        address = request.query_params
        with self.site.reading(self.entity) as records:
            as_day = is_day(records.entity, self.done)
            query = Query(
                sort=records.entity.title,
                page=number(address.get("page", "")),
                equal={} if as_day else {self.done: 0},
            )
            page = records.page(query, _SIZE)
            turns = Turns.of(records, self.who, today())
            told = records.get(number(address.get("of", "")))
            return self.site.page(
                request,
                "rotation.html",
                entity=records.entity,
                page=page,
                duties=[self._duty(records, turns, record) for record in page.records],
                people=turns.people.names,
                target=self._target(records),
                as_day=as_day,
                days=DAYS,
                told=told,
                title=records.named(told).title if told else "",
                what=address.get("notice", ""),
                was=address.get("was", ""),
            )

    def pressed(self, request: Request, key: Key, form: Form) -> Response:
        """Do what a button says."""
        what = (form.get("what") or [""])[-1]
        if what not in ("done", "skip", "swap", "undo"):
            raise HTTPException(400, "There is no such button.")
        with self.site.writing(self.entity) as records:
            record = found(records, key)
            turns = Turns.of(records, self.who, today())
            was = f"{turns.now(record)}|{self._last(record) or ''}"
            if what == "undo":
                self._undo(records, turns, record, form)
                return back(request, self.path, "undone", anchor=f"duty-{key}")
            self._do(what, records, turns, record)
        return back(request, self.path, what, of=key, was=was, anchor=f"duty-{key}")

    def _do(self, what: str, records: Records, turns: Turns, record: Record) -> None:
        if what == "done":
            as_day = is_day(records.entity, self.done)
            put(self.site, records, record, {self.done: today().isoformat() if as_day else 1})
        elif turns.people.names:
            person, agreed = turns.next(record) if what == "skip" else turns.swap(record)
            put(self.site, records, record, {self.who: turns.people.stored(person)})
            turns.agree(record.id, agreed)

    def _undo(
        self, records: Records, turns: Turns, record: Record, form: Mapping[str, list[str]]
    ) -> None:
        """Give the turn back; the order goes on from there."""
        person, _, last = (form.get("was") or [""])[-1].rpartition("|")
        as_day = is_day(records.entity, self.done)
        values: dict[str, Stored] = {self.who: turns.people.stored(person)}
        if (form.get("of") or [""])[-1] == "done":
            values[self.done] = (last if day_of(last) else None) if as_day else 0
            if not record.values[self.done] or as_day:
                turns.forget(record)
        put(self.site, records, record, values)

    def _duty(self, records: Records, turns: Turns, record: Record) -> Duty:
        names, done = turns.people.names, turns.done(record)
        return Duty(
            record.id,
            records.named(record).title,
            names.get(turns.now(record), ""),
            [names[key] for key in turns.coming(record)[:_FEW]],
            [(n, done.get(k, 0)) for k, n in names.items() if len(names) <= _FEW or k in done],
            self._last(record),
        )

    def _last(self, record: Record) -> str:
        day = day_of(record.values[self.done])
        return day.isoformat() if day else ""

    def _target(self, records: Records) -> str:
        """Return the entity of the people; empty if they are choices."""
        return next((r.target for r in records.references if r.name == self.who), "")
