"""The activities that tell people of alerts; telling twice is possible, forgetting is not."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from temporalio import activity

from activities.alerts.channels import Channel
from activities.alerts.messages import DeliverInput, DeliverResult, GiveUpInput
from activities.alerts.notices import MOST_NOTICES, Message, Notice
from activities.alerts.telling import NoticeKind, next_telling, not_told, notice_due, told
from models.alerts import Finding
from models.base import utc_now
from settings import AlertSettings
from storage.metadata import MetadataStore

MOST_MESSAGES = 5
"""Messages of one delivery."""
RETRY_AFTER = timedelta(hours=1)
"""Pause for a channel that could not be told; what is new meanwhile is tried all the same."""


class AlertActivities:
    """Tells each channel what it has not been told yet.

    Args:
        store: Where alerts are, and what was told of them.
        channels: Ways to people, by their names.
        settings: When to remind, and what to send.
    """

    def __init__(
        self, store: MetadataStore, channels: Mapping[str, Channel], settings: AlertSettings
    ) -> None:
        self._store = store
        self._channels = channels
        self._reminder = timedelta(hours=settings.reminder_hours)
        self._diagnostics = settings.diagnostics
        self._log = structlog.get_logger("activities.alerts")

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [self.deliver, self.give_up]

    @activity.defn(name="alerts.deliver")
    async def deliver(self, request: DeliverInput) -> DeliverResult:
        """Tell a channel what is due; nothing of it waits in a queue.

        Raises:
            Unavailable: It could not be told.
            InvalidInput: It never can be, with these settings.
        """
        channel = self._channels.get(request.channel)
        count = 0
        for _ in range(MOST_MESSAGES):
            due = await self._due(request.channel)
            if channel is None or not due:
                break
            notices = [Notice.of(f, kind, diagnostics=self._diagnostics) for f, kind in due]
            await channel.send(Message.of(notices))
            await self._note(request.channel, {found.id: kind for found, kind in due})
            count += len(due)
        return DeliverResult(notices=count)

    @activity.defn(name="alerts.give_up")
    async def give_up(self, request: GiveUpInput) -> None:
        """Note that a channel can't be told for the time being."""
        await self._log.awarning(
            "alerts not delivered", channel=request.channel, reason=request.reason
        )
        due = await self._due(request.channel)
        retry_at = utc_now() + RETRY_AFTER
        await self._store.alerts.change(
            [found.id for found, _ in due],
            lambda found: self._planned(not_told(found, request.channel, retry_at)),
        )

    async def _due(self, channel: str) -> list[tuple[Finding, NoticeKind]]:
        now = utc_now()
        waiting = await self._store.alerts.to_tell(now)
        kinds = ((found, notice_due(found, channel, now, self._reminder)) for found in waiting)
        return [(found, kind) for found, kind in kinds if kind is not None][:MOST_NOTICES]

    async def _note(self, channel: str, kinds: Mapping[str, NoticeKind]) -> None:
        note = partial(self._after_telling, channel, kinds, utc_now())
        await self._store.alerts.change(list(kinds), note)

    def _after_telling(
        self, channel: str, kinds: Mapping[str, NoticeKind], now: datetime, found: Finding
    ) -> Finding:
        return self._planned(told(found, channel, kinds[found.id], now))

    def _planned(self, found: Finding) -> Finding:
        at = next_telling(found, tuple(self._channels), self._reminder)
        return found.model_copy(update={"tell_at": at})
