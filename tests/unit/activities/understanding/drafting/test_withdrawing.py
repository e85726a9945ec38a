"""What is taken back in the sentence that tells it is not built."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.drafting.withdrawing import without_withdrawn


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (
            "Horses with box. And a live camera picture, but thats only his idea, forget it.",
            "Horses with box. ",
        ),
        ("Books with title. A chart would be nice, but never mind.", "Books with title. "),
        ("Books with title. Maybe text messages... no, scrap that. I read a lot.",
         "Books with title. I read a lot."),
        ("Books with title, author and maybe a photo, but forget it.",
         "Books with title, author. "),
    ],
)  # fmt: skip
def test_what_is_taken_back_is_left_out(said: str, left: str) -> None:
    assert without_withdrawn(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "Tasks I always forget. Things to do, don't let me forget it.",
        "Remind me of birthdays so I don't forget it.",
        "Recipes with ingredients and steps, no need for photos",
        "Books with title, author, year, forget it.",
        "Books: title. And films: title, year, director, actors, but never mind.",
    ],
)
def test_everything_else_stays(said: str) -> None:
    assert without_withdrawn(said) == said


@pytest.mark.parametrize(
    ("request_text", "photos"),
    [
        ("Records: artist, title, year. It would be great to recognise the cover from a photo.", 0),
        ("Horses: name, box, owner. And a live camera picture from the boxes, but forget it.", 0),
        ("Records: artist, title, year and a photo of the cover.", 1),
    ],
)
def test_a_photo_is_kept_only_where_one_is_asked_for(request_text: str, photos: int) -> None:
    understood = analyse(request_text)
    fields = [field for entity in understood.entities for field in entity.fields]
    assert sum(field.type.value == "photo" for field in fields) == photos
    assert ("photo" in [view.value for view in understood.views]) == bool(photos)
