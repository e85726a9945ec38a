"""What has the same fields as what was told before is a list with these fields."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.alike import tell_alike


@pytest.mark.parametrize(
    ("request_text", "labels"),
    [
        ("Matches with date, place and who played. Same for training sessions.", 2),
        ("Tools: name, who has it, since when. Ladders as well", 2),
        ("Members have a name, phone and address. Same for volunteers and guests.", 3),
        ("We hire out costumes. Costumes: name, size, price. Shoes are hired too.", 2),
        ("For each match I note the date, place and score. The same goes for friendlies.", 2),
        ("Einsätze: Datum, Ort, Dauer. Übungen ebenso.", 2),
        ("Einsätze: Datum, Ort, Dauer. Dasselbe für Übungen", 2),
        ("Vélos : marque, couleur. Idem pour les trottinettes", 2),
        ("Partidos con fecha, lugar y jugadores. Lo mismo para los entrenamientos.", 2),
    ],
)
def test_the_same_is_kept_of_each(request_text: str, labels: int) -> None:
    entities = analyse(request_text).entities
    told = {tuple(field.label for field in entity.fields) for entity in entities}
    assert len(entities) == labels
    assert len(told) == 1


def test_what_is_related_is_related_alike() -> None:
    understanding = analyse(
        "Feuerwehr: Mitglieder mit Dienstgrad, Einsätze mit Stichwort, Alarmzeit, Ende und wer "
        "dabei war. Übungen ebenso."
    )
    sources = {link.source for link in understanding.relations if link.target == "member"}
    happenings = {one.name for one in understanding.entities if one.plural_label != "Mitglieder"}
    assert sources == happenings
    assert len(happenings) == 2


@pytest.mark.parametrize(
    ("language", "request_text"),
    [
        ("en", "Bookings: date, guest. Rooms and cleaners too."),
        ("en", "Members: name, phone. Emails as well."),
        ("en", "Members: name, phone. Photos too."),
        ("en", "Cars: plate, make. Prices too. Reminders as well."),
        ("en", "Lessons: day, teacher. Same for Tuesdays."),
        ("en", "Bikes: make, colour. Same for me."),
        ("en", "I like bikes. Cars too."),
        ("en", "Feeds: time, side, minutes. Nappies too! wet or dirty, and what time"),
        ("en", "Costumes: name, size, price. Drinks are served too."),
        ("en", "Shift list: day, who. I want the same for everyone"),
        ("de", "Kurse: Tag, Leiter. Samstags ebenso."),
        ("de", "Kurse: Tag, Leiter. Fotos ebenso."),
    ],
)
def test_nothing_else_is_told_alike(language: str, request_text: str) -> None:
    assert tell_alike(request_text, language) == request_text


def test_things_of_which_something_else_is_told_stay_apart() -> None:
    one, other = analyse("Tools: name, place, price. Ladders: name, height, price.").entities
    assert [field.label for field in one.fields] != [field.label for field in other.fields]
