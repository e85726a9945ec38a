"""What is only told side by side is not related."""

import pytest

from activities.understanding.analysis import analyse


def _links(text: str) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in analyse(text).relations}


@pytest.mark.parametrize(
    "text",
    [
        "I sail with a club: boats with name and length, members with name and phone",
        "Books we've read with author and who suggested it, meetings with date and whose house",
        "Runners: name, age, club. Races: name, date, distance",
        "Children: name, birthday, class. Subjects: name, teacher",
    ],
)
def test_what_no_word_joins_stays_apart(text: str) -> None:
    assert not _links(text)


def test_a_sale_is_of_the_animal_and_of_no_litter() -> None:
    links = _links(
        "I breed guinea pigs. Each one has a name, sex, born date, colour, mother and father. "
        "Litters: date, number born, number survived. When I sell one I note the buyer, price "
        "and date."
    )
    assert ("sale", "guinea_pig") in links
    assert ("sale", "litter") not in links


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Customers: name, phone. Orders: date, total", ("order", "customer")),
        ("Boats: name, length. Trips: date, crew, miles", ("trip", "boat")),
        ("Committees: name, chair. Meetings: date, place", ("meeting", "committee")),
        ("Houses: address, rent. Owners: name, phone", ("house", "owner")),
        (
            "Books: title, author. At each meeting we discuss a book: date, host",
            ("meeting", "book"),
        ),
        ("Plots: number, size. Holders: name, phone, plot", ("holder", "plot")),
    ],
)
def test_what_belongs_together_stays_so(text: str, link: tuple[str, str]) -> None:
    assert link in _links(text)


def test_lists_of_their_own_sentences_stay_apart_where_it_is_only_guessed() -> None:
    links = _links(
        "Mum lives alone and we three siblings look after her. her medicines: name, dose, how many "
        "left. our visits: who, when, what was done, money spent."
    )
    assert not links


@pytest.mark.parametrize(
    ("text", "kept", "dropped"),
    [
        (
            "our village museum is run by 5 pensioners. Objects: inventory number, what is it, "
            "from about when, material, which room, condition good/damaged/restored, and who gave "
            "it to us. The givers have name, adress, phone and whether they want to be mentioned "
            "by name or not. Sometimes an object goes out on loan to another museum, then to "
            "which, from, until, insured value.",
            ("loan", "item"),
            ("loan", "donor"),
        ),
        (
            "About 30 pickers: name, phone, country. Every day I enter for each one how many "
            "crates, and which vineyard. Some want an advance, so date and amount.",
            ("advance", "picker"),
            ("advance", "crate"),
        ),
    ],
)
def test_what_a_third_joins_is_not_related_as_well(
    text: str, kept: tuple[str, str], dropped: tuple[str, str]
) -> None:
    links = _links(text)
    assert kept in links
    assert dropped not in links


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "Books: title, author. Members: name, phone. Loans: book, member, from, until",
            ("loan", "member"),
        ),
        (
            "Customers: name, phone. Dogs: name, breed, customer. Walks: date, dog, and which "
            "customer paid",
            ("walk", "customer"),
        ),
    ],
)
def test_what_is_named_stays_related(text: str, link: tuple[str, str]) -> None:
    assert link in _links(text)


def test_each_with_a_day_of_its_own_stays_apart() -> None:
    links = _links(
        "My son reacts to something and three doctors couldn't say what. So we write everything "
        "down now. Meals: date, time, breakfast/lunch/dinner/snack and what was in it, several "
        "things, like milk, wheat, egg, nuts, tomato, and it changes so I want a list of "
        "ingredients I can add to and pick from. Reactions: when, what (rash, tummy ache, "
        "vomiting, swollen lips), how bad 1 to 5, how many minutes it lasted, photo of the skin."
    )
    assert ("reaction", "meal") not in links


def test_two_words_for_one_thing_are_one_list() -> None:
    text = (
        "Four aquariums in the basement. For each tank litres and freshwater or saltwater. And my "
        "water tests with date, pH, nitrate and temperature"
    )
    assert {one.name for one in analyse(text).entities} == {"tank", "water_test"}
    assert _links(text) == {("water_test", "tank")}


def test_two_words_that_are_both_told_of_are_two() -> None:
    text = "Aquariums: name, litres. Tanks: number, fuel, location"
    assert {"aquarium", "tank"} <= {one.name for one in analyse(text).entities}


def test_a_guest_is_of_no_room_where_bookings_are_of_both() -> None:
    links = _links(
        "camere con nome, posti letto e prezzo, ospiti con nome, nazionalità e telefono, "
        "prenotazioni con arrivo, partenza e acconto"
    )
    assert links == {("booking", "room"), ("booking", "guest")}
