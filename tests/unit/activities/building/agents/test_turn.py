"""What a turn keeps of all that arrives."""

from typing import Any

from activities.building.agents.port import AgentEvent, EventKind, PermissionWish, StopReason
from activities.building.agents.turn import TurnInProgress


def _chunk(text: str) -> dict[str, Any]:
    return {"sessionUpdate": "agent_message_chunk", "content": {"type": "text", "text": text}}


def _turn() -> tuple[TurnInProgress, list[AgentEvent]]:
    events: list[AgentEvent] = []
    return TurnInProgress(events.append, None), events


def test_chunks_become_lines_without_secrets() -> None:
    turn, events = _turn()
    for text in ("I use pass", "word=hunter22 now\nand", " go on\x1b[31m"):
        turn.take(_chunk(text))
    result = turn.result("end_turn")
    told = [event.text for event in events if event.kind is EventKind.MESSAGE]
    assert told == ["I use password=[removed] now", "and go on"]
    assert result.message == "I use password=[removed] now\nand go on"


def test_the_message_is_what_was_said_after_the_last_tool() -> None:
    turn, _ = _turn()
    turn.take(_chunk("I will write."))
    turn.take({"sessionUpdate": "tool_call", "title": "Write"})
    turn.take(_chunk("Written."))
    assert turn.result("end_turn").message == "Written."


def test_floods_are_kept_within_bounds() -> None:
    turn, events = _turn()
    for number in range(2000):
        turn.warn("strange")
        turn.wish(PermissionWish(capability="shell", resource="x", fingerprint=str(number)))
    turn.take(_chunk("y" * 10_000_000))
    result = turn.result("end_turn")
    assert len(events) < 30
    assert len(result.wishes) == 50
    assert len(result.message) <= 4000


def test_a_cancelled_turn_is_cancelled_whatever_the_agent_says() -> None:
    turn, _ = _turn()
    turn.cancelled = True
    assert turn.result("end_turn").stop_reason is StopReason.CANCELLED
