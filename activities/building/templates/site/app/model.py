"""The words that schema.py describes the site in."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What stands in a column; decides how it is shown."""

    TEXT = "text"
    MONEY = "money"
    DATE = "date"
    EMAIL = "email"
    URL = "url"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One thing that is told of each entry of a list; its name is in the file's first line."""

    name: str
    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list that stands on pages; its entries are the lines of ``content/<name>.csv``."""

    name: str
    title: str
    main: str
    """Name of the column that an entry is called by."""
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page; its text is the file ``content/pages/<name>.md``."""

    name: str
    title: str
    listings: Sequence[str] = ()
    """Names of the lists below the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site; its first page is the one that visitors see first."""

    title: str
    summary: str
    language: str = "en"
    currency: str = "EUR"
    accent: str = "indigo"
    """Colour of the pages; app.css has the list."""
    pages: Sequence[Page]
    listings: Sequence[Listing] = ()

    def listing(self, name: str) -> Listing:
        """Return the list of that name.

        Raises:
            KeyError: There is none.
        """
        return {listing.name: listing for listing in self.listings}[name]

    def path(self, page: Page) -> str:
        """Return the address of a page."""
        return "/" if page is self.pages[0] else f"/{page.name}"
