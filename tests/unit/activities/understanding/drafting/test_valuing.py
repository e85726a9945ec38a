"""What is logged has its value: a number that was measured, the words that were said."""

import pytest

from activities.understanding.analysis import analyse
from models.fields import FieldType
from models.specification import Entity, FieldSpecification


def _entity(text: str, name: str) -> Entity:
    return next(one for one in analyse(text).entities if one.name == name)


def _field(entity: Entity, name: str) -> FieldSpecification | None:
    return next((field for field in entity.fields if field.name == name), None)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("log of pool temperatures twice a day with who measured them", "pool_temperature"),
        ("greenhouse humidity with who measured it", "humidity"),
        (
            "Small café: suppliers, what we order from each of them, and a log of fridge "
            "temperatures twice a day with who took them.",
            "fridge_temperature",
        ),
        ("electricity meter readings every month with the price", "reading"),
    ],
)
def test_what_is_measured_is_a_number(text: str, field: str) -> None:
    reading = _entity(text, "reading")
    told = _field(reading, field)
    assert told is not None
    assert (told.type, told.required) == (FieldType.DECIMAL, True)
    assert any(one.type is FieldType.DATE for one in reading.fields)


@pytest.mark.parametrize(
    "text",
    [
        "Poetry readings: date, poet, venue",
        "Aquarium log: temperature, pH, date",
        "Room temperatures: room, celsius, date",
    ],
)
def test_what_has_its_number_or_is_none_gets_no_other(text: str) -> None:
    understood = [field for one in analyse(text).entities for field in one.fields]
    told = len(text.partition(": ")[2].split(", "))
    assert len(understood) == told


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Write down every joke I tell on stage and whether it got a laugh.", "joke"),
        ("every compliment I get and from whom", "compliment"),
        ("every mistake I make and whether I fixed it", "mistake"),
    ],
)
def test_what_was_said_is_kept_first(text: str, thing: str) -> None:
    first, *others = _entity(text, thing).fields
    assert (first.name, first.type, first.required) == (thing, FieldType.TEXT, True)
    assert not {"stage", "name"} & {field.name for field in others}


def test_what_was_dreamt_is_told_at_length() -> None:
    dream = _entity("every dream I have at night and whether it was a nightmare", "dream")
    told = _field(dream, "dream")
    assert told is not None
    assert told.type is FieldType.LONG_TEXT
    assert _field(dream, "dream_date") is not None


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("A collection of poems: title, author, year", "poem"),
        ("Jokes: setup, punchline, rating", "joke"),
        ("Gift ideas: person, price, shop", "gift_idea"),
    ],
)
def test_what_has_its_words_gets_no_others(text: str, thing: str) -> None:
    names = [field.name for field in _entity(text, thing).fields]
    assert len(names) == len(text.partition(": ")[2].split(", "))


def test_a_weighing_has_a_weight() -> None:
    weighing = _entity(
        "Lambs: name, born on. Every day we weigh each lamb and write what it drank.", "weighing"
    )
    assert _field(weighing, "weight") is not None


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Asthma diary: date, peak flow. Count the puffs please.", True),
        ("Hay fever log: date, how bad 1-5, and the tissues counted.", True),
        ("Swim log: date, distance. Count the hours.", False),
        ("Cats: name, breed. Count the kittens.", False),
    ],
)
def test_what_is_to_be_counted_is_a_number(text: str, counted: bool) -> None:
    fields = [f.name for one in analyse(text).entities for f in one.fields]
    assert any(name.startswith("number_of") or "counted" in name for name in fields) is counted
