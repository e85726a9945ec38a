"""What the tests share: the application itself, and one that has everything, each on new data."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import copyfile

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.config import Settings
from app.database import Database
from app.main import assemble, create_app
from app.migrations import migrate
from app.model import Entity, Schema
from app.schema import SCHEMA
from app.site import Site
from tests.everything import EVERYTHING, write_migration
from tests.samples import form


class Visitor:
    """Somebody with a browser."""

    def __init__(self, client: TestClient, schema: Schema) -> None:
        self.client = client
        self.schema = schema
        self.needed: list[str] = []

    def get(self, path: str, status: int = 200) -> str:
        """Open a page and return it."""
        response = self.client.get(path)
        assert response.status_code == status, response.text
        return response.text

    def post(self, path: str, data: Mapping[str, str | Sequence[str]]) -> Response:
        """Send a form in, with the token of this visitor."""
        if "form_token" not in self.client.cookies:
            self.get("/")
        token = self.client.cookies["form_token"]
        return self.client.post(path, data={**data, "_csrf_token": token}, follow_redirects=False)

    def add(self, entity: Entity, number: int = 1, **changes: str) -> int:
        """Add a record with sample values, and what it needs before that."""
        answer = self.post(f"/{entity.name}", self.form(entity, number) | changes)
        assert answer.status_code == 303, answer.text
        return int(answer.headers["location"].partition("?")[0].rpartition("/")[2])

    def form(self, entity: Entity, number: int = 1) -> dict[str, str]:
        """Return a form with sample values; what must be referred to is added first."""
        values = form(self.schema, entity, number)
        for relation in self.schema.references(entity):
            if relation.required:
                target = self.schema.entity(relation.target)
                values[relation.name] = str(self.some(target, number))
        return values

    def some(self, entity: Entity, number: int) -> int:
        """Return the id of any record of the entity, adding one if there is none."""
        there = self.client.get(f"/api/{entity.name}").json()["items"]
        return there[0]["id"] if there else self.add(entity, number)


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Give a visitor of the application; the data is shared by the tests of a file."""
    app = create_app(Settings(data_dir=tmp_path_factory.mktemp("data"), version=3))
    with TestClient(app) as client:
        yield Visitor(client, SCHEMA)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Site]]:
    """Give an application that has everything, put together and started once."""
    folder = tmp_path_factory.mktemp("everything")
    write_migration(EVERYTHING, folder)
    database = Database(folder / "app.db")
    migrate(database, folder)
    site = Site(EVERYTHING, database, version=1)
    with TestClient(assemble(site), raise_server_exceptions=False) as client:
        yield client, site


@pytest.fixture
def site(everything: tuple[TestClient, Site], tmp_path: Path) -> Iterator[Site]:
    """Give the parts of that application on data of its own, without any records."""
    _, site = everything
    empty = site.database
    site.database = Database(tmp_path / "app.db")
    copyfile(empty.path, site.database.path)
    yield site
    site.database = empty


@pytest.fixture
def guest(everything: tuple[TestClient, Site], site: Site) -> Visitor:
    """Give a new visitor of the application that has everything."""
    client, _ = everything
    client.cookies.clear()
    return Visitor(client, site.schema)
