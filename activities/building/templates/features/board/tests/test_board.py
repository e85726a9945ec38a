"""Records stand in the column of their choice and are moved with a click."""

import pytest

from app.features.board import Board
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
BOARD = Board(entity="thing", state="state", date="due")


@pytest.fixture
def visitor(furnish: Furnish) -> Visitor:
    return furnish(BOARD)


def test_the_board_stands_beside_the_list(visitor: Visitor) -> None:
    assert 'href="/thing/board"' in visitor.get("/thing")
    assert 'href="/thing/board"' not in visitor.get("/shelf")
    assert visitor.get("/thing/board").count("Nothing here.") == 2


def test_a_card_moves_to_the_next_column_and_back(visitor: Visitor) -> None:
    key = visitor.add(THING, name="Lamp", state="New")
    assert f'value="{key}.1" aria-label="Move Lamp to Old"' in visitor.get("/thing/board")
    answer = visitor.post("/thing/board", {"move": f"{key}.1"})
    assert answer.headers["location"] == f"/thing/board?notice=moved&of={key}#card-{key}"
    page = visitor.get(answer.headers["location"])
    assert "“Lamp” moved to “Old”." in page
    assert f'value="{key}.0" aria-label="Move Lamp to New"' in page


def test_a_card_moves_to_any_column(visitor: Visitor) -> None:
    key = visitor.add(THING, name="Lamp", state="New")
    assert f'<select name="to-{key}"' in visitor.get("/thing/board")
    visitor.post("/thing/board", {"move": str(key), f"to-{key}": "2"})
    page = visitor.get(f"/thing/board?notice=moved&of={key}")
    assert page.index("No state") < page.index("Lamp</a>") < page.index('id="column-2"')
    assert "“Lamp” moved to “No state”." in page


def test_a_wrong_move_is_refused(visitor: Visitor) -> None:
    key = visitor.add(THING, state="New")
    for move in ("", "1", "1.9", "1.x", "1.٣", "1.-1", "1.00009", "1." + "9" * 9):
        assert visitor.post("/thing/board", {"move": move}).status_code == 400
    assert visitor.client.get(f"/api/thing/{key}").json()["state"] == "New"
    assert visitor.post("/thing/board", {"move": "99.1"}).status_code == 404


def test_a_card_says_a_few_things(visitor: Visitor) -> None:
    home = visitor.add(EVERYTHING.entity("shelf"), place="Attic")
    visitor.add(THING, name="Lamp", due="2026-11-20", price="12.50", home=str(home))
    page = visitor.get("/thing/board")
    assert "<span>Attic</span>" in page
    assert '<span>Due <time datetime="2026-11-20">20 Nov 2026</time>' in page
    assert "Sample 1" not in page


def test_each_day_of_a_card_says_what_it_is(furnish: Furnish) -> None:
    visitor = furnish(Board(entity="chore", state="state", date="due"))
    chore = EVERYTHING.entity("chore")
    visitor.add(chore, name="Sweeping", due="2026-11-20", finished="2026-11-21", state="Open")
    page = visitor.get("/chore/board")
    for label in ("Due", "Finished on"):
        assert f"<span>{label} <time" in page


def test_choices_that_are_no_longer_offered_have_a_column(visitor: Visitor) -> None:
    with visitor.site.writing("thing") as records:
        records.add({"name": "Lamp", "state": "Ancient"}, {})
        labels = [column.label for column in BOARD.columns(records)]
    assert labels == ["New", "Old", "Ancient"]
    assert "Move Lamp to New" in visitor.get("/thing/board")


def test_many_cards_are_shown_in_part(visitor: Visitor) -> None:
    with visitor.site.writing("thing") as records:
        for number in range(140):
            records.add({"name": f"Thing {number}", "state": ("New", "Old")[number % 2]}, {})
    page = visitor.get("/thing/board")
    assert page.count('class="card"') == 100
    assert "45 more" in page
    assert 'href="?only=New">Show all 70' in page
    alone = visitor.get("/thing/board?only=New&page=2")
    assert alone.count('class="card"') == 20
    assert "Page 2 of 2" in alone
    assert "only=Old&amp;page=2" in visitor.get("/thing/board?only=Old")
    assert "There is no such column" in visitor.get("/thing/board?only=Nowhere")


def test_cards_are_in_the_order_of_their_days_and_done_ones_by_change(visitor: Visitor) -> None:
    with visitor.site.writing("thing") as records:
        for name, due, state in (("b", "2026-02-01", "New"), ("a", "2026-01-01", "New")):
            records.add({"name": name, "due": due, "state": state}, {})
        (column, *_) = BOARD.columns(records)
    assert [card.title for card in column.cards] == ["a", "b"]
