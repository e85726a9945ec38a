"""What lasts has a name, a task its words, and each guest is kept for themselves."""

import pytest

from activities.understanding.analysis import analyse
from models.specification import Entity


def _entity(request_text: str, name: str) -> Entity:
    (found,) = (e for e in analyse(request_text).entities if e.name == name)
    return found


@pytest.mark.parametrize(
    ("request_text", "entity"),
    [
        ("Families with number of kids and dietary needs", "family"),
        ("Every dog we foster: the breed, when it came, who adopted it", "dog"),
        ("Trees in our orchard with variety, rootstock, year planted", "tree"),
        ("Keys: holder, given on", "key"),
        ("Owners with phone and an emergency contact number. Cats: name, age, owner.", "owner"),
        (
            "I want to log my runs. distance, time, shoes i wore, how i felt. And my shoes with "
            "the date bought so i know when to replace em",
            "shoe",
        ),
    ],
)
def test_what_lasts_has_a_name(request_text: str, entity: str) -> None:
    assert _entity(request_text, entity).title_field == "name"


@pytest.mark.parametrize(
    ("request_text", "entity"),
    [
        ("Cars: make, model, year, mileage", "car"),
        ("Plants: species, pot size, last watered", "plant"),
        ("What I planted, where, when, and what came of it", "planting"),
        ("Visits to my mother: who went, when, how she was", "visit"),
        ("what we want to cook with the grandchildren, who suggested it, done", "meal"),
    ],
)
def test_what_has_one_or_happens_gets_none(request_text: str, entity: str) -> None:
    assert "name" not in {field.name for field in _entity(request_text, entity).fields}


@pytest.mark.parametrize(
    ("request_text", "entity", "title"),
    [
        ("a to do list with who and by when", "task", "What is to be done"),
        (
            "boxes with number, room; and a to do list with who and by when",
            "task",
            "What is to be done",
        ),
        (
            "I do up old furniture and sell it. What I paid, where I found it, hours I put in, "
            "material costs, what I sold it for and to who",
            "sale",
            "What was sold",
        ),
    ],
)
def test_what_it_is_about_is_told_in_words(request_text: str, entity: str, title: str) -> None:
    found = _entity(request_text, entity)
    assert title in {f.label for f in found.fields if f.name == found.title_field}


@pytest.mark.parametrize(
    ("request_text", "first"),
    [
        (
            "Kessel: zu jedem Kessel Standort, Baujahr und Farbe, dann die Wartungen mit Datum, "
            "Druck und Kosten",
            "Name",
        ),
        ("Schlüssel mit Nummer und Tür. Ausgaben der Schlüssel mit Datum und Person", "Nummer"),
    ],
)
def test_what_others_are_of_is_not_told_apart_by_where_it_stands(
    request_text: str, first: str
) -> None:
    label = request_text.split()[0].strip(":")
    (found,) = (one for one in analyse(request_text).entities if one.label == label)
    assert found.fields[0].label == first


@pytest.mark.parametrize(
    ("request_text", "labels"),
    [
        (
            "Birthday party for my daughter: who's invited, who's coming, any allergies, present",
            ["Name", "Invited", "Coming"],
        ),
        (
            "My dad's 80th birthday party, who's invited and coming, who needs a bed for the night",
            ["Name", "Invited", "Coming", "Needs a bed"],
        ),
        ("Coming to our barbecue: who's coming, what they bring", ["Name", "Coming"]),
    ],
)
def test_each_guest_is_kept(request_text: str, labels: list[str]) -> None:
    guest = _entity(request_text, "guest")
    assert [field.label for field in guest.fields][: len(labels)] == labels


@pytest.mark.parametrize(
    "request_text",
    ["Meetings with date, topic and who is coming", "Walks with start point, date; who's coming"],
)
def test_who_comes_to_a_day_is_told_of_that(request_text: str) -> None:
    assert "guest" not in {entity.name for entity in analyse(request_text).entities}


@pytest.mark.parametrize(
    ("request_text", "name", "title"),
    [
        ("Office supplies: item, how many are left, minimum, supplier, price", "supply", "item"),
        ("who paid what in our flat: amount, what for, date, who (Jo, Mel or Pat)", "payment", ""),
    ],
)
def test_nothing_is_named_twice(request_text: str, name: str, title: str) -> None:
    entity = _entity(request_text, name)
    labels = [field.label.lower() for field in entity.fields]
    assert len(set(labels)) == len(labels)
    assert "name" not in labels
    assert entity.title_field == title or not title


def test_first_and_last_name_are_a_name_in_any_language() -> None:
    child = _entity("Kinder mit Vorname, Nachname, Geburtsdatum und Fehltage mit Datum", "child")
    assert "name" not in {field.name for field in child.fields}


@pytest.mark.parametrize(
    ("request_text", "named"),
    [
        ("A pill log for dad, what he took, when, and how he felt", False),
        ("Medikamentenliste für Oma, was sie genommen hat, wann, mit Foto der Packung", False),
        ("Medicines with dose, expiry date and photo", True),
    ],
)
def test_what_was_taken_when_needs_no_name(request_text: str, named: bool) -> None:
    (medicine,) = analyse(request_text).entities
    assert ("name" in [field.name for field in medicine.fields]) is named


@pytest.mark.parametrize(
    ("request_text", "thing", "labels"),
    [
        (
            "who's got my tools?? I need a list of what i lent, to whom, and when its due back",
            "tool",
            ["Name", "Notes"],
        ),
        (
            "For the car pool: two cars a day, monday to friday. Who drives which morning",
            "car",
            ["Name"],
        ),
        ("An app for my tools", "tool", ["Name", "Brand", "Location", "Condition", "Notes"]),
    ],
)
def test_what_is_only_named_beside_a_told_list_has_its_name(
    request_text: str, thing: str, labels: list[str]
) -> None:
    kept = next(one for one in analyse(request_text).entities if one.name == thing)
    assert [field.label for field in kept.fields] == labels
