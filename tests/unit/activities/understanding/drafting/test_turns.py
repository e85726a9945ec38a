"""What is said in a fixed turn of speech tells the same fields, whatever it is about."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.drafting.turns import turns_in
from models.fields import FieldType


def _told(words: str) -> list[tuple[str, str]]:
    return [(hint.label, hint.type.value) for turn in turns_in(words) for hint in turn.fields]


def _labels(request_text: str) -> dict[str, str]:
    (entity, *_) = analyse(request_text).entities
    return {field.label: field.type.value for field in entity.fields}


@pytest.mark.parametrize(
    ("words", "place", "day"),
    [
        ("bought where & when", "where bought", "bought on"),
        ("bought when and where", "where bought", "bought on"),
        ("when and where bought", "where bought", "bought on"),
        ("with where/when caught", "where caught", "caught on"),
        ("where and when it was found", "where found", "found on"),
        ("where and when i bought it", "where bought", "bought on"),
        ("adopted by and when", "adopted by", "adopted on"),
        ("lent to whom and when", "lent to", "lent on"),
        ("when and by whom repaired", "repaired by", "repaired on"),
        ("who took it and when", "taken by", "taken on"),
    ],
)
def test_who_or_where_and_when_are_two_fields(words: str, place: str, day: str) -> None:
    assert _told(words) == [(place, "text"), (day, "date")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("adopted where", ("where adopted", "text")),
        ("and where they are kept", ("where kept", "text")),
        ("where it is usually stored", ("where stored", "text")),
        ("allowed to steer the barge yes/no", ("allowed to steer the barge", "yes_no")),
        ("willing to drive at night (y/n)", ("willing to drive at night", "yes_no")),
        ("receipt as a photo", ("receipt", "photo")),
        ("how much eaten", ("amount eaten", "text")),
        ("how much he ate", ("amount eaten", "text")),
        ("how much was drunk in ml", ("amount drunk", "decimal")),
        ("how much of it used (kg)", ("amount used", "decimal")),
        ("how much milk drunk", ("milk drunk", "text")),
        ("receipt scan", ("receipt scan", "photo")),
        ("scan of the receipt", ("scan of the receipt", "photo")),
        ("a copy of the invoice", ("copy of the invoice", "photo")),
        ("scanned passport", ("scanned passport", "photo")),
        ("entry fee £2 a head", ("entry fee", "money")),
        ("with monthly rent €450.50", ("monthly rent", "money")),
        ("rent 450 a month", ("rent", "money")),
        ("deposit of 50 euros", ("deposit", "money")),
        ("vaccinated (date)", ("vaccinated on", "date")),
    ],
)
def test_an_amount_a_copy_a_price_or_a_day_is_one_field(words: str, told: tuple[str, str]) -> None:
    assert _told(words) == [told]


@pytest.mark.parametrize(
    ("words", "one", "other", "kind"),
    [
        ("sow from month to month", "sow from", "sow until", "choice"),
        ("sow indoors feb - apr", "sow indoors from", "sow indoors until", "choice"),
        ("plant in march to may", "plant from", "plant until", "choice"),
        ("in flower from … to …", "in flower from", "in flower until", "choice"),
        ("available from ... to ...", "available from", "available until", "date"),
        ("chipped (number)", "chipped", "Chip number", ""),
        ("insured (policy no)", "insured", "policy number", ""),
        ("morning top and bottom number", "morning top number", "morning bottom number", "integer"),
        ("left and right eye pressure", "left eye pressure", "right eye pressure", "text"),
    ],
)
def test_ends_pairs_and_numbers_are_two_fields(words: str, one: str, other: str, kind: str) -> None:
    kinds = (kind, kind) if kind else ("yes_no", "text")
    assert _told(words) == list(zip((one, other), kinds, strict=True))


@pytest.mark.parametrize(
    "words",
    [
        "where bought",
        "when and where we meet",
        "seed where and when",
        "who owns it and when to return",
        "whether eaten",
        "how much paid",
        "how much time used",
        "how much i like it",
        "pregnancy scan",
        "scan date",
        "copies of the book",
        "copy sent",
        "deposit £50 paid",
        "we pay rent 450 a month",
        "price 20",
        "size 15",
        "neutered (yes/no)",
        "painted (red, blue)",
        "baked (number)",
        "show sales from january to march",
        "travelled from … to …",
        "rating from 1 to 5",
        "salt and pepper amount",
    ],
)
def test_what_only_looks_alike_is_left_alone(words: str) -> None:
    assert _told(words) == []


def test_turns_take_the_place_of_what_was_made_of_their_words() -> None:
    assert _labels("Appliances with brand, model, bought where & when, receipt scan, price") == {
        "Brand": "text",
        "Model": "text",
        "Where bought": "text",
        "Bought on": "date",
        "Receipt scan": "photo",
        "Price": "money",
    }
    assert _labels("dogs: name, breed, chipped (number), vaccinated (date)") == {
        "Name": "text",
        "Breed": "text",
        "Chipped": "yes_no",
        "Chip number": "text",
        "Vaccinated on": "date",
    }


def test_both_numbers_are_kept_of_each_time_of_the_day() -> None:
    told = _labels(
        "blood pressure: date, morning top and bottom number, evening top and bottom number"
    )
    assert list(told) == [
        "Date",
        "Morning top number",
        "Morning bottom number",
        "Evening top number",
        "Evening bottom number",
    ]
    assert set(list(told.values())[1:]) == {"integer"}


def test_a_second_half_is_no_unit() -> None:
    told = _labels("football matches: opponent, date, goals in first and second half")
    assert told["Goals in first half"] == told["Goals in second half"] == "integer"


def test_what_is_told_of_eating_is_added_where_nothing_was_made_of_it() -> None:
    assert _labels("puppy feeding diary: date, food, how much eaten")["Amount eaten"] == "text"


def test_seasons_are_months() -> None:
    (plant, *_) = analyse("Seeds: variety, sow from month to month, use by year").entities
    ends = {field.label: field for field in plant.fields}
    assert ends["Sow from"].type is FieldType.CHOICE
    assert ends["Sow until"].choices[::11] == ("January", "December")


@pytest.mark.parametrize(
    ("request_text", "label", "kind"),
    [
        (
            "films I watched: title, director, running time, seen on",
            "Running time (min)",
            "integer",
        ),
        ("Movies: title, year, length of the film", "Length of the film (min)", "integer"),
        ("marathon races: name, date, distance, finish time", "Finish time", "text"),
        ("swimming lessons: date, start time, finish time", "Finish time", "time"),
        ("tables: name, length, width", "Length", "decimal"),
    ],
)
def test_how_long_it_took_is_no_time_of_day(request_text: str, label: str, kind: str) -> None:
    assert _labels(request_text)[label] == kind


@pytest.mark.parametrize(
    "words", ["how much ", "where and when ", "scan of the ", "fee 2 a ", "a "]
)
def test_long_words_take_no_long_time(words: str) -> None:
    assert not list(turns_in((words * 60)[:600]))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("our goals and their goals", [("our goals", "text"), ("their goals", "text")]),
        ("old reading and new reading", [("old reading", "integer"), ("new reading", "integer")]),
        ("predicted and actual harvest date",
         [("predicted harvest date", "text"), ("actual harvest date", "text")]),
        ("our goals and some goals", []),
        ("red socks and blue socks", []),
    ],
)  # fmt: skip
def test_two_of_one_noun_are_two_fields(words: str, told: list[tuple[str, str]]) -> None:
    assert _told(words) == told


def test_the_two_have_the_type_of_what_they_are() -> None:
    kinds = _labels("Beds: crop, sowing date, predicted and actual harvest date, notes")
    assert kinds["Predicted harvest date"] == kinds["Actual harvest date"] == "date"
    game = _labels("Games with opponent, date, home or away, our goals and their goals")
    assert game["Our goals"] == game["Their goals"] == "integer"


@pytest.mark.parametrize(
    "words",
    ["where the dog is kept in winter", "i am allowed to steer", "as good as new", "bed where"],
)
def test_other_words_are_no_such_turns(words: str) -> None:
    assert not _told(words)
