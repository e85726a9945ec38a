"""What belongs to what, where the usual would have it the other way round."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.belonging import relate_usual
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.knowledge.lexicon import load
from activities.understanding.marking.marks import Words
from activities.understanding.marking.owning import closed_before
from models.conversation import Understanding
from models.fields import FieldType


def _relations(understood: Understanding) -> set[str]:
    many = {"many_to_one": ">", "many_to_many": ">>"}
    return {f"{r.source}{many[r.kind.value]}{r.target}" for r in understood.relations}


@pytest.mark.parametrize(
    ("request_text", "relation"),
    [
        (
            "I brew beer. For every batch I want the style, brew date and tasting notes, "
            "plus the ingredients with the amounts.",
            "ingredient>batch",
        ),
        (
            "Orders for my cake business: customer, date, and the cakes with size, flavour "
            "and price",
            "cake>order",
        ),
        (
            "Bowls club. Members with name, phone. Matches with date, opponent and the score. "
            "And which members played in which match.",
            "match_name>>member",
        ),
        (
            "Members and their cars (a member may have several), with make, model, year "
            "and reg number",
            "car>member",
        ),
        (
            "Families with number of adults and dietary needs; each parcel with date, what was in "
            "it and which volunteer delivered it. Also the volunteers with phone number.",
            "parcel>family",
        ),
    ],
)
def test_what_is_marked_counts_for_more_than_what_is_usual(
    request_text: str, relation: str
) -> None:
    assert relation in _relations(analyse(request_text))


@pytest.mark.parametrize(
    ("request_text", "entity"),
    [
        (
            "Tennis club: courts (name, surface), members, bookings with court, member, date",
            "member",
        ),
        ("Tool library: tools (name, condition), borrowers, loans with tool, borrower", "borrower"),
        ("Music school: rooms (number, size), teachers, lessons with room, teacher", "teacher"),
    ],
)
def test_those_that_others_have_one_of_are_kept(request_text: str, entity: str) -> None:
    understood = analyse(request_text)
    assert entity in {e.name for e in understood.entities}
    assert any(r.target == entity for r in understood.relations)


@pytest.mark.parametrize(
    "request_text",
    [
        "Recipes with ingredients (amount, unit), steps and a photo",
        "Plants (name, place), jobs and notes",
    ],
)
def test_the_rest_of_a_list_stays_a_field(request_text: str) -> None:
    assert not {"step", "note", "tool"} & {e.name for e in analyse(request_text).entities}


def test_a_stash_of_yarns_is_told_of_the_yarns() -> None:
    understood = analyse(
        "Knitting projects with pattern, yarn, needle size; and a stash of my yarns with brand, "
        "colour, weight"
    )
    assert {e.name for e in understood.entities} in (
        {"knitting_project", "yarn"},
        {"project", "yarn"},
    )
    assert len(_relations(understood)) == 1


def _places(text: str, *words: str) -> list[Words]:
    return [Words(text.index(word), text.index(word) + len(word), word) for word in words]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Members and their cars (some have two), with make, model", {"member"}),
        ("Members and their cars with make, model", {"member"}),
        ("Members and their cars with phone, make", set()),
        ("Members, cars with make, model", set()),
    ],
)
def test_what_follows_their_parts_is_not_of_the_whole(text: str, whole: set[str]) -> None:
    things = list(zip(_places(text, "Members", "cars"), ("member", "car"), strict=True))
    fields = _places(text, *text.split("with ")[1].split(", "))
    assert closed_before(text, fields, things) == [whole, whole]


def test_drives_are_of_the_only_vehicles() -> None:
    understood = analyse(
        "I keep the logbook for the village bus. Each trip: date, driver, passengers, km. Also "
        "drivers and cars."
    )
    assert _relations(understood) == {"trip>driver", "trip>car"}


def test_no_vehicle_is_guessed_where_nobody_drives() -> None:
    draft = Draft(load())
    for noun, label in (("trip", "Destination"), ("car", "Plate")):
        told = DraftField(field_from(Hint(label, FieldType.TEXT)), label, STATED)
        draft.entities[noun] = DraftEntity(noun, noun, f"{noun}s", None, noun, STATED, [told])
    relate_usual(draft)
    assert not draft.links
