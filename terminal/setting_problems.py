"""Saying what is wrong with settings, in words for somebody who made a typo."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from settings import SETTINGS_FILE, Settings

PREFIX = "ORCHESTRATOR_"
_NO_SETTINGS = frozenset(
    {
        "ORCHESTRATOR_TOKEN",
        "ORCHESTRATOR_DATA",  # docker-compose.yml
        "ORCHESTRATOR_REQUIRE_ALL",  # tests
    }
)


def setting_problems(problem: Exception) -> list[str]:
    """Return a line for each wrong setting, beginning with its place."""
    if isinstance(problem, ValidationError):
        return [_line(error["loc"], error["type"], error["msg"]) for error in problem.errors()]
    if isinstance(problem, OSError):
        return [f"{problem.filename or SETTINGS_FILE}: {problem.strerror or problem}"]
    return [f"{SETTINGS_FILE}, or a variable: {problem}"]


def unknown_variables(environment: Iterable[str]) -> list[str]:
    """Return the variables that look like settings and are none."""
    return [
        name
        for name in sorted(environment)
        if name.startswith(PREFIX)
        and name not in _NO_SETTINGS
        and name.removeprefix(PREFIX).partition("__")[0].lower() not in Settings.model_fields
    ]


def _line(place: Sequence[int | str], kind: str, message: str) -> str:
    path = ".".join(str(part) for part in place)
    if kind == "extra_forbidden":
        similar = get_close_matches(str(place[-1]), _names(place[:-1]), n=1)
        hint = f"; did you mean {similar[0]}?" if similar else ""
        return f"{path}: there is no such setting{hint}"
    return f"{path}: {message.removeprefix('Value error, ')}"


def _names(place: Sequence[int | str]) -> list[str]:
    model: Any = Settings
    for part in place:
        field = model.model_fields.get(part)
        model = getattr(field, "annotation", None)
        if not hasattr(model, "model_fields"):
            return []
    return list(model.model_fields)
