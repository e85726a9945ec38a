"""A host for upkeep in memory: activities under their real names that do as they are told."""

import asyncio
from collections.abc import Callable
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.alerts.messages import DeliverInput, DeliverResult, GiveUpInput
from activities.deployment.messages import ReconcileResult
from activities.health.messages import HealInput, HealResult, LookResult


class UpkeepWorld:
    """What looks find, and what was done then."""

    def __init__(self) -> None:
        self.found = LookResult()
        self.looks = 0
        self.healed: list[HealInput] = []
        self.told: list[str] = []
        self.given_up: list[GiveUpInput] = []
        self.dead: set[str] = set()
        """Channels that never answer."""
        self.healing = asyncio.Event()
        """Cleared, healing takes for ever."""
        self.healing.set()

    def activities(self) -> list[Callable[..., Any]]:
        return [self.look, self.heal, self.deliver, self.give_up, self.reconcile]

    @activity.defn(name="health.look")
    async def look(self) -> LookResult:
        self.looks += 1
        return self.found

    @activity.defn(name="health.heal")
    async def heal(self, request: HealInput) -> HealResult:
        self.healed.append(request)
        await self.healing.wait()
        return HealResult(started=1)

    @activity.defn(name="alerts.deliver")
    async def deliver(self, request: DeliverInput) -> DeliverResult:
        if request.channel in self.dead:
            raise ApplicationError("It never answers.", type="invalid_input", non_retryable=True)
        self.told.append(request.channel)
        return DeliverResult(notices=1)

    @activity.defn(name="alerts.give_up")
    async def give_up(self, request: GiveUpInput) -> None:
        self.given_up.append(request)

    @activity.defn(name="deployment.reconcile")
    async def reconcile(self) -> ReconcileResult:
        return ReconcileResult(checked=1)
