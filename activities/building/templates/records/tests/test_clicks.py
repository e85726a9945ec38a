"""A click changes what it says and leads back to where it was made."""

from collections.abc import Mapping

import pytest
from fastapi import HTTPException, Request

from app.clicks import back, found, number, put
from app.grouping import groups
from app.site import Site
from tests.everything import EVERYTHING


def request(referer: str) -> Request:
    headers = [(b"host", b"home.local"), (b"referer", referer.encode())]
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize(
    ("referer", "place"),
    [
        (
            "http://home.local/thing/board?page=2&notice=old&of=1",
            "/thing/board?page=2&notice=x&of=7",
        ),
        ("http://home.local/thing?q=a+b", "/thing?q=a+b&notice=saved"),
        ("http://home.local//evil.org/", "/evil.org/?notice=saved"),
        ("http://evil.org/thing", "/thing/board?notice=x&of=7"),
        ("http://[", "/thing/board?notice=x&of=7"),
        ("", "/thing/board?notice=x&of=7"),
    ],
)
def test_it_leads_back(referer: str, place: str) -> None:
    answer = back(request(referer), "/thing/board", "x", of=7, anchor="here")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{place}#here")


def test_what_must_be_unique_stays_so(site: Site) -> None:
    with site.writing("shelf") as records:
        first, second = (records.add({"place": place}, {}) for place in ("Hall", "Attic"))
        put(site, records, found(records, first), {"place": "hall"})
        with pytest.raises(HTTPException, match="already a shelf with this place"):
            put(site, records, found(records, second), {"place": "HALL"})
        with pytest.raises(HTTPException, match="not there any more"):
            found(records, 99)


def test_groups_have_their_order(site: Site) -> None:
    rows: list[Mapping[str, str | int | None]] = [
        {"state": "Old", "amount": 2},
        {"state": "Old"},
        {"state": "Gone", "amount": 5},
        {"state": None},
    ]
    with site.writing("thing") as records:
        for row in rows:
            records.add({"name": "x", **row}, {})
        field = EVERYTHING.entity("thing").field("state")
        told = [(g.choice, g.count, g.total, g.unsized) for g in groups(records, field, "amount")]
    assert told == [("New", 0, 0, 0), ("Old", 2, 2, 1), ("Gone", 1, 5, 0), ("", 1, 0, 1)]


def test_numbers_are_read_from_addresses() -> None:
    assert [number(text) for text in ("12", "", "-1", "x", "٣", "9" * 30)] == [12, 0, 0, 0, 0, 0]
