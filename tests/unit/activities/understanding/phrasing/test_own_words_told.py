"""Tags, boxes to type in and questions in a row are told as fields."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.own_words_told import (
    tell_asked_apart,
    tell_boxes,
    tell_tags,
)
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title, tags like vegan, quick or spicy, rating", "title, tags, rating"),
        ("I add keywords such as moss or fern and where it was", "I add keywords and where it was"),
        ("Schlagwörter wie Reise oder Arbeit, Datum", "Schlagwörter, Datum"),
        ("categories like work or home", None),
        ("tags, date", None),
    ],
)
def test_tags_have_no_two_values(text: str, told: str | None) -> None:
    assert tell_tags(text) == (told or text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I want to type it in one big box", "I want to type it in text (a long text)"),
        ("a large text field and a date", "text (a long text) and a date"),
        ("It is kept in one big box in the attic", None),
        ("a big field with cows", None),
        ("I want to note who parks in a free space", None),
    ],
)
def test_a_box_to_type_in_is_a_text(text: str, told: str | None) -> None:
    assert tell_boxes(text) == (told or text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("parcels. who from when what for", "parcels. who from, when, what for"),
        ("Kasse: wer wann wieviel wofür, bezahlt", "Kasse: wer, wann, wieviel, wofür, bezahlt"),
        ("I know who was where when it rained", None),
        ("Lent: who, when", None),
        ("vans. 6 of them. its chaos. who what where", None),
    ],
)
def test_questions_in_a_row_are_parted(text: str, told: str | None) -> None:
    assert tell_asked_apart(text) == (told or text)


def test_how_clear_a_dream_was_is_a_rating_of_it() -> None:
    request = (
        "nightmares. i want to type them in one big box, later i add tags like water or "
        "school and how vivid it was"
    )
    (dream,) = analyse(request).entities
    kinds = {field.name: field.type for field in dream.fields}
    assert FieldType.LONG_TEXT in kinds.values()
    assert FieldType.RATING in kinds.values()
    assert kinds["tags"] is FieldType.TEXT


def test_hostile_text_is_read_in_time() -> None:
    begin = time.perf_counter()
    tell_asked_apart("who when what " * 500)
    tell_tags("tags like a, b, " * 500)
    tell_boxes("one big large " * 500)
    assert time.perf_counter() - begin < 1
