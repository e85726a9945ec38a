"""What a click on a button changes, and the page that it leads back to."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from app.forms import Draft
from app.records import Record, Records
from app.site import Site
from app.values import Stored

_TOLD = frozenset({"notice", "of", "was"})
"""Parts of an address that tell of the click before; the next one replaces them."""


def found(records: Records, key: int) -> Record:
    """Return a record.

    Raises:
        HTTPException: 404, it is not there.
    """
    record = records.get(key)
    if record is None:
        label = records.schema.within(records.entity.label)
        raise HTTPException(404, f"This {label} is not there any more.")
    return record


def put(site: Site, records: Records, record: Record, values: Mapping[str, Stored]) -> None:
    """Change some values of a record, which fit their fields; the rest stays as it is.

    Raises:
        HTTPException: 409, another record has a value that must be unique.
    """
    for field in records.entity.fields:
        value = values.get(field.name)
        if field.unique and value is not None and records.taken(field.name, value, record.id):
            label, known = map(records.schema.within, (records.entity.label, field.label))
            raise HTTPException(409, f"There is already a {label} with this {known}.")
    site.change(records, record, Draft(values=dict(values)))


def back(
    request: Request, own: str, notice: str, *, of: int = 0, was: str = "", anchor: str = ""
) -> Response:
    """Lead back to where the click was made.

    Args:
        request: Of the click.
        own: The feature's page; the way back when the browser does not tell where it was.
        notice: What the feature's page is to tell; other pages say that it was saved.
        of: The record that the notice is about.
        was: What it was before, for a way to undo it.
        anchor: Where on the page.
    """
    path, query = _origin(request, own)
    told = {"notice": notice, "of": str(of or ""), "was": was}
    query += [pair for pair in told.items() if pair[1]] if path == own else [("notice", "saved")]
    fragment = f"#{anchor}" if anchor else ""
    return RedirectResponse(f"{path}?{urlencode(query)}{fragment}", 303)


def number(text: str) -> int:
    """Return the number that a part of an address or of a form holds; 0 if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _origin(request: Request, own: str) -> tuple[str, list[tuple[str, str]]]:
    try:
        there = urlsplit(request.headers.get("referer", ""))
        query = [pair for pair in parse_qsl(there.query) if pair[0] not in _TOLD]
    except ValueError:
        return own, []
    if there.netloc != request.headers.get("host") or there.path[:1] != "/":
        return own, []
    return f"/{there.path.lstrip('/')}", query
