"""What is marked in requests, by the network that is shipped."""

import pytest

from activities.understanding.marking.heads import Named
from activities.understanding.marking.naming import name_of_thing, noun_phrase, own_name
from activities.understanding.marking.reading import mark
from models.conversation import Limit
from models.specification import View


def test_things_and_their_fields_are_marked() -> None:
    marked = mark("A list of my books with title, author and the date I finished each of them.")
    assert {thing.name for thing in marked.things} == {"book"}
    assert [(f.owner, f.type) for f in marked.fields] == [
        ("book", "text"),
        ("book", "text"),
        ("book", "date"),
    ]


def test_words_stand_where_they_are_said_to() -> None:
    text = "Tools: name, who borrowed it, when it comes back"
    for field in mark(text).fields:
        assert text[field.words.start : field.words.end] == field.words.text


def test_things_that_belong_together_are_related() -> None:
    marked = mark("Plants have a name and a species. For each watering of a plant note the date.")
    assert ("watering", "plant", False) in [(r.source, r.target, r.many) for r in marked.relations]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Expenses with amount and date, and a chart of them per month", View.CHART),
        ("Chores with name and day, shown in a calendar", View.CALENDAR),
        ("Members with name and phone. It should send them text messages.", Limit.SMS),
        ("Recipes with title, and people can pay for them by credit card", Limit.PAYMENTS),
    ],
)
def test_wishes_are_marked(text: str, kind: View | Limit) -> None:
    assert kind in {wish.kind for wish in mark(text).wishes}


def test_what_is_denied_is_no_wish() -> None:
    marked = mark("Chores with name and day. No calendar please, and no reminders.")
    assert not {View.CALENDAR, View.REMINDER} & {wish.kind for wish in marked.wishes}


def test_the_same_words_are_marked_the_same() -> None:
    text = "Jars of jam with fruit, year and how many are left"
    assert mark(text) == mark(text)


def test_nothing_is_marked_in_nothing() -> None:
    assert mark(" ").things == ()


def test_own_names_are_canonical() -> None:
    assert own_name("our library books") == "library_book"


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("which old folk at the door", "old folk"),
        ("the ropes,", "ropes"),
        ("evening's", "evening"),
        ("visits to the vet", "visits"),
        ("face to face meetings", "face to face meetings"),
        ("household to-do list", "household to-do list"),
        ("terms and conditions", "terms and conditions"),
        ("food and drink orders", "food and drink orders"),
        ("whoever cooks", ""),
        ("ropes, cups", ""),
        ("harnesses and karabiners", ""),
    ],
)
def test_things_are_named_by_their_nouns(words: str, noun: str) -> None:
    assert noun_phrase(words) == noun


def test_what_only_tells_a_doing_names_nothing() -> None:
    named = Named(own=0.9, usual="session", confidence=0.05)
    assert name_of_thing("whoever rides", named, None) == ("person", True)
    assert name_of_thing("ropes, cups", named, None) == ("item", True)


def test_a_usual_name_that_only_looks_alike_is_not_meant() -> None:
    named = Named(own=0.2, usual="shift", confidence=0.9)
    assert name_of_thing("swifts", named, None) == ("swift", True)
    assert name_of_thing("turns", named, None) == ("shift", False)


def test_company_cars_are_cars_however_little_of_them_is_marked() -> None:
    words = "Office of seven people, we share two company cars. Who has which car when"
    first, *_ = mark(words).things
    assert first.name == "company_car"
