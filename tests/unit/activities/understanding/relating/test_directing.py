"""Two lists are related one way, and whoever is somewhere is related to the place."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "links"),
    [
        (
            "guests: adult or child, vegetarian, and tables with a name and number of seats. who "
            "sits at which table and how many seats are left",
            {("guest", "table_name")},
        ),
        (
            "Dorm rooms with number and beds, pupils with name and class. who sleeps in which "
            "room?",
            {("pupil", "room")},
        ),
        (
            "Allotments: plots with number and size, members with phone. who has which plot",
            {("plot", "member")},
        ),
    ],
)
def test_one_direction_is_kept(request_text: str, links: set[tuple[str, str]]) -> None:
    relations = analyse(request_text).relations
    assert {(one.source, one.target) for one in relations} == links
    assert len(relations) == len(links)


def test_two_roles_stay() -> None:
    understood = analyse(
        "Family history: people with name, birth date; letters with date, to whom, from whom, "
        "summary"
    )
    assert {one.label for one in understood.relations} == {"Recipient", "Sender"}
