"""Limits grow with what an application keeps."""

import pytest

from activities.design.sizing import architecture_for, grown, resources_for
from models.specification import DataModel


def model_with(*types: str) -> DataModel:
    fields = [{"name": f"f{n}", "label": "x", "type": kind} for n, kind in enumerate(types)]
    title = {"name": "name", "label": "Name"}
    thing = {"name": "thing", "label": "Thing", "plural_label": "Things", "title_field": "name"}
    return DataModel.model_validate({"entities": [thing | {"fields": [title, *fields]}]})


@pytest.mark.parametrize(
    ("types", "memory", "disk"),
    [((), 192, 512), (("long_text",) * 2, 192, 576), (("photo",), 448, 1_536)],
)
def test_photos_and_long_texts_take_room(types: tuple[str, ...], memory: int, disk: int) -> None:
    limits = resources_for(model_with(*types))
    assert (limits.memory_mb, limits.disk_mb) == (memory, disk)


def test_limits_grow_and_never_shrink() -> None:
    plain = resources_for(model_with("text"))
    roomy = grown(plain, model_with("photo"))
    assert roomy.memory_mb > plain.memory_mb
    assert grown(roomy, model_with("text")) == roomy


def test_photos_lie_beside_the_database() -> None:
    assert "a copy of one file" in architecture_for(model_with("text")).rationale
    assert "a copy of one folder" in architecture_for(model_with("photo")).rationale
