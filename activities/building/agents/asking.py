"""What an agent asks to be allowed, whichever way it says it."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from activities.building.agents.reading import at, each_at, text_at

_BY_KIND = {
    "read": "fs_read",
    "search": "fs_read",
    "edit": "fs_write",
    "delete": "fs_write",
    "move": "fs_write",
    "execute": "shell",
    "fetch": "web_fetch",
    "think": "think",
    "switch_mode": "switch_mode",
}
_PATHS = ("path", "filePath", "file_path", "filepath", "absolute_path", "abs_path", "parentDir")
_DIRECTORIES = ("cwd", "workdir", "directory")
_COMMANDS = ("command", "cmd")
_ADDRESSES = ("url", "uri")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One request for permission."""

    capability: str
    title: str
    """What the agent calls it; all that is known of a request that names nothing else."""
    commands: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def resource(self) -> str:
        """All that it names, so that whoever allows it knows what he allows."""
        return " ; ".join((*self.commands, *self.addresses, *self.paths)) or self.title


def wanted(params: Any) -> Wanted:
    """Read a request, of Kiro's engines or of the plain protocol."""
    call, told = at(params, "toolCall"), at(params, "_meta", "kiro")
    raw = at(call, "rawInput")
    consent = at(told, "consent")
    capability = text_at(consent, "capability") or _BY_KIND.get(text_at(call, "kind"), "")
    commands = tuple(_unique(_commands(told, raw, consent, capability)))
    paths = tuple(_unique(_paths(call, raw, consent, capability)))
    addresses = tuple(_unique(text_at(raw, name) for name in _ADDRESSES))
    if not capability or capability == "other":
        capability = _guessed(commands, addresses, paths, text_at(call, "kind"))
    title = text_at(consent, "resource") or text_at(call, "title")
    return Wanted(capability, title, commands, paths, addresses)


def _commands(told: Any, raw: Any, consent: Any, capability: str) -> Iterator[str]:
    yield text_at(told, "command")
    for name in _COMMANDS:
        value = at(raw, name)
        if isinstance(value, list):
            value = shlex.join(str(word) for word in value)
        yield value if isinstance(value, str) else ""
    if capability == "shell":
        yield text_at(consent, "resource")


def _paths(call: Any, raw: Any, consent: Any, capability: str) -> Iterator[str]:
    for name in (*_PATHS, *_DIRECTORIES):
        yield text_at(raw, name)
    for location in each_at(call, "locations"):
        yield text_at(location, "path")
    for content in each_at(call, "content"):
        yield text_at(content, "path")
    if capability.startswith("fs_"):
        yield text_at(consent, "resource")


def _guessed(
    commands: tuple[str, ...], addresses: tuple[str, ...], paths: tuple[str, ...], kind: str
) -> str:
    if commands:
        return "shell"
    if addresses:
        return "web_fetch"
    return "fs_write" if paths else kind or "other"


def _unique(texts: Iterator[str]) -> Iterator[str]:
    yield from dict.fromkeys(text for text in texts if text)
