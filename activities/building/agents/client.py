"""Our end of the protocol: answers what the agent asks, and hands on what it reports."""

import time
from typing import Any

from acp.connection import Connection
from acp.exceptions import RequestError

from activities.building.agents.asking import wanted
from activities.building.agents.commands import Verdict
from activities.building.agents.frames import Frames
from activities.building.agents.isolation import Channel
from activities.building.agents.policy import Policy, option_for
from activities.building.agents.port import AgentEvent, EventKind
from activities.building.agents.profiles import Profile, TurnEnd
from activities.building.agents.reading import at, text_at
from activities.building.agents.turn import TurnInProgress, kiro_kind

_DECIDED = {
    Verdict.ALLOW: "Allowed",
    Verdict.REFUSE: "Refused",
    Verdict.ASK_OWNER: "Left to the owner",
}


class Client:
    """Speaks with one agent process."""

    def __init__(self, channel: Channel, profile: Profile, policy: Policy) -> None:
        self._profile = profile
        self._policy = policy
        frames = Frames(channel, heard=self._heard, strange=self._strange)
        self.connection = Connection(self._handle, frames)
        self.session_id: str | None = None
        self.turn: TurnInProgress | None = None
        self.options: Any = None
        """The options that the session offers, as the agent told last."""
        self.last_life = time.monotonic()
        self._opens_turns = False

    async def request(self, method: str, params: dict[str, Any]) -> Any:
        """Ask the agent something.

        Raises:
            RequestError: It answers with an error.
            ConnectionError: It has ended.
        """
        return await self.connection.send_request(method, params)

    async def notify(self, method: str, params: dict[str, Any]) -> None:
        """Tell the agent something."""
        await self.connection.send_notification(method, params)

    def _heard(self) -> None:
        self.last_life = time.monotonic()
        if self.turn is not None:
            self.turn.listener(AgentEvent(EventKind.FRAME))

    def _strange(self, text: str) -> None:
        if self.turn is not None:
            self.turn.warn(text)

    async def _handle(self, method: str, params: Any, is_notification: bool) -> Any:
        if is_notification:
            self._notified(method, params)
            return None
        if method == "session/request_permission":
            return {"outcome": self._decide(params)}
        raise RequestError.method_not_found(method)

    def _notified(self, method: str, params: Any) -> None:
        if text_at(params, "sessionId") != self.session_id:
            return  # a sub-agent's, or nobody's
        update = at(params, "update")
        if text_at(update, "sessionUpdate") == "config_option_update":
            self.options = at(update, "configOptions")
        turn = self.turn
        if turn is None:
            return
        for meter in self._profile.meters:
            found = meter(method, params)
            if found is not None:
                turn.tally.take(found)
                turn.metered.set()
        if method == "session/update":
            turn.take(update)
            self._kiro_says(turn, update)

    def _kiro_says(self, turn: TurnInProgress, update: Any) -> None:
        kind = kiro_kind(update)
        if kind == "turn_start":
            self._opens_turns = turn.opened = True
        elif kind == "display_error":
            turn.warn(text_at(update, "_meta", "kiro", "message"))
        elif kind == "turn_end" and self._is_end_of(turn):
            turn.end(text_at(update, "_meta", "kiro", "stopReason") or "end_turn")

    def _is_end_of(self, turn: TurnInProgress) -> bool:
        """Tell the end of this turn from a late or repeated one of the turn before."""
        running = turn.opened if self._opens_turns else turn.began
        return running and self._profile.turn_end is TurnEnd.EITHER

    def _decide(self, params: Any) -> dict[str, str]:
        turn = self.turn
        if turn is None or turn.cancelled:
            return {"outcome": "cancelled"}
        asked = wanted(params)
        verdict, because = self._policy.judge(asked)
        options = at(params, "options")
        option = option_for(options, allow=verdict is Verdict.ALLOW)
        if verdict is Verdict.ALLOW and option is None:
            verdict, because = Verdict.REFUSE, "it can't be allowed for this once alone"
            option = option_for(options, allow=False)
        wish = self._policy.wish(asked)
        if verdict is Verdict.ASK_OWNER:
            turn.wish(wish)
        told = f"{wish.capability} {wish.resource}"
        turn.decided(f"{_DECIDED[verdict]}: {told}, because {because}")
        if option is None:
            return {"outcome": "cancelled"}
        return {"outcome": "selected", "optionId": option}
