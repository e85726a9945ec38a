"""Everything that the pages can do, shown on an application that has everything."""

from datetime import date, timedelta

import pytest

from app.site import Site
from tests.conftest import Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")
SIGN = EVERYTHING.entity("sign")
HOSTILE = "<script>alert(1)</script>\"' OR 1=1; --"


def test_empty_pages_lead_to_the_first_record(guest: Visitor) -> None:
    assert "Nothing here yet" in guest.get("/")
    assert "No things yet" in guest.get("/thing")
    assert "There is nothing to choose yet" in guest.get("/thing/new")


def test_dashboard_adds_up(guest: Visitor) -> None:
    soon = (date.today() + timedelta(days=2)).isoformat()
    for number, price in enumerate(("0.10", "0.20", "999999999999.99")):
        guest.add(THING, number, price=price, due=soon, stars="4", amount="400", weight="1.5")
    page = guest.get("/")
    assert "€1,000,000,000,000.29" in page
    assert "4.0 of 5" in page
    assert "1,200" in page
    assert "Coming up" in page
    assert ">New<" in page


def test_lists_search_sort_filter_and_turn_pages(guest: Visitor, site: Site) -> None:
    shelf = guest.add(SHELF, place="Ärmel")
    with site.writing("thing") as records:
        for number in range(30):
            values = {"name": f"Thing {number:02}", "home": shelf if number < 3 else None}
            odd = {"done": number % 2, "state": ("New", "Old")[number % 2]}
            records.add(values | odd, {})
    assert "Page 1 of 2" in guest.get("/thing")
    assert "Thing 29" in guest.get("/thing?sort=name&page=2")
    assert "Thing 29" in guest.get("/thing?sort=-name&page=x")
    assert 'aria-sort="descending"' in guest.get("/thing?sort=-amount")
    assert "Thing 07" in guest.get("/thing?q=THING+07")
    assert "Nothing found" in guest.get("/thing?q=nowhere")
    assert "3 things" in guest.get("/thing?q=%C3%A4rmel&sort=home")
    assert "3 things" in guest.get(f"/thing?f_home={shelf}")
    assert "15 things" in guest.get("/thing?f_state=Old&f_done=1&sort=done")
    assert "30 things" in guest.get("/thing?sort=nonsense&page=99999999999999999999&f_home=x")


def test_what_is_entered_wrongly_stays_in_the_form(guest: Visitor) -> None:
    form = {"name": HOSTILE, "amount": "many", "due": "soon", "home": "99", "marks": ["x"]}
    answer = guest.post("/thing", form)
    assert answer.status_code == 422
    for name in ("amount", "due", "home", "marks"):
        assert f'id="problem-{name}"' in answer.text
    assert "many" in answer.text
    assert "<script>alert" not in answer.text


def test_unique_values_are_kept_apart(guest: Visitor) -> None:
    key = guest.add(SHELF, place="Kitchen")
    assert guest.post("/shelf", {"place": "KITCHEN"}).status_code == 422
    assert guest.post(f"/shelf/{key}", {"place": "kitchen"}).status_code == 303


def test_options_that_are_no_longer_offered_may_stay(guest: Visitor, site: Site) -> None:
    key = guest.add(THING, state="New")
    with site.writing("thing") as records:
        records.change(key, {"state": "Ancient"}, {})
    assert "Ancient" in guest.get(f"/thing/{key}/edit")
    assert guest.post(f"/thing/{key}", {"name": "x", "state": "Ancient"}).status_code == 303
    assert guest.post(f"/thing/{key}", {"name": "x", "state": "Modern"}).status_code == 422


def test_relations_are_shown_from_both_sides(guest: Visitor, site: Site) -> None:
    shelf = guest.add(SHELF, place="Attic")
    thing = guest.add(THING, name="Lamp", home=str(shelf))
    sign = guest.add(SIGN, owner=str(thing))
    form = guest.form(THING) | {"name": "Lamp", "home": str(shelf), "marks": [str(sign)]}
    assert guest.post(f"/thing/{thing}", form).status_code == 303
    assert "Attic" in guest.get(f"/thing/{thing}")
    assert "Lamp" in guest.get(f"/shelf/{shelf}")
    assert "Lamp" in guest.get(f"/sign/{sign}")
    assert "checked" in guest.get(f"/thing/{thing}/edit")
    assert "1 thing<" in guest.get(f"/thing?f_marks={sign}")
    assert f'value="{shelf}" selected' in guest.get(f"/thing/new?home={shelf}")
    with site.writing("thing") as records:
        for number in range(14):
            records.add({"name": f"Thing {number}", "home": shelf}, {})
    assert "Show all 15 things" in guest.get(f"/shelf/{shelf}")


def test_deleting_follows_the_relations(guest: Visitor) -> None:
    shelf = guest.add(SHELF, place="Cellar")
    whole = guest.add(THING, name="Whole", home=str(shelf))
    guest.add(THING, name="Part", part_of=str(whole))
    assert "refer to it" in guest.get(f"/shelf/{shelf}/delete")
    assert guest.post(f"/shelf/{shelf}/delete", {}).status_code == 409
    guarded = guest.add(SHELF, place="Vault", guard=str(whole))
    question = guest.get(f"/thing/{whole}/delete")
    assert "1 thing will be deleted as well" in question
    assert "1 shelf will have no guard any more" in question
    assert guest.post(f"/thing/{whole}/delete", {}).status_code == 303
    assert "No things yet" in guest.get("/thing?notice=deleted")
    assert guest.client.get(f"/api/shelf/{guarded}").json()["guard"] is None
    assert guest.post(f"/shelf/{shelf}/delete", {}).status_code == 303
    assert guest.client.delete(f"/api/shelf/{guarded}").status_code == 204


def test_exports_hold_no_formulas(guest: Visitor) -> None:
    shelf = guest.add(SHELF, place="=1+1")
    thing = guest.add(THING, name="@SUM(A1)", price="-3", home=str(shelf))
    sign = guest.add(SIGN, owner=str(thing))
    guest.client.patch(f"/api/thing/{thing}", json={"marks": [sign]})
    text = guest.client.get("/thing/export.csv").text
    assert "'@SUM(A1)" in text
    assert "'=1+1" in text
    assert ",-3.00," in text


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/thing/7",
        "/thing/x",
        "/thing/0",
        "/thing/9" + "9" * 30,
        "/thing/1/edit",
        "/a/b/c/d",
    ],
)
def test_unknown_addresses_are_told_plainly(guest: Visitor, path: str) -> None:
    assert "Back to the overview" in guest.get(path, 404)
