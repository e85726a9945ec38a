"""Orders that lists are asked to have."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.wishes.ordering import orders_in
from models.specification import Entity, FieldSpecification, FieldType, Relation

BOOK = Entity(
    name="book",
    label="Book",
    plural_label="Books",
    title_field="title",
    fields=(
        FieldSpecification(name="title", label="Title"),
        FieldSpecification(name="rating", label="Rating", type=FieldType.RATING),
        FieldSpecification(name="pages", label="Pages", type=FieldType.INTEGER),
        FieldSpecification(name="price", label="Price", type=FieldType.MONEY),
        FieldSpecification(name="bought_on", label="Bought on", type=FieldType.DATE),
        FieldSpecification(name="due_date", label="Due date", type=FieldType.DATE),
        FieldSpecification(name="read", label="Finished", type=FieldType.YES_NO),
    ),
)
SHELF = Entity(
    name="shelf",
    label="Shelf",
    plural_label="Shelves",
    title_field="name",
    fields=(FieldSpecification(name="name", label="Name"),),
)
RELATION = Relation(name="shelf", label="Shelf", source="book", target="shelf")


@pytest.mark.parametrize(
    ("words", "entity", "order"),
    [
        ("sort the books by title", "book", "title"),
        ("Everything ordered by rating please", "book", "-rating"),
        ("sorted by rating, the lowest first", "book", "rating"),
        ("a list of books sorted by due date", "book", "due_date"),
        ("listed by shelf", "book", "shelf"),
        ("the shelves in alphabetical order", "shelf", "name"),
        ("alphabetical", "book", "title"),
        ("newest first", "book", "-bought_on"),
        ("show the oldest books at the top", "book", "bought_on"),
        ("the ones due next should be at the top", "book", "due_date"),
        ("newest shelves on top", "shelf", "-created_at"),
        ("the best ones first", "book", "-rating"),
        ("cheapest first", "book", "price"),
        ("those with the most pages first, the biggest pages on top", "book", "-pages"),
        ("unfinished ones first", "book", "read"),
        ("finished on top", "book", "-read"),
    ],
)
def test_an_order_is_found(words: str, entity: str, order: str) -> None:
    (found,) = orders_in(words, (BOOK, SHELF), (RELATION,))
    assert (found.entity, found.order) == (entity, order)
    assert found.words in words


@pytest.mark.parametrize(
    "words",
    [
        "don't sort them by title",
        "no need to have it sorted by price",
        "not alphabetical",
        "we sort the waste by title",
        "who came first",
        "first name and last name",
        "the nearest ones first",
        "sorted by hand",
        "",
    ],
)
def test_other_words_are_no_order(words: str) -> None:
    assert orders_in(words, (BOOK, SHELF), (RELATION,)) == ()


def test_each_list_has_an_order_of_its_own() -> None:
    found = orders_in("Books sorted by price. Shelves sorted by name.", (BOOK, SHELF))
    assert {one.entity: one.order for one in found} == {"book": "price", "shelf": "name"}


@pytest.mark.parametrize(
    ("language", "words", "order"),
    [
        ("en", "longest waiting on top", "bought_on"),
        ("en", "whoever has waited longest at the top", "bought_on"),
        ("de", "die neuesten zuerst", "-bought_on"),
        ("de", "wer am längsten wartet steht oben", "bought_on"),
        ("fr", "les plus anciens en premier", "bought_on"),
        ("es", "los que llevan más tiempo arriba", "bought_on"),
        ("it", "i più recenti per primi", "-bought_on"),
        ("pt", "os próximos primeiro", "due_date"),
        ("nl", "de oudste bovenaan", "bought_on"),
        ("pl", "najnowsze na górze", "-bought_on"),
    ],
)
def test_an_order_by_age_is_found_in_each_language(language: str, words: str, order: str) -> None:
    (found,) = orders_in("", (BOOK,), (), (f"Books, {words}", language))
    assert (found.order, found.words) == (order, words)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "who has been waiting the longest"),
        ("en", "not the longest waiting first"),
        ("de", "der letzte Termin"),
        ("fr", "le plus ancien membre"),
        ("es", "el próximo viaje"),
    ],
)
def test_what_only_names_the_oldest_is_no_order(language: str, words: str) -> None:
    assert not orders_in("", (BOOK,), (), (words, language))


def test_words_of_an_order_are_no_field_and_no_limit() -> None:
    understood = analyse("Kennel bookings, soonest arrival first please, with owner, dog and phone")
    (booking,) = understood.entities
    assert booking.order == "booking_date"
    assert "Soonest arrival first" not in [field.label for field in booking.fields]
