"""Lending: what is away, with whom, since when, and what is overdue."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.clicks import back, found, number, put
from app.dates import counted, day_here, day_of, due
from app.feature import Action, Badge, Feature, Notice, Panel, Tab
from app.features.lending_words import button
from app.model import Entity, Kind, Schema
from app.records import Page, Query, Record, Records
from app.site import Key, Site, today
from app.sql import Condition, quoted, select, where
from app.submission import Form
from app.sums import filled
from app.values import Stored, show_date

_SIZE = 50
_MOST_NOTICES = 20
_MOST_BEFORE = 12


@dataclass(frozen=True, slots=True)
class Away:
    """Something that was lent, and is away or was."""

    record: Record
    title: str
    who: str
    things: Sequence[str]
    """Titles of what else it refers to."""
    lent: str
    due: str
    returned: Stored
    ahead: bool
    """Whether it is lent from a later day on."""


class Lending(Feature):
    """Shows which records of an entity stand for something that is away.

    Args:
        entity: Name of the entity.
        returned: Its field that says when or whether it came back.
        due: Its field with the day that it is to come back, if there is one.
        lent: Its field with the day since when it is away, if there is one.
        who: Its field or reference that says with whom it is, if there is one.
    """

    def __init__(
        self, entity: str, returned: str, due: str = "", lent: str = "", who: str = ""
    ) -> None:
        self.entity = entity
        self.returned = returned
        self.due = due
        self.lent = lent
        self.who = who

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Away", self._path)] if entity.name == self.entity else ()

    def badges(self, entity: Entity, record: Record, today: date) -> Sequence[Badge]:
        """Say with whom it is, and whether it is overdue."""
        if entity.name != self.entity or record.values[self.returned]:
            return ()
        if self._is_ahead(record, today):
            return [Badge(f"from {show_date(str(record.values[self.lent]))}")]
        named = self.who if self.who in {f.name for f in entity.fields} else ""
        who = record.values[named] if named and named != entity.title else None
        badges = [Badge(f"with {who}")] if who else []
        day = day_of(record.values[self.due]) if self.due else None
        if day is not None:
            tone = "bad" if day < today else "warn" if day == today else "plain"
            badges.append(Badge(due(day, today), tone))
        return badges or [Badge("away")]

    def actions(self, entity: Entity, record: Record) -> Sequence[Action]:
        """Offer to say that it is back, and to take that back on the same day."""
        if entity.name != self.entity or self._is_ahead(record, today()):
            return ()
        path = f"/{self.entity}/{record.id}/away"
        if not record.values[self.returned]:
            return [Action(button(entity.field(self.returned).label), path, {"back": "yes"})]
        return [Action("Still away", path, {"back": ""})] if self._is_fresh(record) else ()

    def notices(
        self, connection: sqlite3.Connection, schema: Schema, today: date
    ) -> Sequence[Notice]:
        """Tell what is overdue, and what was lent while it was away already."""
        records = Records(connection, schema, schema.entity(self.entity))
        return [*self._late(records, today), *self._twice(records, today)]

    def _late(self, records: Records, today: date) -> list[Notice]:
        if not self.due:
            return []
        column = quoted(self.due)
        overdue = Condition(" ".join([column, "< ?"]), (today.isoformat(),))
        condition, values = where([overdue, *self._away_on(today)])
        text = select(
            ['"id"'], records.entity.table, condition, " ".join(["ORDER BY", column, "LIMIT ?"])
        )
        rows = records.connection.execute(text, [*values, _MOST_NOTICES])
        late = self.describe(records, records.several(row[0] for row in rows))
        return [self._notice(item, today) for item in late]

    def details(self, records: Records, record: Record, today: date) -> Sequence[Panel]:
        """Show on the page of a thing or a person what was lent."""
        loans = self._loans(records)
        context = {"entity": loans.entity, "returned": loans.entity.field(self.returned)}
        panels = []
        for relation in loans.references:
            if relation.target != records.entity.name:
                continue
            query = Query(sort=f"-{self.lent or 'created_at'}", equal={relation.name: record.id})
            page = loans.page(query, _MOST_BEFORE)
            if page.total:
                own = relation.name == self.who
                title = "Has borrowed" if own else "Lent so far"
                shown = {"lent": self.describe(loans, page.records), "total": page.total}
                shown |= {**context, "own": own, "relation": relation, "record": record}
                panels.append(Panel(title, "lending_panel.html", shown, relation))
        return panels

    def router(self, site: Site) -> APIRouter:
        """Return the page with what is away, and what the buttons do."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request) -> Response:
            address = request.query_params
            with site.reading(self.entity) as records:
                page = self._page(records, number(address.get("page", "")))
                came = records.get(number(address.get("of", "")))
                return site.page(
                    request,
                    "lending.html",
                    entity=records.entity,
                    page=page,
                    items=self.describe(records, page.records),
                    today=today(),
                    counted=counted,
                    day_of=day_of,
                    came=came if address.get("notice") == "back" else None,
                    title=records.named(came).title if came else "",
                )

        def brought(request: Request, key: Key, form: Form) -> Response:
            is_back = bool((form.get("back") or [""])[-1])
            with site.writing(self.entity) as records:
                self._set(site, records, found(records, key), is_back=is_back)
            return back(request, self._path, "back" if is_back else "away", of=key)

        router.add_api_route(self._path, shown, methods=["GET"])
        router.add_api_route(f"/{self.entity}/{{key}}/away", brought, methods=["POST"])
        return router

    def describe(self, records: Records, there: Sequence[Record]) -> list[Away]:
        """Return what is to be said of records, with the titles of what they refer to."""
        titles = {
            r.name: self._titles(records, r.name, r.target, there) for r in records.references
        }
        return [self._away(records, record, titles) for record in there]

    def _away(
        self, records: Records, record: Record, titles: Mapping[str, Mapping[int, str]]
    ) -> Away:
        named = {
            name: found[int(value)]
            for name, found in titles.items()
            if (value := record.values[name]) is not None
        }
        text = str(record.values.get(self.who) or "") if self.who != records.entity.title else ""
        return Away(
            record,
            records.named(record).title,
            named.pop(self.who, "" if self.who in titles else text),
            list(named.values()),
            str(record.values[self.lent] or "") if self.lent else day_here(record.created_at),
            str(record.values[self.due] or "") if self.due else "",
            record.values[self.returned],
            self._is_ahead(record, today()),
        )

    def _notice(self, item: Away, today: date) -> Notice:
        day = day_of(item.due) or today
        who = f", with {item.who}" if item.who else ""
        path = f"/{self.entity}/{item.record.id}"
        return Notice(f"{item.title}{who}: {due(day, today)}", path, "bad", item.due)

    def _page(self, records: Records, page: int) -> Page:
        order = self.due or self.lent or "created_at"
        query = Query(sort=order, page=page, also=self._away_on(today()))
        return records.page(query, _SIZE)

    def _away_on(self, day: date) -> list[Condition]:
        """Return the conditions that records fulfil which are away on a day."""
        away = [Condition(" ".join(["coalesce(", quoted(self.returned), ", 0) = 0"]))]
        if self.lent:
            begun = " ".join(["coalesce(", quoted(self.lent), ", '') <= ?"])
            away.append(Condition(begun, (day.isoformat(),)))
        return away

    def _is_ahead(self, record: Record, today: date) -> bool:
        """Return whether it is lent from a later day on, and so is not away yet."""
        day = day_of(record.values[self.lent]) if self.lent else None
        return day is not None and day > today

    def _twice(self, records: Records, today: date) -> list[Notice]:
        """Tell what is away more than once: it can be with one person only.

        What is lent is what the records refer to besides with whom it is, if that is one thing.
        """
        things = [relation for relation in records.references if relation.name != self.who]
        if len(things) != 1 or not self.who:
            return []
        column = quoted(things[0].name)
        condition, values = where([*self._away_on(today), filled(things[0].name)])
        often = " ".join(["GROUP BY", column, "HAVING count(*) > 1 LIMIT ?"])
        text = select([column, "count(*)"], records.entity.table, condition, often)
        rows = records.connection.execute(text, [*values, _MOST_NOTICES])
        found = {row[0]: row[1] for row in rows}
        target = records.schema.entity(things[0].target)
        titles = Records(records.connection, records.schema, target).titles(found)
        return [
            Notice(
                f"{title}: lent {counted(found[key], 'time')} at once",
                f"/{target.name}/{key}",
                day=today.isoformat(),
            )
            for key, title in titles.items()
        ]

    def _titles(
        self, records: Records, name: str, target: str, there: Sequence[Record]
    ) -> Mapping[int, str]:
        ids = {int(v) for record in there if (v := record.values[name]) is not None}
        entity = records.schema.entity(target)
        return Records(records.connection, records.schema, entity).titles(ids)

    def _set(self, site: Site, records: Records, record: Record, *, is_back: bool) -> None:
        """Set the field; a second click changes nothing, so a date stays what it was.

        A date can be taken back on its own day only: the click may come from an old page.
        """
        stored = record.values[self.returned]
        as_day = records.entity.field(self.returned).kind is Kind.DATE
        if is_back and not stored:
            put(site, records, record, {self.returned: today().isoformat() if as_day else 1})
        elif not is_back and stored and (not as_day or self._is_fresh(record)):
            put(site, records, record, {self.returned: None if as_day else 0})

    def _is_fresh(self, record: Record) -> bool:
        """Return whether it came back today, as a date says."""
        return record.values[self.returned] == today().isoformat()

    def _loans(self, records: Records) -> Records:
        return Records(records.connection, records.schema, records.schema.entity(self.entity))

    @property
    def _path(self) -> str:
        return f"/{self.entity}/away"
