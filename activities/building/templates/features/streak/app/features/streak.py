"""Streaks: how many days in a row a habit was kept up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from app import deletion
from app.clicks import back, found, number
from app.database import id_list
from app.dates import counted, day_of
from app.feature import Feature, Panel, Tab
from app.features.streak_runs import Runs, runs
from app.forms import check
from app.model import Entity, Kind, Relation
from app.records import Page, Query, Record, Records
from app.site import Key, Site, today
from app.sql import quoted, select
from app.submission import Form

_SIZE = 20
_LONGEST = timedelta(days=3_660)
"""How far back runs are counted."""
_MOST_A_DAY = 20


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit and how it was kept up."""

    id: int
    title: str
    runs: Runs


class Streak(Feature):
    """Counts the days in a row on which there is a record of an entity for each habit.

    Args:
        entity: Name of the entity; each of its records says that a habit was kept up on a day.
        date: Its field with the day.
        habit: Its reference to the habit.
    """

    def __init__(self, entity: str, date: str, habit: str) -> None:
        self.entity = entity
        self.date = date
        self.habit = habit
        self.habits = ""
        """Name of the habits' entity; known when the application is put together."""

    def install(self, app: FastAPI, site: Site) -> None:
        """Look up which entity the habits are."""
        self.habits = self._relation(site).target

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list of habits, and beside that of the days."""
        mine = entity.name in (self.entity, self.habits)
        return [Tab("Streaks", self._path)] if mine else ()

    def details(self, records: Records, record: Record, today: date) -> Sequence[Panel]:
        """Show on the page of a habit how it was kept up."""
        if records.entity.name != self.habits:
            return ()
        entries = Records(records.connection, records.schema, records.schema.entity(self.entity))
        habit = self._habits(entries, records, [record], today)[0]
        context = {"habit": habit, "path": self._path, "counted": counted, "today": today}
        return [Panel("Streak", "streak_panel.html", context)]

    def router(self, site: Site) -> APIRouter:
        """Return the page with the streaks, and what its buttons do."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request) -> Response:
            with site.reading(self.entity) as entries:
                habits = self._habits_of(entries)
                page = self._page(habits, number(request.query_params.get("page", "")))
                return site.page(
                    request,
                    "streak.html",
                    entity=habits.entity,
                    page=page,
                    habits=self._habits(entries, habits, page.records, today()),
                    today=today(),
                    counted=counted,
                )

        def marked(request: Request, key: Key, form: Form) -> Response:
            with site.writing(self.entity) as entries:
                habit = found(self._habits_of(entries), key)
                wanted = bool((form.get("done") or [""])[-1])
                elsewhere = (self._mark if wanted else self._unmark)(site, entries, habit)
            if elsewhere:
                return RedirectResponse(elsewhere, 303)
            return back(request, self._path, "marked", of=key, anchor=f"habit-{key}")

        router.add_api_route(self._path, shown, methods=["GET"])
        router.add_api_route(f"{self._path}/{{key}}", marked, methods=["POST"])
        return router

    def _mark(self, site: Site, entries: Records, habit: Record) -> str:
        """Add the record of today; return the form's address if it needs more than that."""
        if self._of_today(entries, habit):
            return ""
        given = {self.date: [today().isoformat()], self.habit: [str(habit.id)]}
        title = entries.entity.title_field
        if title.kind is Kind.TEXT and title.required and title.name not in given:
            given[title.name] = [self._habits_of(entries).named(habit).title]
        draft = check(entries, given)
        if draft.errors:
            return f"/{self.entity}/new?{urlencode(given, doseq=True)}"
        site.add(entries, draft)
        return ""

    def _unmark(self, site: Site, entries: Records, habit: Record) -> str:
        """Delete what the button added; return the address of a record that says more."""
        for entry in self._of_today(entries, habit):
            plan = deletion.plan(entries.connection, site.schema, entries.entity, entry.id)
            others = plan.blocked or plan.cleared or plan.others(entries.entity)
            if others or entry.updated_at != entry.created_at or self._says_more(entries, entry):
                return f"/{self.entity}/{entry.id}"
            site.delete(entries, plan)
        return ""

    def _says_more(self, entries: Records, entry: Record) -> bool:
        bare = (self.date, self.habit, entries.entity.title)
        return any(value for name, value in entry.values.items() if name not in bare)

    def _of_today(self, entries: Records, habit: Record) -> list[Record]:
        condition = " ".join(["WHERE", quoted(self.habit), "= ? AND", quoted(self.date), "= ?"])
        text = select(['"id"'], entries.entity.table, condition, "LIMIT ?")
        rows = entries.connection.execute(text, (habit.id, today().isoformat(), _MOST_A_DAY))
        return entries.several(row[0] for row in rows)

    def _habits(
        self, entries: Records, habits: Records, there: Sequence[Record], today: date
    ) -> list[Habit]:
        days = self._days(entries, [record.id for record in there], today)
        return [
            Habit(record.id, habits.named(record).title, runs(days[record.id], today))
            for record in there
        ]

    def _days(self, entries: Records, ids: Sequence[int], today: date) -> Mapping[int, set[date]]:
        habit, day = quoted(self.habit), quoted(self.date)
        within = " ".join(["IN (SELECT value FROM json_each(?)) AND", day, "BETWEEN ? AND ?"])
        text = select([habit, day], entries.entity.table, " ".join(["WHERE", habit, within]))
        span = ((today - _LONGEST).isoformat(), today.isoformat())
        days: dict[int, set[date]] = defaultdict(set)
        for row in entries.connection.execute(text, (id_list(ids), *span)):
            if (known := day_of(row[1])) is not None:
                days[row[0]].add(known)
        return days

    def _page(self, habits: Records, page: int) -> Page:
        return habits.page(Query(sort=habits.entity.title, page=page), _SIZE)

    def _habits_of(self, entries: Records) -> Records:
        return Records(entries.connection, entries.schema, entries.schema.entity(self.habits))

    def _relation(self, site: Site) -> Relation:
        references = site.schema.references(site.schema.entity(self.entity))
        return next(relation for relation in references if relation.name == self.habit)

    @property
    def _path(self) -> str:
        return f"/{self.entity}/streaks"
