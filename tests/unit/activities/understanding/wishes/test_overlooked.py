"""What stands in a list and was not understood is said to be left out."""

import pytest

from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.wishes.overlooked import overlooked_in


def _words(text: str, said: str) -> Words:
    start = text.index(said)
    return Words(start, start + len(said), said)


def _overlooked(text: str, thing: str, *fields: str) -> tuple[str, ...]:
    marked = Marked(
        things=(MarkedThing(_words(text, thing), thing, True, 1.0),),
        fields=tuple(
            MarkedField(_words(text, one), one, True, "text", thing, "", 1.0) for one in fields
        ),
    )
    return overlooked_in(text, marked, (), (), ())


@pytest.mark.parametrize(
    ("text", "fields", "overlooked"),
    [
        ("Films with title, year and who directed", ("title", "year"), ("who directed",)),
        ("Films: title, the colour", ("title",), ("the colour",)),
        ("Films: title, year, genre", ("title", "year"), ("genre",)),
        ("Films: title, year", ("title", "year"), ()),
        ("Films: title, year, no genre please", ("title", "year"), ()),
        ("Films: title, year, just like my brother", ("title", "year"), ()),
        ("I have Films with title, a dog and a cat", ("title",), ()),
        ("We show Films: each has glue, tape, title and year", ("title", "year"), ("glue", "tape")),
        ("Films: title, genre, colour, year", ("title", "year"), ("genre", "colour")),
        ("Films for title: our group cooks for year with a newborn", ("title", "year"), ()),
        ("Films: title, year, I have at night", ("title", "year"), ()),
        ("Films: title, dogs, cats and so on, year", ("title", "year"), ()),
    ],
)
def test_a_part_of_a_list_that_nothing_is_made_of(
    text: str, fields: tuple[str, ...], overlooked: tuple[str, ...]
) -> None:
    assert _overlooked(text, "Films", *fields) == overlooked


def test_stories_are_not_lists() -> None:
    text = "Films are fun. The cat was asleep, the rain fell, and so on."
    assert _overlooked(text, "Films") == ()


def test_it_is_said_until_the_person_has_said_more() -> None:
    understood = analyse(
        "Which actor played in which film, and who directed? "
        "Films by title, year and stars I give. Actors by name and birthplace."
    )
    told = [finding.evidence for finding in understood.findings if finding.what == "overlooked"]
    written = compose(Said(understood)).left_out
    assert [any(words in sentence for sentence in written) for words in told] == [True] * len(told)
    again = compose(Said(understood, changes=("add the director to films",))).left_out
    assert not any("not understood" in sentence for sentence in again)


@pytest.mark.parametrize(
    "text",
    [
        "Fairs with title, like spring bazaar, summer fête, with year",
        "Films with title, year, which matters more than anything",
    ],
)
def test_examples_and_comments_are_not_left_out(text: str) -> None:
    assert _overlooked(text, text.split()[0], "title", "year") == ()


@pytest.mark.parametrize(
    ("text", "overlooked"),
    [
        ("Seeds such as peas, kale and beet tops, with colour and vendor", ()),
        ("Seeds: colour, vendor, beet tops", ("beet tops",)),
    ],
)
def test_examples_of_what_is_kept_are_no_fields(text: str, overlooked: tuple[str, ...]) -> None:
    assert _overlooked(text, "Seeds", "colour", "vendor") == overlooked


@pytest.mark.parametrize(
    ("text", "fields", "overlooked"),
    [
        ("Pumps: make, handbook (link), age", ("make", "handbook", "age"), ()),
        ("Pumps (large garden estates): make, age", ("make", "age"), ()),
        ("Pumps: make, handbook (shelf), age", ("make", "handbook", "age"), ("shelf",)),
    ],
)
def test_a_type_or_a_remark_in_brackets_is_not_left_out(
    text: str, fields: tuple[str, ...], overlooked: tuple[str, ...]
) -> None:
    assert _overlooked(text, "Pumps", *fields) == overlooked
