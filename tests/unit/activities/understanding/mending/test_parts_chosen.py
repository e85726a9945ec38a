"""A morning and an evening are no two dates, but a part of a day to choose."""

import pytest

from activities.understanding.marking.marks import Marked, MarkedField, Words
from activities.understanding.mending.parts_chosen import choose_parts


def _fields(text: str, told: dict[str, str]) -> tuple[MarkedField, ...]:
    return tuple(
        MarkedField(
            Words(text.index(words), text.index(words) + len(words), words),
            words, True, kind, "entry", "", 0.9,
        )
        for words, kind in told.items()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "told", "values", "names"),
    [
        ("en", "Glucose, morning and evening", {"morning": "date", "evening": "date"},
         "morning/evening", ["time_of_day", "on_date"]),
        ("en", "Moods: morning, noon and night, day",
         {"morning": "date", "noon": "integer", "night": "date", "day": "date"},
         "morning/noon/night", ["time_of_day", "day"]),
        ("fr", "Tension, matin et soir", {"matin": "date", "soir": "date"},
         "matin/soir", ["time_of_day", "on_date"]),
        ("de", "Fieber, morgens und abends", {"morgens": "date", "abends": "integer"},
         "morgens/abends", ["time_of_day", "on_date"]),
    ],
)  # fmt: skip
def test_parts_of_a_day_are_chosen(
    language: str, text: str, told: dict[str, str], values: str, names: list[str]
) -> None:
    read = choose_parts(text, Marked(fields=_fields(text, told)), language)
    assert read.fields[0].values == values
    assert [field.name for field in read.fields] == names


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Doses, morning and evening", {"morning": "integer", "evening": "integer"}),
        (
            "en",
            "Doses: morning, noon, evening",
            {"morning": "integer", "noon": "integer", "evening": "date"},
        ),
        ("en", "Pills: morning, evening", {"morning": "yes_no", "evening": "yes_no"}),
        ("en", "Walks, evening, length", {"evening": "date", "length": "integer"}),
        ("en", "Morning: coffee; evening: tea", {"Morning": "date", "evening": "date"}),
        ("xx", "Glucose, morning and evening", {"morning": "date", "evening": "date"}),
    ],
)
def test_other_fields_stay(language: str, text: str, told: dict[str, str]) -> None:
    marked = Marked(fields=_fields(text, told))
    assert choose_parts(text, marked, language) == marked
