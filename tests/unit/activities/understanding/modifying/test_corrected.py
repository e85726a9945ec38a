"""Tests of what somebody corrects in the same breath."""

import time

import pytest

from activities.understanding.modifying.corrected import without_corrected


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("size is small, medium, large, no wait, not medium, huge", "size is small, large, huge"),
        ("Ort: Keller, Bad, Flur, nein, nicht Bad, sondern Küche", "Ort: Keller, Flur, Küche"),
        ("état: neuf, usé, cassé, non, pas usé", "état: neuf, cassé"),
        ("turno: mañana, tarde, noche, no, espera, no tarde", "turno: mañana, noche"),
        ("add a price, no, I mean a cost", "add a cost"),
        ("add a note and call it Den, no wait, call it Nest", "add a note and call it Nest"),
        ("nenn es Bude, nein, nenn es Nest", "nenn es Nest"),
        ("Make the height metres. No, leave the height. Add a photo.", "Add a photo."),
        ("Drop the fee. Hmm, actually keep the fee, we need it. Add a note", "Add a note"),
        ("Streiche die Farbe. Ach nein, die Farbe bleibt. Und ein Foto", "Und ein Foto"),
        ("Remove the phone. Wait, keep it.", ""),
    ],
)
def test_what_is_meant_in_the_end_is_left(said: str, meant: str) -> None:
    assert without_corrected(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "Remove the fee. But keep the weight.",
        "drop the colour. No colours please",
        "add a photo, not a link",
        "status: open, closed, no idea",
        "Make the due date required. But keep the due date optional for old ones.",
        "add a title, no author and a year",
        "Sort by price. And leave the rest.",
        "make the title bold, make the price bold",
    ],
)
def test_what_corrects_nothing_stays(said: str) -> None:
    assert without_corrected(said) == said


def test_hostile_texts_take_no_time() -> None:
    begun = time.perf_counter()
    for text in ("a, no, not b, " * 600, "no, keep " * 900, ", wait, no" * 800, "x." * 4_000):
        without_corrected(text[:1_990])
        without_corrected(text)
    assert time.perf_counter() - begun < 2
