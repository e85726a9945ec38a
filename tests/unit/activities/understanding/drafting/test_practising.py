"""The hours that something was done, and the people whom a clause picks out."""

import pytest

from activities.understanding.analysis import analyse
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "label", "unit"),
    [
        (
            "I want to log the hours I practise the cello, what piece, and how it felt on a scale "
            "of one to five",
            "Practice session",
            "hours",
        ),
        ("I'd like to log the hours I volunteer and where", "Volunteering session", "hours"),
        ("the hours I study, with subject", "Study session", "hours"),
        ("minutes I meditate and how I felt after", "Meditation session", "minutes"),
        ("Track the miles I drive for work, from and to", "Drive", "miles"),
    ],
)
def test_what_was_done_is_kept_with_how_much_of_it(text: str, label: str, unit: str) -> None:
    (done,) = analyse(text).entities
    assert done.label == label
    kinds = {field.name: field.type for field in done.fields}
    assert kinds[unit] is FieldType.DECIMAL
    assert FieldType.DATE in kinds.values()


@pytest.mark.parametrize(
    "text", ["I want to track the cigarettes I smoke", "track the cups of coffee I drink"]
)
def test_what_is_consumed_is_counted_by_the_day(text: str) -> None:
    (consumed,) = analyse(text).entities
    assert {field.type for field in consumed.fields} == {FieldType.DATE, FieldType.INTEGER}


@pytest.mark.parametrize(
    "text",
    [
        "opening hours of shops: name, hours",
        "The wines I drink: name, year, rating",
        "Log my runs: date, miles, weather",
    ],
)
def test_what_is_told_otherwise_is_no_practice(text: str) -> None:
    for entity in analyse(text).entities:
        assert "session" not in entity.name
        assert "how_many" not in {field.name for field in entity.fields}


@pytest.mark.parametrize(
    ("text", "called", "fields"),
    [
        (
            "Just a list of people I owe a letter to, with their address and the date I last wrote",
            "People I owe a letter to",
            {"name", "address"},
        ),
        (
            "people I want to thank, with what for and whether I've done it",
            "People I want to thank",
            {"name", "reason", "done"},
        ),
    ],
)
def test_people_whom_a_clause_picks_out_are_one_list(
    text: str, called: str, fields: set[str]
) -> None:
    (people,) = analyse(text).entities
    assert (people.label, people.plural_label) == ("Person", called)
    assert fields <= {field.name for field in people.fields}
    assert not {"email", "phone"} & {field.name for field in people.fields}


def test_what_is_lent_to_people_stays_a_list() -> None:
    understood = analyse("people I lend books to, with phone")
    assert {entity.name for entity in understood.entities} == {"person", "book"}
