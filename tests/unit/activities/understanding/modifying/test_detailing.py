"""Changes of one field, and what is to be ticked off at people."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.paraphrases import shorter
from activities.understanding.modifying.scales import scale_in
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, FieldType

BOOKS = (
    "My books: title, author, pages, format (paperback, hardcover), price, rating from 1 to 5, "
    "finished yes or no"
)
TEAM = (
    "I coach a kids football team. Players with name, date of birth and parent's phone. "
    "Matches with date, opponent and result."
)


def _added(request: str, wish: str) -> list[tuple[str, str, FieldType]]:
    before: ApplicationSpecification = write_specification(analyse(request))
    after = modify(before, wish, live=True).specification.data_model
    assert len(after.entities) == len(before.data_model.entities)
    return [
        (entity.name, field.label, field.type)
        for entity, old in zip(after.entities, before.data_model.entities, strict=True)
        for field in entity.fields[len(old.fields) :]
    ]


@pytest.mark.parametrize(
    ("wish", "label", "kind"),
    [
        ("Can you add the price we paid for each book?", "Price we paid", FieldType.MONEY),
        ("add what I paid for it", "What I paid", FieldType.MONEY),
        ("add who paid for it", "Who paid", FieldType.TEXT),
        ("add lent: yes or no", "Lent", FieldType.YES_NO),
        ("add lent until when", "Lent until", FieldType.DATE),
        ("add open until", "Open until", FieldType.TEXT),
        ("can we have the weight of the cover?", "Weight of the cover", FieldType.DECIMAL),
        ("add a rating from 1 to 5 for the cover", "Rating for the cover", FieldType.RATING),
    ],
)
def test_what_is_added_has_the_type_that_was_meant(wish: str, label: str, kind: FieldType) -> None:
    assert _added(BOOKS, wish) == [("book", label, kind)]


@pytest.mark.parametrize(
    ("wish", "added"),
    [
        (
            "I forgot: parents pay 60 a season, I need to see who's paid",
            [("player", "Fee per season", FieldType.MONEY), ("player", "Paid", FieldType.YES_NO)],
        ),
        ("I want to see who has signed up", [("player", "Signed up", FieldType.YES_NO)]),
        (
            "add a fee of 60 and whether it's been paid",
            [("player", "Fee", FieldType.MONEY), ("player", "Paid", FieldType.YES_NO)],
        ),
        (
            "add whether the kid is injured and until when",
            [
                ("player", "Player injured", FieldType.YES_NO),
                ("player", "Injured until", FieldType.DATE),
            ],
        ),
        ("the date of birth also needs a time", [("player", "Time of birth", FieldType.TIME)]),
    ],
)
def test_what_people_have_done_is_ticked(
    wish: str, added: list[tuple[str, str, FieldType]]
) -> None:
    assert _added(TEAM, wish) == added


@pytest.mark.parametrize(
    ("wish", "kind", "highest"),
    [
        ("the rating goes from 1 to 10", FieldType.RATING, 10),
        ("make the rating out of 10", FieldType.RATING, 10),
        ("change the rating to 1 to 20", FieldType.INTEGER, 20),
    ],
)
def test_a_scale_gets_longer(wish: str, kind: FieldType, highest: int) -> None:
    (books,) = modify(
        write_specification(analyse(BOOKS)), wish, live=True
    ).specification.data_model.entities
    rating = next(field for field in books.fields if field.name == "rating")
    assert (rating.label, rating.type, rating.maximum) == ("Rating", kind, highest)


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ("The rating should be stars from 1 to 5, not a number", "from 1 to 5 already"),
        ("rating from 1 to 3 please", "up to 5 may have been entered"),
        ("the author should be from 1 to 5", "kept as text"),
        ("price should be with cents", "takes cents already"),
        ("pages should have decimals", "kept as whole number"),
        ("who has finished the book should be with colours", "not understood"),
    ],
)
def test_why_a_field_stays_as_it_is(wish: str, why: str) -> None:
    before = write_specification(analyse(BOOKS))
    with pytest.raises(RequestRefused) as refusal:
        modify(before, wish, live=True)
    assert why in refusal.value.message


def test_a_proposal_has_no_records_to_keep() -> None:
    before = write_specification(analyse(BOOKS))
    (books,) = modify(before, "rating from 1 to 3", live=False).specification.data_model.entities
    assert next(field.maximum for field in books.fields if field.name == "rating") == 3


@pytest.mark.parametrize(
    "wish", ["price should be with pennies", "the letters should be with a border"]
)
def test_what_something_should_be_is_no_list_of_it(wish: str) -> None:
    with pytest.raises(RequestRefused):
        modify(write_specification(analyse(BOOKS)), wish, live=True)


@pytest.mark.parametrize(
    "words",
    [
        "add a fee",
        "note until when",
        "is it there?",
        "can we have the tournaments in there too? date, winner",
        "the price of the book",
        "whether it is lent",
    ],
)
def test_other_words_stay_as_they_were_said(words: str) -> None:
    assert shorter(words) == words


@pytest.mark.parametrize("words", ["add a rating", "page 3 to page 4", "from 5 to 1", "up to you"])
def test_other_words_name_no_scale(words: str) -> None:
    assert scale_in(words) is None
