"""Slips are mended; right words that no table has stay."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.knowledge.typos import spell


@pytest.mark.parametrize(
    "word",
    ["repotted", "reposted", "retuned", "resoled", "binned", "unboxing", "overpaid", "rewaxed"],
)
def test_a_form_of_a_known_word_is_no_slip(word: str) -> None:
    assert spell(f"when {word}") == f"when {word}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("retured", "returned"),
        ("recods", "records"),
        ("remider", "reminder"),
        ("finshed", "finished"),
        ("borrwed", "borrowed"),
        ("returnd", "returned"),
        ("medicationss", "medications"),
        ("memberss", "members"),
        ("recipess", "recipes"),
    ],
)
def test_a_slip_is_mended(written: str, meant: str) -> None:
    assert spell(written) == meant


def test_the_person_reads_the_word_that_was_written() -> None:
    (plants,) = analyse("my houseplants - name, which window, when repotted").entities
    assert plants.fields[-1].label == "Repotted on"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cancell it", "cancel it"),
        ("forgott it", "forgot it"),
        ("a grass court", "a grass court"),
        ("Elliott and Barratt", "Elliott and Barratt"),
    ],
)
def test_a_last_letter_twice_is_a_slip(written: str, meant: str) -> None:
    assert spell(written) == meant
