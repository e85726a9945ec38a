"""The arguments of a tool call: what they name, what has no effect, and what nobody knows."""

import shlex
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_MEANINGS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("arguments.toml").read_text(encoding="utf-8")
)
_PATHS, _ADDRESSES, _SEVERAL, _EDITS, _PURPOSES = (
    frozenset(_MEANINGS[name].split())
    for name in ("paths", "addresses", "several", "edits", "purposes")
)
_HARMLESS = {
    capability: frozenset(names.split()) for capability, names in _MEANINGS["harmless"].items()
}
_HARMLESS["filesystem"] = _HARMLESS["fs_read"] | _HARMLESS["fs_write"]
_COMMANDS = ("command", "cmd")
_APPENDED = ("args", "arguments", "argv")


@dataclass(slots=True)
class Arguments:
    """What a tool call names."""

    commands: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    rest: dict[str, Any] = field(default_factory=dict)
    """What is neither judged nor known to have no effect."""


def sorted_out(raw: Any, capability: str) -> Arguments:
    """Sort the arguments of a call that wants something of that kind."""
    found = Arguments()
    if isinstance(raw, dict):
        _sort(raw, capability, found)
    elif raw is not None:
        found.rest["input"] = raw
    return found


def _sort(raw: dict[str, Any], capability: str, found: Arguments, *, inner: bool = False) -> None:
    lines = _command_lines(raw, capability)
    found.commands += lines
    known = _PURPOSES | _HARMLESS.get(capability, frozenset())
    for name, value in raw.items():
        if value is None or name in known:
            continue
        texts = _texts(value)
        if name in _PATHS and texts is not None:
            found.paths += texts
        elif name in _ADDRESSES and texts is not None:
            found.addresses += texts
        elif name in _SEVERAL and not inner and _are_calls(value):
            _sort_several(name, value, capability, found)
        elif not _is_in_lines(name, value, lines):
            found.rest[name] = value


def _sort_several(name: str, calls: list[Any], capability: str, found: Arguments) -> None:
    together = Arguments()
    for call in calls:
        _sort(call, capability, together, inner=True)
    found.commands += together.commands
    found.paths += together.paths
    found.addresses += together.addresses
    if together.rest:
        found.rest[name] = calls


def _command_lines(raw: dict[str, Any], capability: str) -> list[str]:
    """Return the commands with all of their arguments, as a shell would read them."""
    commands = (raw.get(name) for name in _COMMANDS)
    lines = [_line(value) for value in commands if not _is_edit(value, capability)]
    more = [_line(raw.get(name)) for name in _APPENDED]
    return [" ".join(filter(None, (line, *more))) for line in lines if line]


def _is_in_lines(name: str, value: Any, lines: list[str]) -> bool:
    if _line(value) is None:
        return False
    if name in _COMMANDS:
        return True
    return name in _APPENDED and bool(lines)


def _is_edit(value: Any, capability: str) -> bool:
    return capability.startswith("fs_") and isinstance(value, str) and value in _EDITS


def _line(value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(word, str | int | float) for word in value):
        return shlex.join(str(word) for word in value)
    return value if isinstance(value, str) else None


def _texts(value: Any) -> list[str] | None:
    """Return a text, or a list of them, as a list; None for anything else."""
    texts = value if isinstance(value, list) else [value]
    return texts if all(isinstance(text, str) for text in texts) else None


def _are_calls(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(call, dict) for call in value)
