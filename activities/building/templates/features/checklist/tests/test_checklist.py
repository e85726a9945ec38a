"""Records are ticked off with a click."""

from app.features.checklist import Checklist
from app.features.checklist_items import Items
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")


def furnished(furnish: Furnish, group: str = "") -> Visitor:
    return furnish(Checklist(entity="thing", done="done", group=group))


def add(visitor: Visitor, name: str, **values: object) -> int:
    answer = visitor.client.post("/api/thing", json={"name": name, **values})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def is_done(visitor: Visitor, key: int) -> bool:
    return bool(visitor.client.get(f"/api/thing/{key}").json()["done"])


def test_the_checklist_stands_beside_the_list(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    assert 'href="/thing/checklist"' in visitor.get("/thing")
    assert 'href="/thing/checklist"' not in visitor.get("/shelf")
    assert "Nothing to tick yet" in visitor.get("/thing/checklist")


def test_a_click_ticks_and_another_one_unticks(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    key = add(visitor, "Tent")
    add(visitor, "Stove")
    assert "0 of 2 done" in visitor.get("/thing/checklist")
    answer = visitor.post("/thing/checklist", {"tick": str(key)})
    assert answer.headers["location"].endswith(f"#item-{key}")
    assert visitor.post("/thing/checklist", {"tick": str(key)}).status_code == 303
    page = visitor.get("/thing/checklist")
    assert "1 of 2 done" in page
    assert f'name="untick" value="{key}" aria-pressed="true"' in page
    visitor.post("/thing/checklist", {"untick": [str(key), "99", "x"]})
    assert not is_done(visitor, key)


def test_what_is_ticked_can_be_hidden(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    add(visitor, "Tent", done=True)
    assert "All 1 are done." in visitor.get("/thing/checklist?hide=1")
    add(visitor, "Stove")
    page = visitor.get("/thing/checklist?hide=1")
    assert "Stove" in page
    assert "Tent" not in page
    page = visitor.get("/thing/checklist?hide=1&notice=ticked&of=1")
    assert "“Tent” is ticked." in page
    assert 'name="untick" value="1"' in page


def test_a_line_is_added_in_its_group(furnish: Furnish) -> None:
    visitor = furnished(furnish, "state")
    answer = visitor.post("/thing/checklist/add", {"name": "Tent", "state": "Old", "notes": "x"})
    assert "notice=added" in answer.headers["location"]
    assert " autofocus" in visitor.get(answer.headers["location"])
    kept = visitor.client.get("/api/thing/1").json()
    assert (kept["name"], kept["state"], kept["notes"]) == ("Tent", "Old", None)
    answer = visitor.post("/thing/checklist/add", {"name": "", "state": "Old"})
    assert answer.headers["location"] == "/thing/new?name=&state=Old"


def test_what_is_not_called_by_words_is_added_in_its_form(furnish: Furnish) -> None:
    page = furnish(Checklist(entity="sign", done="level")).get("/sign/checklist")
    assert 'id="quick"' not in page
    assert 'href="/sign/new"' in page
    assert 'id="quick"' in furnished(furnish).get("/thing/checklist")


def test_groups_are_in_the_order_of_their_choices(furnish: Furnish) -> None:
    visitor = furnished(furnish, "state")
    for name, state in (("c", "Old"), ("b", None), ("a", "New")):
        add(visitor, name, state=state)
    with visitor.site.writing("thing") as records:
        records.add({"name": "d", "state": "Gone"}, {})
        groups = Items(records, "done", "state").groups()
    assert [g.label for g in groups] == ["New", "Old", "Gone", "Others"]
    assert "0 of 1" in visitor.get("/thing/checklist")


def test_groups_are_what_is_referred_to(furnish: Furnish) -> None:
    visitor = furnished(furnish, "home")
    shelf = visitor.add(SHELF, place="Cellar")
    add(visitor, "Tent", home=shelf)
    page = visitor.get("/thing/checklist")
    assert "<h2>Cellar" in page
    assert f'<option value="{shelf}">Cellar</option>' in page


def test_all_are_unticked_and_ticked_again(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    keys = [add(visitor, "Tent", done=True), add(visitor, "Stove", done=True)]
    answer = visitor.post("/thing/checklist/untick", {})
    page = visitor.get(answer.headers["location"])
    assert "Nothing is ticked any more." in page
    assert [is_done(visitor, key) for key in keys] == [False, False]
    assert all(f'name="tick" value="{key}"' in page for key in keys)
    visitor.post("/thing/checklist", {"tick": [str(key) for key in keys]})
    assert [is_done(visitor, key) for key in keys] == [True, True]


def test_what_is_ticked_is_removed_after_a_question(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    gone, held = add(visitor, "Tent", done=True), add(visitor, "Stove", done=True)
    add(visitor, "Peg", part_of=gone)
    visitor.add(EVERYTHING.entity("sign"), owner=str(held))
    question = visitor.get("/thing/checklist/remove")
    assert "1 thing will be deleted" in question
    assert "1 record that belongs" in question
    assert "1 thing will stay" in question
    answer = visitor.post("/thing/checklist/remove", {"key": [str(gone), str(held)]})
    assert "Removed what was ticked." in visitor.get(answer.headers["location"])
    assert visitor.client.get("/api/thing").json()["total"] == 1
    visitor.post("/thing/checklist", {"untick": str(held)})
    assert "nothing that can be removed" in visitor.get("/thing/checklist/remove")


def test_long_lists_show_what_is_left_first(furnish: Furnish) -> None:
    visitor = furnished(furnish, "home")
    with visitor.site.writing("shelf") as shelves:
        for count in range(501):
            shelves.add({"place": f"Shelf {count}"}, {})
    with visitor.site.writing("thing") as records:
        for count in range(260):
            records.add({"name": f"Thing {count}", "done": count < 20, "home": 7}, {})
    page = visitor.get("/thing/checklist")
    assert "These are 250 of 260 things." in page
    assert page.count('aria-pressed="true"') == 10
