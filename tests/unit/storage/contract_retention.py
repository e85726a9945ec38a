"""What every database must hold about rows that expire, and about applications long gone."""

from datetime import timedelta

import pytest
from sqlalchemy import ColumnElement, Table, func, select

from models.applications import ApplicationStatus
from models.backups import Backup, BackupKind, BackupState
from models.base import new_id, utc_now
from models.errors import NotFound
from models.jobs import EventKind, JobContext, JobPhase
from models.usage import Spent
from storage.metadata import MetadataStore
from storage.obsolete import AT_A_TIME, Obsolete
from storage.tables import applications, metadata, request_keys
from tests import samples
from tests.unit.storage.contract_deployments import a_plan, some_evidence
from tests.unit.storage.contract_resources import a_draft
from tests.unit.storage.samples import a_job, an_application, progress_of

SOON = timedelta(minutes=1)
SPENT = Spent(input_tokens=1)


async def removed(store: MetadataStore, kind: Obsolete, later: timedelta = SOON) -> int:
    """Remove the rows of a kind that are older than now, as seen from later."""
    moment = utc_now() + later
    counted = (await store.obsolete.counts({kind: moment}, moment)).get(kind, 0)
    gone = await store.obsolete.remove(kind, moment, moment)
    assert gone >= counted, "what is counted is what goes"
    return gone


async def rows(store: MetadataStore, table: Table, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(table).where(condition)
    return await store.forgetting.database.read(lambda c: int(c.execute(query).scalar() or 0))


async def an_ended_job(store: MetadataStore) -> JobContext:
    application = await store.add_application(an_application())
    job = await store.add_job(a_job(application))
    told = [a_draft(EventKind.PHASE, "over")]
    await store.close_job(job.id, progress_of(job, phase=JobPhase.FAILED), told)
    return samples.job(application.id, job.id)


class RetentionContract:
    async def test_keys_of_requests_go_by_age_in_as_many_steps_as_it_takes(
        self, store: MetadataStore
    ) -> None:
        owner, many = new_id(), AT_A_TIME + 5
        row = {"owner": owner, "fingerprint": "f", "created_at": utc_now(), "subject": "{}"}
        rows = [{**row, "key": str(number)} for number in range(many)]
        await store.obsolete.database.write(lambda c: c.execute(request_keys.insert(), rows))

        assert await removed(store, Obsolete.REQUEST_KEY, -SOON) == 0
        assert await removed(store, Obsolete.REQUEST_KEY) >= many
        assert await removed(store, Obsolete.REQUEST_KEY) == 0
        assert await store.claim_key(owner, "1", "other", {"job": "2"}) == {"job": "2"}

    async def test_evidence_goes_with_its_job_but_not_while_its_artefact_is_kept(
        self, store: MetadataStore
    ) -> None:
        job = await an_ended_job(store)
        at_work = await store.add_job(a_job(await store.add_application(an_application())))
        for number, job_id in enumerate((job.job_id, at_work.id)):
            found = some_evidence(job_id, image=new_id())
            await store.evidence.keep(f"step:{number}", found)

        await removed(store, Obsolete.EVIDENCE)
        assert len(await store.evidence.of_job(job.job_id)) == 1, "its artefact is kept for a day"
        assert await removed(store, Obsolete.EVIDENCE, timedelta(days=2)) >= 1
        assert await store.evidence.of_job(job.job_id) == ()
        assert len(await store.evidence.of_job(at_work.id)) == 1

    async def test_the_plan_that_a_rollback_starts_from_stays(self, store: MetadataStore) -> None:
        application, plans = new_id(), []
        for version, live in ((2, 1), (3, 2), (4, 1)):
            plan = a_plan(application, version, samples.deployment(live))
            moment = utc_now() - timedelta(days=10 - version)
            plans.append(plan.model_copy(update={"created_at": moment}))
            await store.plans.keep(plans[-1])
        first = a_plan(application, 1, None)
        await store.plans.keep(first)

        assert await removed(store, Obsolete.PLAN) >= 2
        for plan in (first, plans[0]):
            with pytest.raises(NotFound):
                await store.plans.of_job(plan.job_id)
        live_before = await store.plans.last_live(application, 1)
        assert live_before is not None
        assert live_before == plans[2].stops
        assert await store.plans.last_live(application, 2) == plans[1].stops

    async def test_what_agents_used_goes_by_age_but_not_of_a_job_at_work(
        self, store: MetadataStore
    ) -> None:
        job = await an_ended_job(store)
        open_one = await store.add_job(a_job(await store.add_application(an_application())))
        at_work = samples.job(open_one.application_id, open_one.id)
        for each in (job, at_work):
            await store.usage.settle(each, 1, SPENT)

        assert await removed(store, Obsolete.TURN) >= 1
        assert await store.usage.turns(job.job_id) == {}
        assert await store.usage.turns(at_work.job_id) == {1: SPENT}

    async def test_nothing_is_left_of_what_was_deleted_long_ago(self, store: MetadataStore) -> None:
        job, now = await an_ended_job(store), utc_now()
        application = job.application_id
        gone = {"status": ApplicationStatus.DELETED, "deleted_at": now}
        await store.add_version(samples.version(application, 1, job_id=job.job_id))
        await store.usage.settle(job, 1, SPENT)
        await store.evidence.keep("step:1", some_evidence(job.job_id, application_id=application))
        await store.plans.keep(a_plan(application, 1, samples.deployment(1)))
        await store.traffic.note_open({application: 1}, now)
        await store.backups.looked(application)
        before = utc_now() + SOON
        assert application not in await store.forgetting.deleted(before), "it is still there"
        await store.update_application(application, **gone)
        backup = await store.backups.add(
            Backup(
                id=new_id(),
                application_id=application,
                kind=BackupKind.MANUAL,
                state=BackupState.WHOLE,
                taken_at=now,
            )
        )
        assert application in await store.forgetting.with_backups()
        assert application not in await store.forgetting.deleted(before), "a backup is kept"
        await store.backups.remove(backup.id)
        assert application not in await store.forgetting.deleted(now - SOON), "not long ago"

        left = (await store.forgetting.deleted(before))[application]
        assert left.jobs == (job.job_id,)
        assert await store.forgetting.forget(application, before)
        assert not await store.forgetting.forget(application, before)
        for table in metadata.sorted_tables:
            for name, value in (("application_id", application), ("job_id", job.job_id)):
                if name in table.c:
                    assert await rows(store, table, table.c[name] == value) == 0, table.name
        assert await rows(store, applications, applications.c.id == application) == 0

    async def test_who_is_at_work_is_not_forgotten(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application())
        await store.add_job(a_job(application))
        await store.update_application(application.id, status=ApplicationStatus.DELETED)
        before = utc_now() + SOON
        assert application.id not in await store.forgetting.deleted(before)
        assert not await store.forgetting.forget(application.id, before)
