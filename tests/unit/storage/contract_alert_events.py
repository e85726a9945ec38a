"""What every database must hold about the sequence of what happens to alerts."""

import asyncio
from datetime import timedelta

from models.base import new_id, utc_now
from storage.metadata import MetadataStore
from tests.unit.storage.contract_alerts import a_finding, keep


class AlertEventsContract:
    async def test_what_happens_to_an_alert_is_told_once_and_in_order(
        self, store: MetadataStore
    ) -> None:
        ann, now = new_id(), utc_now()
        begin = await store.alert_events.latest()
        quiet = a_finding(owner=ann, application_id=new_id())
        raised = quiet.model_copy(update={"raised_at": now})
        desperate = raised.model_copy(update={"given_up": True, "looks": 2})
        noted = desperate.model_copy(update={"acknowledged_at": now})
        over = noted.model_copy(update={"resolved_at": now})
        for step in (quiet, raised, raised, desperate, desperate, noted, over, over):
            if step is quiet:
                await keep(store, step)
            else:
                await store.alerts.change([quiet.id], lambda _, step=step: step)  # type: ignore[misc]

        told = await store.alert_events.after(begin, 50)
        mine = [event for owner, event in told if owner == ann]

        assert [event.data.change.value for event in mine] == [
            "raised",
            "escalated",
            "acknowledged",
            "resolved",
        ]
        assert {event.application_id for event in mine} == {quiet.application_id}
        numbers = [event.sequence for _, event in told]
        assert numbers == list(range(begin + 1, begin + 1 + len(numbers)))

    async def test_those_that_tell_at_once_get_numbers_without_gaps(
        self, store: MetadataStore
    ) -> None:
        begin = await store.alert_events.latest()
        fresh = [a_finding(raised_at=utc_now()) for _ in range(12)]
        await asyncio.gather(*(keep(store, one) for one in fresh))

        told = await store.alert_events.after(begin, 50)

        assert {one.id for one in fresh} <= {event.data.alert_id for _, event in told}
        numbers = [event.sequence for _, event in told]
        assert numbers == list(range(begin + 1, begin + 1 + len(numbers)))

    async def test_numbers_go_on_when_what_was_told_is_forgotten(
        self, store: MetadataStore
    ) -> None:
        await keep(store, a_finding(raised_at=utc_now()), a_finding(raised_at=utc_now()))
        latest = await store.alert_events.latest()

        await store.alert_events.forget(utc_now() + timedelta(days=1))

        assert [event.sequence for _, event in await store.alert_events.after(0, 50)] == [latest]
        await keep(store, a_finding(raised_at=utc_now()))
        assert await store.alert_events.latest() == latest + 1
