"""Records are shown as cards."""

from app.features.cards import Cards
from tests.conftest import Furnish
from tests.everything import EVERYTHING
from tests.pictures import picture

THING, SHELF = EVERYTHING.entity("thing"), EVERYTHING.entity("shelf")
FEATURE = Cards(entity="thing", text="notes")


def test_a_card_shows_what_there_is(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    assert "No things yet" in visitor.get("/thing/cards")
    shelf = visitor.add(SHELF, place="Attic")
    name = visitor.site.photos.keep(picture(1))
    text = "Bought in spring.\nWorks."
    given = {"notes": text, "price": "12.5", "home": str(shelf), "picture": name}
    key = visitor.add(THING, name="Lamp", weight="", done="", **given)
    page = visitor.get("/thing/cards")
    assert f'href="/thing/{key}"' in page
    assert text in page
    assert "12.50" in page
    assert "Attic" in page
    assert "/-/photos/small-" in page
    assert "<dt>Weight</dt>" not in page
    assert "<dt>Done</dt>" not in page


def test_cards_stand_beside_the_list(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    assert 'href="/thing/cards"' in visitor.get("/thing")
    assert 'href="/thing/cards"' not in visitor.get("/shelf")


def test_cards_are_searched_filtered_and_turned(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    with visitor.site.writing("thing") as records:
        for number in range(30):
            records.add({"name": f"Thing {number:02}", "state": "Old"}, {})
    assert 'action="/thing/cards"' in visitor.get("/thing/cards")
    assert "Page 1 of 2" in visitor.get("/thing/cards")
    assert "Thing 07" in visitor.get("/thing/cards?q=thing+07")
    assert "Nothing found" in visitor.get("/thing/cards?f_state=New")


def test_long_texts_are_cut_and_hostile_ones_are_text(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    visitor.add(THING, name='"><script>alert(1)</script>', notes="<b>word</b> " * 60)
    page = visitor.get("/thing/cards")
    assert "…</p>" in page
    assert "<script>alert" not in page
    assert "<b>word" not in page


def test_without_a_text_there_are_facts_alone(furnish: Furnish) -> None:
    visitor = furnish(Cards(entity="thing"))
    visitor.add(THING, name="Chair", notes="Not here.", price="3")
    page = visitor.get("/thing/cards")
    assert "Not here." not in page
    assert "<dt>Price</dt>" in page
