"""How two specifications differ, place by place; pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.problems import pointer
from api.version_views import FieldDifference
from models.specification import ApplicationSpecification

_NAMES = ("name", "id", "kind")
"""What the items of a list are recognised by, so that an insertion is one difference."""


def specification_differences(
    old: ApplicationSpecification | None, new: ApplicationSpecification
) -> tuple[FieldDifference, ...]:
    """Return every place in which the new specification differs from the old one."""
    before = old.model_dump(mode="json") if old is not None else {}
    return tuple(_differences((), before, new.model_dump(mode="json")))


def _differences(path: tuple[str, ...], old: Any, new: Any) -> Iterator[FieldDifference]:
    if old == new:
        return
    old_parts, new_parts = _parts(old), _parts(new)
    if old_parts is None or new_parts is None:
        yield FieldDifference(pointer=pointer(*path), old=old, new=new)
        return
    for name in dict.fromkeys((*old_parts, *new_parts)):
        yield from _differences((*path, name), old_parts.get(name), new_parts.get(name))


def _parts(value: Any) -> Mapping[str, Any] | None:
    """Return what a value consists of by name, or None when it is to be compared as a whole."""
    if isinstance(value, Mapping):
        return value
    if not isinstance(value, Sequence) or isinstance(value, str):
        return None
    for key in _NAMES:
        names = [item[key] for item in value if isinstance(item, Mapping) and key in item]
        if len(names) == len(value) == len(set(names)):
            return dict(zip(names, value, strict=True))
    return None
