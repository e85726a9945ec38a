"""Everything that the pages can do, shown on an application that has everything."""

import re
import time
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from markupsafe import escape

from app.assembly import assemble
from app.records import MOST_OPTIONS
from app.site import Site
from tests.conftest import Direct, Visitor, browser
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")
SIGN = EVERYTHING.entity("sign")
CHORE = EVERYTHING.entity("chore")
HOSTILE = "<script>alert(1)</script>\"' OR 1=1; --"


def test_empty_pages_lead_to_the_first_record(guest: Visitor) -> None:
    assert "Nothing here yet" in guest.get("/")
    assert "No things yet" in guest.get("/thing")
    assert "There is nothing to choose yet" in guest.get("/thing/new")


def test_nouns_keep_their_capitals_where_the_language_has_them(guest: Visitor) -> None:
    german = Site(replace(EVERYTHING, capitals=True), guest.site.database, 1)
    with browser(Direct(assemble(german))) as client:
        assert "No Things yet" in client.get("/thing").text
        assert "Add Thing" in client.get("/thing/new").text
    assert "No things yet" in guest.get("/thing")


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


def test_lists_without_heads_can_be_sorted(guest: Visitor) -> None:
    for name in ("Bolt", "Axe"):
        guest.add(THING, name=name)
    page = guest.get("/thing?sort=-name&f_state=Old")
    assert '<option value="-name" selected>Name: Z to A</option>' in page
    assert '<option value="home">Home: A to Z</option>' in page
    assert 'type="hidden" name="sort"' not in page


@pytest.mark.parametrize(
    ("order", "first", "chosen"),
    [
        ("-name", "Bolt", '<option value="-name" selected>'),
        ("created_at", "Bolt", '<option value="created_at" selected>Added: earliest first'),
        ("gone", "Axe", '<option value="-updated_at">Sort by: last changed'),
    ],
)
def test_a_list_is_sorted_as_it_was_asked_for_until_another_order_is_chosen(
    guest: Visitor, order: str, first: str, chosen: str
) -> None:
    for name in ("Bolt", "Axe"):
        guest.add(THING, name=name)
    things = [replace(e, order=order) if e.name == "thing" else e for e in EVERYTHING.entities]
    ordered = Site(replace(EVERYTHING, entities=things), guest.site.database, 1)
    with browser(Direct(assemble(ordered))) as client:
        assert chosen in client.get("/thing").text
        assert client.get("/api/thing").json()["items"][0]["name"] == first
        assert client.get("/api/thing?sort=name").json()["items"][0]["name"] == "Axe"
        assert 'value="-updated_at" selected' in client.get("/thing?sort=-updated_at").text


def test_what_is_entered_wrongly_stays_in_the_form(guest: Visitor) -> None:
    form = {"name": HOSTILE, "amount": "many", "due": "soon", "home": "99", "marks": ["x"]}
    answer = guest.post("/thing", form)
    assert answer.status_code == 422
    for name in ("amount", "due", "home", "marks"):
        assert f'id="problem-{name}"' in answer.text
    assert "many" in answer.text
    assert "<script>alert" not in answer.text


def test_what_others_changed_meanwhile_is_not_overwritten_unseen(guest: Visitor) -> None:
    key = guest.add(SHELF, place="Kitchen")
    opened = {"place": HOSTILE, "_was": stamp(guest, f"/shelf/{key}/edit")}
    other = guest.companion()
    changed = {"place": "Hall", "_was": opened["_was"]}
    assert other.post(f"/shelf/{key}", changed).status_code == 303
    answer = guest.post(f"/shelf/{key}", opened)
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile" in answer.text
    assert "save again" in answer.text
    assert f'value="{escape(HOSTILE)}"' in answer.text
    assert guest.client.get(f"/api/shelf/{key}").json()["place"] == "Hall"
    again = opened | {"_was": stamp_in(answer.text)}
    assert guest.post(f"/shelf/{key}", again).status_code == 303
    assert guest.client.get(f"/api/shelf/{key}").json()["place"] == HOSTILE


