"""What every database must hold about findings and alerts."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from models.alerts import Aspect, Finding, FindingKind, Severity
from models.applications import Application, ApplicationStatus
from models.base import new_id, utc_now
from models.errors import NotFound
from storage.metadata import MetadataStore
from tests.unit.storage.samples import a_deployment, an_application


def a_finding(subject: str = "", **changes: object) -> Finding:
    now = utc_now()
    fields = {
        "id": new_id(),
        "kind": FindingKind.INSTANCE_GONE,
        "aspect": Aspect.SERVICE,
        "severity": Severity.CRITICAL,
        "host": new_id(),
        "subject": subject or new_id(),
        "summary": "What should run for it is gone.",
        "first_seen": now,
        "last_seen": now,
    }
    return Finding.model_validate({**fields, **changes})


async def keep(store: MetadataStore, *found: Finding) -> None:
    for one in found:
        await store.alerts.advance(one.host, lambda _, one=one: [one])  # type: ignore[misc]


class AlertsContract:
    async def test_open_findings_of_a_host_advance_together(self, store: MetadataStore) -> None:
        one, other, elsewhere = a_finding(), a_finding(), a_finding()
        other = other.model_copy(update={"host": one.host})
        await keep(store, one, other, elsewhere)

        def step(current: Sequence[Finding]) -> list[Finding | str]:
            assert {found.id for found in current} == {one.id, other.id}
            return [one.model_copy(update={"looks": 2}), other.id]

        left = await store.alerts.advance(one.host, step)
        assert [(found.id, found.looks) for found in left] == [(one.id, 2)]
        assert await store.alerts.open_on(one.host) == left
        assert await store.alerts.open_on(elsewhere.host) == [elsewhere]

    async def test_nothing_is_kept_of_a_step_that_fails(self, store: MetadataStore) -> None:
        one = a_finding()
        with pytest.raises(ZeroDivisionError):
            await store.alerts.advance(one.host, lambda _: [one, str(1 // 0)])
        assert await store.alerts.open_on(one.host) == []

    async def test_two_at_once_lose_no_change(self, store: MetadataStore) -> None:
        one = a_finding()
        await keep(store, one)

        def more(found: Finding) -> Finding:
            return found.model_copy(update={"tries": found.tries + 1})

        await asyncio.gather(*(store.alerts.change([one.id], more) for _ in range(10)))
        (found,) = await store.alerts.open_on(one.host)
        assert found.tries == 10

    async def test_an_owner_sees_raised_alerts_of_their_own(self, store: MetadataStore) -> None:
        ann, bob = new_id(), new_id()
        now = utc_now()
        mine = [a_finding(owner=ann, raised_at=now + timedelta(seconds=n)) for n in range(3)]
        quiet, theirs = a_finding(owner=ann), a_finding(owner=bob, raised_at=now)
        over = mine[0].model_copy(update={"resolved_at": now})
        await keep(store, *mine, quiet, theirs)
        await store.alerts.change([over.id], lambda _: over)

        async def page(**given: object) -> list[str]:
            wanted = {"owner": ann, "is_open": None, "limit": 50, "cursor": None, **given}
            found = await store.alerts.page(**wanted)  # type: ignore[arg-type]
            return [item.id for item in found.items]

        assert await page() == [mine[2].id, mine[1].id, over.id]
        assert await page(is_open=True) == [mine[2].id, mine[1].id]
        assert await page(is_open=False) == [over.id]
        assert {theirs.id, over.id} <= set(await page(owner=None, limit=500))
        first = await store.alerts.page(owner=ann, is_open=None, limit=2, cursor=None)
        assert await page(cursor=first.next_cursor) == [over.id]
        assert (await store.alerts.alert(over.id, ann)).resolved_at == over.resolved_at
        for alert_id, owner in ((theirs.id, ann), (quiet.id, ann), (new_id(), None)):
            with pytest.raises(NotFound):
                await store.alerts.alert(alert_id, owner)

    async def test_what_is_over_makes_room_for_the_next_of_its_kind(
        self, store: MetadataStore
    ) -> None:
        first = a_finding(raised_at=utc_now())
        await keep(store, first)
        over = first.model_copy(update={"resolved_at": utc_now()})
        await store.alerts.change([first.id], lambda _: over)
        again = first.model_copy(update={"id": new_id()})
        await keep(store, again)
        assert await store.alerts.open_on(first.host) == [again]
        await store.alerts.forget(utc_now() + timedelta(seconds=1))
        with pytest.raises(NotFound):
            await store.alerts.alert(first.id, None)

    async def test_who_has_to_be_told_is_found_by_time(self, store: MetadataStore) -> None:
        now = utc_now()
        due = a_finding(raised_at=now, tell_at=now)
        later = a_finding(raised_at=now, tell_at=now + timedelta(hours=1))
        await keep(store, due, later, a_finding())
        found = {item.id for item in await store.alerts.to_tell(now, limit=500)}
        assert due.id in found
        assert later.id not in found

    async def test_open_alerts_are_counted_by_kind(self, store: MetadataStore) -> None:
        before = (await store.alerts.open_by_kind()).get("orphan", 0)
        await keep(store, a_finding(kind=FindingKind.ORPHAN, raised_at=utc_now()))
        await keep(store, a_finding(kind=FindingKind.ORPHAN))
        assert (await store.alerts.open_by_kind())["orphan"] == before + 1

    async def test_a_status_is_noted_only_of_what_was_seen(self, store: MetadataStore) -> None:
        ill = ApplicationStatus.UNHEALTHY
        seen = await _running(store)
        assert await store.alerts.set_status(seen, ill)
        assert (await store.application(seen.id)).status is ill

        busy = await _running(store)
        await store.update_application(busy.id, running_job_id=new_id())
        moved = await _running(store)
        await store.update_application(moved.id, deployment=a_deployment(2))
        for application in (busy, moved):
            assert not await store.alerts.set_status(application, ill)
            assert not await store.alerts.set_image(application, "sha256:new")
            now = await store.application(application.id)
            assert now.status is ApplicationStatus.RUNNING

        again = await _running(store)
        assert await store.alerts.set_image(again, "sha256:new")
        deployment = (await store.application(again.id)).deployment
        assert deployment is not None
        assert deployment.image == "sha256:new"


async def _running(store: MetadataStore) -> Application:
    given = an_application(status=ApplicationStatus.RUNNING, deployment=a_deployment(1))
    return await store.add_application(given)
