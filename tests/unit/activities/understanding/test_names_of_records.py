"""What names each record, where the words only tell what is known of it."""

import pytest

from activities.understanding.analysis import analyse
from models.specification import Entity


def _kept(request: str, plural: str) -> Entity:
    (found,) = [one for one in analyse(request).entities if one.plural_label == plural]
    return found


@pytest.mark.parametrize(
    ("request_text", "plural", "title"),
    [
        ("Our choir: every piece with composer, arranger, number of copies", "Pieces", "Name"),
        ("Characters with class, race, level, hit points", "Characters", "Name"),
        ("Shoes: size, brand, colour, price", "Shoes", "Name"),
        ("Loot with value and who got it", "Loots", "Name"),
        ("Paintings: artist, medium, size, price, sold", "Paintings", "Title"),
        ("Exercises with sets and reps", "Exercises", "Name"),
        ("Frauen mit errechnetem Termin und Telefon", "Frauen", "Name"),
    ],
)
def test_what_is_told_by_what_many_share_gets_a_name(
    request_text: str, plural: str, title: str
) -> None:
    kept = _kept(request_text, plural)
    (named,) = [field for field in kept.fields if field.name == kept.title_field]
    assert named.label == title
    assert named.required


@pytest.mark.parametrize(
    ("request_text", "plural", "title"),
    [
        ("Policies: insurer, policy number, premium, expiry", "Policies", "Policy number"),
        ("Guitars: make, model, year, price paid", "Guitars", "Model"),
        (
            "Records: artist, album, year",
            "Records",
            "Album",
        ),
        ("Roses: variety, colour, planted on", "Roses", "Variety"),
        ("Test tiles: glaze, clay, firing temperature, photo", "Test tiles", "Glaze"),
    ],
)
def test_what_tells_one_from_the_others_needs_no_name_beside(
    request_text: str, plural: str, title: str
) -> None:
    kept = _kept(request_text, plural)
    assert [field.label for field in kept.fields if field.required] == [title]
    assert not {"Name", "Title"} & {field.label for field in kept.fields}


@pytest.mark.parametrize(
    ("request_text", "plural", "label"),
    [
        (
            "Parcels that arrive for neighbours while they're out: whose, from which carrier, "
            "when taken in, when handed over",
            "Parcels",
            "Carrier",
        ),
        (
            "We lend our camper van to family and friends. Who wants it when, agreed or not, "
            "km driven, petrol money paid, damage.",
            "Loans",
            "Damage",
        ),
    ],
)
def test_a_text_that_merely_stands_there_may_be_left_empty(
    request_text: str, plural: str, label: str
) -> None:
    (told,) = [one for one in _kept(request_text, plural).fields if one.label == label]
    assert not told.required
