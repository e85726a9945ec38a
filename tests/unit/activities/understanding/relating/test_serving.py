"""Who serves at which of something is a list between those who do it and what they do it at."""

import pytest

from activities.understanding.analysis import analyse

_MASSES = (
    "Altar servers of our parish, there are beginners and experienced ones, with the mobile of a "
    "parent. Masses on a date at a time in St Josef or St Anna. "
)


def test_it_belongs_to_both() -> None:
    understood = analyse(
        f"{_MASSES}Who serves at which mass and did they turn up. I want it as a month to look at"
    )
    links = {(one.source, one.target) for one in understood.relations}
    fields = {one.name: [f.label for f in one.fields] for one in understood.entities}
    assert {("serve", "mass"), ("serve", "altar_server")} <= links
    assert fields["serve"] == ["Attended"]
    assert "Phone" in fields["altar_server"]


@pytest.mark.parametrize(
    "text",
    [
        "Masses on a date at a time. Who serves at which mass.",
        "Stands with place and size. Who helps at which stand.",
    ],
)
def test_nobody_else_is_made_a_list(text: str) -> None:
    names = {one.name for one in analyse(text).entities}
    assert not names & {"server", "altar_server", "helper"}
