"""What is wanted in place of a field, and who did something."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.replacements import replacement_in
from models.errors import RequestRefused
from models.specification import DataModel, FieldType

BOOKS = "My books: title, author, genre, publisher, pages, finished yes or no"
TEAM = (
    "I coach a kids football team. Players with name, date of birth and parent's phone. "
    "Matches with date, opponent and result."
)
JOBS = (
    "We repair bicycles. Customers with name, phone and email, and the repair jobs: bike, "
    "description, date in, status (open, done), price, notes"
)


def _changed(request: str, wish: str, *, live: bool = True) -> tuple[DataModel, list[str]]:
    outcome = modify(write_specification(analyse(request)), wish, live=live)
    return outcome.specification.data_model, outcome.impact


def _last(model: DataModel, entity: str, count: int) -> list[tuple[str, FieldType]]:
    return [(field.label, field.type) for field in model.entity(entity).fields[-count:]]


@pytest.mark.parametrize(
    ("wish", "label"),
    [
        ("replace finished by a date", "Date finished"),
        ("instead of finished yes/no I want the date I finished", "Date I finished"),
        (
            "Honestly I find it confusing that finished is a tick box, "
            "I'd rather have the date I finished it",
            "Date I finished it",
        ),
        ("I want the date I finished instead of finished", "Date I finished"),
    ],
)
def test_a_date_takes_the_place_of_a_tick(wish: str, label: str) -> None:
    model, impact = _changed(BOOKS, wish)
    assert _last(model, "book", 2) == [("Finished", FieldType.YES_NO), (label, FieldType.DATE)]
    assert "“Finished” stays beside it: what was entered in it is kept." in impact


def test_a_proposal_loses_what_is_replaced() -> None:
    model, _ = _changed(BOOKS, "replace finished by a date", live=False)
    assert "finished" not in [field.name for field in model.entity("book").fields]


@pytest.mark.parametrize(
    "wish",
    [
        "Make the result two numbers, our goals and their goals",
        "the result should be two numbers: our goals and their goals",
    ],
)
def test_one_field_becomes_two(wish: str) -> None:
    model, _ = _changed(TEAM, wish)
    match = next(one for one in model.entities if one.label == "Match")
    whole = FieldType.INTEGER
    assert _last(model, match.name, 2) == [("Our goals", whole), ("Their goals", whole)]


@pytest.mark.parametrize(
    "wish", ["Split the name into first name and last name", "split name in first and last name"]
)
def test_a_name_is_split(wish: str) -> None:
    model, _ = _changed(JOBS, wish)
    text = FieldType.TEXT
    assert _last(model, "customer", 2) == [("First name", text), ("Last name", text)]
    proposed, _ = _changed(JOBS, wish, live=False)
    assert proposed.entity("customer").title_field == "first_name"
    assert "Name" not in [field.label for field in proposed.entity("customer").fields]


def test_choices_take_the_place_of_a_date() -> None:
    wish = "Date of birth isn't needed, the age group is enough (U9, U10, U11)"
    model, impact = _changed(TEAM, wish)
    assert model.entity("player").fields[-1].choices == ("U9", "U10", "U11")
    assert any("“Date of birth” stays" in sentence for sentence in impact)


def test_a_field_gets_the_name_that_was_meant_and_another_beside_it() -> None:
    wish = (
        "the price is not what I meant, that's the estimate. "
        "there should be estimate and final price"
    )
    model, _ = _changed(JOBS, wish)
    job = [field.label for field in model.entity("job").fields]
    assert "Price" not in job
    assert {"Estimate", "Final price"} <= set(job)


def test_parts_without_names_are_asked_for() -> None:
    with pytest.raises(RequestRefused, match="what each of them is called"):
        _changed(TEAM, "make the result two numbers")


@pytest.mark.parametrize(
    ("wish", "label", "people"),
    [
        ("jobs are done by Tom or Aylin", "Done by", ("Tom", "Aylin")),
        ("add who does the job: Tom or Aylin", "Who does the job", ("Tom", "Aylin")),
        (
            "there are two of us in the workshop, me (Tom) and Aylin. "
            "I want to see who's doing which job",
            "Who is doing it",
            ("Tom", "Aylin"),
        ),
        ("I want to see who is doing which job", "Who is doing it", ()),
    ],
)
def test_who_does_it_is_known_of_what_is_done(
    wish: str, label: str, people: tuple[str, ...]
) -> None:
    before = write_specification(analyse(JOBS)).data_model
    model, _ = _changed(JOBS, wish)
    assert [entity.name for entity in model.entities] == [e.name for e in before.entities]
    added = model.entity("job").fields[-1]
    assert (added.label, added.choices) == (label, people)


def test_what_nobody_does_is_no_field() -> None:
    before = write_specification(analyse(JOBS)).data_model
    model, _ = _changed(JOBS, "jobs are sorted by date or status")
    assert [entity.fields for entity in model.entities] == [e.fields for e in before.entities]


@pytest.mark.parametrize(
    "words",
    [
        "replace rating with score",
        "the phone is the problem",
        "the title is the best",
        "add a publisher",
        "rename author to writer",
        "split " + "very " * 100 + "much",
        "the price is a number",
        "each book has an author and a title",
    ],
)
def test_other_words_replace_nothing(words: str) -> None:
    assert replacement_in(words) is None


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("add a checklist", "This is there already: Books can be ticked off"),
        ("add a title", "“Title” is known of each book already"),
    ],
)
def test_what_is_there_is_named(wish: str, told: str) -> None:
    with pytest.raises(RequestRefused) as refusal:
        _changed(BOOKS, wish)
    assert told in refusal.value.message
