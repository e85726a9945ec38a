"""Records are added up and counted, by group and by month."""

from app.features.statistics import Statistics
from app.site import today
from tests.conftest import Furnish, Visitor

PATH = "/thing/statistics/price/state"


def put(visitor: Visitor, *values: dict[str, object]) -> None:
    with visitor.site.writing("thing") as records:
        for one in values:
            records.add({"name": "Thing", **one}, {})  # type: ignore[dict-item]


def furnished(furnish: Furnish) -> Visitor:
    visitor = furnish(Statistics(entity="thing", amount="price", group="state", date="due"))
    put(
        visitor,
        {"price": 1000, "state": "New", "due": "2026-10-01"},
        {"price": 2000, "state": "Old", "due": "2026-11-30"},
        {"price": 600, "state": "Old", "due": "2026-11-01"},
        {"price": 400, "state": None, "due": None},
        {"price": None, "state": "New", "due": "2026-11-01"},
    )
    return visitor


def test_totals_averages_and_shares_of_all_time(furnish: Furnish) -> None:
    page = furnished(furnish).get(PATH)
    for text in ("€40.00", "€10.00", "€4.00 to €20.00", "65 %", "25 %", "10 %", "€26.00"):
        assert text in page
    assert page.index(">Old<") < page.index(">New<") < page.index("None")
    assert 'href="/thing?f_state=Old"' in page


def test_what_belongs_to_no_group_is_not_ranked(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    put(visitor, {"price": 9000, "state": None})
    page = visitor.get(PATH)
    assert page.index(">Old<") < page.index(">New<") < page.index("None")


def test_a_month_is_held_against_the_one_before(furnish: Furnish) -> None:
    page = furnished(furnish).get(f"{PATH}?month=2026-11")
    assert "+€16.00 since October 2026" in page
    assert "100 %" in page
    assert 'month=2026-10"' in page
    assert 'month=2026-12"' in page


def test_an_empty_month_says_so(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    assert "Nothing in this month" in visitor.get(f"{PATH}?month=2020-01")
    assert "All time" in visitor.get(f"{PATH}?month=nonsense")


def test_without_records_it_says_what_is_missing(furnish: Furnish) -> None:
    visitor = furnish(
        Statistics(entity="thing", amount="price", date="due"), Statistics(entity="shelf")
    )
    assert "Nothing to count yet" in visitor.get("/thing/statistics/price")
    assert "Nothing to count yet" in visitor.get("/shelf/statistics")
    assert "Statistics" in visitor.get("/thing")


def test_records_are_counted_by_yes_and_no(furnish: Furnish) -> None:
    visitor = furnish(Statistics(entity="thing", group="done", date="due"))
    put(visitor, {"done": 1, "due": today().isoformat()}, {"done": 0}, {"done": None})
    page = visitor.get("/thing/statistics/done")
    assert "67 %" in page
    assert "Share" in page
    assert "+1 since" in visitor.get(f"/thing/statistics/done?month={today():%Y-%m}")


def test_ratings_are_averaged_not_added(furnish: Furnish) -> None:
    visitor = furnish(Statistics(entity="thing", amount="stars", group="home"))
    put(visitor, {"stars": 4}, {"stars": 5})
    page = visitor.get("/thing/statistics/stars/home")
    assert "4.5 of 5" in page
    assert "Total" not in page


def test_small_groups_are_put_together(furnish: Furnish) -> None:
    visitor = furnish(Statistics(entity="thing", amount="amount", group="state"))
    put(visitor, *({"amount": n, "state": f"State {n}"} for n in range(30)))
    assert "Others (10)" in visitor.get("/thing/statistics/amount/state")


def test_what_is_owed_has_no_share(furnish: Furnish) -> None:
    visitor = furnish(Statistics(entity="thing", amount="price", group="state"))
    put(visitor, {"price": -500, "state": "New"}, {"price": 1500, "state": "Old"})
    page = visitor.get(PATH)
    assert "−€5.00" in page
    assert " %<" not in page
