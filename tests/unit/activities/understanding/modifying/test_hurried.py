"""Tests of changes that are written in a hurry."""

import time

import pytest

from activities.understanding.modifying.hurried import in_full
from models.specification import Entity, FieldSpecification, FieldType

_WINES = Entity(
    name="wine",
    label="Wine",
    plural_label="Wines",
    title_field="name",
    fields=(
        FieldSpecification(name="name", label="Name", type=FieldType.TEXT, required=True),
        FieldSpecification(name="country", label="Country", type=FieldType.TEXT),
        FieldSpecification(name="producer", label="Producer", type=FieldType.TEXT),
    ),
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("fee is in dollars btw. and add a date", "fee is in dollars. and add a date"),
        ("feet not metres!! and sort by name", "feet not metres.\nand sort by name"),
        ("drop the fee ;) and add a date", "drop the fee, and add a date"),
        ("several can be right tho", "several can be right"),
        ("En prijs mag weg hoor", "En prijs mag weg"),
        ("Le note toglile pure", "Le note toglile"),
        ("Das Feld kann natürlich weg.", "Das Feld kann weg."),
        ("¿Puedes quitar el precio?", "Puedes quitar el precio?"),
        ("remov teh contry and prodcer", "remove the country and producer"),
    ],
)
def test_chat_and_slips_go(said: str, meant: str) -> None:
    assert in_full(said, (_WINES,)) == meant


@pytest.mark.parametrize(
    "said",
    [
        "call it lol",
        "add a county",
        "rename producer to Prodcer",
        "füge ein Feld Contry hinzu",
        "add a through date",
    ],
)
def test_names_and_words_that_are_right_stay(said: str) -> None:
    assert in_full(said, (_WINES,)) == said


def test_hostile_texts_take_no_time() -> None:
    begun = time.perf_counter()
    for text in (":) " * 600, "hi, " * 490, "! " * 900, "natürlich " * 190, "qwertz " * 280):
        in_full(text, (_WINES,))
    assert time.perf_counter() - begun < 3
