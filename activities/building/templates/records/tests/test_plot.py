"""Charts have round numbers at their edge, and everything stands inside."""

from datetime import date
from decimal import Decimal

from app.plot import Value, columns, lines
from app.scale import Scale


def value(day: date, number: int) -> Value:
    return Value(day, Decimal(number), f"{number}")


def test_edges_are_round_and_hold_everything() -> None:
    assert Scale.over([Decimal(82), Decimal("81.3")]).steps == [
        Decimal(n) for n in ("81.2", "81.4", "81.6", "81.8", "82.0")
    ]
    assert Scale.over([Decimal(-3), Decimal(7)]).steps == [-5, 0, 5, 10]


def test_whole_numbers_have_no_steps_between() -> None:
    assert Scale.over([Decimal(0), Decimal(2)], whole=True).steps == [0, 1, 2]
    assert len(Scale.over([Decimal(5)]).steps) >= 2
    assert Scale.over([]).at(Decimal(0)) == 100


def test_a_line_goes_through_its_days() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 21)]
    line = [value(day, number) for day, number in zip(days, (0, 10, 20), strict=True)]
    plot = lines("Weight", {"Ann": line, "Ben": line[:1]}, str)
    assert plot.drawn[0].points == "2,100 50,50 98,0"
    assert [tick.text for tick in plot.columns][::3] == ["1 Jan", "21 Jan"]
    assert plot.summary == "Ann: from 0 to 20. Ben: from 0 to 0."


def test_far_days_are_told_by_their_year() -> None:
    far = lines("x", {"a": [value(date.min, 1), value(date.max, 2)]}, str)
    assert [tick.text for tick in far.columns][::3] == ["1", "9999"]
    years = lines("x", {"a": [value(date(2024, 3, 1), 1), value(date(2026, 1, 1), 2)]}, str)
    assert years.columns[0].text == "Mar 2024"


def test_one_day_stands_in_the_middle_and_none_nowhere() -> None:
    assert lines("x", {"a": [value(date(2026, 1, 1), 1)]}, str).drawn[0].marks[0].x == 50
    assert lines("x", {}, str).columns == []


def test_columns_stand_on_each_other_and_hang_below_nothing() -> None:
    one, two = (Decimal(5), "five"), (Decimal(-5), "less")
    plot = columns("Sums", ["Jan", "Feb"], {"a": [one, two], "b": [one, two]}, str)
    (first, below), (second, _) = (drawn.blocks for drawn in plot.drawn)
    assert (first.y, first.height) == (25, 25)
    assert (second.y, second.height) == (0, 25)
    assert (below.y, below.height) == (50, 25)
    assert first.text == "five"


def test_only_as_many_columns_are_named_as_have_room() -> None:
    labels = [str(number) for number in range(13)]
    plot = columns("x", labels, {"a": [(Decimal(n), "") for n in range(13)]}, str)
    assert [tick.text for tick in plot.columns] == ["0", "4", "8", "12"]
    assert len(plot.drawn[0].blocks) == 12
    assert columns("x", [], {"a": []}, str).summary == ""
