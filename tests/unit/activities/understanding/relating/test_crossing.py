"""What is told of two things at once is a list of its own, related to both."""

import pytest

from activities.understanding.analysis import analyse
from models.conversation import Understanding


def _fields(understood: Understanding, entity: str) -> list[str]:
    found = next(one for one in understood.entities if one.name == entity)
    return [field.label for field in found.fields]


def _links(understood: Understanding, source: str) -> set[str]:
    return {one.target for one in understood.relations if one.source == source}


@pytest.mark.parametrize(
    ("request_text", "entity", "fields", "targets"),
    [
        (
            "Our football team: matches with date, opponent and score, and who scored how many "
            "goals in each match.",
            "goal",
            ["Who scored", "Goals"],
            {"match_name"},
        ),
        (
            "Basketball games: date, opponent, result, points per player.",
            "point",
            ["Points"],
            {"game", "player"},
        ),
        (
            "For each of the 12 players I note goals, cards and minutes in every match.",
            "player_match",
            ["Goals", "Cards", "Minutes"],
            {"match_name", "player"},
        ),
        (
            "Running club: runners, races with date and distance, and everyone's finish time and "
            "place.",
            "result",
            ["Finish time", "Place"],
            {"race", "runner"},
        ),
        (
            "Cub scouts: kids (name, date of birth, parent phone), badges, and when each kid got "
            "which badge.",
            "badge_award",
            ["Date"],
            {"badge", "child"},
        ),
        (
            "Children (name, group), subjects, and for every child and subject the mark and a "
            "comment.",
            "child_subject",
            ["Mark", "Comment"],
            {"child", "subject"},
        ),
        (
            "We have 30 volunteers (name, phone) and four shops. For each volunteer in each shop: "
            "start date, role and hours a week.",
            "volunteer_shop",
            ["Start date", "Role", "Hours a week"],
            {"volunteer", "shop"},
        ),
        (
            "meals on wheels, clients: name, address, dietary needs. driver: name, phone, days. "
            "which driver takes which client on which day.",
            "assignment",
            ["Date"],
            {"client", "driver"},
        ),
        (
            "Nursery for tortoises. Tortoises: species, sex, weight. Foster families: name, town, "
            "garden size. I need to see which tortoise is with which family since when.",
            "assignment",
            ["Since"],
            {"tortoise", "foster_home"},
        ),
        (
            "Small library: books with title and author, members, and who has which book until "
            "when.",
            "loan",
            ["Until"],
            {"book", "member"},
        ),
        (
            "Sports day: events, children with class, and everyone's place in each event.",
            "result",
            ["Place"],
            {"event", "child"},
        ),
        (
            "Judges score each cake at the village fair from 1 to 10 for looks and taste.",
            "score",
            ["Looks", "Taste"],
            {"cake", "judge"},
        ),
        (
            "Wine tasting evenings: date, host, wines with producer, grape, vintage, and each of "
            "us gives every wine a mark out of 20.",
            "mark",
            ["Given by", "Mark"],
            {"wine"},
        ),
        (
            "Potluck dinners: date and host, and who brings what.",
            "contribution",
            ["Who", "What"],
            {"potluck_dinner"},
        ),
        (
            "Car sharing to the swim meets: who drives, how many seats, and who rides in whose "
            "car.",
            "passenger",
            ["Name"],
            {"car"},
        ),
    ],
)
def test_it_is_a_list_related_to_both(
    request_text: str, entity: str, fields: list[str], targets: set[str]
) -> None:
    understood = analyse(request_text)
    assert _fields(understood, entity) == fields
    assert _links(understood, entity) == targets


@pytest.mark.parametrize(
    ("request_text", "entity", "targets"),
    [
        (
            "We're a band. Gigs with venue, date and fee, songs with key and tempo, and for each "
            "gig the setlist in order.",
            "setlist_entry",
            {"gig", "song"},
        ),
        (
            "Choir concerts: date, place, programme with the pieces in order. Pieces have composer "
            "and length.",
            "programme_entry",
            {"choir_concert", "piece"},
        ),
    ],
)
def test_what_follows_one_another_has_a_position(
    request_text: str, entity: str, targets: set[str]
) -> None:
    understood = analyse(request_text)
    assert _fields(understood, entity) == ["Position"]
    assert _links(understood, entity) == targets


def test_what_is_told_of_each_part_relates_it_to_the_whole() -> None:
    understood = analyse("Workouts: date, and for every exercise the sets, reps and weight.")
    assert _links(understood, "exercise") == {"workout"}


def test_a_scale_that_is_told_is_kept() -> None:
    understood = analyse(
        "Judges score each cake at the village fair from 1 to 10 for looks and taste."
    )
    (score,) = (one for one in understood.entities if one.name == "score")
    assert {field.maximum for field in score.fields} == {10}


@pytest.mark.parametrize(
    ("request_text", "entities"),
    [
        ("Track expenses: date, amount, who paid, price per person.", {"expense"}),
        ("Guest list: name, how many people each guest brings, diet.", {"guest"}),
        ("Members with name and phone, and for each member whether the fee is paid.", {"member"}),
        ("Garden: plants in order of height, name, colour.", {"plant"}),
        ("Total hours per employee per week. Shifts have employee, date, start, end.", {"shift"}),
        ("Parents sign up for cake stall slots: slot, who, and what they bring.", {"slot"}),
        ("Reading list with title, author, rating out of five for each book I read.", {"book"}),
    ],
)
def test_what_is_told_of_one_thing_stays_with_it(request_text: str, entities: set[str]) -> None:
    assert {one.name for one in analyse(request_text).entities} == entities


@pytest.mark.parametrize(
    "told",
    [
        "per team and evening the points.",
        "Per team and per evening the points.",
    ],
)
def test_what_is_told_per_two_lists_has_one_of_its_own(told: str) -> None:
    understood = analyse(
        "pub quiz league, 9 teams with captain and phone. 12 evenings, every evening has a date "
        f"and a venue. {told}"
    )
    assert _links(understood, "result") == {"team", "evening"}
    assert _fields(understood, "result") == ["Points"]
    assert "Points" not in _fields(understood, "evening")


@pytest.mark.parametrize(
    "told",
    [
        "Per volunteer and month I need the sum of hours.",
        "Per volunteer and shift the total.",
        "The hours per volunteer and year.",
        "The average per volunteer and shift.",
    ],
)
def test_figures_per_two_lists_are_none(told: str) -> None:
    understood = analyse(f"Volunteers with name, phone. Shifts: date, hours, volunteer. {told}")
    assert {one.name for one in understood.entities} == {"volunteer", "shift"}
