"""Lists with headings are related to what they name, and to nothing that no sentence joins."""

import pytest

from activities.understanding.draft import Draft
from activities.understanding.relating.both_ways import relate_both_ways
from activities.understanding.relating.headed_relations import set_headed_right
from models.specification import RelationKind
from tests.unit.activities.understanding.drafts import draft_of

_ORCHARDS = {"orchards": "name, soil", "presses": "number, litres", "ciders": "name, year"}


def _link(draft: Draft, one: str, other: str, *, many: bool = False) -> None:
    source, target = draft.find(one), draft.find(other)
    assert source is not None
    assert target is not None
    evidence = f"{one} … {other}"
    draft.link(source, target, target.label, many=many, evidence=evidence, confidence=0.9)


def _links(draft: Draft) -> set[tuple[str, str]]:
    return {(link.relation.source, link.relation.target) for link in draft.links}


def test_what_no_sentence_joins_is_apart_where_something_else_is_named() -> None:
    draft = draft_of(
        {"orchards": "name, soil", "presses": "number, litres", "ciders": "name, year"}
    )
    _link(draft, "presses", "orchards")
    _link(draft, "presses", "ciders")
    text = "Orchards: name, soil. Presses: number, litres, cider. Ciders: name, year"
    set_headed_right(draft, text)
    assert _links(draft) == {("press", "cider")}


@pytest.mark.parametrize(
    "text",
    [
        "Orchards: name, soil. Presses: number, litres, cider. Ciders: name, year. "
        "Every press stands in an orchard",
        "Orchards: name, soil. We have presses with number and litres, cider. Ciders: name, year",
    ],
)
def test_what_a_sentence_joins_stays(text: str) -> None:
    draft = draft_of(
        {"orchards": "name, soil", "presses": "number, litres", "ciders": "name, year"}
    )
    _link(draft, "presses", "orchards")
    _link(draft, "presses", "ciders")
    set_headed_right(draft, text)
    assert ("press", "orchard") in _links(draft)


def test_whoever_names_one_is_related_to_it() -> None:
    draft = draft_of({"puppies": "name, colour", "families": "surname, phone"})
    _link(draft, "puppies", "families")
    text = "Puppies: name, colour. Families: surname, phone, which puppy they hope for"
    set_headed_right(draft, text)
    assert _links(draft) == {("family", "puppy")}


def test_one_that_is_named_is_chosen_alone() -> None:
    draft = draft_of({"cheeses": "name, milk", "wheels": "weight, notes"})
    _link(draft, "wheels", "cheeses", many=True)
    set_headed_right(draft, "Cheeses: name, milk. Wheels: cheese, weight, notes")
    assert draft.links[0].relation.kind is RelationKind.MANY_TO_ONE


def test_several_that_are_named_stay_several() -> None:
    draft = draft_of({"cheeses": "name, milk", "platters": "price, notes"})
    _link(draft, "platters", "cheeses", many=True)
    set_headed_right(draft, "Cheeses: name, milk. Platters: cheeses, price, notes")
    assert draft.links[0].relation.kind is RelationKind.MANY_TO_MANY


def test_a_company_is_that_of_the_list_of_them() -> None:
    draft = draft_of({"suppliers": "firm, phone, email", "offers": "firm, price"})
    set_headed_right(draft, "Suppliers: firm, phone, email. Offers: firm, price")
    assert _links(draft) == {("offer", "supplier")}
    assert [one.specification.label for one in draft.entities["offer"].fields] == ["Price"]


def test_a_company_beside_names_stays_a_text() -> None:
    draft = draft_of({"contacts": "name, firm, phone", "offers": "firm, price"})
    set_headed_right(draft, "Contacts: name, firm, phone. Offers: firm, price")
    assert not _links(draft)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("One band may play many venues, and a venue can book several bands.", True),
        ("Each band plays many venues, a venue has one band.", False),
    ],
)
def test_both_can_have_several(text: str, both: bool) -> None:
    draft = draft_of({"bands": "name, genre", "venues": "name, street"})
    _link(draft, "bands", "venues")
    relate_both_ways(draft, text)
    assert (draft.links[0].relation.kind is RelationKind.MANY_TO_MANY) is both
