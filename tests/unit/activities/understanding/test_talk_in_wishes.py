"""What people say around their wishes: questions, thanks, roundabout ways and "it"."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from models.errors import RequestRefused
from models.specification import ApplicationSpecification

BOOKS = (
    "My books: title, author, genre, publisher, pages, format (paperback, hardcover, ebook), "
    "rating from 1 to 10, finished yes or no"
)
CLUB = (
    "An app for our tennis club: courts with name and location, members with name, phone and "
    "email, and bookings: which court, which member, date."
)


@pytest.fixture(scope="module")
def books() -> ApplicationSpecification:
    return write_specification(analyse(BOOKS))


@pytest.fixture(scope="module")
def club() -> ApplicationSpecification:
    return write_specification(analyse(CLUB))


@pytest.mark.parametrize(
    "wish",
    [
        "Why do I have to type in the year every time?? can it just be today's date",
        "why do I have to scroll so far",
        "how much have I spent in March?",
        "How many books did my wife read?",
        "do we really need the publisher?",
        "is the rating shown anywhere?",
        "what does it cost",
        "readers often have allergies, where do I put that?",
        "how come the author isn't in the list?",
        "the books that have to be returned today should be on top",
        "thanks!",
        "That's great so far, thank you very much.",
    ],
)
def test_questions_and_thanks_add_nothing(wish: str, books: ApplicationSpecification) -> None:
    with pytest.raises(RequestRefused) as refused:
        modify(books, wish, live=True)
    assert "add notes to books" in refused.value.remedy


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ("how much have I spent in March?", "start page shows counts"),
        ("why do I have to type in the year every time?", "optional"),
        ("where do I put the price?", "say what is to be noted"),
        ("Can I print the list?", "print command"),
        ("print the books for my mother", "print command"),
        ("can I see only the unread ones", "narrowed down"),
        ("make the notes bigger so I can write several lines", "as many lines as you write"),
    ],
)
def test_a_question_is_answered(wish: str, answer: str, books: ApplicationSpecification) -> None:
    with pytest.raises(RequestRefused) as refused:
        modify(books, wish, live=True)
    assert answer in refused.value.message


@pytest.mark.parametrize(
    ("wish", "label"),
    [
        ("thanks! one more thing, I'd like to see the cover", "Cover"),
        ("Great, thank you. Please add a shop", "Shop"),
        ("who gave it to me would be good to have", "Who gave it to me"),
        ("a colour would be nice", "Colour"),
        ("it would be useful to know the language", "Language"),
        ("it'd be great if I could note the price", "Price"),
        ("there should be a place to write what I learned", "What I learned"),
        ("I need somewhere to note the shelf", "Shelf"),
        ("there should be a translator", "Translator"),
        ("what about an ISBN?", "ISBN"),
        ("add a notes field where I can write a lot", "Notes"),
        ("when someone borrows one I want to know the reason", "Reason"),
        ("would you mind adding a shelf?", "Shelf"),
        ("I was wondering if you could add a shelf", "Shelf"),
        ("a shelf is missing", "Shelf"),
        ("when was it bought", ""),
    ],
)
def test_a_roundabout_wish_adds_what_it_names(
    wish: str, label: str, books: ApplicationSpecification
) -> None:
    before = [field.label for field in books.data_model.entity("book").fields]
    if not label:
        with pytest.raises(RequestRefused):
            modify(books, wish, live=True)
        return
    (entity,) = modify(books, wish, live=True).specification.data_model.entities
    assert [field.label for field in entity.fields if field.label not in before] == [label]


def test_a_field_of_each_is_called_by_its_own_name(club: ApplicationSpecification) -> None:
    wish = "it'd be good to know the surface of each court"
    court = modify(club, wish, live=True).specification.data_model.entity("court")
    assert court.fields[-1].label == "Surface"


def test_things_that_are_lent_are_known_to_be_away(books: ApplicationSpecification) -> None:
    outcome = modify(books, "I lend books to friends, keep track of that", live=True)
    labels = [field.label for field in outcome.specification.data_model.entity("book").fields]
    assert labels[-3:] == ["Lent to", "Date lent", "Returned"]
    assert any("are away" in sentence for sentence in outcome.changes)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("add a date bought and sort by it", "Books are listed by date bought"),
        ("add a shop and make it required", "“Shop” of a book must be filled in"),
        ("add shops: name, town; each belongs to a book", "Each shop can refer to a book"),
        ("When's the book returned? add that", "Each book gets “When the book is returned”"),
    ],
)
def test_it_means_what_was_spoken_of_last(
    wish: str, told: str, books: ApplicationSpecification
) -> None:
    changes = modify(books, wish, live=True).changes
    assert any(told in sentence for sentence in changes), changes


@pytest.mark.parametrize(
    ("wish", "quoted"),
    [
        ("do we really need the publisher? otherwise remove it", "remove publisher"),
        ("no idea what genre is for, kick it out, and the author must be filled in", "kick genre"),
        ("we no longer need the pages of the books", "no longer need"),
        ("the publisher isn't needed any more", "publisher isn't"),
        ("genre can go", "genre can go"),
        ("throw the pages out", "throw the pages out"),
        ("I never use the publisher", "never use the publisher"),
        ("I'm not sure about the rating, maybe remove it?", "maybe remove rating"),
    ],
)
def test_other_words_for_removing_are_understood(
    wish: str, quoted: str, books: ApplicationSpecification
) -> None:
    try:
        told = " ".join(modify(books, wish, live=True).impact)
    except RequestRefused as refused:
        told = refused.message
    assert quoted in told
    assert "would lose or hide data" in told


@pytest.mark.parametrize(
    ("wish", "gone"),
    [
        ("Get rid of the publisher, I never fill it in", "publisher"),
        ("we no longer need the genre", "genre"),
        ("do we really need the pages? otherwise remove them", "pages"),
    ],
)
def test_a_proposal_loses_what_is_not_needed(
    wish: str, gone: str, books: ApplicationSpecification
) -> None:
    (book,) = modify(books, wish, live=False).specification.data_model.entities
    assert gone not in [field.name for field in book.fields]
