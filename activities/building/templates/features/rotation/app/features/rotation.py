"""Turns: whose it is to do something; when it is done, it is the next one's."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI
from fastapi.responses import Response

from app.dates import day_of
from app.feature import Feature, Tab
from app.features.rotation_pages import Pages
from app.features.rotation_people import is_day
from app.features.rotation_table import definition, outlast
from app.features.rotation_turns import Turns
from app.forms import Draft
from app.model import Entity
from app.records import Record, Records
from app.site import Site, today
from app.sql import quoted, select
from app.values import Stored


class Rotation(Feature):
    """Gives the turn to the next one when a record of an entity is done.

    With a yes/no field the record is then open again; a date stays, as it says when it was last
    done. Where another feature adds a done record anew, the old one stays with whoever did it,
    and the new one goes to the next.

    Args:
        entity: Name of the entity.
        who: Its choice, text or reference that says whose turn it is.
        done: Its field that says that it is done: yes, or on which day.
    """

    def __init__(self, entity: str, who: str, done: str) -> None:
        self.entity = entity
        self.who = who
        self.done = done
        self.tables = (definition(entity),)

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Turns", f"/{self.entity}/turns")] if entity.name == self.entity else ()

    def install(self, app: FastAPI, site: Site) -> None:
        """Let turns that were taken earlier outlast their records."""
        outlast(site.database, self.entity)

    def router(self, site: Site) -> APIRouter:
        """Return the page with the turns, and what its buttons do."""
        pages = Pages(site, self.entity, self.who, self.done)
        router = APIRouter(default_response_class=Response)
        router.add_api_route(f"/{self.entity}/turns", pages.shown, methods=["GET"])
        router.add_api_route(f"/{self.entity}/{{key}}/turns", pages.pressed, methods=["POST"])
        return router

    def follow_up(self, site: Site, records: Records, before: Record | None, after: Record) -> None:
        """Give the turn on when it was done, and give a new record to somebody."""
        if records.entity.name != self.entity:
            return
        if before is None:
            self._assign(records, after)
        elif day := self._done_on(records.entity, before, after):
            self._pass_on(site, records, after, day)
        elif self._reopened(site, before, after):
            Turns.of(records, self.who, today()).forget(after)
        elif before.values[self.who] != after.values[self.who]:
            # The order goes on from whoever has it now.
            Turns.of(records, self.who, today()).agree(after.id, [])

    def _pass_on(self, site: Site, records: Records, record: Record, day: str) -> None:
        turns = Turns.of(records, self.who, today())
        person = turns.now(record)
        if not person:
            return
        turns.note(record, person, day)
        if self._renewed(site):
            return
        person, agreed = turns.next(record)
        values: dict[str, Stored] = {self.who: turns.people.stored(person)}
        if not is_day(records.entity, self.done):
            values[self.done] = 0
        site.change(records, record, Draft(values=values))
        turns.agree(record.id, agreed)

    def _assign(self, records: Records, record: Record) -> None:
        """Give a new record to whoever is next, unless somebody was chosen for it.

        One that has the title and the person of a record that is done goes on with its turns.
        """
        if record.values[self.done]:
            return
        turns = Turns.of(records, self.who, today())
        earlier, person = self._earlier(records, record), ""
        if earlier is not None:
            person = turns.hand_on(earlier, record.id)
        elif record.values[self.who] is None:
            person = turns.fairest(record)
        if person:
            # Not a change that somebody made to the record: it is only just being added.
            text = " ".join(["UPDATE", quoted(records.entity.table), "SET", quoted(self.who)])
            values = (turns.people.stored(person), record.id)
            records.connection.execute(" ".join([text, '= ? WHERE "id" = ?']), values)

    def _earlier(self, records: Records, record: Record) -> Record | None:
        """Return the record that a new one repeats."""
        title, who = records.entity.title, self.who
        same = [f"{quoted(title)} IS ?", f"{quoted(who)} IS ?", f"coalesce({quoted(self.done)}, 0)"]
        text = select(
            ['max("id")'], records.entity.table, "WHERE", " AND ".join([*same, '"id" < ?'])
        )
        values = (record.values[title], record.values[who], record.id)
        key = records.connection.execute(text, values).fetchone()[0]
        return records.get(key) if key and record.values[who] is not None else None

    def _done_on(self, entity: Entity, before: Record, after: Record) -> str:
        """Return the day on which it was done, if that is what the change says."""
        was, now = before.values[self.done], after.values[self.done]
        if not now or was == now:
            return ""
        if not is_day(entity, self.done):
            return today().isoformat()
        day = day_of(now)
        return str(now) if day and day <= today() and str(was or "") < str(now) else ""

    def _reopened(self, site: Site, before: Record, after: Record) -> bool:
        was, now = before.values[self.done], after.values[self.done]
        return bool(was) and not now and self._renewed(site)

    def _renewed(self, site: Site) -> bool:
        return any(feature.renews == self.entity for feature in site.features)
