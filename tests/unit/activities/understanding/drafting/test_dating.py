"""What happens has a day, also where nobody said so."""

import pytest

from activities.understanding.analysis import analyse
from models.specification import Entity, FieldType


def _dates(entity: Entity) -> list[str]:
    return [field.label for field in entity.fields if field.type is FieldType.DATE]


@pytest.mark.parametrize(
    "request_text",
    [
        "Visits to my mother in the home: who went, how she was, what she needs next",
        "Log of my migraines: how strong 1-10, what I ate, medicine taken, whether it helped",
        "Hospital diary for my son: temperature in °C, medicine given, mood, notes",
        "I'd like to write down every day how I slept and my mood from 1 to 10",
        "Log my swims: distance, time, pool, how I felt",
        "The eggs our hens lay. Which hen, how many per day, and what feed we gave them",
        "Lessons: start time, end time, teacher",
    ],
)
def test_what_happened_gets_a_date_that_names_it(request_text: str) -> None:
    happening, *_ = analyse(request_text).entities
    assert _dates(happening) == ["Date"]
    assert "name" not in {field.name for field in happening.fields}


@pytest.mark.parametrize(
    ("request_text", "expected"),
    [
        ("Recipes with name, ingredients and steps", []),
        ("Dance lessons with weekday, teacher and room", []),
        ("Visits to the dentist: when, why and what it cost", ["When"]),
        ("Wine: name, winery, rating", []),
    ],
)
def test_nothing_else_gets_one(request_text: str, expected: list[str]) -> None:
    thing, *_ = analyse(request_text).entities
    assert len(_dates(thing)) == len(expected)


@pytest.mark.parametrize(
    "request_text",
    [
        "Horse riding diary: which horse, what we did, how it went",
        "Machine log: hours run, oil changed, anything that needs fixing",
        "baby diary: nappies (wet/dirty), feeds (time, ml)",
        "I want to log my runs. distance, time, shoes i wore. And my shoes with the date bought",
    ],
)
def test_what_is_written_in_a_diary_has_a_day(request_text: str) -> None:
    assert "Date" in _dates(analyse(request_text).entities[0])


def test_what_is_read_off_are_numbers_of_a_day() -> None:
    words = "Meter readings for gas, water and electric every month, show me usage in a graph"
    (reading,) = analyse(words).entities
    assert [(field.label.lower(), field.type.value) for field in reading.fields] == [
        ("date", "date"),
        ("gas", "decimal"),
        ("water", "decimal"),
        ("electric", "decimal"),
    ]


def test_what_is_added_is_called_in_the_language_of_the_request() -> None:
    text = "recettes avec ingrédients, étapes, temps de cuisson, photo et note sur 5"
    recipe, *_ = analyse(text).entities
    assert "Titre" in {field.label for field in recipe.fields}


def test_one_of_several_is_called_so_in_other_languages() -> None:
    text = "Heizungen: Kunden mit Adresse, Anlagen mit Typ und Baujahr"
    assert "Anlage" in {entity.label for entity in analyse(text).entities}


def test_whom_a_log_is_about_has_no_date_of_their_own() -> None:
    text = "Kundendienst: Kunden mit Adresse und Telefon, Wartungen mit Datum und Techniker"
    understood = analyse(text).entities
    assert not [name for e in understood if e.name == "customer" for name in _dates(e)]


def test_when_it_was_is_its_date() -> None:
    (call,) = analyse("Our voice calls log: who, when, how long").entities
    assert _dates(call) == ["Date"]
    assert [field.name for field in call.fields] == ["who", "voice_call_date", "duration"]


@pytest.mark.parametrize(
    ("request_", "dated"),
    [
        ("Eine Liste meiner Brettspiele: Titel, Verlag, Dauer in Minuten, ab welchem Alter", False),
        ("Board games: title, number of players, minimum age", False),
        ("Gioco da tavolo: titolo, editore, età minima", False),
        ("Games we played: name, winner, score", True),
        ("Football games: opponent, score, who scored", True),
        ("Chess games: white, black, result", True),
    ],
)
def test_a_game_on_a_shelf_has_no_day(request_: str, dated: bool) -> None:
    (game,) = analyse(request_).entities
    assert any(field.type is FieldType.DATE for field in game.fields) is dated


@pytest.mark.parametrize(
    ("request_text", "dated"),
    [
        ("Street stall: pitch, takings, weather. I'd like to see the takings per month.", True),
        ("Commissions: client, size, price, photo. Income per quarter.", True),
        ("Contracts with name, cost per month. Total per month please.", False),
        ("Tenants: name, rent. Sum of costs per year.", False),
        ("Portraits: sitter, size, fee.", False),
    ],
)
def test_a_sum_of_a_year_needs_days(request_text: str, dated: bool) -> None:
    thing, *_ = analyse(request_text).entities
    assert bool(_dates(thing)) is dated


@pytest.mark.parametrize(
    ("request_text", "days"),
    [
        ("Inspections: inspector, result, next due", ["Date", "Next due"]),
        ("Services: garage, cost, next service due", ["Date", "Next service due"]),
        ("Tools: name, location, next inspection due", ["Next inspection due"]),
        ("Chores: name, who, next due date", ["Next due date"]),
        ("Inspections: inspector, date, next due", ["Date", "Next due"]),
    ],
)
def test_when_it_is_due_next_is_not_when_it_happened(request_text: str, days: list[str]) -> None:
    (thing,) = analyse(request_text).entities
    told = [one.label for one in thing.fields if one.type is FieldType.DATE]
    assert told == days


def test_a_vaccination_is_known_by_the_vaccine() -> None:
    text = "Which vaccinations did which of our goats get and when is the next one due, remind me"
    made = next(one for one in analyse(text).entities if one.label == "Vaccination")
    assert [one.label for one in made.fields] == ["Vaccine", "Date", "Next due date"]
