"""Chance picks a record that is not done yet."""

from collections.abc import Sequence

from app.features.pick import Pick
from app.records import Query
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")


def first(count: int) -> int:
    assert count > 0
    return 0


def last(count: int) -> int:
    return count - 1


def furnished(furnish: Furnish, done: str = "done") -> tuple[Visitor, Pick]:
    feature = Pick(entity="thing", done=done)
    feature.below = first
    return furnish(feature), feature


def add(visitor: Visitor, names: str, **values: str | int) -> Sequence[int]:
    with visitor.site.writing("thing") as records:
        return [records.add({"name": name, **values}, {}) for name in names]


def test_picking_stands_beside_the_list(furnish: Furnish) -> None:
    visitor, _ = furnished(furnish)
    assert 'href="/thing/pick"' in visitor.get("/thing")
    assert 'href="/thing/pick"' not in visitor.get("/shelf")
    assert "Nothing to pick from yet" in visitor.get("/thing/pick")


def test_what_is_done_is_not_picked(furnish: Furnish) -> None:
    visitor, _ = furnished(furnish)
    add(visitor, "a", done=1)
    assert "The one thing there is is done" in visitor.get("/thing/pick")
    (key,) = add(visitor, "b")
    page = visitor.get("/thing/pick")
    assert f'href="/thing/{key}">b</a>' in page
    assert "The only one there is to pick" in page
    assert "Another one" not in page


def test_a_date_says_that_it_is_done(furnish: Furnish) -> None:
    visitor, _ = furnished(furnish, "due")
    add(visitor, "a", due="2026-01-01")
    assert "Nothing left to pick" in visitor.get("/thing/pick")


def test_another_one_is_never_the_same(furnish: Furnish) -> None:
    visitor, feature = furnished(furnish)
    keys = add(visitor, "abc")
    with visitor.site.reading("thing") as records:
        query = Query(sort="created_at")
        for feature.below in (first, last):
            for but in keys:
                choice = feature.pick(records, query, but)
                assert choice.record is not None
                assert choice.record.id != but
    feature.below = last
    assert f"but={keys[2]}" in furnish(feature).get("/thing/pick?but=99")


def test_all_others_are_as_likely(furnish: Furnish) -> None:
    visitor, feature = furnished(furnish)
    keys = add(visitor, "abcd")
    picked = []
    with visitor.site.reading("thing") as records:
        for place in range(4):
            for further in range(3):
                draws = iter([place, further])
                feature.below = lambda _count, draws=draws: next(draws)  # type: ignore[misc]
                choice = feature.pick(records, Query(sort="created_at"), keys[1])
                picked.append(choice.record.id if choice.record else 0)
    assert [picked.count(key) for key in keys] == [4, 0, 4, 4]


def test_the_choice_can_be_narrowed(furnish: Furnish) -> None:
    visitor, _ = furnished(furnish)
    add(visitor, "a", state="New")
    shelf = visitor.add(EVERYTHING.entity("shelf"), place="Attic")
    add(visitor, "bc", state="Old", home=shelf)
    page = visitor.get("/thing/pick?f_state=Old")
    assert ">b</a>" in page
    assert "f_state=Old&amp;but=" in page
    assert "<dd>Attic</dd>" in page
    assert "None of these" in visitor.get("/thing/pick?q=nothing")


def test_chance_decides(furnish: Furnish) -> None:
    visitor = furnish(Pick(entity="thing"))
    add(visitor, "ab", done=1)
    assert "By chance, out of 2" in visitor.get("/thing/pick")
