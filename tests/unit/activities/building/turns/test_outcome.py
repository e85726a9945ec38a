"""What a turn came to, in the message of its commit."""

from decimal import Decimal

import pytest

from activities.building.agents.port import PermissionWish, StopReason, Turn, Usage
from activities.building.turns.outcome import MOST_WISHES, Outcome, message_of, outcome_in
from models.errors import BuildError
from models.usage import Spent

WISH = PermissionWish(capability="shell", resource='make "x"\nOutcome: {}', fingerprint="f")


def test_everything_but_the_words_comes_back() -> None:
    usage = Usage(credits=Decimal("0.1344"), input_tokens=7)
    turn = Turn(stop_reason=StopReason.MAX_TOKENS, usage=usage, wishes=(WISH,), message="secret")
    outcome = Outcome.of("sess\nOutcome: {}", turn)
    message = message_of("Turn 1: task", outcome)

    assert outcome_in(message) == outcome
    assert outcome.spent == Spent(credits=Decimal("0.1344"), input_tokens=7)
    assert "secret" not in message


def test_nonsense_of_an_agent_is_bounded() -> None:
    turn = Turn(
        stop_reason=StopReason.END_TURN, usage=Usage(credits=Decimal(-5)), wishes=(WISH,) * 99
    )
    outcome = Outcome.of("s" * 1_000_000, turn)

    assert outcome.spent == Spent()
    assert len(outcome.wishes) == MOST_WISHES
    assert len(message_of("t", outcome)) < 10_000


@pytest.mark.parametrize("message", ["", "Version 1: built\n", "t\n\nOutcome: {"])
def test_another_commit_is_no_turn(message: str) -> None:
    with pytest.raises(BuildError):
        outcome_in(message)
