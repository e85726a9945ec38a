"""Clauses are cut where a phrase ends, and only where they are long."""

import pytest

from activities.understanding.text.shortening import shortened, spelled_out


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("who sat beside her", "who sat beside her"),
        ("what to do in an emergency", "what to do in an emergency"),
        ("what they still have to pay me", "what they still have to pay me"),
        ("what I sold it for", "what I sold it for"),
        ("what she needs from the shop next time", "what she needs from the shop"),
        ("what the vet said we should do about the leg", "what the vet said"),
        ("where we put the keys of the back door in winter", "where we put the keys"),
        ("the of and to the of and the", "the"),
    ],
)
def test_a_label_ends_with_a_phrase(clause: str, label: str) -> None:
    assert shortened(clause) == label


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("when its due back", "when it is due back"),
        ("where its kept", "where it is kept"),
        ("since when it's been gone", "since when it has been gone"),
        ("when its key came back", "when its key came back"),
        ("what its owner pays", "what its owner pays"),
    ],
)
def test_a_contraction_is_spelled_out_and_a_possessive_is_not(said: str, meant: str) -> None:
    assert spelled_out(said) == meant
