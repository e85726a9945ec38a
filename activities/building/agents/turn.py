"""One turn of a session while it goes on: what was said, used and asked."""

import asyncio
from decimal import Decimal
from typing import Any

from activities.building.agents.metering import Tally
from activities.building.agents.port import (
    AgentEvent,
    EventKind,
    Listener,
    PermissionWish,
    StopReason,
    Turn,
)
from activities.building.agents.reading import at, text_at
from activities.building.agents.tail import Tail
from storage.redaction import plain, redacted

_LONGEST_LINE = 200
_MOST_WARNINGS = 20
_MOST_WISHES = 50
_MESSAGE_CHARACTERS, _MESSAGE_LINES = 4_000, 12


class TurnInProgress:
    """Takes what arrives during a turn; memory stays bounded however much that is."""

    def __init__(self, listener: Listener, cost_before: Decimal | None) -> None:
        self.listener = listener
        self.tally = Tally(cost_before)
        self.cancelled = False
        self.began = False
        """Whether the agent has reacted at all: an end before that belongs to an earlier turn."""
        self.opened = False
        """Whether the agent has said that this turn starts."""
        self.ended_by_update = asyncio.Event()
        self.metered = asyncio.Event()
        self.stop_reason: str | None = None
        self._message = Tail(_MESSAGE_CHARACTERS)
        self._after_tool = False
        self._tool = ""
        self._line = ""
        self._warnings = 0
        self._wishes: dict[str, PermissionWish] = {}

    def take(self, update: Any) -> None:
        """Take a session update."""
        kind = text_at(update, "sessionUpdate")
        if kind == "agent_message_chunk":
            self._say(text_at(update, "content", "text"))
        elif kind == "tool_call":
            self._flush()
            self._after_tool = True
            self._tool = text_at(update, "title") or text_at(update, "kind")
            self._tell(EventKind.TOOL, self._tool)
        elif kind == "tool_call_update" and text_at(update, "status") == "failed":
            self._tell(EventKind.TOOL, f"failed: {text_at(update, 'title') or self._tool}")
        elif kind == "retry_warning":
            self.warn(text_at(update, "message") or "The agent tries again.")
        if kind != "session_info_update":
            self.began = True

    def warn(self, text: str) -> None:
        """Report something unexpected; a flood of that is reported by its beginning."""
        self._warnings += 1
        if self._warnings <= _MOST_WARNINGS:
            self._tell(EventKind.WARNING, text)

    def wish(self, wish: PermissionWish) -> None:
        """Note what only the owner may allow."""
        if len(self._wishes) < _MOST_WISHES:
            self._wishes.setdefault(wish.fingerprint, wish)

    def decided(self, text: str) -> None:
        """Report a decision on a permission."""
        self.began = True
        self._tell(EventKind.PERMISSION, text)

    def end(self, stop_reason: str) -> None:
        """Take note of an update that ends the turn."""
        self.stop_reason = stop_reason
        self.ended_by_update.set()

    def result(self, stop_reason: str) -> Turn:
        """Return how the turn ended."""
        self._flush()
        return Turn(
            stop_reason=self._reason(stop_reason),
            usage=self.tally.usage,
            message=self._message.shown(_MESSAGE_LINES),
            wishes=tuple(self._wishes.values()),
            session_cost=self.tally.session_cost,
        )

    def _reason(self, word: str) -> StopReason:
        if self.cancelled:
            return StopReason.CANCELLED
        try:
            return StopReason(word)
        except ValueError:
            self.warn(f"The agent ended its turn for a reason nobody knows: {word}")
            return StopReason.END_TURN

    def _say(self, text: str) -> None:
        if self._after_tool and text:
            self._message.clear()
            self._after_tool = False
        self._message.add(text)
        *whole, self._line = (self._line + text[-_MESSAGE_CHARACTERS:]).split("\n")
        for line in whole:
            self._tell(EventKind.MESSAGE, line)
        if len(self._line) > _MESSAGE_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        self._tell(EventKind.MESSAGE, self._line)
        self._line = ""

    def _tell(self, kind: EventKind, text: str) -> None:
        shown = plain(redacted(text[:_MESSAGE_CHARACTERS])).strip()[:_LONGEST_LINE]
        if shown:
            self.listener(AgentEvent(kind, shown))


def kiro_kind(update: Any) -> str:
    """Return the kind of Kiro's own news inside of a session update; empty when there is none."""
    if text_at(update, "sessionUpdate") != "session_info_update":
        return ""
    return text_at(at(update, "_meta", "kiro"), "kind")
