"""Who has which of them, and what was done, are kept where only the rest of it is marked."""

import pytest

from activities.understanding.analysis import analyse
from models.conversation import Understanding


def _fields(understood: Understanding, entity: str) -> list[str]:
    (found,) = (e for e in understood.entities if e.name == entity)
    return [field.label for field in found.fields]


def _relations(understood: Understanding) -> set[str]:
    return {f"{r.source}>{r.target}" for r in understood.relations}


@pytest.mark.parametrize(
    ("request_text", "entity", "label"),
    [
        ("I need to know who has which plot and whether they've paid", "plot", "Who has it"),
        ("Who borrowed which key and when, and is it back", "loan", "Borrower"),
        pytest.param(
            "Small bakery, 6 staff. Who works when, early or late shift",
            "entry",
            "Employee",
            marks=pytest.mark.xfail(strict=True, reason="staff is taken for what is kept"),
        ),
        (
            "Office of seven people, we share two company cars. Who has which car when, "
            "for what purpose and km before and after.",
            "booking",
            "Who",
        ),
        ("What I planted, where, when, and what came of it", "planting", "What I planted"),
        (
            "A fishing diary: where I fished, what weather, what bait, "
            "each fish with species and length",
            "catch",
            "Where",
        ),
        (
            "We lend tools in our street. Every tool belongs to somebody, and I need to see "
            "who has it at the moment",
            "tool",
            "Owner",
        ),
    ],
)
def test_what_a_clause_asks_for_is_a_field(request_text: str, entity: str, label: str) -> None:
    assert label in _fields(analyse(request_text), entity)


@pytest.mark.parametrize(
    ("request_text", "relation"),
    [
        ("Which child has which locker, and the padlock number", "locker>child"),
        (
            "Our scout troop has badges. I want to see which scout has got which badge and when, "
            "who signed it off",
            "badge>scout",
        ),
        (
            "The pupils and the instruments they borrow from us: type, serial number, since when",
            "instrument>pupil",
        ),
        ("my drum pupils, their lessons and what they still have to pay me", "lesson>pupil"),
    ],
)
def test_whose_it_is_is_kept(request_text: str, relation: str) -> None:
    assert relation in _relations(analyse(request_text))


@pytest.mark.parametrize(
    "request_text",
    [
        "Our voice calls log: who, when, how long",
        "Visits to my mother: who went, when, how she was",
        "Members with name and phone, and which of them have paid",
        "Choir: singers with voice part, rehearsals with date and place, who was there",
    ],
)
def test_what_is_told_once_is_kept_once(request_text: str) -> None:
    labels = [f.label.lower() for e in analyse(request_text).entities for f in e.fields]
    assert sum("who" in label.split() or label.endswith(" by") for label in labels) <= 1


def test_from_when_is_one_date() -> None:
    words = (
        "We have a holiday cottage that four families share. Who is there from when to when, "
        "how many people, and a list of things that are broken or need buying. Should be visible "
        "in a calendar."
    )
    (stay,) = analyse(words).entities
    assert [field.type.value for field in stay.fields].count("date") == 2
