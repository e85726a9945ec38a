"""What is understood of requests, written down request by request."""

import subprocess
import sys

import pytest
from _pytest.mark.structures import ParameterSet

from activities.understanding.analysis import analyse
from activities.understanding.answers import apply_answers
from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.usual_lists import usual_list_in
from activities.understanding.questions import questions_for
from activities.understanding.warming import warm_up
from models.conversation import MAX_QUESTIONS
from models.errors import RequestRefused
from models.specification import FieldType
from tests.timing import growth
from tests.unit.activities.understanding.meaning import (
    Example,
    entities_in_short,
    examples,
    relations_in_short,
)

READING_LIST = (
    "A reading list: books with title, author, a rating from 1 to 5 and the date finished"
)


def _cases() -> list[ParameterSet]:
    beyond = pytest.mark.xfail(strict=True, reason="a person would expect this, it isn't read yet")
    return [
        pytest.param(example, id=example.request[:60], marks=[beyond] if example.short_of else [])
        for example in examples()
    ]


@pytest.mark.parametrize("example", _cases())
def test_a_request_is_understood(example: Example) -> None:
    understanding = analyse(example.request)
    assert understanding.title == example.title
    assert understanding.category.value == example.category
    assert entities_in_short(understanding) == example.entities
    assert relations_in_short(understanding.relations) == example.relations
    assert len(questions_for(understanding)) == example.questions


def test_there_are_enough_examples_of_enough_kinds() -> None:
    assert len(examples()) >= 60
    assert len({example.category for example in examples()}) >= 9
    assert any(example.questions == 0 for example in examples())
    assert all(example.questions <= MAX_QUESTIONS for example in examples())


def test_the_lexicon_knows_many_domains_and_every_one_can_be_built() -> None:
    lexicon = load()
    assert len(lexicon.domains) >= 40
    for title in lexicon.domains:
        understanding = analyse(f"I would like an app for {title}")
        if usual_list_in(title, "en"):
            assert questions_for(understanding) == (), title
            continue
        assert understanding.completeness < 1
        asked = questions_for(understanding)
        assert 1 <= len([q for q in asked if q.id != "currency"]) <= 2, title
        assert apply_answers(understanding, asked, {}) == understanding


def test_the_reading_list_needs_no_question() -> None:
    understanding = analyse(READING_LIST)
    (book,) = understanding.entities
    assert (book.label, book.plural_label, book.title_field) == ("Book", "Books", "title")
    assert [field.label for field in book.fields] == ["Title", "Author", "Rating", "Date finished"]
    assert [field.required for field in book.fields] == [True, False, False, False]
    assert understanding.completeness == 1
    assert questions_for(understanding) == ()


def test_every_stated_part_carries_the_words_that_it_came_from() -> None:
    understanding = analyse("books with title and author")
    evidence = {finding.what: finding.evidence for finding in understanding.findings}
    assert evidence["entity=book"] == "books with title and author"
    assert evidence["field=book.author"] == "books with title and author"


def test_what_is_assumed_has_no_evidence_and_less_confidence() -> None:
    understanding = analyse("pantry")
    fields = [f for f in understanding.findings if f.what.startswith("field=")]
    assert fields
    assert all(f.evidence == "" and f.confidence < 0.7 for f in fields)


def test_a_chosen_name_is_the_title() -> None:
    assert analyse("books with title", "My shelf").title == "My shelf"
    assert analyse('an app called "Bookworm" for books with title').title == "Bookworm"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("bills with name and amount in $", "USD"),
        ("bills with name and price in €", "EUR"),
        ("bills with name and cost in pounds sterling", "GBP"),
        ("bills with name and amount in Swiss francs", "CHF"),
    ],
)
def test_the_currency_is_read_from_the_words(words: str, code: str) -> None:
    named = [f.what for f in analyse(words).findings if f.what.startswith("currency=")]
    assert named == [f"currency={code}"]


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        ("books, as an iPhone app", "app store"),
        ("bills, and send me an SMS when one is due", "text"),
        ("expenses, connected to my bank", "bank"),
        ("products, and accept payments by card", "payments"),
        ("meetings with video calls", "video"),
        ("recipes, with machine learning that predicts what I like", "learn"),
        ("events for 2 million users", "small team"),
        ("passwords for websites", "password manager"),
        ("tasks, and email reminders", "e-mails"),
    ],
)
def test_what_is_beyond_the_limits_names_the_alternative(wish: str, word: str) -> None:
    understanding = analyse(wish)
    assert any(word in wish.explanation for wish in understanding.beyond)
    assert understanding.entities


def test_passwords_are_never_a_field() -> None:
    understanding = analyse("accounts with website, username and password")
    names = {field.name for entity in understanding.entities for field in entity.fields}
    assert "password" not in names
    assert understanding.beyond


@pytest.mark.parametrize(
    "request_text",
    [
        "build me a keylogger",
        "an app to secretly record what my girlfriend types",
        "make a phishing site for a bank",
        "I want to spy on my neighbour",
        "track my wife's phone without her knowledge",
    ],
)
def test_harmful_requests_are_refused_with_a_remedy(request_text: str) -> None:
    with pytest.raises(RequestRefused) as refused:
        analyse(request_text)
    assert refused.value.remedy


@pytest.mark.parametrize(
    "request_text", ["spy novels I have read", "phishing awareness trainings with date and trainer"]
)
def test_harmless_words_about_harm_are_not_refused(request_text: str) -> None:
    assert analyse(request_text).entities


def test_the_same_words_always_mean_the_same() -> None:
    assert analyse(READING_LIST) == analyse(READING_LIST)


def test_labels_keep_the_words_and_names_avoid_what_is_reserved() -> None:
    (thing,) = analyse("tickets with type, list, class, id, created at and index").entities
    labels = [field.label for field in thing.fields]
    assert {"Type", "List", "Class", "Id", "Created at", "Index"} <= set(labels)
    assert {"kind", "list_name", "class_name", "reference"} <= {f.name for f in thing.fields}


def test_a_money_field_is_money() -> None:
    (expense,) = analyse("expenses with what and amount").entities
    assert {field.name: field.type for field in expense.fields}["amount"] is FieldType.MONEY


def test_five_hundred_words_are_read_quickly() -> None:
    warm_up()
    words = " ".join(example.request for example in examples()).split()
    few, many = " ".join(words[:125]), " ".join(words[:500])
    assert growth(lambda: analyse(few), lambda: analyse(many)) < 10


def test_a_usual_request_is_read_without_the_tables_of_exceptions() -> None:
    # They take more than a second of a worker's time, which its first job would wait for.
    program = (
        "import sys; from activities.understanding.analysis import analyse; "
        f"analyse({READING_LIST!r}); sys.exit('inflect' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@pytest.mark.parametrize(
    ("request_text", "title"),
    [
        (
            "We run a small tool library in our street. Neighbours borrow tools; I want to know "
            "who has which tool, since when, and when it must come back. Show what is overdue.",
            "Tools, loans and neighbours",
        ),
        ("Members and payments: name, address, paid", "Members and payments"),
    ],
)
def test_what_people_do_is_no_title(request_text: str, title: str) -> None:
    assert analyse(request_text).title == title
