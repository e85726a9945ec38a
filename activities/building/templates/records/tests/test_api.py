"""Programs can do what people can, and are held to the same rules."""

from typing import Any

import pytest

from app.site import Site
from tests.conftest import Visitor

WHOLE: dict[str, Any] = {
    "name": "Lamp",
    "notes": "two\nlines",
    "amount": 3,
    "weight": "0.125",
    "price": 12.5,
    "due": "2026-03-05",
    "clock": "18:30",
    "done": True,
    "state": "Old",
    "mail": "a@b.org",
    "site": "https://b.org",
    "stars": 5,
}


def test_records_come_back_as_they_were_sent(guest: Visitor) -> None:
    shelf = guest.client.post("/api/shelf", json={"place": "Hall"}).json()["id"]
    answer = guest.client.post("/api/thing", json={**WHOLE, "home": shelf})
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/thing/{answer.json()['id']}"
    kept = guest.client.get(answer.headers["location"]).json()
    assert WHOLE | {"price": "12.50", "home": shelf, "marks": []} == {
        name: value for name, value in kept.items() if name in {*WHOLE, "home", "marks"}
    }
    assert guest.client.get("/api/thing?q=lamp").json()["total"] == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Weißkäse", ["weisskase", "WEISSKÄSE", "käse"]),
        ("Çağla", ["cagla", "çağla", "Cağ"]),
        ("Smørrebrød", ["smorrebrod"]),
        ("Cafe", ["café"]),
    ],
)
def test_searches_need_no_accents(guest: Visitor, name: str, words: list[str]) -> None:
    for place in (name, "Kitchen"):
        guest.client.post("/api/shelf", json={"place": place})
    for word in words:
        assert guest.client.get("/api/shelf", params={"q": word}).json()["total"] == 1


def test_amounts_are_found_as_they_are_shown(guest: Visitor) -> None:
    for price in ("-1234.50", "234.50"):
        guest.client.post("/api/thing", json={"name": "Lamp", "price": price})
    for text in ("−€1,234.50", "-1234.5", "-1234,50", "lamp -1,234.50"):
        assert guest.client.get("/api/thing", params={"q": text}).json()["total"] == 1
    assert guest.client.get("/api/thing", params={"q": "€34.50"}).json()["total"] == 0


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("1,500", ["1500.00", "1.50"]),
        ("1.500", ["1500.00", "1.50"]),
        ("1.500,00", ["1500.00"]),
        ("€1,500.00", ["1500.00"]),
        ("lamp 5 €", ["5.00"]),
        ("5€", ["5.00"]),
        ("EUR 5 lamp", ["5.00"]),
        ("5.00 eur", ["5.00"]),
        ("15 €", []),
        ("EUR", []),
    ],
)
def test_amounts_are_found_as_people_write_them(
    guest: Visitor, text: str, prices: list[str]
) -> None:
    for price in ("1500", "1.5", "5"):
        guest.client.post("/api/thing", json={"name": "Lamp", "price": price})
    found = guest.client.get("/api/thing", params={"q": text, "sort": "-price"}).json()
    assert [thing["price"] for thing in found["items"]] == prices


def test_whole_numbers_are_found(guest: Visitor) -> None:
    for amount in (201, 20):
        guest.client.post("/api/thing", json={"name": "Lamp", "amount": amount})
    for text in ("201", "lamp 201"):
        assert guest.client.get("/api/thing", params={"q": text}).json()["total"] == 1
    assert guest.client.get("/api/thing", params={"q": "1"}).json()["total"] == 0


def test_choices_are_sorted_as_they_are_offered(guest: Visitor, site: Site) -> None:
    with site.writing("chore") as records:
        for every in ("Never", "Monthly", None, "Yearly", "Every two weeks"):
            records.add({"name": every or "Sometimes", "every": every}, {})
    names = [i["name"] for i in guest.client.get("/api/chore?sort=every").json()["items"]]
    assert names == ["Every two weeks", "Monthly", "Never", "Yearly", "Sometimes"]
    names = [i["name"] for i in guest.client.get("/api/chore?sort=-every").json()["items"]]
    assert names == ["Yearly", "Never", "Monthly", "Every two weeks", "Sometimes"]


