"""Whose something is, is not what it is."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.text.owners import without_owner


@pytest.mark.parametrize(
    ("phrase", "what"),
    [
        ("club's trophies", "trophies"),
        ("our choir's old scores", "old scores"),
        ("men's teams", "men's teams"),
        ("driver's licences", "driver's licences"),
        ("museum costumes", "museum costumes"),
        ("club's", "club's"),
    ],
)
def test_an_owner_is_left_out(phrase: str, what: str) -> None:
    assert without_owner(phrase) == what


def test_a_list_is_called_by_what_it_holds() -> None:
    (entity, *_) = analyse("A catalogue of our parish's paintings with title and year.").entities
    assert entity.label == "Painting"
    assert entity.name == "painting"
