"""Tables become records, after a look at what will be added."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.export import headings
from app.feature import Feature
from app.features.import_columns import Columns
from app.features.import_table import Row
from app.features.importing import Import
from app.forms import Draft
from app.model import Field
from app.records import Record, Records
from app.site import Site
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING
from tests.importing import confirm, kept, opened, send, token_of

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")
SIGN = EVERYTHING.entity("sign")


class Renewing(Feature):
    """Adds the next record when one is done, as other features do."""

    def follow_up(self, site: Site, records: Records, before: Record | None, after: Record) -> None:
        if after.values.get("done") and (before is None or not before.values["done"]):
            site.add(records, Draft(values={**after.values, "done": 0}))


@pytest.fixture(scope="module")
def regular(everything: tuple[Site, bytes]) -> Iterator[Visitor]:
    """Give a visitor of an application with imports, put together once."""
    yield from opened(everything[0])


@pytest.fixture
def visitor(regular: Visitor, site: Site) -> Visitor:
    site.database.ensure(Import.tables)
    return regular


def test_what_was_exported_is_read_back_unchanged(visitor: Visitor) -> None:
    shelf = visitor.add(SHELF, place="=1+1; Hall")
    whole = visitor.add(THING, name="'=Whole", notes='two\n"lines"; and, more', weight="2.3450")
    values = {"price": "-1234.5", "due": "2026-03-05", "clock": "18:30", "done": "yes"}
    more = {"amount": "1000", "weight": "1.2340", "state": "Old", "mail": "-a@b.org", "stars": "4"}
    part = visitor.add(THING, name="+Part", home=str(shelf), **values, **more)
    signs = [visitor.add(SIGN, level=level, owner=str(whole)) for level in ("1", "3")]
    visitor.client.patch(f"/api/thing/{part}", json={"marks": signs})
    visitor.client.patch(f"/api/thing/{whole}", json={"part_of": part})
    exported = visitor.client.get("/thing/export.csv?sort=created_at").content
    before = kept(visitor, "thing")
    page = visitor.get(send(visitor, "thing", exported))
    assert "Nothing would be added" in page
    assert "2 rows are here already" in page
    other = visitor.add(THING, name="Other")
    for sign in signs:
        visitor.client.patch(f"/api/sign/{sign}", json={"owner": other})
    assert visitor.client.delete(f"/api/thing/{part}").status_code == 204
    assert "2 things added" in confirm(visitor, send(visitor, "thing", exported))
    after = kept(visitor, "thing")[1:]
    assert [_bare(thing) for thing in after] == [_bare(thing) for thing in before]
    assert after[0]["part_of"] == after[1]["id"]
    again = visitor.client.get("/thing/export.csv?sort=created_at").content
    assert _rows(again)[2:] == _rows(exported)[1:]


def test_an_import_is_history_and_adds_nothing_besides(furnish: Furnish) -> None:
    visitor = furnish(Import(), Renewing())
    visitor.add(THING, name="Rent", done="yes")
    assert len(kept(visitor, "thing")) == 2
    path = send(visitor, "thing", "Name,Done,Part of,Home\nBins,yes,,\nLids,yes,Bins,Attic\n")
    assert "2 things added" in confirm(visitor, path)
    assert [thing["name"] for thing in kept(visitor, "thing")][2:] == ["Bins", "Lids"]
    assert visitor.post(f"{path}/back", {}).status_code == 303
    assert len(kept(visitor, "thing")) == 2
    assert kept(visitor, "shelf") == []


def _bare(thing: dict[str, object]) -> dict[str, object]:
    return thing | {"id": 0, "part_of": 0}


def _rows(exported: bytes) -> list[list[str]]:
    """Return the rows without their numbers."""
    return [row[1:] for row in csv.reader(io.StringIO(exported.decode("utf-8-sig")))]


def test_a_plain_list_can_be_pasted(visitor: Visitor) -> None:
    path = send(visitor, "thing", "Milk\nEggs, large\n\n=1+1\n", "pasted")
    # A comma in one line makes no columns of a list.
    assert "3 things will be added" in visitor.get(path)
    confirm(visitor, path)
    assert [thing["name"] for thing in kept(visitor, "thing")] == ["Milk", "Eggs, large", "=1+1"]
    assert "'=1+1" in visitor.client.get("/thing/export.csv").text


def test_columns_can_be_chosen(visitor: Visitor) -> None:
    path = send(visitor, "thing", "Ding;Wert;Name\nLampe;3;x\nStuhl;4;y\n")
    assert "2 things will be added" in visitor.get(path)
    query = "?c0=name&c1=amount&c2=&first=names"
    page = visitor.get(path + query)
    assert re.search(r'value="amount" selected', page)
    confirm(visitor, path, query)
    found = [(thing["name"], thing["amount"]) for thing in kept(visitor, "thing")]
    assert found == [("Lampe", 3), ("Stuhl", 4)]


def test_what_records_are_called_is_guessed(visitor: Visitor) -> None:
    confirm(visitor, send(visitor, "thing", "Nr.;Titel;Price\n7;Lampe;1,50\n"))
    found = [(thing["name"], thing["price"]) for thing in kept(visitor, "thing")]
    assert found == [("Lampe", "1.50")]


def test_what_is_needed_must_stand_in_a_column(visitor: Visitor) -> None:
    path = send(visitor, "thing", "Notes,Price\nabc,1\n")
    page = visitor.get(path)
    assert "Needed, but in no column: Name." in page
    answer = visitor.post(path, {"c0": "notes", "first": "names"})
    assert answer.status_code == 200
    assert kept(visitor, "thing") == []
    assert "1 thing will be added" in visitor.get(f"{path}?c0=name&first=names")
    assert "2 things will be added" in visitor.get(f"{path}?c0=name&c1=&first=data")


def test_problems_are_named_by_row_and_column(visitor: Visitor) -> None:
    rows = [
        "Name,Amount,Due,State,Stars,Mail,Home",
        "Good,1,5.3.2026,old,★★★,a@b.org,",
        "<b>Bad</b>,many,31.2.2026,Odd,9,nobody,",
        ",5,,,,,",
        "Much,2000,,,,,",
    ]
    path = send(visitor, "thing", "\n".join(rows))
    page = visitor.get(path)
    assert "1 thing will be added" in page
    assert "3 rows can&#39;t be understood" in page or "3 rows can't be understood" in page
    for text in (
        "Enter a number",
        "This is none of: New, Old.",
        "Name is needed.",
        "1,000 or less",
    ):
        assert text in page
    assert "<b>Bad" not in page
    assert "5 Mar 2026" in page
    assert "3 rows left out" in confirm(visitor, path)
    assert [thing["name"] for thing in kept(visitor, "thing")] == ["Good"]


def test_references_are_found_by_title_or_made(visitor: Visitor) -> None:
    hall = visitor.add(SHELF, place="Hall")
    page = visitor.get(send(visitor, "thing", "Name,Home\nA,hall\nB,Attic\nC,ATTIC\nD,\n"))
    assert "Shelf “Attic” is new and will be added as well." in page
    path = send(visitor, "thing", "Name,Home\nA,hall\nB,Attic\nC,ATTIC\nD,\n")
    assert "1 shelf added as well" in confirm(visitor, path)
    homes = [thing["home"] for thing in kept(visitor, "thing")]
    assert homes == [hall, hall + 1, hall + 1, None]
    assert kept(visitor, "shelf")[1]["place"] == "Attic"


def test_what_can_not_be_made_is_a_problem(visitor: Visitor) -> None:
    page = visitor.get(send(visitor, "thing", "Name,Marks\nA,1; 2\n"))
    assert "There is no sign of that name, and more is needed to add one." in page
    page = visitor.get(send(visitor, "sign", "Level,Owner\n1,\n2,Lamp\n"))
    assert "Owner is needed." in page
    assert "Thing “Lamp” is new" in page


def test_titles_that_are_not_unique_lead_to_the_oldest(visitor: Visitor) -> None:
    first = visitor.add(THING, name="Lamp")
    visitor.add(THING, name="lamp")
    path = send(visitor, "sign", "Level,Owner\n1,Lamp\n")
    assert "2 things are called “Lamp”; the oldest is taken." in visitor.get(path)
    confirm(visitor, path)
    assert kept(visitor, "sign")[0]["owner"] == first


def test_rows_refer_to_each_other(visitor: Visitor) -> None:
    path = send(visitor, "thing", "Name,Part of\nWheel,Bike\nBike,\nBell,Horn\n")
    confirm(visitor, path)
    things = {thing["name"]: thing for thing in kept(visitor, "thing")}
    assert things["Wheel"]["part_of"] == things["Bike"]["id"]
    assert things["Bell"]["part_of"] == things["Horn"]["id"]


def test_rows_that_refer_to_rows_left_out_are_left_out(visitor: Visitor) -> None:
    rows = "Name,Part of,Amount\nSpoke,Wheel,1\nWheel,Bike,1\nBike,,many\nBell,,1\n"
    page = visitor.get(send(visitor, "thing", rows))
    assert "1 thing will be added" in page
    assert page.count("This refers to a row that is left out.") == 2


def test_what_is_here_already_is_left_out(visitor: Visitor) -> None:
    visitor.add(THING, name="Coffee", price="3", due="2026-03-05")
    rows = "Name,Price,Due\nCoffee,3,5.3.2026\nCoffee,3.00,2026-03-05\nTea,2,\n"
    page = confirm(visitor, send(visitor, "thing", rows))
    assert "2 things added" in page  # a second coffee on the same day is one more
    assert "1 row left out, because it was here already" in page
    assert "3 rows are here already" in visitor.get(send(visitor, "thing", rows))


def test_an_export_heads_its_numbers_as_nothing_else(visitor: Visitor) -> None:
    with visitor.site.reading("thing") as records:
        assert headings(records)[0] == "Number"
        fields = [*THING.fields, Field(name="number", label="Number")]
        numbered = Records(records.connection, EVERYTHING, replace(THING, fields=fields))
        head = headings(numbered)
        assert head[0] == "Record number"
        rows = [Row(1, [head[0], "Number", "Name"]), Row(2, ["7", "A 5", "Lamp"])]
        found = Columns.of(numbered, rows, {})
        older = Columns.of(numbered, [Row(1, ["Number", *head[1:]])], {})
    assert [taker and taker.name for taker in found.takers] == [None, "number", "name"]
    assert older.takers[0] is None


def test_values_stay_unique(visitor: Visitor) -> None:
    visitor.add(SHELF, place="Hall")
    path = send(visitor, "shelf", "Place,Guard\nhall,\nAttic,\nATTIC,\n")
    page = visitor.get(path)
    assert page.count("There is already a shelf with this.") == 2
    confirm(visitor, path)
    assert [shelf["place"] for shelf in kept(visitor, "shelf")] == ["Hall", "Attic"]


def test_an_import_is_added_once_and_can_be_taken_back(visitor: Visitor) -> None:
    visitor.add(THING, name="Old")
    path = send(visitor, "thing", "Name,Home\nLamp,Attic\nVase,Attic\n")
    confirm(visitor, path)
    assert visitor.post(path, {}).status_code == 303
    assert len(kept(visitor, "thing")) == 3
    assert visitor.post(f"{path}/back", {}).status_code == 303
    assert "The import was taken back" in visitor.get(path)
    assert visitor.post(f"{path}/back", {}).status_code == 303
    assert [thing["name"] for thing in kept(visitor, "thing")] == ["Old"]
    assert kept(visitor, "shelf") == []


def test_what_others_refer_to_is_not_taken_back(visitor: Visitor) -> None:
    path = send(visitor, "thing", "Name,Home\nLamp,Attic\n")
    confirm(visitor, path)
    sign = visitor.add(SIGN, owner=str(kept(visitor, "thing")[0]["id"]))
    answer = visitor.post(f"{path}/back", {})
    assert answer.status_code == 409
    assert "Other records refer" in answer.text
    visitor.client.delete(f"/api/sign/{sign}")
    visitor.add(THING, name="Vase", home=str(kept(visitor, "shelf")[0]["id"]))
    assert visitor.post(f"{path}/back", {}).status_code == 303
    assert kept(visitor, "shelf")[0]["place"] == "Attic"


def test_what_is_no_table_is_told_plainly(visitor: Visitor) -> None:
    files = {"file": ("a.xlsx", b"PK\x03\x04abc")}
    data = {"_csrf_token": token_of(visitor)}
    answer = visitor.client.post("/-/import/thing", data=data, files=files)
    assert answer.status_code == 422
    assert "This is a spreadsheet" in answer.text
    answer = visitor.client.post("/-/import/thing", data=data, files={"file": ("", b"\n , ,\n")})
    assert "Choose a file with a table" in answer.text


def test_the_list_leads_to_the_import(visitor: Visitor) -> None:
    assert 'href="/-/import/thing"' in visitor.get("/thing")
    visitor.add(THING, name="Lamp")
    assert 'href="/-/import/thing"' in visitor.get("/thing")
    assert "Columns that are understood" in visitor.get("/-/import/thing")
    visitor.get("/-/import/nothing", 404)
    visitor.get("/-/import/thing/nothing", 404)
    assert visitor.post("/-/import/thing/nothing/back", {}).status_code == 404


def test_forms_of_others_are_refused(visitor: Visitor) -> None:
    files = {"file": ("a.csv", b"Name\nLamp\n")}
    for headers in ({}, {"origin": "https://elsewhere.example"}):
        answer = visitor.client.post("/-/import/thing", files=files, headers=headers)
        assert answer.status_code == 403


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"abc"),
        ("multipart/form-data", b"abc"),
        ("multipart/form-data; boundary=b", b"abc"),
        ("multipart/form-data; boundary=b" + "b" * 2_000, b"abc"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\na\r\n" * 30 + b"--b--"),
    ],
)
def test_bodies_that_are_no_forms_are_refused(visitor: Visitor, kind: str, body: bytes) -> None:
    headers = {"content-type": kind}
    answer = visitor.client.post("/-/import/thing", content=body, headers=headers)
    assert answer.status_code == 400


def test_parts_hold_no_parts(visitor: Visitor) -> None:
    nested = "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nName\r\n--c--"
    head = 'Content-Disposition: form-data; name="file"\r\n'
    long = f'Content-Disposition: form-data; name="x"{";" * 200_000}\r\n\r\n'
    body = f"--b\r\n{head}{nested}\r\n--b\r\n{long}\r\n--b--\r\n".encode()
    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = visitor.client.post("/-/import/thing", content=body, headers=headers)
    assert answer.status_code == 403  # it was read, and holds no token
