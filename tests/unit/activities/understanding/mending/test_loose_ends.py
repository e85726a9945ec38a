"""Marked words do not end in the middle of what is told."""

import pytest

from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.mending.loose_ends import without_loose_ends
from activities.understanding.mending.times_of_day import measured_by_time


def _field(text: str, words: str, kind: str = "text", owner: str = "thing") -> MarkedField:
    start = text.index(words)
    name = words.lower().replace(" ", "_").replace("/", "_")
    return MarkedField(Words(start, start + len(words), words), name, True, kind, owner, "", 1)


@pytest.mark.parametrize(
    ("text", "words", "kind", "told"),
    [
        ("lost: collected by and when", "collected by and when", "date",
         [("collected_by", "text"), ("collected_on", "date")]),
        ("lost: returned by and when, notes", "returned by", "text",
         [("returned_by", "text"), ("returned_on", "date")]),
        ("keys: who took it and when", "who took it and when", "date",
         [("who_took_it", "text"), ("taken_on", "date")]),
        ("who brings food and when it is due", "who brings food", "text",
         [("who_brings_food", "text")]),
        ("what it is made of, colour", "what it is made of", "text",
         [("what_it_is_made_of", "text")]),
        ("since when, colour", "since when", "date", [("since_when", "date")]),
        ("colour and, size", "colour and", "text", [("colour", "text")]),
    ],
)  # fmt: skip
def test_who_and_when_are_two_fields(
    text: str, words: str, kind: str, told: list[tuple[str, str]]
) -> None:
    marked = Marked(fields=(_field(text, words, kind),))
    assert [(f.name, f.type) for f in without_loose_ends(text, marked).fields] == told


def test_a_thing_does_not_end_with_a_conjunction() -> None:
    text = "fire extinguishers and smoke alarms: place"
    words = Words(0, 22, "fire extinguishers and")
    thing = MarkedThing(words, "fire_extinguishers_and", True, 0.6)
    field = _field(text, "place", owner="fire_extinguishers_and")
    told = without_loose_ends(text, Marked(things=(thing,), fields=(field,)))
    assert told.things[0].words.text == "fire extinguishers"
    assert told.things[0].name == told.fields[0].owner == "fire_extinguisher"


@pytest.mark.parametrize(
    ("words", "name", "values"),
    [
        ("edible yes/no/unsure", "edible", "yes, no, unsure"),
        ("essbar ja/nein/unsicher", "essbar", "ja, nein, unsicher"),
        ("red/green/blue", "red_green_blue", ""),
        ("paid yes/no", "paid_yes_no", ""),
    ],
)
def test_what_it_is_called_is_none_of_its_values(words: str, name: str, values: str) -> None:
    (field,) = without_loose_ends(words, Marked(fields=(_field(words, words, "choice"),))).fields
    assert (field.name, field.values) == (name, values)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peak flow readings, morning and evening, notes",
         [("peak_flow_morning", "decimal"), ("peak_flow_evening", "decimal")]),
        ("Blood pressure readings morning and evening",
         [("blood_pressure_morning", "text"), ("blood_pressure_evening", "text")]),
        ("My readings: morning and evening", [("time_of_day", "choice"), ("on_date", "date")]),
        ("Classes, morning and evening", [("time_of_day", "choice"), ("on_date", "date")]),
    ],
)  # fmt: skip
def test_times_of_a_day_tell_what_is_measured(text: str, told: list[tuple[str, str]]) -> None:
    fields = (_field(text, "morning", "date"), _field(text, "evening", "date"))
    read = measured_by_time(text, Marked(fields=fields), "en")
    assert [(field.name, field.type) for field in read.fields] == told
