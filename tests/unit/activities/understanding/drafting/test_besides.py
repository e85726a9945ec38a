"""A second concern in half a sentence is kept, too."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import Draft
from activities.understanding.drafting.besides import keep_besides
from activities.understanding.knowledge.lexicon import load
from models.conversation import Understanding
from models.specification import Entity, RelationKind


def _entity(understood: Understanding, name: str) -> Entity:
    return next(one for one in understood.entities if one.name == name)


def _fields(understood: Understanding, name: str) -> set[str]:
    return {field.name for field in _entity(understood, name).fields}


@pytest.mark.parametrize(
    ("request_text", "name"),
    [
        ("Recipes with ingredients and a shopping list", "shopping_item"),
        ("Trips: where, from, to, cost; also a packing list for each", "packing_item"),
        ("Allotment plots with number and tenant, and the waiting list", "applicant"),
        ("Book club: books, meeting dates, who hosts, and the rota for cakes", "duty"),
        ("Cottage bookings with guest, from, to and price; a cleaning rota", "cleaning_duty"),
        ("Days of our holiday with plan and place, and who owes whom", "expense"),
    ],
)
def test_a_list_that_is_wanted_besides_is_kept(request_text: str, name: str) -> None:
    understood = analyse(request_text)
    assert name in {entity.name for entity in understood.entities}
    assert len(understood.entities) > 1


def test_the_list_is_no_field_of_the_other_things() -> None:
    assert _fields(analyse("Recipes with ingredients and a shopping list"), "recipe") == {
        "title",
        "ingredients",
    }


@pytest.mark.parametrize(
    "request_text",
    [
        "Recipes with title and ingredients. No shopping list please",
        "Recipes with title and ingredients, I don't need a shopping list",
    ],
)
def test_a_list_that_is_not_wanted_is_not_kept(request_text: str) -> None:
    assert [entity.name for entity in analyse(request_text).entities] == ["recipe"]


def test_who_has_paid_is_known_of_everybody() -> None:
    understood = analyse("Tennis club: members with phone, courts with surface, who has paid subs")
    assert "subs_paid" in _fields(understood, "member")


def test_who_has_paid_is_kept_where_no_people_are() -> None:
    understood = analyse(
        "Kayak club. Boats (type, colour, length), trips with date, river and leader. "
        "Who has paid their subs this year?"
    )
    assert _fields(understood, "member") == {"name", "subs_paid"}


def test_attendance_is_who_was_there() -> None:
    understood = analyse(
        "Youth football. Players with shirt number and parent; training attendance every Tuesday; "
        "matches with opponent and result."
    )
    present = next(link for link in understood.relations if link.source == "training")
    assert (present.target, present.kind) == ("player", RelationKind.MANY_TO_MANY)


def test_nothing_is_kept_besides_nothing() -> None:
    draft = Draft(load())
    keep_besides(draft, "a bit of this and a shopping list")
    assert not draft.entities
