"""Numbers are drawn over time, and told as a table."""

from datetime import date, timedelta

import pytest

from app.features.chart import Chart
from app.features.chart_periods import RANGES, Step, periods
from app.records import Records
from app.site import today
from app.sums import added_up
from tests.conftest import Furnish, Visitor


def put(visitor: Visitor, *values: dict[str, object]) -> list[int]:
    with visitor.site.writing("thing") as records:
        return [records.add({"name": "Thing", **one}, {}) for one in values]  # type: ignore[dict-item]


def ago(days: int) -> str:
    return (today() - timedelta(days=days)).isoformat()


def test_a_record_is_a_point_and_a_row(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due", amount="weight"))
    keys = put(
        visitor,
        {"due": ago(9), "weight": 82_500_000},
        {"due": ago(2), "weight": 81_900_000},
        {"due": ago(1), "weight": None},
        {"due": None, "weight": 1},
    )
    page = visitor.get("/thing/chart/weight")
    assert page.count("<use ") == 2
    assert f'href="/thing/{keys[0]}"' in page
    assert "81.9" in page
    assert "−0.6 since" in page
    assert f'href="/thing/{keys[2]}"' not in page


def ahead(days: int) -> str:
    return ago(-days)


def test_the_latest_number_is_none_of_days_to_come(furnish: Furnish) -> None:
    chart = Chart(entity="thing", date="due", amount="weight")
    grouped = Chart(entity="thing", date="due", amount="stars", group="state")
    visitor = furnish(chart, grouped, Chart(entity="thing", date="due"))
    put(visitor, {"due": ahead(400), "weight": 99_000_000, "stars": 1, "state": "New"})
    page = visitor.get("/thing/chart/weight?range=30-days")
    assert "There is something earlier or later" in page
    assert '<dl class="figures">' not in page
    put(visitor, {"due": ago(3), "weight": 82_500_000, "stars": 4, "state": "New"})
    assert "<dd>82.5</dd>" in visitor.get("/thing/chart/weight?range=all")
    assert "<dd>4 of 5</dd>" in visitor.get("/thing/chart/stars?range=all")
    counted = visitor.get("/thing/chart?range=all").partition("<figure")[0]
    assert f"{today() - timedelta(days=3):%B %Y}" in counted
    assert f"{today() + timedelta(days=400):%B %Y}" not in counted


def test_amounts_of_money_are_not_held_against_each_other(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due", amount="price"))
    put(visitor, {"due": ago(9), "price": 1250}, {"due": ago(2), "price": 99_900})
    page = visitor.get("/thing/chart/price")
    assert "<dd>€999.00</dd>" in page
    assert "since" not in page


def test_the_chart_stands_beside_the_list(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due", amount="weight"))
    assert "Weight over time" in visitor.get("/thing")
    assert "over time" not in visitor.get("/shelf")


def test_without_anything_it_says_what_is_needed(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due", amount="weight"))
    page = visitor.get("/thing/chart/weight")
    assert "as soon as their due and their weight are filled in" in page


def test_an_empty_stretch_leads_to_everything(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due", amount="amount"))
    put(visitor, {"due": ago(800), "amount": 3})
    assert "There is something earlier" in visitor.get("/thing/chart/amount?range=30-days")
    assert "<use " in visitor.get("/thing/chart/amount")
    assert "<use " in visitor.get("/thing/chart/amount?range=nonsense")


def test_many_records_become_averages(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due", amount="amount"))
    put(visitor, *({"due": f"2020-0{1 + n % 2}-10", "amount": n} for n in range(80)))
    page = visitor.get("/thing/chart/amount?range=all")
    assert "Amount, average by month" in page
    assert page.count("<use ") == 2
    assert "39" in page
    assert "February 2020" in page


def test_many_amounts_of_money_become_totals(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due", amount="price"))
    put(visitor, *({"due": ago(n % 20), "price": 150} for n in range(80)))
    page = visitor.get("/thing/chart/price?range=30-days")
    assert page.count('class="block"') == 20
    assert "€6.00" in page
    assert "Price by week" in visitor.get("/thing/chart/price?range=3-months")


def test_without_a_number_records_are_counted(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due"))
    put(visitor, {"due": "2025-01-31"}, {"due": "2025-03-01"}, {"due": "2025-03-02"})
    page = visitor.get("/thing/chart?range=all")
    assert "Things by month" in page
    assert "+2 since Feb 2025" in page
    assert page.count('class="block"') == 2
    assert page.count('scope="row"') == 3


def test_this_period_is_not_over_yet(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due"))
    put(visitor, {"due": ago(0)})
    assert ", so far" in visitor.get("/thing/chart")


def test_money_of_groups_is_stacked(furnish: Furnish) -> None:
    visitor = furnish(Chart(entity="thing", date="due", amount="price", group="state"))
    states = ["New", "Old", None, "A", "B", "C", "D"]
    put(visitor, *({"due": ago(1), "price": 100 + n, "state": s} for n, s in enumerate(states)))
    page = visitor.get("/thing/chart/price")
    assert "Others (2)" in page
    assert "€2.01" in page
    assert page.count("<li><svg") == 6


def test_groups_have_a_line_each(furnish: Furnish) -> None:
    visitor = furnish(
        Chart(entity="thing", date="due", amount="weight", second="amount", group="home")
    )
    with visitor.site.writing("shelf") as shelves:
        homes = [shelves.add({"place": f"Shelf {n}"}, {}) for n in range(8)]
    put(
        visitor,
        *({"due": ago(n), "weight": n, "amount": n, "home": h} for n, h in enumerate(homes)),
    )
    page = visitor.get("/thing/chart/weight")
    assert page.count("<polyline") == 12
    assert "2 more are left out" in page
    assert "Weight by home" in page


def test_two_numbers_share_a_chart_if_they_can(furnish: Furnish) -> None:
    alike = furnish(Chart(entity="thing", date="due", amount="amount", second="amount"))
    put(alike, {"due": ago(1), "amount": 120, "weight": 1})
    assert alike.get("/thing/chart/amount").count("<figure") == 1
    apart = furnish(Chart(entity="thing", date="due", amount="amount", second="weight"))
    assert apart.get("/thing/chart/amount").count("<figure") == 2


def test_odd_dates_break_nothing(furnish: Furnish) -> None:
    visitor = furnish(
        Chart(entity="thing", date="due"), Chart(entity="thing", date="due", amount="stars")
    )
    put(visitor, *({"due": due, "stars": 4} for due in ("0001-01-01", "9999-12-31", "2026-02-01")))
    for path in ("/thing/chart", "/thing/chart/stars"):
        for chosen in RANGES:
            visitor.get(f"{path}?range={chosen.key}")


@pytest.mark.parametrize("step", Step)
def test_database_and_program_agree_on_periods(furnish: Furnish, step: Step) -> None:
    visitor = furnish(Chart(entity="thing", date="due"))
    days = [date(2024, 12, 29) + timedelta(days=n) for n in range(10)]
    put(visitor, *({"due": day.isoformat()} for day in days))
    with visitor.site.reading("thing") as records:
        found = _keys(records, step)
    assert found == sorted({step.of(day) for day in days})
    assert all(step.next(begin) == step.of(step.next(begin)) for begin in found)
    assert all(step.words(begin) and step.label(begin) for begin in found)


def _keys(records: Records, step: Step) -> list[date]:
    rows = added_up(records, "", [step.key("due")])
    return sorted(step.begin(str(row.keys[0])) or date.min for row in rows)


def test_only_as_many_periods_are_shown_as_have_room() -> None:
    assert len(periods(Step.YEAR, [date(1, 1, 1), date(2026, 1, 1)])) == 2
    assert len(periods(Step.MONTH, [date(2026, 1, 1), date(2026, 12, 1)])) == 12
    assert periods(Step.YEAR, [date(9999, 1, 1)]) == [date(9999, 1, 1)]
