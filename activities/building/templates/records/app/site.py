"""What every request needs: the schema, the database and the templates."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import HTTPException, Request
from fastapi import Path as PathPart
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

from app import deletion, values
from app.database import Database
from app.dates import day_here
from app.feature import Action, Badge, Feature, Link, Tab
from app.forms import Draft
from app.model import Entity, Field, Schema
from app.photos import NAME, PATH, small
from app.photos.store import Photos
from app.records import MOST_OPTIONS, Record, Records
from app.security import FORM_COOKIE, new_token
from app.values import Stored

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"

Key = Annotated[int, PathPart(ge=1, lt=2**63)]
"""The id of a record as a part of an address."""


class Site:
    """The application's parts, put together once."""

    def __init__(
        self,
        schema: Schema,
        database: Database,
        version: int,
        features: Sequence[Feature] = (),
    ) -> None:
        self.schema = schema
        self.database = database
        self.version = version
        self.photos = Photos(database)
        self.features = features
        self.templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals.update(
            schema=schema,
            most_options=f"{MOST_OPTIONS:,}",
            asset=self._asset,
            photo_of=lambda name: f"{PATH}{name}",
            small_photo_of=lambda name: f"{PATH}{small(name)}",
            menu=[link for feature in features for link in feature.menu()],
            consequence=next((f.consequence for f in features if f.consequence), ""),
            tabs_of=self.tabs,
            tools_of=self.list_tools,
            badges_of=self.badges,
            actions_of=self.actions,
        )
        self.templates.filters.update(
            shown=self.shown, money=self._money, day=_day, within=schema.within
        )
        self.templates.tests["photo_name"] = lambda text: bool(NAME.fullmatch(text))
        self._digests = {file.name: _digest(file) for file in STATIC.iterdir()}

    def entity(self, name: str) -> Entity:
        """Return an entity by the name in an address.

        Raises:
            HTTPException: 404, there is none.
        """
        try:
            return self.schema.entity(name)
        except KeyError:
            raise HTTPException(404, "There is no such page.") from None

    @contextmanager
    def reading(self, name: str) -> Iterator[Records]:
        """Give the records of an entity, by the name in an address, to read."""
        entity = self.entity(name)
        with self.database.reading() as connection:
            yield Records(connection, self.schema, entity)

    @contextmanager
    def writing(self, name: str) -> Iterator[Records]:
        """Give the records of an entity, by the name in an address, to change."""
        entity = self.entity(name)
        with self.database.writing() as connection:
            yield Records(connection, self.schema, entity)

    def add(self, records: Records, draft: Draft) -> int:
        """Keep a new record, let the features follow up on it, and return its id."""
        key = records.add(draft.values, draft.links)
        self._follow_up(records, None, key)
        return key

    def change(self, records: Records, record: Record, draft: Draft) -> None:
        """Change a record; the features see it before, and follow up on it."""
        for feature in self.features:
            feature.changing(records, record)
        records.change(record.id, draft.values, draft.links)
        self._follow_up(records, record, record.id)

    def delete(self, records: Records, plan: deletion.Plan) -> None:
        """Delete what a plan says, after the features have seen it."""
        for feature in self.features:
            feature.deleting(records, plan)
        deletion.carry_out(records.connection, self.schema, plan)

    def tabs(self, entity: Entity) -> list[Tab]:
        """Return the ways of looking at the records of an entity; none when there is just one."""
        further = [tab for feature in self.features for tab in feature.tabs(entity)]
        return [Tab("List", f"/{entity.name}"), *further] if further else []

    def list_tools(self, entity: Entity, query: str) -> list[Link]:
        """Return what the features can do with a list."""
        return [link for feature in self.features for link in feature.list_tools(entity, query)]

    @property
    def guarded(self) -> bool:
        """Whether strangers are kept out."""
        return any(feature.guards for feature in self.features)

    def badges(self, entity: Entity, record: Record) -> list[Badge]:
        """Return what the features say of a record."""
        day = today()
        return [badge for f in self.features for badge in f.badges(entity, record, day)]

    def actions(self, entity: Entity, record: Record) -> list[Action]:
        """Return the buttons that the features have for a record, each once."""
        found: list[Action] = []
        for feature in self.features:
            found += [a for a in feature.actions(entity, record) if a not in found]
        return found

    def shown(self, stored: Stored, field: Field) -> str:
        """Return a stored value as people read it."""
        return values.show(field, stored, self.schema.currency)

    def page(
        self, request: Request, template: str, *, status: int = 200, **context: Any
    ) -> HTMLResponse:
        """Return a page; the visitor gets the cookie that forms are checked against.

        Where the request's scope says ``outside``, the page tells nothing of the others.
        """
        token = request.cookies.get(FORM_COOKIE, "")
        known = len(token) == len(new_token())
        token = token if known else new_token()
        text = self.templates.get_template(template).render(
            token=token,
            path=request.url.path,
            outside=request.scope.get("outside", False),
            **context,
        )
        response = HTMLResponse(text, status)
        # A form that another site sends comes without the cookie; a new one would break all forms
        # that are open. A link from there must come with it, which "strict" would not allow.
        if not known and request.method in ("GET", "HEAD"):
            secure = request.headers.get("x-forwarded-proto") == "https"
            response.set_cookie(FORM_COOKIE, token, httponly=True, samesite="lax", secure=secure)
        return response

    def _follow_up(self, records: Records, before: Record | None, key: int) -> None:
        after = records.get(key) if self.features else None
        if after is not None:
            for feature in self.features:
                feature.follow_up(self, records, before, after)

    def _asset(self, name: str) -> str:
        return f"/static/{name}?v={self._digests.get(name, 0)}"

    def _money(self, stored: int) -> str:
        return values.show_money(stored, self.schema.currency)


def today() -> date:
    """Return the day it is where the application runs."""
    return datetime.now(UTC).astimezone().date()


def _day(timestamp: str) -> str:
    return values.show_date(day_here(timestamp))


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]
