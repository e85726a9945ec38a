"""A wish that is taken back at once is none."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.withdrawing import without_withdrawn

_KEPT = "Horses with name and box."


@pytest.mark.parametrize(
    "withdrawn",
    [
        "And a live camera picture from the boxes, but thats only my husbands idea, forget it.",
        "A text message the day before would be nice. No, forget that!",
        "Maybe a bill by email... oh well, never mind.",
        "Should fines be charged in it? I thought about that, then decided against it.",
        "Could it lock the gate? We wondered about it but then said no: by hand.",
        "Und eine Nachricht aufs Handy, ach nein, vergiss es.",
        "Et un SMS la veille, mais bon, laissez tomber.",
        "Y un mensaje el día antes, pero bueno, olvídalo.",
        "E una foto dal vivo, anzi, lascia perdere.",
        "En een sms de dag ervoor, maar ach, laat maar zitten.",
    ],
)
def test_a_wish_that_is_taken_back_is_left_out(withdrawn: str) -> None:
    assert without_withdrawn(f"{_KEPT} {withdrawn}") == _KEPT
    assert without_withdrawn(f"{_KEPT} {withdrawn} The vet comes.") == f"{_KEPT} The vet comes."


@pytest.mark.parametrize(
    "text",
    [
        "Birthdays with name and date, so that I don't forget it.",
        "Books with title and author, forget it.",
        "My diary. Things: what, when, where, forget it.",
        "Dreams with date. Those I want to write down before I forget it.",
        "Songs with title. And one is called Never Mind the rain.",
        "Horses with name. Each has a box, a birth year and a rug, never mind.",
    ],
)
def test_what_is_only_told_stays(text: str) -> None:
    assert without_withdrawn(text) == text


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
