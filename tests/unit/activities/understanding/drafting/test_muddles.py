"""Who only sighs is asked what to keep; who tells what is kept is not."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.questions import questions_for


@pytest.mark.parametrize(
    "text",
    [
        "school. two kids different schools. emails, letters, bake sales, its a nightmare. help",
        "church. emails, rotas, keys, flowers, it's chaos. can you help",
        "The scout group is a nightmare: forms, money, emails, parents. Help!",
        "work. two jobs, shifts, payslips, emails everywhere. can this sort it",
    ],
)
def test_a_sigh_is_asked_about(text: str) -> None:
    assert [one.id for one in questions_for(analyse(text))] == ["what"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("our kit is all over the place! kit items: name, size, shelf, who has it", "name"),
        ("Nightmares: date, what happened, how bad from 1 to 5", "date"),
    ],
)
def test_who_tells_what_is_kept_is_not_asked_for_all(text: str, kept: str) -> None:
    understood = analyse(text)
    assert "what" not in [one.id for one in questions_for(understood)]
    names = [field.name for one in understood.entities for field in one.fields]
    assert any(kept in name for name in names)
