"""What a turn came to, kept in its commit: whoever finds the commit knows all of it; pure."""

import json
from decimal import Decimal

from pydantic import ValidationError

from activities.building.agents.port import PermissionWish, StopReason, Turn, Usage
from models.base import Model
from models.errors import BuildError
from models.usage import Spent

_MARK = "\nOutcome: "
MOST_WISHES = 20
LONGEST_SESSION = 200
"""Characters of a session's id; one that is longer is not gone on with."""


class Outcome(Model):
    """How a turn ended, without its words."""

    session: str
    stop_reason: StopReason
    spent: Spent
    session_cost: Decimal | None = None
    """What its session has cost until its end."""
    wishes: tuple[PermissionWish, ...] = ()

    @classmethod
    def of(cls, session: str, turn: Turn) -> "Outcome":
        """Return what is kept of a turn."""
        return cls(
            session=session if len(session) <= LONGEST_SESSION else "",
            stop_reason=turn.stop_reason,
            spent=spent_of(turn.usage),
            session_cost=turn.session_cost,
            wishes=turn.wishes[:MOST_WISHES],
        )


def spent_of(usage: Usage) -> Spent:
    """Return what an agent says it has used; less than nothing counts as not said."""
    known = {name: value for name, value in usage if value is not None and value >= 0}
    return Spent.model_validate(known)


def message_of(title: str, outcome: Outcome) -> str:
    """Return the message of a turn's commit."""
    # One line of plain ASCII: nothing that a session's id holds can look like a second mark.
    return f"{title}\n{_MARK}{json.dumps(outcome.model_dump(mode='json'))}\n"


def outcome_in(message: str) -> Outcome:
    """Return what the message of a turn's commit holds.

    Raises:
        BuildError: It is no such message.
    """
    try:
        return Outcome.model_validate_json(message.rpartition(_MARK)[2].strip())
    except ValidationError as problem:
        raise BuildError("What was kept of an agent's turn is damaged.") from problem
