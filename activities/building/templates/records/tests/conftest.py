"""What the tests share: an application that has everything, put together once."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from unittest.mock import patch

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, BaseTransport, Client, Request, Response
from jinja2.bccache import Bucket, BytecodeCache

from app.assembly import assemble
from app.database import Database
from app.feature import Feature
from app.migrations import migrate
from app.model import Entity, Field
from app.photos.store import TABLES
from app.site import Site
from tests.everything import EVERYTHING, write_migration
from tests.pictures import picture
from tests.samples import form


class Direct(BaseTransport):
    """Hands requests to the application without a server or a network in between."""

    def __init__(self, app: FastAPI, *, raising: bool = True) -> None:
        self._app = ASGITransport(app, raise_app_exceptions=raising)
        self._loop = asyncio.new_event_loop()

    def handle_request(self, request: Request) -> Response:
        """Wait for the whole answer."""
        request.read()
        with patch("anyio.to_thread.run_sync", _at_once):
            return self._loop.run_until_complete(self._answer(request))

    async def _answer(self, request: Request) -> Response:
        answer = await self._app.handle_async_request(request)
        content = await answer.aread()
        return Response(answer.status_code, headers=answer.headers, content=content)

    def close(self) -> None:
        """Free what waiting needed."""
        self._loop.close()


async def _at_once(function: Callable[..., Any], *arguments: Any, **_options: object) -> Any:
    """Run what else runs in a thread: there is one request at a time, and a thread costs more."""
    return function(*arguments)


def browser(transport: BaseTransport) -> Client:
    """Return what a visitor uses: it keeps cookies and follows redirects."""
    return Client(transport=transport, base_url="http://testserver", follow_redirects=True)


class Visitor:
    """Somebody with a browser."""

    def __init__(self, client: Client, site: Site) -> None:
        self.client = client
        self.transport: BaseTransport = client._transport
        self.site = site
        self.schema = site.schema

    def get(self, path: str, status: int = 200) -> str:
        """Open a page and return it."""
        response = self.client.get(path)
        assert response.status_code == status, response.text
        return response.text

    def post(self, path: str, data: Mapping[str, str | Sequence[str]]) -> Response:
        """Send a form in, with the token of this visitor."""
        if "form_token" not in self.client.cookies:
            self.get("/nowhere", 404)
        token = self.client.cookies["form_token"]
        return self.client.post(path, data={**data, "_csrf_token": token}, follow_redirects=False)

    def companion(self) -> "Visitor":
        """Return somebody else at the same application, with another browser."""
        return Visitor(browser(self.transport), self.site)

    def enter(self) -> None:
        """Choose the password, where the application asks whoever comes first for one."""
        answer = self.client.get("/")
        if answer.url.path != "/":
            chosen = {"password": "a quiet red lamp", "again": "a quiet red lamp"}
            assert self.post(f"{answer.url.path}/first", chosen).status_code == 303

    def add(self, entity: Entity, number: int = 1, **changes: str) -> int:
        """Add a record with sample values, and what it needs before that."""
        answer = self.post(f"/{entity.name}", self.form(entity, number) | changes)
        assert answer.status_code == 303, answer.text
        return int(answer.headers["location"].partition("?")[0].rpartition("/")[2])

    def form(self, entity: Entity, number: int = 1) -> dict[str, str]:
        """Return a form with sample values; what must be referred to is added first."""
        values = form(self.schema, entity, number)
        values |= self.pictures([field for field in entity.photos if field.required], number)
        for relation in self.schema.references(entity):
            if relation.required:
                target = self.schema.entity(relation.target)
                values[relation.name] = str(self.some(target, number))
        return values

    def pictures(self, fields: Iterable[Field], number: int = 1) -> dict[str, str]:
        """Keep a photo for each of the fields, and return their names for a form."""
        return {f.name: self.site.photos.keep(picture(number)) for f in fields}

    def some(self, entity: Entity, number: int) -> int:
        """Return the id of any record of the entity, adding one if there is none."""
        there = self.client.get(f"/api/{entity.name}").json()["items"]
        return there[0]["id"] if there else self.add(entity, number)


class Compiled(BytecodeCache):
    """Keeps compiled templates in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept for a template, if it has not changed."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


Furnish = Callable[..., Visitor]
"""Takes features and gives a visitor of the application that has everything, and these."""


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, bytes]:
    """Give the parts of an application that has everything, and its database without records."""
    folder = tmp_path_factory.mktemp("everything")
    write_migration(EVERYTHING, folder)
    database = Database(folder / "app.db")
    migrate(database, folder)
    database.ensure(TABLES)
    return Site(EVERYTHING, database, version=1), database.path.read_bytes()


@pytest.fixture(scope="session")
def stranger(everything: tuple[Site, bytes]) -> Iterator[Visitor]:
    """Give a visitor of that application, put together once."""
    site, _ = everything
    with browser(Direct(assemble(site), raising=False)) as client:
        yield Visitor(client, site)


@pytest.fixture
def site(everything: tuple[Site, bytes]) -> Site:
    """Give those parts with no records."""
    site, empty = everything
    site.database.path.write_bytes(empty)
    return site


@pytest.fixture
def guest(stranger: Visitor, site: Site) -> Visitor:
    """Give a visitor of the application that has everything, with no records."""
    return stranger


@pytest.fixture(scope="session")
def compiled() -> Compiled:
    """Give what keeps compiled templates, as every application would compile them anew."""
    return Compiled()


@pytest.fixture(scope="session")
def assembled() -> Iterator[dict[object, tuple[Site, Direct]]]:
    """Give the applications with features that were put together, by what the features are."""
    known: dict[object, tuple[Site, Direct]] = {}
    yield known
    for _, transport in known.values():
        transport.close()


@pytest.fixture
def furnish(
    site: Site, compiled: Compiled, assembled: dict[object, tuple[Site, Direct]]
) -> Furnish:
    """Give a way to add features to the application that has everything, with no records."""

    def furnished(*features: Feature) -> Visitor:
        site.database.ensure(s for feature in features for s in feature.tables)
        what = tuple((type(feature), repr(vars(feature))) for feature in features)
        if what not in assembled:
            richer = Site(site.schema, site.database, site.version, features)
            richer.templates.bytecode_cache = compiled
            assembled[what] = richer, Direct(assemble(richer), raising=False)
        richer, transport = assembled[what]
        return Visitor(browser(transport), richer)

    return furnished
