"""Two roles of the same people are two relations."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "links"),
    [
        (
            "Chess club: members with rating, games with white, black, result and date",
            {("game", "white", "member"), ("game", "black", "member")},
        ),
        (
            "Families with name and phone. Who sat for whom, date, how many hours.",
            {("sitting", "who_sat", "family"), ("sitting", "for_whom", "family")},
        ),
        (
            "Babysitting circle: families with address and children, sittings (who sat for whom, "
            "date, hours)",
            {("sitting", "who_sat", "family"), ("sitting", "for_whom", "family")},
        ),
        (
            "Pen pals: pupils with age and school, letters with sender, receiver and date",
            {("letter", "sender", "pupil"), ("letter", "receiver", "pupil")},
        ),
        (
            "Carpool: members with car, rides with driver, passenger, date",
            {("ride", "driver", "member"), ("ride", "passenger", "member")},
        ),
    ],
)
def test_each_role_is_a_relation(request_text: str, links: set[tuple[str, str, str]]) -> None:
    found = {(one.source, one.name, one.target) for one in analyse(request_text).relations}
    assert found == links


def test_the_role_beside_its_opposite_is_kept() -> None:
    understood = analyse(
        "Chess club: members with name and rating, games with white, black, result (1-0, 0-1, "
        "draw) and date, who has paid the subs, and a shopping list"
    )
    links = {one.name for one in understood.relations if one.source == "game"}
    assert links == {"white", "black"}
    game = next(one for one in understood.entities if one.name == "game")
    assert game.title_field == "game_date"


def test_roles_of_nobody_kept_are_texts() -> None:
    (sitting,) = analyse("Babysitting circle: who sat for whom, date, hours").entities
    assert {"who", "for_whom"} <= {field.name for field in sitting.fields}


def test_one_role_alone_stays_what_it_is() -> None:
    understood = analyse("Dogs with name and breed, walks with walker, date, minutes")
    walk = next(one for one in understood.entities if one.name == "walk")
    assert "walker" in {field.name for field in walk.fields}


def test_an_owner_is_no_borrower() -> None:
    understood = analyse("Our street: who owns which tool, and who's got it until when")
    assert {"owner", "borrower"} <= {field.name for field in understood.entities[0].fields}


def test_a_league_is_no_record_besides() -> None:
    words = "Tennis league: players with club, matches with winner, loser, score and date"
    assert {entity.name for entity in analyse(words).entities} == {"player", "match_name"}