@pytest.mark.parametrize("name", ["name", "amount", "done", "home", "created_at"])
def test_lists_are_sorted_by_what_records_hold(guest: Visitor, name: str) -> None:
    for thing, place, amount in (("Axe", "Attic", 1), ("Bolt", "Cellar", 2)):
        shelf = guest.client.post("/api/shelf", json={"place": place}).json()["id"]
        held = {"name": thing, "home": shelf, "amount": amount, "done": amount == 2}
        assert guest.client.post("/api/thing", json=held).status_code == 201
    for sort, expected in ((name, ["Axe", "Bolt"]), (f"-{name}", ["Bolt", "Axe"])):
        items = guest.client.get("/api/thing", params={"sort": sort}).json()["items"]
        assert [item["name"] for item in items] == expected


def test_lists_are_filtered_by_what_records_hold(guest: Visitor) -> None:
    shelf = guest.client.post("/api/shelf", json={"place": "Hall"}).json()["id"]
    lamp = guest.client.post("/api/thing", json={"name": "Lamp", "done": True}).json()["id"]
    sign = guest.client.post("/api/sign", json={"level": 1, "owner": lamp}).json()["id"]
    held = {"name": "Vase", "state": "Old", "home": shelf, "marks": [sign]}
    assert guest.client.post("/api/thing", json=held).status_code == 201
    for query in (f"f_home={shelf}", f"f_marks={sign}", "f_state=Old", "f_done=0"):
        items = guest.client.get(f"/api/thing?{query}").json()["items"]
        assert [item["name"] for item in items] == ["Vase"]


def test_programs_keep_unique_values_apart_too(guest: Visitor) -> None:
    assert guest.client.post("/api/shelf", json={"place": "Hall"}).status_code == 201
    answer = guest.client.post("/api/shelf", json={"place": "HALL"})
    assert answer.status_code == 422
    assert answer.json()["fields"] == {"place": "There is already a shelf with this."}


def test_changes_are_whole_or_in_part(guest: Visitor) -> None:
    address = guest.client.post("/api/thing", json=WHOLE).headers["location"]
    assert guest.client.patch(address, json={"amount": 4}).json()["price"] == "12.50"
    assert guest.client.patch(address, json={"price": None}).json()["price"] is None
    # In JSON a dot always stands before decimals.
    assert guest.client.patch(address, json={"weight": "1.234"}).json()["weight"] == "1.234"
    assert guest.client.patch(address, json={"weight": 1.235}).json()["weight"] == "1.235"
    assert guest.client.patch(address, json={"price": "15.000"}).json()["price"] == "15.00"
    assert guest.client.put(address, json={"name": "Bare", "id": 99}).json()["amount"] is None
    assert guest.client.delete(address).status_code == 204
    assert guest.client.get(address).json() == {"error": "There is no thing 1."}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": 5},
        {"name": None},
        {"amount": True},
        {"amount": [1]},
        {"amount": 1e300},
        {"amount": 10**40},
        {"done": "yes"},
        {"home": "1"},
        {"home": 99},
        {"home": -1},
        {"marks": [True]},
        {"marks": [99]},
        {"nonsense": 1},
        {"stars": 6},
    ],
)
def test_wrong_values_are_named(guest: Visitor, wrong: dict[str, Any]) -> None:
    answer = guest.client.post("/api/thing", json=WHOLE | wrong)
    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == list(wrong)


def test_half_characters_are_refused(guest: Visitor) -> None:
    headers = {"content-type": "application/json"}
    body = b'{"place": "\\ud800"}'
    assert guest.client.post("/api/shelf", content=body, headers=headers).status_code == 422


@pytest.mark.parametrize("body", [b"{", b"\xff", b"NaN", b"[" * 100_000, b"9" * 5000])
def test_what_is_no_json_is_refused(guest: Visitor, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    assert guest.client.post("/api/thing", content=body, headers=headers).status_code == 400
    assert guest.client.post("/api/thing", content=body).status_code == 415


def test_a_list_is_no_record(guest: Visitor) -> None:
    assert guest.client.post("/api/shelf", json=[1]).status_code == 422


def test_references_protect_records(guest: Visitor) -> None:
    shelf = guest.client.post("/api/shelf", json={"place": "Hall"}).json()["id"]
    guest.client.post("/api/thing", json=WHOLE | {"home": shelf})
    answer = guest.client.delete(f"/api/shelf/{shelf}")
    assert answer.status_code == 409
    assert "thing" in answer.json()["error"]


def test_the_index_describes_what_is_kept(guest: Visitor) -> None:
    entities = {entity["name"]: entity for entity in guest.client.get("/api").json()["entities"]}
    assert {"name": "marks", "type": "ids", "of": "sign"} in entities["thing"]["fields"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/api/x", 404), ("PUT", "/api", 405)]
)
def test_problems_are_json(guest: Visitor, method: str, path: str, status: int) -> None:
    answer = guest.client.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"]
