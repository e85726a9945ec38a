"""Records are counted by what they have chosen."""

from app.features.tally import Tally
from tests.conftest import Furnish, Visitor


def add(visitor: Visitor, *states: str | None, amount: int | None = None) -> None:
    with visitor.site.writing("thing") as records:
        for state in states:
            records.add({"name": "x", "state": state, "amount": amount}, {})


def test_nothing_is_counted_before_there_is_something(furnish: Furnish) -> None:
    visitor = furnish(Tally(entity="thing", state="state"))
    assert 'class="tally"' not in visitor.get("/thing")
    assert 'class="told"' not in visitor.get("/")


def test_choices_are_counted(furnish: Furnish) -> None:
    visitor = furnish(Tally(entity="thing", state="state"))
    add(visitor, "Old", "Old", "Gone", None)
    page = visitor.get("/thing")
    assert 'href="/thing?f_state=Old"><span class="count">2</span>' in page
    assert '<span class="count">0</span> <span class="what">New</span>' in page
    assert '<span class="count">1</span> <span class="what">Without state</span>' in page
    assert "2 old, 1 gone, 1 without state" in visitor.get("/")
    assert 'aria-current="true"><a class="cover"' in visitor.get("/thing?f_state=Old")
    assert 'class="tally"' not in visitor.get("/shelf")


def test_sizes_are_added_up(furnish: Furnish) -> None:
    visitor = furnish(Tally(entity="thing", state="state", size="amount"))
    add(visitor, "Old", "Old", amount=999_999_999_999)
    add(visitor, "Old", "New")
    page = visitor.get("/thing")
    assert '<span class="count">1,999,999,999,999</span>' in page
    assert "3 things, 1 without a number counted as one" in page
    assert "1 new, 1,999,999,999,999 old" in visitor.get("/")
