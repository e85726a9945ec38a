"""What an agent asks to be allowed, whichever way it says it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from activities.building.agents.arguments import Arguments, sorted_out
from activities.building.agents.reading import at, each_at, is_larger, text_at

LARGEST_REQUEST = 256 * 1024
"""About as many characters; a larger request is refused unseen."""
MOST_PATHS, MOST_COMMANDS = 64, 16
LONGEST_NAME, MOST_NAMED = 4 * 1024, 16 * 1024
"""Characters of one path, command or the like, and of all together: judging takes time, and while
it does, nobody hears of anybody's signs of life."""
_LONGEST_TITLE = 80
"""Of what is refused unseen: the reason must find room beside it."""
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """One request for permission."""

    capability: str
    title: str
    """What the agent calls it; all that is known of a request that names nothing else."""
    commands: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    rest: str = ""
    """The arguments that policy doesn't know, in JSON; the same for the same arguments."""
    too_much: bool = False
    """Whether it names more than is looked at; then nothing of that is told here."""

    @property
    def resource(self) -> str:
        """All that it names, so that whoever allows it knows what he allows."""
        named = (*self.commands, *self.addresses, *self.paths) or (self.title,)
        return " ; ".join(text for text in (*named, self.rest) if text)


def wanted(params: Any) -> Wanted:
    """Read a request, of Kiro's engines or of the plain protocol."""
    call, consent = at(params, "toolCall"), at(params, "_meta", "kiro", "consent")
    capability = text_at(consent, "capability") or _BY_KIND.get(text_at(call, "kind"), "")
    title = text_at(consent, "resource") or text_at(call, "title")
    if not is_larger(params, LARGEST_REQUEST):
        asked = _read(params, capability, title)
        if _is_bounded(asked):
            return asked
    return Wanted(capability[:_LONGEST_TITLE], title[:_LONGEST_TITLE], too_much=True)


def _read(params: Any, capability: str, title: str) -> Wanted:
    call, told = at(params, "toolCall"), at(params, "_meta", "kiro")
    raw, resource = at(call, "rawInput"), text_at(told, "consent", "resource")
    found = sorted_out(raw, capability)
    commands = [text_at(told, "command"), *found.commands]
    commands += [resource] if capability == "shell" else []
    paths = [*found.paths, *_placed(call)]
    paths += [resource] if capability.startswith("fs_") else []
    if not capability or capability == "other":
        capability = _guessed(any(commands), found, any(paths), text_at(call, "kind"))
        found = sorted_out(raw, capability)
    return Wanted(
        capability,
        title,
        tuple(_unique(commands)),
        tuple(_unique(paths)),
        tuple(_unique(found.addresses)),
        json.dumps(found.rest, sort_keys=True, separators=(",", ":")) if found.rest else "",
    )


def _is_bounded(asked: Wanted) -> bool:
    named = (asked.title, asked.rest, *asked.commands, *asked.paths, *asked.addresses)
    lengths = [len(text) for text in named]
    few = len(asked.paths) <= MOST_PATHS and len(asked.commands) <= MOST_COMMANDS
    return few and max(lengths) <= LONGEST_NAME and sum(lengths) <= MOST_NAMED


def _placed(call: Any) -> Iterator[str]:
    for name in ("locations", "content"):
        for each in each_at(call, name):
            yield text_at(each, "path")


def _guessed(commands: bool, found: Arguments, paths: bool, kind: str) -> str:
    if commands:
        return "shell"
    if found.addresses:
        return "web_fetch"
    return "fs_write" if paths else kind or "other"


def _unique(texts: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(text for text in texts if text)
