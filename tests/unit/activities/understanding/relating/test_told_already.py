"""People who are only counted again make no second list."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, DraftEntity
from activities.understanding.relating.told_already import drop_told_again
from models.specification import RelationKind
from tests.unit.activities.understanding.drafts import draft_of


@pytest.mark.parametrize(
    ("text", "people", "labels"),
    [
        ("Rota. Volunteers have days they can do. Shifts are morning or afternoon, two people on "
         "each.", "volunteer", {"Volunteer", "Shift"}),
        ("Helpers and their phone numbers. Stalls at the fair with a place, three people per "
         "stall.", "helper", {"Helper", "Stall"}),
        ("Volunteers with phone. Shifts: date, two people each", "volunteer",
         {"Volunteer", "Shift"}),
    ],
)  # fmt: skip
def test_there_is_one_list_of_them(text: str, people: str, labels: set[str]) -> None:
    understood = analyse(text)
    assert {one.label for one in understood.entities} == labels
    (relation,) = understood.relations
    assert people in (relation.source, relation.target)
    assert relation.kind is RelationKind.MANY_TO_MANY
    assert not [f for e in understood.entities for f in e.fields if "people" in f.label.lower()]


def test_people_of_whom_more_is_told_stay() -> None:
    understood = analyse("Volunteers with phone. People with name and address, whom they visit.")
    assert "Person" in {one.label for one in understood.entities}


@pytest.mark.parametrize(
    ("things", "text", "related"),
    [
        ("kayaks", "Helpers with phone. Kayaks with colour; some hold two people.", 0),
        ("shifts", "Helpers with phone. Shifts with colour, for two people.", 1),
    ],
)
def test_how_many_there_is_room_for_relates_nobody(things: str, text: str, related: int) -> None:
    draft = draft_of({"helpers": "phone", things: "colour"})
    _, thing = draft.entities.values()
    people = DraftEntity("person", "Person", "People", None, "people", STATED)
    draft.entities["person"] = people
    draft.link(thing, people, "People", many=True, evidence="two people")
    drop_told_again(draft, text, "en")
    assert (len(draft.entities), len(draft.links)) == (2, related)
