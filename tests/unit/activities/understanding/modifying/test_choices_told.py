"""Tests of choices that changes tell by their own names."""

import time

import pytest

from activities.understanding.modifying.choices_told import with_choices_named
from models.specification import Entity, FieldSpecification, FieldType

_PLANTS = Entity(
    name="plant",
    label="Plant",
    plural_label="Plants",
    title_field="name",
    fields=(
        FieldSpecification(name="name", label="Name", type=FieldType.TEXT, required=True),
        FieldSpecification(
            name="light", label="Light", type=FieldType.CHOICE, choices=("sunny", "shady", "dark")
        ),
        FieldSpecification(name="photo", label="Photo", type=FieldType.PHOTO),
    ),
)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("get rid of dark", "remove dark from the Light choices.\n"),
        (
            "drop dark but add bright and 'half shade'",
            "remove dark from the Light choices.\nadd bright, half shade to the Light choices",
        ),
        (
            "remove dark and add a price",
            "remove dark from the Light choices.\nadd a price",
        ),
        ("nobody says sunny here, call it full sun", 'rename "sunny" to "full sun".\n'),
        ("wir sagen nicht dark, sondern dunkel", 'rename "dark" to "dunkel".\n'),
        (
            "Cambia dark por 'muy oscuro' y agrega claro",
            'rename "dark" to "muy oscuro".\nadd claro to the Light choices',
        ),
        ("remplace sunny par ensoleillé", 'rename "sunny" to "ensoleillé".\n'),
        ("streiche dark", "remove dark from the Light choices.\n"),
        ("togli shady", "remove shady from the Light choices.\n"),
    ],
)
def test_choices_are_told_with_their_field(said: str, told: str) -> None:
    assert with_choices_named(said, (_PLANTS,)) == told


@pytest.mark.parametrize(
    "said",
    [
        "remove the photo",
        "get rid of light",
        "nobody says thanks here, call it a day",
        "add dark chocolate",
        "change name to title",
    ],
)
def test_what_names_no_choice_stays(said: str) -> None:
    assert with_choices_named(said, (_PLANTS,)) == said


def test_hostile_texts_take_no_time() -> None:
    begun = time.perf_counter()
    for text in ("remove dark and add x, " * 80, "change a to b " * 140, "nobody says " * 160):
        with_choices_named(text, (_PLANTS,))
    assert time.perf_counter() - begun < 2
