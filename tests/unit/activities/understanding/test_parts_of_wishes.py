"""Wishes of several parts: what can be done is done, and what can't is told."""

import pytest

from activities.specification.writing import Said, compose, write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from models.errors import RequestRefused
from models.specification import ApplicationSpecification

BOOKS = (
    "A reading list: books with title, author, a rating from 1 to 5, status (to read, reading, "
    "finished) and the date finished; each book belongs to a shelf with a name and room"
)
CLUB = (
    "An app for our tennis club: courts with name and location, members with name, phone and "
    "email, and bookings: which court, which member, date."
)


def _specification(request: str) -> ApplicationSpecification:
    return write_specification(analyse(request))


@pytest.mark.parametrize(
    ("wish", "done", "undone"),
    [
        ("add a photo and drop the rating", "“Photo”", "“drop the rating”"),
        ("drop the rating and add a photo", "“Photo”", "“drop the rating”"),
        ("add a field x to unicorns and call it Y", "called “Y”", "“add a field x to unicorns”"),
        ("make author required. fly to the moon", "“Author”", "“fly to the moon”"),
        ("title must be filled in and add a photo", "“Photo”", "must be filled in already"),
    ],
)
def test_what_can_be_done_is_done_and_the_rest_is_told(wish: str, done: str, undone: str) -> None:
    outcome = modify(_specification(BOOKS), wish, live=True)
    assert done in " ".join(outcome.changes)
    assert any(undone in sentence for sentence in outcome.impact)
    assert not any("Nothing was changed" in sentence for sentence in outcome.impact)


def test_every_part_of_a_wish_is_named_where_none_can_be_done() -> None:
    with pytest.raises(RequestRefused) as refused:
        modify(_specification(BOOKS), "drop the rating. Fly to the moon", live=True)
    assert "drop the rating" in refused.value.message
    assert "Fly to the moon" in refused.value.message


def test_what_could_not_be_done_is_told_with_a_proposal() -> None:
    understanding = analyse(BOOKS)
    wish = "add a photo and make horn required"
    written = compose(Said(understanding, changes=(wish,), request=BOOKS))
    assert any("make horn required" in sentence for sentence in written.left_out)
    assert any(f.name == "photo" for f in written.specification.data_model.entity("book").fields)


@pytest.mark.parametrize(
    ("request_", "example"),
    [(BOOKS, "add notes to books"), (CLUB, "add notes to courts")],
)
def test_examples_are_about_what_is_kept(request_: str, example: str) -> None:
    with pytest.raises(RequestRefused) as refused:
        modify(_specification(request_), "fly to the moon", live=True)
    assert example in refused.value.remedy
    assert "{" not in refused.value.remedy


def test_fields_of_several_lists_go_each_to_its_own() -> None:
    wish = "add street and city to members and a surface to courts"
    model = modify(_specification(CLUB), wish, live=True).specification.data_model
    assert [f.label for f in model.entity("member").fields][-2:] == ["Street", "City"]
    assert [f.label for f in model.entity("court").fields][-1:] == ["Surface"]


def test_several_fields_are_demanded_at_once() -> None:
    outcome = modify(_specification(CLUB), "make phone and email required", live=True)
    member = outcome.specification.data_model.entity("member")
    required = {field.name for field in member.fields if field.required}
    assert required >= {"phone", "email"}


def test_only_so_many_changes_are_made_at_once() -> None:
    wish = ". ".join(f"Make horn{number} required" for number in range(60))
    with pytest.raises(RequestRefused, match="Nothing was changed"):
        modify(_specification(CLUB), wish, live=True)
