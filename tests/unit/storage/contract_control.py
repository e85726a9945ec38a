"""What every database must hold about the state of applications, and about retries."""

import pytest

from models.applications import ApplicationStatus, DesiredState
from models.base import new_id, utc_now
from models.errors import Conflict
from models.usage import Spent
from storage.metadata import MetadataStore
from tests import samples
from tests.unit.storage.samples import a_job, an_application


async def live(store: MetadataStore) -> str:
    """Add an application that is live and that no job works on."""
    application = await store.add_application(an_application())
    await store.update_application(
        application.id,
        current_version=1,
        deployment=samples.deployment(1),
        status=ApplicationStatus.RUNNING,
        running_job_id=None,
    )
    return application.id


class ControlContract:
    async def test_what_is_wanted_is_stored_and_ends_sleep(self, store: MetadataStore) -> None:
        application = await live(store)
        await store.update_application(application, asleep_since=utc_now())
        changed = await store.states.desire(application, DesiredState.STOPPED)
        assert (changed.desired_state, changed.asleep_since) == (DesiredState.STOPPED, None)
        assert await store.application(application) == changed

    async def test_nothing_can_be_wanted_of_what_a_job_works_on(self, store: MetadataStore) -> None:
        application = await live(store)
        await store.update_application(application, running_job_id="j")
        with pytest.raises(Conflict) as refusal:
            await store.states.desire(application, DesiredState.STOPPED)
        assert refusal.value.context["running_job_id"] == "j"
        never_live = await store.add_application(an_application())
        with pytest.raises(Conflict):
            await store.states.desire(never_live.id, DesiredState.STOPPED)

    async def test_what_is_out_of_date_is_not_noted(self, store: MetadataStore) -> None:
        application, instance = await live(store), samples.deployment(1).instance
        found = store.states.found
        assert not await found(application, instance, ApplicationStatus.STOPPED)
        assert not await found(application, "another", ApplicationStatus.UNHEALTHY)
        assert await found(application, instance, ApplicationStatus.UNHEALTHY)
        assert not await found(application, instance, ApplicationStatus.UNHEALTHY)
        await store.update_application(application, running_job_id="j")
        assert not await found(application, instance, ApplicationStatus.RUNNING)
        assert (await store.application(application)).status is ApplicationStatus.UNHEALTHY

    async def test_a_retry_takes_number_turns_and_address_over(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application())
        failed, retry = a_job(application), a_job(application)
        await store.add_job(failed)
        await store.add_job(retry)
        number = await store.reserve_version(application.id, failed.id)
        context = samples.job(application.id, failed.id)
        await store.usage.settle(context, 1, Spent(input_tokens=7))
        await store.update_application(application.id, status=ApplicationStatus.FAILED, slug=None)

        for _ in range(2):
            await store.retries.take_over(application.id, failed=failed.id, job_id=retry.id)

        assert await store.reserve_version(application.id, retry.id) == number
        assert await store.usage.turns(retry.id) == {1: Spent(input_tokens=7)}
        assert await store.usage.turns(failed.id) == {}
        assert await store.reserve_slug(application.id, f"books-{new_id()[-12:]}")
        again = await store.application(application.id)
        assert again.status is ApplicationStatus.IN_PREPARATION
