"""What every database must hold about samples, limits, sleep and what expires."""

from datetime import UTC, datetime, timedelta

import pytest

from models.applications import Application, ApplicationStatus, LimitChange
from models.base import new_id, utc_now
from models.errors import Conflict
from models.jobs import EventDraft, EventKind, JobPhase
from models.resources import Sample, Step
from models.specification import ResourceLimits
from storage.metadata import MetadataStore
from tests import samples
from tests.unit.storage.samples import a_job, an_application

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_sample(subject: str, minutes: float, memory: int = 5 * 2**30) -> Sample:
    return Sample(
        subject=subject,
        at=NOON + timedelta(minutes=minutes),
        cpu=0.25,
        memory=memory,
        memory_p95=memory,
        memory_max=memory,
        disk=2**42,
    )


async def a_live_one(store: MetadataStore) -> Application:
    application = await store.add_application(an_application())
    return await store.update_application(
        application.id,
        status=ApplicationStatus.RUNNING,
        deployment=samples.deployment(),
        current_version=1,
    )


def a_draft(kind: EventKind, message: str) -> EventDraft:
    phase = JobPhase.BUILDING
    return EventDraft(key=message, kind=kind, phase=phase, percentage=50, message=message)


class ResourcesContract:
    async def test_a_slot_is_kept_once(self, store: MetadataStore) -> None:
        subject = new_id()
        await store.samples.add([a_sample(subject, 1), a_sample(subject, 2)])
        await store.samples.add([a_sample(subject, 1, memory=7)])
        end = NOON + timedelta(hours=1)
        found = await store.samples.between(Step.RAW, NOON, end, subject)
        assert found == [a_sample(subject, 1), a_sample(subject, 2)]
        newest = await store.samples.newest(Step.RAW, subject, NOON)
        assert newest == a_sample(subject, 2)
        assert await store.samples.newest(Step.RAW, subject, end) is None

    async def test_figures_of_one_owner_are_read_alone(self, store: MetadataStore) -> None:
        mine, theirs = an_application(owner=new_id()), an_application(owner=new_id())
        for application in (mine, theirs):
            await store.add_application(application)
            await store.samples.add([a_sample(application.id, 1)])
        span = NOON, NOON + timedelta(hours=1)
        found = await store.samples.between(Step.RAW, *span, owner=mine.owner)
        assert found == [a_sample(mine.id, 1)]
        assert await store.samples.between(Step.RAW, *span, owner=new_id()) == []

    async def test_what_is_old_is_forgotten_step_by_step(self, store: MetadataStore) -> None:
        subject, later = new_id(), NOON + timedelta(minutes=5)
        quarter = a_sample(subject, 0).model_copy(update={"step": Step.QUARTER_HOUR})
        await store.samples.add([a_sample(subject, 1), a_sample(subject, 9), quarter])
        await store.samples.remove_before(Step.RAW, later)
        span = NOON, NOON + timedelta(hours=1)
        left = await store.samples.between(Step.RAW, *span, subject)
        assert left == [a_sample(subject, 9)]
        assert await store.samples.between(Step.QUARTER_HOUR, *span, subject) == [quarter]

    async def test_limits_change_only_beside_jobs(self, store: MetadataStore) -> None:
        application, original = await a_live_one(store), ResourceLimits(memory_mb=192)
        change = LimitChange(memory_mb=320, by="ada", at=utc_now())
        changed = await store.adjustments.limit(application.id, change, original)
        assert changed.deployment is not None
        assert changed.deployment.limits == ResourceLimits(memory_mb=320)
        assert changed.limits == change
        reset = await store.adjustments.limit(application.id, None, original)
        assert reset.deployment is not None
        assert (reset.deployment.limits, reset.limits) == (original, None)

        await store.add_job(a_job(application))
        with pytest.raises(Conflict, match="job is running"):
            await store.adjustments.limit(application.id, change, original)
        assert not await store.adjustments.put_to_sleep(application.id, utc_now())

    async def test_only_what_runs_is_put_to_sleep_and_once(self, store: MetadataStore) -> None:
        application, now = await a_live_one(store), utc_now()
        assert await store.adjustments.put_to_sleep(application.id, now)
        assert not await store.adjustments.put_to_sleep(application.id, now)
        assert (await store.application(application.id)).asleep_since == now
        new = await store.add_application(an_application())
        assert not await store.adjustments.put_to_sleep(new.id, now)

    async def test_of_an_old_story_the_end_stays(self, store: MetadataStore) -> None:
        job = await store.add_job(a_job(await store.add_application(an_application())))
        await store.publish(job.id, None, [a_draft(EventKind.MILESTONE, n) for n in "abc"])
        later = utc_now() + timedelta(days=1)
        assert job.id not in await store.expiry.told_jobs(later), "it has not ended"
        assert job.id in await store.expiry.unfinished_jobs()

        await store.close_job(job.id, job.progress, [a_draft(EventKind.DONE, "Done.")])
        assert (await store.expiry.told_jobs(later))[job.id] == 3
        assert job.id not in await store.expiry.told_jobs(utc_now() - timedelta(days=1))
        await store.expiry.forget_story(job.id)
        assert [event.message for event in await store.events(job.id)] == ["Done."]
        assert job.id not in await store.expiry.told_jobs(later)

    async def test_versions_forget_a_copy_that_is_gone(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application())
        for number in (1, 2):
            version = samples.version(application.id, number, job_id=new_id())
            copy = f"{application.id}/v{number}-x.tar.gz"
            await store.add_version(version.model_copy(update={"snapshot": copy}))
        await store.expiry.forget_snapshot(application.id, f"{application.id}/v2-x.tar.gz")
        found = {v.number: v.snapshot for v in (await store.versions(application.id)).items}
        assert found == {1: f"{application.id}/v1-x.tar.gz", 2: None}
