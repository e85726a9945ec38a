"""What people ask for in their own words becomes an application that passes every gate."""

from pathlib import Path
from shutil import copytree

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.questions import questions_for
from models.specification import ApplicationSpecification
from tests.integration.building.gates import SourceGates
from tests.integration.building.running import build, command, coverage_of, running

pytestmark = [pytest.mark.integration, pytest.mark.slow]

REQUESTS = {
    "main": "A reading list: books with title, author, a rating from 1 to 5 and the date finished",
    "chatty": (
        "could you pls build me an app where i can write down all the restaurants i been to w/ "
        "the date, what i ate, price n rating n if id go again thx"
    ),
    "slips": "pantry inventroy with expiry dates and quantites",
    "sentences": (
        "We are a small charity and need a donation tracker. Donors have name, email and address. "
        "Each donation has an amount, date, method (cash, card, transfer) and campaign. "
        "We also want to know if a thank you letter was sent."
    ),
    "bullets": (
        "Tool lending in our neighbourhood\n"
        "- tools: name, description, owner, condition (new, good, worn)\n"
        "- neighbours: name, phone, address\n"
        "- loans: tool, borrower, from, until, returned"
    ),
    "stories": (
        "User story 1: As a trainer I can add players (name, number, position, birthday). "
        "User story 2: As a trainer I can plan trainings with date, time and place. "
        "User story 3: I can note which players attended."
    ),
    "lines": (
        "invoices with lines: customer, invoice number, date, due date, paid; each line has a "
        "description, quantity and unit price"
    ),
    "parts": (
        "recipe collection with ingredients (name, amount, unit), steps, servings and category"
    ),
    "shop": (
        "A small shop wants to take orders: products have name, price and stock. Customers have "
        "name, phone, and delivery address. Orders have a customer, several products, order date, "
        "delivery date, status new/packed/delivered and a total"
    ),
    "happenings": "blood pressure diary",
    "wedding": (
        "Wedding planner with guests, tables, vendors and tasks. Guests sit at a table. Vendors "
        "have a contact person, phone, price and deposit paid. Tasks have a due date and someone "
        "responsible."
    ),
    "foreign": "Eine Liste meiner Bücher mit Titel, Autor und Bewertung",
}
BOOKS, TASKS = REQUESTS["main"], "tasks with title, priority low/medium/high, deadline and status"
CHANGES = {
    "field of each kind": (
        BOOKS,
        "add publisher, a yes/no field lent out, the price, a link and the number of pages",
        {"publisher": "Ace", "lent_out": True, "price": "9.90", "number_of_pages": 412},
    ),
    "entity and relation": (
        BOOKS,
        "add an entity shop with name and city; each book belongs to a shop",
        {"shop": 1},
    ),
    "title": (BOOKS, "call it Bookworm", {}),
    "label": (BOOKS, "rename author to writer", {"author": "Herbert"}),
    "required": (BOOKS, "make author required", {"author": "Herbert"}),
    "choices": (TASKS, "priority should also have critical", {"priority": "critical"}),
}


def specified(request: str) -> ApplicationSpecification:
    """Return what is written when every question is left to us."""
    understanding = analyse(request)
    return write_specification(understanding, questions_for(understanding))


@pytest.fixture(scope="module")
def gates(tmp_path_factory: pytest.TempPathFactory) -> SourceGates:
    return SourceGates(tmp_path_factory.mktemp("gates"))


@pytest.mark.parametrize("request_words", REQUESTS.values(), ids=REQUESTS.keys())
def test_a_request_becomes_an_application_that_passes_the_gates(
    request_words: str, gates: SourceGates, tmp_path: Path
) -> None:
    tree = build(specified(request_words), tmp_path)
    assert gates.findings(tree) == []
    tested = command(tree, "-m", "coverage", "run", "-m", "pytest", "-q")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert coverage_of(command(tree, "-m", "coverage", "report").stdout) >= 85


@pytest.mark.parametrize(("before", "wish", "values"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_keeps_what_was_entered(
    before: str, wish: str, values: dict[str, object], tmp_path: Path
) -> None:
    old = specified(before)
    new = modify(old, wish, live=True).specification
    entity = old.data_model.entities[0].name
    data = tmp_path / "data"
    first = build(old, tmp_path / "1")
    with running(first, data) as application:
        key = application.add(entity, title="Kept")
        known = application.client.get(f"/api/{entity}/{key}").json()
    second = build(new, copytree(first, tmp_path / "2"), version=2)
    with running(second, data) as application:
        kept = application.client.get(f"/api/{entity}/{key}").json()
        assert {name: kept[name] for name in known} == known
        if "shop" in values:
            application.add("shop", name="Corner", city="Bath")
        changed = application.client.patch(f"/api/{entity}/{key}", json=values)
        assert changed.status_code == 200, changed.text
        assert {name: changed.json()[name] for name in values} == values
        page = application.client.get(f"/{entity}").text
        assert new.metadata.title in page
        assert "Kept" in page


def test_what_must_be_filled_in_now_is_asked_for_at_the_next_edit(tmp_path: Path) -> None:
    old = specified(BOOKS)
    outcome = modify(old, "make author required", live=True)
    assert any("stay as they are until they are changed" in said for said in outcome.impact)
    first = build(old, tmp_path / "1")
    with running(first, tmp_path / "data") as application:
        application.add("book", title="Nobody's")
    second = build(outcome.specification, copytree(first, tmp_path / "2"), version=2)
    with running(second, tmp_path / "data") as application:
        assert application.client.get("/book/1").status_code == 200
        assert "Nobody" in application.client.get("/book").text
        refused = application.form("/book/1", {"title": "Nobody's", "author": ""})
        assert refused.status_code == 422
        assert "must be filled in" in refused.text or "required" in refused.text.lower()
        taken = application.form("/book/1", {"title": "Nobody's", "author": "Homer"})
        assert taken.status_code == 303
        assert application.client.post("/api/book", json={"title": "New"}).status_code == 422
