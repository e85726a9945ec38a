"""Tests of fields that are wanted in another list."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from models.errors import RequestRefused
from models.specification import ApplicationSpecification

_BASE = "Keep clients with name and city, and orders with number, date, mobile and total."


def _labels(specification: ApplicationSpecification) -> dict[str, set[str]]:
    entities = specification.data_model.entities
    return {one.label: {field.label for field in one.fields} for one in entities}


@pytest.mark.parametrize(
    "said", ["move the mobile to the client", "Please move mobile from the order to clients"]
)
def test_a_field_moves(said: str) -> None:
    before = write_specification(analyse(_BASE), {})
    after = _labels(modify(before, said, live=False).specification)
    assert "Mobile" in after["Client"]
    assert "Mobile" not in after["Order"]


@pytest.mark.parametrize(
    ("said", "live"),
    [("move the mobile to the client", True), ("move the mobile to the top", False)],
)
def test_a_field_stays(said: str, live: bool) -> None:
    before = write_specification(analyse(_BASE), {})
    with pytest.raises(RequestRefused):
        modify(before, said, live=live)
