"""Turns an application with pages into one of another kind. Pure."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from activities.building.scaffold.reaching import is_test
from models.specification import ApplicationKind, ApplicationSpecification

INTERFACE = Path(__file__).parent.parent / "templates" / "api"
"""What is different in an interface for programs."""
_ITS_TESTS = frozenset(
    f"tests/{name}.py"
    for name in (
        "own/test_address",
        "own/test_reference",
        "test_api",
        "test_interface",
        "test_naming",
        "test_values",
    )
)
_NO_FILE = frozenset({"ruff.toml"})


def of_its_kind(
    specification: ApplicationSpecification, files: Mapping[str, str]
) -> dict[str, str]:
    """Return the files of an application of the kind that the specification asks for."""
    if specification.architecture.kind is ApplicationKind.RECORDS:
        return dict(files)
    changed = {**files, **_differences()}
    return {name: content for name, content in changed.items() if _stays(name)}


def _stays(name: str) -> bool:
    return not is_test(name) or name in _ITS_TESTS


@cache
def _differences() -> Mapping[str, str]:
    paths = [p for p in sorted(INTERFACE.rglob("*")) if p.is_file() and p.name not in _NO_FILE]
    return {
        path.relative_to(INTERFACE).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if "__pycache__" not in path.parts and ".ruff_cache" not in path.parts
    }
