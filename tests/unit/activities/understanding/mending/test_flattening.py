"""What is only known of others is no thing, and what has dates of its own is one."""

import pytest

from activities.understanding.analysis import analyse
from models.conversation import Understanding


def _names(understood: Understanding) -> dict[str, list[str]]:
    return {e.name: [field.name for field in e.fields] for e in understood.entities}


def _relations(understood: Understanding) -> set[str]:
    many = {"many_to_one": ">", "many_to_many": ">>"}
    return {f"{r.source}{many[r.kind.value]}{r.target}" for r in understood.relations}


@pytest.mark.xfail(strict=True, reason="the result is taken for what is kept")
def test_a_result_with_photo_and_stars_is_told_of_the_experiment() -> None:
    words = "Sourdough experiments. flour types, proof time, oven temp, result with photo and stars"
    found = _names(analyse(words))
    assert list(found) == ["experiment"]
    assert {"result", "photo", "rating"} <= set(found["experiment"])


@pytest.mark.xfail(strict=True, reason="who turned up is taken for people of their own")
def test_training_dates_and_who_turned_up_are_told_of_trainings() -> None:
    understood = analyse(
        "I coach under-11 football. Players with date of birth, parents phone number, position and "
        "shirt number, training dates and who turned up, and matches with the result and who scored"
    )
    found = _names(understood)
    assert {"player", "training"} <= set(found)
    assert not {"training_date", "training_dates", "who_turned_up"} & set(found["player"])
    assert {"training>>player", "match_name>>player"} <= _relations(understood)
    assert "match_name_date" in found["match_name"]


def test_one_date_of_a_thing_stays_its_field() -> None:
    assert list(_names(analyse("Cars with plate, service dates"))) == ["car"]


@pytest.mark.xfail(strict=True, reason="the tablets are taken for what is kept")
def test_what_is_measured_is_no_medicine() -> None:
    found = _names(
        analyse(
            "My husband had a kidney transplant. We have to record temperature, weight, blood "
            "pressure and how much he drank every morning and evening, and which tablets he took."
        )
    )
    assert "medicine" not in found
    assert "entry_date" in found["entry"]


def test_a_dinner_is_a_meal() -> None:
    words = "I'd like to plan our dinners for the week. Each day a meal and who's cooking."
    assert len(_names(analyse(words))) == 1


def test_what_they_owe_is_kept_of_the_people() -> None:
    found = _names(analyse("keep track of my piano students, their lessons and what they owe me"))
    assert "what_they_owe" in found["student"]


def test_what_is_lent_does_not_say_again_who_has_it() -> None:
    found = _names(analyse("Who borrowed which key and when, and is it back"))
    assert not {"holder", "given_on", "returned"} & set(found["key"])


@pytest.mark.parametrize(
    ("request_text", "label"),
    [
        ("Fish with species, length and if I put it back", "Put back"),
        ("Parcels with address and if we sent it off", "Sent off"),
    ],
)
def test_what_was_done_with_it_is_said_whole(request_text: str, label: str) -> None:
    labels = [f.label.lower() for e in analyse(request_text).entities for f in e.fields]
    assert label.lower() in labels


def test_of_whom_only_the_name_is_told_is_no_list() -> None:
    understood = analyse(
        "Parents evening: teachers with subject and room, each has slots of 10 minutes with a "
        "start time, parents take a slot with childs name and class."
    )
    found = _names(understood)
    assert set(found) == {"teacher", "slot"}
    labels = {f.label for e in understood.entities if e.name == "slot" for f in e.fields}
    assert {"Start time", "Child's name", "Class"} <= labels


def test_children_of_whom_more_is_told_stay() -> None:
    understood = analyse(
        "Kindergarten: groups with name and room, children with name, birthday and group"
    )
    assert {"group", "child"} <= {one.name.removesuffix("_name") for one in understood.entities}
