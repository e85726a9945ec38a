"""What can be chosen in a field is said in words; a list of that name is never made of it."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.choices import offer_in
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, FieldType

BOOKS = (
    "My books: title, author, genre, publisher, pages, format (paperback, hardcover, ebook), "
    "rating from 1 to 10, finished yes or no"
)
JOBS = (
    "We repair bicycles. Customers with name, phone and email, and the repair jobs: bike, "
    "description, date in, status (open, done), price, notes"
)


def _written(request: str) -> ApplicationSpecification:
    return write_specification(analyse(request))


def _choices(specification: ApplicationSpecification, entity: str, field: str) -> tuple[str, ...]:
    fields = specification.data_model.entity(entity).fields
    return next(known.choices for known in fields if known.name == field)


@pytest.mark.parametrize(
    ("wish", "choices"),
    [
        (
            "Genre should be something to choose from: crime, fantasy, romance or other",
            ("crime", "fantasy", "romance", "other"),
        ),
        ("genre should be a dropdown with crime and fantasy", ("crime", "fantasy")),
        ("make genre a choice of crime, fantasy, romance", ("crime", "fantasy", "romance")),
        ("can the genre be a drop down list? crime, fantasy", ("crime", "fantasy")),
        ("genre can be crime, fantasy or romance, nothing else", ("crime", "fantasy", "romance")),
        ("I want to pick the genre from a list: crime, fantasy", ("crime", "fantasy")),
        ("the genre must be one of crime, fantasy", ("crime", "fantasy")),
    ],
)  # fmt: skip
def test_words_become_choices(wish: str, choices: tuple[str, ...]) -> None:
    before = _written(BOOKS)
    outcome = modify(before, wish, live=True)
    assert _choices(outcome.specification, "book", "genre") == choices
    assert [e.name for e in outcome.specification.data_model.entities] == ["book"]
    assert outcome.impact == ["Existing books keep their genre."]


@pytest.mark.parametrize(
    ("wish", "choices"),
    [
        ("I want different statuses: new, in progress, done", ("new", "in progress", "done")),
        ("status should be new, in progress or done", ("new", "in progress", "done")),
        ("change the status choices to new, in progress, done", ("new", "in progress", "done")),
        ("jobs can be open, waiting or done", ("open", "waiting", "done")),
        ("the statuses are: open, waiting, done", ("open", "waiting", "done")),
        ("add the statuses waiting and collected", ("open", "done", "waiting", "collected")),
        ("add the statuses waiting and cancelled", ("open", "done", "waiting", "cancelled")),
        ("I'd like another status: cancelled", ("open", "done", "cancelled")),
        ('add "cancelled" as a status', ("open", "done", "cancelled")),
        ("rename the status open to new", ("new", "done")),
        ("remove open from the status", ("done",)),
        ("status should start with done", ("done", "open")),
    ],
)
def test_choices_become_others(wish: str, choices: tuple[str, ...]) -> None:
    before = _written(JOBS)
    outcome = modify(before, wish, live=True)
    assert _choices(outcome.specification, "job", "status") == choices
    kept = [entity.name for entity in before.data_model.entities]
    assert [entity.name for entity in outcome.specification.data_model.entities] == kept


def test_a_field_that_is_not_there_is_added_with_its_choices() -> None:
    outcome = modify(_written(BOOKS), "language can be English, German or other", live=True)
    assert outcome.changes[0] == "Each book gets “Language” (one of English, German, other)."


@pytest.mark.parametrize(
    ("wish", "why", "example"),
    [
        ("the author should be a list to pick from", "nothing that can be chosen", "author can be"),
        ("finished should be yes, no or maybe", "kept as yes or no", "add finished chosen"),
        ("books should be either new or used", "Books are a list", "status of books can be new"),
        ("formats: paperback, hardcover, ebook", "chosen from paperback", "format can be"),
    ],
)
def test_what_cant_be_chosen_is_said_with_what_works(wish: str, why: str, example: str) -> None:
    with pytest.raises(RequestRefused) as refusal:
        modify(_written(BOOKS), wish, live=True)
    assert why in refusal.value.message
    assert "Nothing was changed" in refusal.value.message
    assert example in refusal.value.remedy


def test_a_proposal_has_no_records_so_any_field_can_become_a_choice() -> None:
    outcome = modify(_written(BOOKS), "pages should be few, some or many", live=False)
    pages = next(
        f for f in outcome.specification.data_model.entity("book").fields if f.name == "pages"
    )
    assert (pages.type, pages.choices) == (FieldType.CHOICE, ("few", "some", "many"))


@pytest.mark.parametrize(
    "words",
    [
        "author should be shown, sorted and searchable",
        "letters should be red, bold and big",
        "title should be required or visible",
        "phone should be in the list if it is known or required",
        "add a publisher",
        "it should be fast, nice or cheap",
        "dates should be a number or a text",
        "each book has a title, an author and a year",
        "customers should be a list of their own, with name, phone and address",
    ],
)
def test_other_enumerations_offer_no_choices(words: str) -> None:
    assert offer_in(words) is None


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("add a publisher to books", "changes nothing"),
        ("each book should have a shelf, a room and a box", "“Shelf” (text)"),
        ("add notes to books", "“Notes”"),
        ("add first name and last name to author", "there is no “author”"),
        ("the price is on the receipt or in the book", "not understood"),
        ("the phone can be a mobile or a landline", "not understood"),
    ],
)
def test_other_wishes_mean_what_they_meant(wish: str, told: str) -> None:
    try:
        said = " ".join(modify(_written(BOOKS), wish, live=True).changes)
    except RequestRefused as refusal:
        said = refusal.message
    assert told in said


def test_a_long_wish_takes_no_longer_than_others() -> None:
    assert offer_in("status should be " + "a, " * 50_000) is None
