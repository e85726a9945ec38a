"""What every database must hold about limits of owners."""

import asyncio

from models.base import new_id
from models.jobs import JobKind, JobPhase
from models.queue import LimitState, OwnerLimits, OwnerUse
from storage.metadata import MetadataStore
from storage.owner_limits import Applicant
from tests.unit.storage.samples import a_job, an_application, progress_of

FREE = OwnerLimits()


def an_applicant(owner: str, kind: JobKind = JobKind.CREATE) -> Applicant:
    return Applicant(new_id(), owner, new_id(), kind)


async def recorded(store: MetadataStore, applicant: Applicant) -> None:
    """Store the records of a request that was let in, as the API does."""
    application = an_application(owner=applicant.owner, id=applicant.application_id)
    await store.open_job(a_job(application, id=applicant.job_id), application)


class LimitsContract:
    async def test_of_two_at_once_only_one_gets_the_last_place(
        self, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        owner, limits = new_id(), OwnerLimits(applications=3)
        found = await asyncio.gather(
            *(
                (store, second_store)[n % 2].limits.admit(an_applicant(owner), limits)
                for n in range(8)
            )
        )
        assert sum(each.exceeded is None for each in found) == 3
        refused = next(each.exceeded for each in found if each.exceeded)
        assert refused == LimitState(name="applications", allowed=3, used=3)

    async def test_the_same_request_is_let_in_again_and_counts_once(
        self, store: MetadataStore
    ) -> None:
        owner, limits = new_id(), OwnerLimits(applications=1, running_jobs=1, builds_per_day=1)
        applicant = an_applicant(owner)
        for _ in range(2):
            assert (await store.limits.admit(applicant, limits)).exceeded is None
            await recorded(store, applicant)
        assert (await store.limits.of(owner, limits))[1] == OwnerUse(
            applications=1, running_jobs=1, builds_per_day=1
        )

    async def test_what_came_to_nothing_does_not_count(self, store: MetadataStore) -> None:
        owner, limits = new_id(), OwnerLimits(builds_per_day=1)
        applicant = an_applicant(owner)
        await store.limits.admit(applicant, limits)
        await store.limits.withdraw(applicant.job_id)
        assert (await store.limits.admit(an_applicant(owner), limits)).exceeded is None

    async def test_a_job_that_has_ended_makes_room_for_the_next_one(
        self, store: MetadataStore
    ) -> None:
        owner, limits = new_id(), OwnerLimits(running_jobs=1)
        first, second = an_applicant(owner), an_applicant(owner)
        await store.limits.admit(first, limits)
        await recorded(store, first)
        refused = (await store.limits.admit(second, limits)).exceeded
        assert refused is not None
        assert refused.name == "running_jobs"
        ended = progress_of(first.job_id, first.application_id, phase=JobPhase.DONE, sequence=9)
        await store.close_job(first.job_id, ended, ())
        assert (await store.limits.admit(second, limits)).exceeded is None

    async def test_builds_of_a_day_leave_room_a_day_later(self, store: MetadataStore) -> None:
        owner, limits = new_id(), OwnerLimits(builds_per_day=1)
        await store.limits.admit(an_applicant(owner, JobKind.MODIFY), limits)
        refused = await store.limits.admit(an_applicant(owner), limits)
        assert refused.exceeded is not None
        assert refused.retry_seconds is not None
        assert 86_000 < refused.retry_seconds <= 86_400

    async def test_a_change_needs_no_room_for_another_application(
        self, store: MetadataStore
    ) -> None:
        owner, limits = new_id(), OwnerLimits(applications=0)
        change = an_applicant(owner, JobKind.MODIFY)
        assert (await store.limits.admit(change, limits)).exceeded is None
        assert (await store.limits.admit(an_applicant(owner), limits)).exceeded is not None

    async def test_an_operator_raises_a_limit_of_one_owner(self, store: MetadataStore) -> None:
        owner, configured = new_id(), OwnerLimits(applications=0, running_jobs=7)
        await store.limits.set(owner, OwnerLimits(applications=2))
        limits, use = await store.limits.of(owner, configured)
        assert (limits.applications, limits.running_jobs, use) == (2, 7, OwnerUse())
        assert (await store.limits.admit(an_applicant(owner), configured)).exceeded is None
        await store.limits.set(owner, OwnerLimits(running_jobs=None))
        limits = (await store.limits.of(owner, configured))[0]
        assert (limits.applications, limits.running_jobs) == (2, None)
        await store.limits.reset(owner)
        assert (await store.limits.of(owner, configured))[0] == configured

    async def test_jobs_that_wait_for_a_person_do_not_keep_the_machine_busy(
        self, store: MetadataStore
    ) -> None:
        before = (await store.limits.admit(an_applicant(new_id()), FREE)).busy_jobs
        applicant = an_applicant(new_id())
        await store.limits.admit(applicant, FREE)
        await recorded(store, applicant)
        assert (await store.limits.admit(an_applicant(new_id()), FREE)).busy_jobs == before + 2
        asking = progress_of(
            applicant.job_id,
            applicant.application_id,
            phase=JobPhase.AWAITING_APPROVAL,
            sequence=2,
        )
        await store.publish(applicant.job_id, asking, ())
        assert (await store.limits.admit(an_applicant(new_id()), FREE)).busy_jobs == before + 2
