"""Whoever is related already is told of no second time."""

import pytest

from activities.understanding.analysis import analyse
from models.conversation import Understanding

_HOSPICE = (
    "Our hospice group has 25 volunteers who visit people at home. We need a list of the "
    "volunteers with phone, part of town, languages spoken and which days they can. And of course "
    "the people we visit, but please only first name and part of town, nothing medical, because "
    "of privacy. Each visit: who went, to whom, when, how many hours, kilometres, a short note. "
    "The kilometres are paid back with 30 cents each, so per volunteer and quarter I need the "
    "sum. Only me and Margit should be able to read the notes, the volunteers only see their own "
    "visits. who hasn't been visited for more than two weeks?"
)


def _fields(understood: Understanding, entity: str) -> list[str]:
    found = next(one for one in understood.entities if one.name == entity)
    return [field.label for field in found.fields]


def test_who_and_whom_are_the_related_people() -> None:
    understood = analyse(_HOSPICE)
    assert _fields(understood, "visit") == ["Date", "Hours", "Distance (km)", "Notes"]
    targets = {one.target for one in understood.relations if one.source == "visit"}
    assert targets == {"volunteer", "people_we_visit"}


def test_people_have_no_day_and_sums_are_no_fields() -> None:
    understood = analyse(_HOSPICE)
    assert _fields(understood, "people_we_visit") == ["First name", "Part of town"]
    assert _fields(understood, "volunteer") == [
        "Name",
        "Phone",
        "Part of town",
        "Languages",
        "Available days",
    ]
    people = next(one for one in understood.entities if one.name == "people_we_visit")
    assert (people.label, people.plural_label) == ("Person we visit", "People we visit")


def test_a_skipper_is_one_of_the_members() -> None:
    understood = analyse(
        "Sailing club logbook: members, boats (name, type, berths) and trips with boat, skipper, "
        "left, came back, nautical miles. Miles per member per season"
    )
    assert "Members" not in _fields(understood, "boat")
    assert {(one.label, one.target) for one in understood.relations} == {
        ("Boat", "boat"),
        ("Skipper", "member"),
    }


def test_a_skipper_beside_a_member_stays() -> None:
    understood = analyse(
        "Rowing club: members with phone. Outings with member, skipper, date, distance"
    )
    assert "Skipper" in _fields(understood, "outing")


def test_a_visit_from_a_shop_needs_no_other_giver() -> None:
    understood = analyse(
        "Food pantry at St. Marks, wednesdays and saturdays. Households register once: family "
        "name, number of adults, number of children, card number, valid until, diet (halal / "
        "vegetarian / no restriction). Then each time they come we tick them off with the date "
        "and how many bags. A household may come only once a week, the app should stop us if "
        "they were already here. Also donations coming in: from which shop, date, kilos, kind "
        "of food (bread, veg, dairy, dry goods). Scanning the card with the phone would speed "
        "things up alot. monthly numbers for the bishop: households, people, bags, kilos."
    )
    assert "Donor" not in _fields(understood, "donation")
    assert _fields(understood, "household") == [
        "Family name",
        "Number of adults",
        "Number of children",
        "Card number",
        "Valid until",
        "Diet",
    ]
    assert _fields(understood, "pickup") == ["Date", "Bags"]


def test_a_relation_is_no_field_by_another_word_as_well() -> None:
    understood = analyse(
        "our village museum is run by 5 pensioners. Objects: inventory number, what is it, from "
        "about when, material, which room, condition good/damaged/restored, and who gave it to "
        "us. The givers have name, adress, phone and whether they want to be mentioned by name."
    )
    assert ("item", "donor") in {(one.source, one.target) for one in understood.relations}
    assert "Donor" not in _fields(understood, "item")


@pytest.mark.parametrize(
    "request_text",
    [
        "Games: a list of what I lent, to whom, and when it's due back",
        "Wer hat meine Bücher? Liste was ich verliehen habe, an wen und bis wann",
        "à qui j'ai prêté mes outils : ce que j'ai prêté, à qui, et quand ça doit revenir",
    ],
)
def test_what_was_lent_is_one_of_the_list(request_text: str) -> None:
    understood = analyse(request_text)
    (link,) = understood.relations
    loan = next(one for one in understood.entities if one.name == link.source)
    assert not [one for one in loan.fields if one.label.lower().startswith(("what", "was", "ce"))]


def test_what_was_done_on_a_visit_stays() -> None:
    understood = analyse("Cats with name, visits with cat, date and what I did")
    visit = next(one for one in understood.entities if one.name == "visit")
    assert len(visit.fields) == 2


def test_who_is_on_it_are_the_people_that_are_kept() -> None:
    understood = analyse(
        "A thing to write down what Gran tells us about the old slides - photo, year, who's on it, "
        "and the story. Same person can be in lots of slides."
    )
    card = next(one for one in understood.entities if one.name != "person")
    assert "People" not in _fields(understood, card.name)
    assert _fields(understood, "person") == ["Name"]


def test_who_is_on_it_stays_where_nobody_else_is_kept() -> None:
    (card,) = analyse("Old postcards: photo, year, who's on it, story.").entities
    assert len(card.fields) >= len(("photo", "year", "who", "story"))
