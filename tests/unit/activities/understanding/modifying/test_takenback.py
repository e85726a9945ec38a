"""Tests of removals that are taken back in the same breath."""

import time

import pytest

from activities.understanding.modifying.takenback import without_taken_back


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("drop the colour, no wait, keep the colour, but drop the weight", "drop the weight"),
        ("remove the fee, sorry, no, keep it. Add a photo", "Add a photo"),
        ("Add a photo. Delete the fee, no, keep it", "Add a photo. "),
        ("Die Farbe kann weg, nein, doch behalten, aber das Maß streichen", "das Maß streichen"),
        ("Enlève la couleur, non, garde-la, mais enlève le poids", "enlève le poids"),
        (
            "quita el color, no, espera, déjalo, pero que sea obligatorio el peso",
            "sea obligatorio el peso",
        ),
    ],
)
def test_a_removal_that_is_taken_back_goes(said: str, left: str) -> None:
    assert without_taken_back(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "drop the colour, but keep the weight",
        "add a colour, no wait, keep the weight as it is",
        "remove the colour, the weight and the fee",
        "no colours, keep the weight",
        "delete the notes, no need to keep them",
    ],
)
def test_what_takes_nothing_back_stays(said: str) -> None:
    assert without_taken_back(said) == said


def test_hostile_texts_take_no_time() -> None:
    begun = time.perf_counter()
    without_taken_back("drop a, no, wait " * 500)
    without_taken_back("drop a, no, " + "keep" * 2_000)
    assert time.perf_counter() - begun < 1
