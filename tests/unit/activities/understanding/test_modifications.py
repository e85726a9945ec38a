"""Changes in words, to proposals and to applications that have data."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, FieldType
from tests.unit.activities.understanding.meaning import Example, examples

BOOKS = (
    "A reading list: books with title, author, a rating from 1 to 5, status (to read, reading, "
    "finished) and the date finished; each book belongs to a shelf with a name and room"
)


def _books() -> ApplicationSpecification:
    return write_specification(analyse(BOOKS))


@pytest.mark.parametrize(
    ("wish", "entity", "field", "kind"),
    [
        ("add a publisher to books", "book", "publisher", FieldType.TEXT),
        ("add a field notes to books", "book", "notes", FieldType.LONG_TEXT),
        ("please add a field for the date I bought it", "book", "date_i_bought_it", FieldType.DATE),
        ("add number of pages", "book", "number_of_pages", FieldType.INTEGER),
        ("also track the language of each book", "book", "language", FieldType.TEXT),
        ("books should also have a price", "book", "price", FieldType.MONEY),
        ("I also want to record where I bought it", "book", "where_i_bought_it", FieldType.TEXT),
        ("add genre (fantasy, crime or other)", "book", "genre", FieldType.CHOICE),
        ("add priority: low, medium, high to books", "book", "priority", FieldType.CHOICE),
        ("add a photo to books", "book", "photo", FieldType.PHOTO),
        ("add a cover picture to books", "book", "cover_picture", FieldType.PHOTO),
        ("add a photo link to shelves", "shelf", "photo_link", FieldType.URL),
        ("add a yes/no field lent to books", "book", "lent", FieldType.YES_NO),
        ("can you add an ISBN?", "book", "isbn", FieldType.TEXT),
    ],
)
def test_a_field_is_added(wish: str, entity: str, field: str, kind: FieldType) -> None:
    before = _books()
    outcome = modify(before, wish, live=True)
    old, new = before.data_model.entity(entity), outcome.specification.data_model.entity(entity)
    added = [f for f in new.fields if f not in old.fields]
    assert [(f.name, f.type, f.required) for f in added] == [(field, kind, False)]
    assert added[0].label in outcome.changes[0]
    assert any("nothing in" in sentence for sentence in outcome.impact)


@pytest.mark.parametrize(
    ("wish", "name", "fields"),
    [
        ("add an entity publisher with name and city", "publisher", ["name", "city"]),
        ("add publishers with name and website", "publisher", ["name", "website"]),
        ("also keep track of films with title and director", "film", ["title", "director"]),
        ("add a loan table with book, to whom and date", "loan", ["to_whom", "loan_date"]),
    ],
)
def test_an_entity_is_added(wish: str, name: str, fields: list[str]) -> None:
    outcome = modify(_books(), wish, live=True)
    added = outcome.specification.data_model.entity(name)
    assert [field.name for field in added.fields] == fields


def test_an_entity_can_refer_to_one_that_exists() -> None:
    outcome = modify(_books(), "add a loan table with book, to whom and date", live=True)
    relations = [(r.source, r.target) for r in outcome.specification.data_model.relations]
    assert ("loan", "book") in relations


def test_relations_are_added_and_make_what_is_missing() -> None:
    model = modify(_books(), "each book belongs to a publisher", live=True).specification.data_model
    assert ("book", "publisher") in [(r.source, r.target) for r in model.relations]
    model = modify(_books(), "books can have many tags", live=True).specification.data_model
    assert ("book", "tag") in [(r.source, r.target) for r in model.relations]


def test_labels_change_and_names_stay() -> None:
    model = modify(_books(), "rename author to writer", live=True).specification.data_model
    assert [(f.name, f.label) for f in model.entity("book").fields][1] == ("author", "Writer")
    model = modify(_books(), "rename books to novels", live=True).specification.data_model
    assert (model.entity("book").label, model.entity("book").plural_label) == ("Novel", "Novels")


@pytest.mark.parametrize(
    "wish",
    ["call it Bookworm", "rename the app to Bookworm", 'change the title to "Bookworm"'],
)
def test_the_title_changes(wish: str) -> None:
    outcome = modify(_books(), wish, live=True)
    assert outcome.specification.metadata.title == "Bookworm"
    assert outcome.specification.data_model == _books().data_model


def test_choices_are_added_at_the_end() -> None:
    model = modify(
        _books(), "add the choices lost and sold to status", live=True
    ).specification.data_model
    status = next(f for f in model.entity("book").fields if f.name == "status")
    assert status.choices == ("to read", "reading", "finished", "lost", "sold")


def test_fields_become_required_and_optional_again() -> None:
    required = modify(_books(), "make author required", live=True).specification
    assert required.data_model.entity("book").fields[1].required
    optional = modify(required, "the author should be optional", live=True).specification
    assert optional.data_model == _books().data_model


def test_several_changes_in_one_sentence() -> None:
    outcome = modify(
        _books(), "call it Bookworm, add a publisher and make author required", live=True
    )
    assert len(outcome.changes) == 3


@pytest.mark.parametrize(
    "wish",
    ["drop the rating", "remove shelves", "delete the author field", "hide the status",
     "replace rating with score"],
)  # fmt: skip
def test_nothing_is_removed_from_what_has_data(wish: str) -> None:
    with pytest.raises(RequestRefused, match="lose or hide data") as refused:
        modify(_books(), wish, live=True)
    assert "renamed" in refused.value.remedy


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        ("fly to the moon", "fly to the moon"),
        ("change rating to a number", "change rating"),
        ("make title optional", "Title"),
        ("add a field x to unicorns", "unicorns"),
        ("rename horn to tusk", "horn"),
        ("add the choice red to author", "author"),
        ("🎉", "no change"),
        ("add a title", "changes nothing"),
    ],
)
def test_what_is_not_understood_is_named(wish: str, word: str) -> None:
    with pytest.raises(RequestRefused) as refused:
        modify(_books(), wish, live=True)
    assert word in refused.value.message
    assert "add notes to books" in refused.value.remedy


def test_a_proposal_can_lose_fields_and_entities() -> None:
    specification = write_specification(
        analyse(BOOKS), (), {}, ("drop the rating and the date finished", "remove shelf")
    )
    (book,) = specification.data_model.entities
    assert [field.name for field in book.fields] == ["title", "author", "status"]
    assert specification.data_model.relations == ()


def test_a_wish_that_is_not_understood_is_refused_in_a_proposal_too() -> None:
    with pytest.raises(RequestRefused, match="fly"):
        write_specification(analyse(BOOKS), (), {}, ("fly to the moon",))


_WISHES = [
    "add a publisher", "add notes and price", "add a field colour", "add shops with name and city",
    "each {one} belongs to a shop", "{many} can have many tags", "make everything required",
    "rename {one} to gizmo", "call it Zed", "add an email", "{many} should have a date",
    "add a list of helpers with name and phone", "add {one} to {many}",
    "add an id, a type and a class",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(examples()), st.lists(st.sampled_from(_WISHES), min_size=1, max_size=4))
def test_additive_changes_keep_every_name_and_type(example: Example, wishes: list[str]) -> None:
    specification = write_specification(analyse(example.request))
    for wish in wishes:
        before = specification.data_model
        main = before.entities[0]
        said = wish.format(one=main.label.lower(), many=main.plural_label.lower())
        try:
            specification = modify(specification, said, live=True).specification
        except RequestRefused:
            continue
        for entity in before.entities:
            kept = specification.data_model.entity(entity.name)
            shapes = [(f.name, f.type) for f in entity.fields]
            assert [(f.name, f.type) for f in kept.fields][: len(shapes)] == shapes
            assert kept.title_field == entity.title_field
        references = [(r.name, r.source, r.target, r.kind) for r in before.relations]
        after = specification.data_model.relations[: len(references)]
        assert [(r.name, r.source, r.target, r.kind) for r in after] == references


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_change_request_ends_in_a_change_or_a_refusal(wish: str) -> None:
    with contextlib.suppress(RequestRefused):
        outcome = modify(_books(), wish, live=True)
        assert outcome.changes
        assert outcome.impact


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ("export to excel", "Export as CSV"),
        ("undo my last change", "rolling back"),
        ("sort them by colour", "column's heading"),
        ("I'd like dark mode", "how an application looks"),
        ("make it blue", "how an application looks"),
        ("the title should be a number, not text", "type of a field stays"),
    ],
)
def test_wishes_that_need_no_change_are_answered(wish: str, answer: str) -> None:
    with pytest.raises(RequestRefused, match="Nothing was changed") as refusal:
        modify(_books(), wish, live=True)
    assert answer in str(refusal.value)


@pytest.mark.parametrize(
    ("wish", "order", "told"),
    [
        ("newest first please", "-date_finished", "Books are listed by date finished, the latest"),
        ("sort the books by author", "author", "Books are listed by author, A to Z."),
        ("I'd like the best ones at the top", "-rating", "by rating, the highest first"),
        ("could it be sorted by shelf?", "shelf", "Books are listed by shelf, A to Z."),
    ],
)
def test_a_list_gets_another_order(wish: str, order: str, told: str) -> None:
    outcome = modify(_books(), wish, live=True)
    assert outcome.specification.data_model.entity("book").order == order
    assert told in outcome.changes[0]
    assert any(told in item.statement for item in outcome.specification.functional)
    assert outcome.impact == ["Nothing that exists is changed."]


def test_an_order_that_is_there_changes_nothing() -> None:
    sorted_ = modify(_books(), "sort by author", live=True).specification
    with pytest.raises(RequestRefused, match="like that already"):
        modify(sorted_, "sort by author", live=True)


def test_the_order_of_a_field_that_was_left_out_is_told_no_more() -> None:
    sorted_ = modify(_books(), "sort by author", live=False).specification
    without = modify(sorted_, "remove the author", live=False).specification
    assert not any("listed by" in item.statement for item in without.functional)


CLUB = (
    "An app for our tennis club: courts with name and location, members with name, phone and "
    "email, and bookings: which court, which member, date."
)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("there should be a second list of trophies with year and winner", "Trophies are kept"),
        ("can we have the tournaments in there too? date, winner", "Tournaments are kept too"),
        ("the courts are in halls, halls have a number", "Halls are kept too"),
    ],
)
def test_what_words_mean_is_added_where_no_rule_reads_them(wish: str, told: str) -> None:
    before = write_specification(analyse(CLUB))
    outcome = modify(before, wish, live=True)
    assert any(told in sentence for sentence in outcome.changes), outcome.changes
    for entity in before.data_model.entities:
        after = outcome.specification.data_model.entity(entity.name)
        assert after.fields[: len(entity.fields)] == entity.fields
        assert not any(field.required for field in after.fields[len(entity.fields) :])


@pytest.mark.parametrize(
    "wish",
    [
        "thank you, that's great",
        "it's too slow",
        "make the title bigger",
        "don't show the phone in the list",
        "the phone isn't needed any more",
        "what does it cost?",
    ],
)
def test_what_asks_for_nothing_to_keep_adds_nothing(wish: str) -> None:
    with pytest.raises(RequestRefused):
        modify(write_specification(analyse(CLUB)), wish, live=True)
