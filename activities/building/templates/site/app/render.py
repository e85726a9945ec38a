"""Makes all pages of the site, once, before the first visitor comes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.cells import shown
from app.contents import FOLDER, Entry, entries_of, text_of
from app.markdown import Span, blocks_of
from app.model import Column, Listing, Page, Site
from app.words import words_of

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_HTML = "text/html; charset=utf-8"
_AGAIN = "public, max-age=300"
_FOR_EVER = "public, max-age=31536000, immutable"
_MARK = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for an address."""

    body: bytes
    media_type: str
    cache: str = _AGAIN

    @property
    def etag(self) -> str:
        """A mark that changes with the body."""
        return f'"{_mark(self.body)}"'


def rendered(site: Site, folder: Path = FOLDER) -> tuple[Mapping[str, Answer], Answer]:
    """Return the answers of the site by address, and the one for what is not there.

    Raises:
        ContentError: A file of the owner's can't be shown.
    """
    files = {_address(path): _file(path) for path in sorted(_STATIC.iterdir())}
    renderer = _Renderer(site, folder)
    pages = {site.path(page): renderer.page(page) for page in site.pages}
    return files | pages, renderer.missing()


class _Renderer:
    def __init__(self, site: Site, folder: Path) -> None:
        self._site = site
        self._folder = folder
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(self, page: Page) -> Answer:
        listings = [self._listing(self._site.listing(name)) for name in page.listings]
        blocks = blocks_of(text_of(page, self._folder))
        return self._answer("page.html", page=page, blocks=blocks, listings=listings)

    def missing(self) -> Answer:
        return self._answer("missing.html", page=None)

    def _listing(self, listing: Listing) -> dict[str, object]:
        rows = [self._row(listing, entry) for entry in entries_of(listing, self._folder)]
        return {"about": listing, "rows": rows}

    def _row(self, listing: Listing, entry: Entry) -> list[tuple[Column, Sequence[Span]]]:
        return [
            (column, shown(self._site, column, entry.get(column.name, "")))
            for column in listing.columns
        ]

    def _answer(self, template: str, **context: object) -> Answer:
        html = self._templates.get_template(template).render(
            site=self._site,
            words=words_of(self._site.language),
            asset=lambda name: _address(_STATIC / name),
            **context,
        )
        return Answer(html.encode(), _HTML)


def _file(path: Path) -> Answer:
    return Answer(path.read_bytes(), _TYPES[path.suffix], _FOR_EVER)


def _address(path: Path) -> str:
    """Return the address of a file, which changes with its content."""
    return f"/static/{_mark(path.read_bytes())}/{path.name}"


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_MARK]
