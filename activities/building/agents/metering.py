"""What a turn has used, from the frames in which the agents say so.

Totals of a turn are assigned, never added up: agents repeat them, and replays do too.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from activities.building.agents.port import Usage
from activities.building.agents.reading import amount, at, count, each_at, text_at

_CREDIT = "credit"


class Measured(NamedTuple):
    """What one frame says about use."""

    credits: Decimal | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    session_cost: Decimal | None = None
    """Cost of the whole session until now."""


Meter = Callable[[str, Any], Measured | None]
"""From method and parameters of a notification; None when it says nothing about use."""


def kiro_v3(method: str, params: Any) -> Measured | None:
    """Read ``turn_completion``, which comes inside of a session update."""
    told = at(params, "update", "_meta", "kiro")
    if method != "session/update" or text_at(told, "kind") != "turn_completion":
        return None
    used = _credits(each_at(told, "promptTurnSummaries"), "usage")
    return None if used is None else Measured(credits=used)


def kiro_v2(method: str, params: Any) -> Measured | None:
    """Read the metadata that follow a turn; many carry nothing but a sign of life."""
    if method != "_kiro.dev/metadata":
        return None
    used = _credits(each_at(params, "meteringUsage"), "value")
    return None if used is None else Measured(credits=used)


def standard(method: str, params: Any) -> Measured | None:
    """Read ``usage_update`` of the protocol, whose cost is that of the whole session."""
    update = at(params, "update")
    if method != "session/update" or text_at(update, "sessionUpdate") != "usage_update":
        return None
    cost = amount(at(update, "cost", "amount"))
    return None if cost is None else Measured(session_cost=cost)


def of_response(result: Any) -> Measured | None:
    """Read the tokens that the answer to a prompt names."""
    told = at(result, "usage")
    given, made = count(at(told, "inputTokens")), count(at(told, "outputTokens"))
    cached = (count(at(told, name)) or 0 for name in ("cachedReadTokens", "cachedWriteTokens"))
    if given is None and made is None:
        return None
    return Measured(input_tokens=None if given is None else given + sum(cached), output_tokens=made)


class Tally:
    """The use of one turn."""

    def __init__(self, cost_before: Decimal | None) -> None:
        self._cost_before = cost_before
        self._cost_now: Decimal | None = None
        self._usage = Usage()

    def take(self, found: Measured | None) -> None:
        """Take over what a frame says; a later word replaces an earlier one."""
        if found is None:
            return
        if found.session_cost is not None:
            self._cost_now = found.session_cost
        told = {
            name: value
            for name in ("credits", "input_tokens", "output_tokens")
            if (value := getattr(found, name)) is not None
        }
        self._usage = self._usage.model_copy(update=told)

    @property
    def session_cost(self) -> Decimal | None:
        """Cost of the whole session until now, as far as it is known."""
        return self._cost_before if self._cost_now is None else self._cost_now

    @property
    def usage(self) -> Usage:
        """What the turn has used; its cost is what the session's cost has grown by.

        A total below the one before belongs to an agent that counts anew in each process.
        """
        if self._cost_now is None or self._cost_before is None:
            return self._usage
        grown = self._cost_now - self._cost_before
        if grown < 0:
            grown = self._cost_now
        return self._usage.model_copy(update={"cost": grown})


def _credits(items: Any, name: str) -> Decimal | None:
    found = [
        value
        for item in items
        if text_at(item, "unit").lower().startswith(_CREDIT)
        and (value := amount(at(item, name))) is not None
    ]
    return sum(found, Decimal(0)) if found else None
