"""Days of the week and parts of a day are chosen, or say when, and are no fields."""

import pytest

from activities.understanding.analysis import analyse


def _fields(request_text: str) -> dict[str, tuple[str, ...]]:
    first = analyse(request_text).entities[0]
    return {field.label: field.choices for field in first.fields}


@pytest.mark.parametrize(
    ("request_text", "day", "count", "part", "parts"),
    [
        (
            "Minibus rota, monday to friday: driver, which morning, which afternoon",
            "Weekday",
            5,
            "Time of day",
            ("morning", "afternoon"),
        ),
        (
            "qui emmène les enfants à la piscine, du lundi au jeudi, matin et soir",
            "Jour",
            4,
            "Moment de la journée",
            ("matin", "soir"),
        ),
        (
            "Wer fährt wen zum Training, Montag bis Freitag, morgens und abends",
            "Wochentag",
            5,
            "Tageszeit",
            ("morgens", "abends"),
        ),
    ],
)
def test_days_and_parts_of_a_day_are_chosen(
    request_text: str, day: str, count: int, part: str, parts: tuple[str, ...]
) -> None:
    fields = _fields(request_text)
    assert len(fields[day]) == count
    assert fields[part] == parts


def test_the_part_of_a_day_is_called_so() -> None:
    fields = _fields("Shop rota, tuesday to saturday: who, morning or afternoon")
    assert fields["Time of day"] == ("morning", "afternoon")
    assert fields["Weekday"][0] == "Tuesday"


def test_a_span_of_days_is_all_that_can_be_chosen() -> None:
    fields = _fields("Courses with teacher, weekday and start time, Mon-Thu")
    assert fields["Weekday"] == ("Monday", "Tuesday", "Wednesday", "Thursday")
    assert "Mon-Thu" not in fields


def test_days_of_something_else_narrow_nothing() -> None:
    fields = _fields("My shop is open Tuesday to Friday. Workout plan: weekday, exercise, minutes.")
    assert len(fields["Weekday"]) == 7


def test_names_are_english() -> None:
    (first, *_) = analyse("Wer fährt wen zum Chor, Montag bis Freitag, morgens und abends").entities
    assert {"weekday", "time_of_day"} <= {field.name for field in first.fields}


@pytest.mark.parametrize(
    ("request_text", "labels"),
    [
        ("Rota: date, morning, afternoon", {"Date", "Morning", "Afternoon"}),
        ("Plants: name, sun, water, fed on", {"Name", "Sun", "Water", "Fed on"}),
        (
            "Timesheet: name, Monday, Tuesday, Wednesday, Thursday, Friday, total hours",
            {"Name", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Total hours"},
        ),
        ("Helpers: name, email, Fridays, Saturdays", {"Name", "Email", "Fridays", "Saturdays"}),
        (
            "Tropfenplan: wer, Tropfen, morgens, mittags, abends",
            {"Wer", "Tropfen", "Morgens", "Mittags", "Abends"},
        ),
    ],
)
def test_what_is_filled_in_for_each_stays(request_text: str, labels: set[str]) -> None:
    assert set(_fields(request_text)) == labels
