"""What the tests share: the site itself, and one that has everything."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from app.config import Settings
from app.main import create_app
from app.model import Column, Kind, Listing, Page, Site

CONCERTS = Listing(
    name="concert",
    title="Concerts",
    main="place",
    columns=[
        Column(name="date", label="Date", kind=Kind.DATE),
        Column(name="place", label="Place"),
        Column(name="price", label="Price", kind=Kind.MONEY),
        Column(name="mail", label="Tickets", kind=Kind.EMAIL),
        Column(name="more", label="More", kind=Kind.URL),
    ],
)
EVERYTHING = Site(
    title="Choir & Friends",
    summary="A choir.",
    pages=[
        Page(name="start", title="Start"),
        Page(name="concerts", title="Concerts", listings=["concert"]),
    ],
    listings=[CONCERTS],
)


class Visitor:
    """Somebody who looks at a site."""

    def __init__(self, site: Starlette) -> None:
        self._transport = ASGITransport(site)

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> Response:
        """Return the answer for an address."""
        return asyncio.run(self._ask(path, headers, method))

    async def _ask(self, path: str, headers: Mapping[str, str] | None, method: str) -> Response:
        async with AsyncClient(transport=self._transport, base_url="http://site.test") as client:
            return await client.request(method, path, headers=headers)


@pytest.fixture(scope="session")
def visitor() -> Visitor:
    """Give a visitor of the site as it is."""
    return Visitor(create_app(Settings(version=3)))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Give an empty folder for what an owner writes."""
    (tmp_path / "pages").mkdir()
    return tmp_path


@pytest.fixture
def guest(content: Path) -> Visitor:
    """Give a visitor of the site that has everything, with an entry and a text."""
    (content / "pages" / "start.md").write_text("Come & sing <loud>.\n\n## When\n\n- *Mondays*\n")
    (content / "concert.csv").write_text(
        "Date,place,price,mail,more\n2027-05-05,St Mary's <hall>,12.50,a@b.example,https://b.example/\n"
    )
    return Visitor(create_app(Settings(version=1), EVERYTHING, content))
