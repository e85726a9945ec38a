"""Rows that look like records that are here with other values."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.features.import_columns import Columns
from app.features.import_plan import Planner
from app.features.import_table import Row
from app.features.importing import Import
from app.model import Field, Kind
from app.records import Records
from app.site import Site
from tests.conftest import Visitor
from tests.everything import EVERYTHING
from tests.importing import confirm, kept, opened, send

THING = EVERYTHING.entity("thing")


@pytest.fixture(scope="module")
def regular(everything: tuple[Site, bytes]) -> Iterator[Visitor]:
    """Give a visitor of an application with imports, put together once."""
    yield from opened(everything[0])


@pytest.fixture
def visitor(regular: Visitor, site: Site) -> Visitor:
    site.database.ensure(Import.tables)
    return regular


def test_what_was_changed_here_is_no_new_record(visitor: Visitor) -> None:
    key = visitor.add(THING, name="Coffee", price="3")
    visitor.add(THING, name="Coffee", price="4")
    exported = visitor.client.get("/thing/export.csv").content
    visitor.client.patch(f"/api/thing/{key}", json={"name": "Café", "price": 5})
    path = send(visitor, "thing", exported)
    page = visitor.get(path)
    assert "Nothing would be added" in page
    assert "1 row is here already" in page
    assert f'looks like <a href="/thing/{key}">Café</a>, which is here with other values' in page
    assert "1 row looks like a record that is here with other values and will be left out" in page
    assert '<option value="add">' in page
    assert "1 thing added" in confirm(visitor, path, "?alike=add")
    assert len(kept(visitor, "thing")) == 3


def test_titles_tell_records_apart_that_all_have_their_own(visitor: Visitor) -> None:
    visitor.add(THING, name="Lamp", price="3")
    rows = "Name,Price\nLamp,4\nVase,1\n"
    page = confirm(visitor, send(visitor, "thing", rows))
    assert "1 thing added" in page
    assert "1 row left out, because it looks like a record that is here with other" in page
    # Purchases are called alike and are others all the same.
    for rows in ("Name,Price\nLamp,4\nLamp,5\n", "Name,Price\nVase,2\n"):
        visitor.add(THING, name="Vase", price="3")
        assert "looks like" not in visitor.get(send(visitor, "thing", rows))


def test_the_same_on_another_day_is_new(visitor: Visitor) -> None:
    for name in ("Rent", "Internet"):
        visitor.add(THING, name=name, price="800", due="2026-03-01")
    rows = "Name,Price,Due\nRent,800,2026-04-01\nInternet,40,2026-03-01\n"
    page = visitor.get(send(visitor, "thing", rows))
    assert "1 thing will be added" in page
    assert "1 row looks like a record that is here with other values" in page
    # No column says when it was.
    assert "2 rows look like" in visitor.get(
        send(visitor, "thing", "Name,Price\nRent,1\nInternet,2\n")
    )


@pytest.mark.parametrize(
    ("label", "unique", "found"),
    [
        ("Due", False, 0),
        ("Paid on", False, 0),
        ("Finished on", False, 1),
        ("Geburtsdatum", False, 1),
        ("Due", True, 1),
    ],
)
def test_dates_that_change_later_make_nothing_new(
    visitor: Visitor, label: str, *, unique: bool, found: int
) -> None:
    visitor.client.post("/api/thing", json={"name": "Dune", "due": "2026-03-01"})
    title = Field(name="name", label="Name", unique=unique)
    dated = replace(THING, fields=[title, Field(name="due", label=label, kind=Kind.DATE)])
    rows = [Row(1, ["Name", label]), Row(2, ["Dune", "2026-04-01"])]
    with visitor.site.reading("thing") as records:
        things = Records(records.connection, EVERYTHING, dated)
        plan = Planner(things, Columns.of(things, rows, {})).plan()
    assert (len(plan.alike), len(plan.rows)) == (found, 1 - found)


def test_a_number_alone_is_no_likeness(visitor: Visitor) -> None:
    values = {"price": 3, "due": "2026-03-05", "state": "Old", "amount": 1}
    visitor.client.post("/api/thing", json={"name": "Lamp", **values})
    exported = visitor.client.get("/thing/export.csv").text
    other = exported.replace("Lamp", "Vase").replace("2026-03-05", "2026-04-05")
    assert "1 row looks like" in visitor.get(send(visitor, "thing", other))
    other = other.replace("3.00", "4.00")
    assert "1 thing added" in confirm(visitor, send(visitor, "thing", other))


@pytest.mark.parametrize("turned", [False, True])
def test_a_copied_row_is_new(visitor: Visitor, *, turned: bool) -> None:
    visitor.add(THING, name="Lamp", price="3", due="2026-03-05")
    head, row = visitor.client.get("/thing/export.csv").text.split("\r\n")[:2]
    rows = [row, row.replace("2026-03-05", "2026-04-05")]
    page = visitor.get(send(visitor, "thing", "\n".join([head, *(rows[::-1] if turned else rows)])))
    assert "1 thing will be added" in page
    assert "1 row is here already" in page
    assert "looks like" not in page


def test_a_number_is_that_of_one_row(visitor: Visitor) -> None:
    keys = [visitor.add(THING, name="Lamp", price="3") for _ in range(2)]
    head, *rows = visitor.client.get("/thing/export.csv?sort=created_at").text.split("\r\n")[:3]
    changed = rows[0].replace("3.00", "4.00")
    page = visitor.get(send(visitor, "thing", "\n".join([head, changed, changed, rows[1]])))
    assert "1 thing will be added" in page
    assert "1 row is here already" in page
    assert page.count(f'looks like <a href="/thing/{keys[0]}">') == 1