def test_a_stamp_stays_while_a_form_is_put_right(guest: Visitor) -> None:
    key = guest.add(SHELF, place="Kitchen")
    opened = stamp(guest, f"/shelf/{key}/edit")
    guest.client.patch(f"/api/shelf/{key}", json={"place": "Hall"})
    answer = guest.post(f"/shelf/{key}", {"place": "", "_was": opened})
    assert answer.status_code == 422
    assert stamp_in(answer.text) == opened
    assert guest.post(f"/shelf/{key}", {"place": "Attic", "_was": opened}).status_code == 409


def test_what_is_saved_twice_is_saved(guest: Visitor) -> None:
    sign = guest.add(SIGN, owner=str(guest.add(THING, name="Owner")))
    key = guest.add(THING, name="Lamp")
    opened = stamp(guest, f"/thing/{key}/edit")
    form = guest.form(THING) | {"name": "Vase", "marks": [str(sign)], "_was": opened}
    for _ in range(2):
        assert guest.post(f"/thing/{key}", form).status_code == 303
    assert guest.post(f"/thing/{key}", form | {"marks": []}).status_code == 409


def test_programs_that_send_no_stamp_just_save(guest: Visitor) -> None:
    key = guest.add(SHELF, place="Kitchen")
    guest.client.patch(f"/api/shelf/{key}", json={"place": "Hall"})
    assert guest.post(f"/shelf/{key}", {"place": "Attic"}).status_code == 303
    assert 'name="_was"' not in guest.get("/shelf/new")


def test_what_is_not_listed_to_choose_from_is_told(guest: Visitor, site: Site) -> None:
    with site.writing("shelf") as records:
        for number in range(MOST_OPTIONS):
            records.add({"place": f"Place {number:04}"}, {})
    guest.add(THING, name="Lamp")
    for path in ("/thing/new", "/thing"):
        page = guest.get(path)
        assert "Place 1999" in page
        assert "Only the first" not in page
    last = guest.add(SHELF, place="The last of all places")
    with site.writing("thing") as records:
        for number in range(MOST_OPTIONS):
            records.add({"name": f"A thing {number:04}"}, {})
    for path, name in (("/thing/new", "home"), ("/thing", "f_home"), ("/chore/new", "tools")):
        page = guest.get(path)
        assert f'aria-describedby="hint-{name}"' in page
        hint = page.partition(f'id="hint-{name}"')[2].partition("</p>")[0]
        assert "Only the first 2,000 are listed." in hint
        assert f'href="/{"thing" if name == "tools" else "shelf"}"' in hint
        assert "The last of all places" not in page
    added = f"/thing/new?home={last}"
    assert added in guest.get(f"/shelf/{last}")
    assert f'value="{last}" selected' in guest.get(added)


def stamp(visitor: Visitor, path: str) -> str:
    """Open a form some time before others go on, and return its stamp."""
    found = stamp_in(visitor.get(path))
    time.sleep(0.002)  # stamps have milliseconds
    return found


def stamp_in(page: str) -> str:
    found = re.search(r'name="_was" value="([^"]+)"', page)
    assert found
    return unescape(found[1])


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


def test_records_that_refer_to_one_are_told_apart_by_their_days(guest: Visitor) -> None:
    attic = guest.add(SHELF, place="Attic")
    for due in ("2026-11-20", "2026-11-21", ""):
        guest.add(THING, name="Tablet", due=due, home=str(attic))
    page = guest.get(f"/shelf/{attic}")
    for day in ("20 Nov 2026", "21 Nov 2026"):
        assert f"{day}</time>" in page
    assert page.count("Tablet</a><time") == 2
    assert "Tablet</a></li>" in page


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


def test_records_without_a_state_are_counted_too(guest: Visitor) -> None:
    guest.add(CHORE, name="Sweeping", state="")
    assert "Without State" not in guest.get("/")
    guest.add(CHORE, name="Washing", state="Open")
    assert "Without State" in guest.get("/")
