"""Estimates: from earlier jobs when there are some, honest when there are none."""

from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.testing import ActivityEnvironment

from activities.specification.activities import SpecificationActivities
from activities.specification.forecast import LEAST_DISK_MB, Free, PastJob, forecast, in_words
from activities.specification.forecasting import Forecaster, LocalMachine
from activities.specification.messages import WriteSpecificationInput
from models.errors import DiskFull
from models.jobs import DevelopmentJob, JobKind, JobPhase, JobProgress
from models.specification import Complexity, ResourceLimits
from storage.metadata import MetadataStore
from tests import samples

LIMITS = ResourceLimits(memory_mb=192, disk_mb=576)
PLENTY = Free(memory_mb=8_000, disk_mb=90_000)


class SmallMachine:
    """A machine with a given rest."""

    def __init__(self, free: Free) -> None:
        self._free = free

    def free(self) -> Free:
        return self._free


def past(*seconds: float, complexity: Complexity = Complexity.SIMPLE) -> list[PastJob]:
    return [PastJob(complexity, found) for found in seconds]


def test_without_earlier_jobs_it_says_that_it_assumes() -> None:
    estimate = forecast(Complexity.SIMPLE, LIMITS, past(20, 30), PLENTY)
    assert estimate.jobs == 0
    assert "an assumption" in estimate.told[0]
    assert estimate.at_least < estimate.seconds < estimate.at_most


def test_it_learns_the_middle_and_the_spread_of_earlier_jobs() -> None:
    estimate = forecast(Complexity.SIMPLE, LIMITS, past(*range(10, 31)), PLENTY)
    assert (estimate.jobs, estimate.seconds) == (21, 20)
    assert (estimate.at_least, estimate.at_most) == (12, 28)
    assert "20 seconds" in estimate.told[0]
    assert "12 seconds to 28 seconds" in estimate.told[0]


def test_jobs_of_the_same_complexity_count_when_there_are_enough() -> None:
    known = past(10, 10, 10) + past(100, 100, 100, complexity=Complexity.COMPLEX)
    assert forecast(Complexity.COMPLEX, LIMITS, known).seconds == 100
    assert forecast(Complexity.SIMPLE, LIMITS, known).seconds == 10
    assert forecast(Complexity.MODERATE, LIMITS, known).seconds == 55


def test_only_what_a_builder_wrote_itself_says_how_long_it_takes() -> None:
    quick = past(20, 30, 40)
    slow = [PastJob(Complexity.SIMPLE, seconds, "kiro") for seconds in (600, 900, 1_800)]
    assert forecast(Complexity.SIMPLE, LIMITS, [*quick, *slow], builder="scaffold").seconds == 30
    assert forecast(Complexity.SIMPLE, LIMITS, [*quick, *slow], builder="kiro").seconds == 900
    assert forecast(Complexity.SIMPLE, LIMITS, [*quick, *slow]).jobs == 6


def test_a_coding_agent_is_not_assumed_to_be_as_quick_as_the_embedded_builder() -> None:
    quick = past(20, 30, 40)
    estimate = forecast(Complexity.SIMPLE, LIMITS, quick, builder="kiro")
    assert (estimate.jobs, estimate.seconds) == (0, 900)
    assert "about 15 minutes; that is an assumption" in estimate.told[0]


def test_too_little_disk_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(DiskFull, match="Only 100 MB") as refusal:
        forecast(Complexity.SIMPLE, LIMITS, free=Free(memory_mb=8_000, disk_mb=100))
    assert "Make room" in refusal.value.remedy


def test_what_is_short_is_told() -> None:
    short = Free(memory_mb=100, disk_mb=LEAST_DISK_MB + 10)
    told = " ".join(forecast(Complexity.SIMPLE, LIMITS, free=short).told)
    assert "only 100 MB are free" in told
    assert "Disk space is short" in told
    assert "short" not in " ".join(forecast(Complexity.SIMPLE, LIMITS, free=PLENTY).told)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 second"), (45.4, "45 seconds"), (130, "2 minutes"), (7_300, "2 hours")],
)
def test_times_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_this_machine_has_something_left(tmp_path: Path) -> None:
    free = LocalMachine(tmp_path / "not" / "there").free()
    assert free.memory_mb > 0
    assert free.disk_mb > 0


def ended(number: int, seconds: float, phase: JobPhase = JobPhase.DONE) -> DevelopmentJob:
    """Return a creation that took so long after a day of talking."""
    job_id, approved = f"job-{number}", samples.NOW + timedelta(days=1)
    progress = JobProgress(
        job_id=job_id,
        application_id=f"app-{number}",
        kind=JobKind.CREATE,
        phase=phase,
        specification=samples.reading_list(),
        approved_at=approved,
    )
    return DevelopmentJob(
        id=job_id,
        application_id=f"app-{number}",
        owner="ada",
        kind=JobKind.CREATE,
        correlation_id="c",
        created_at=samples.NOW,
        updated_at=samples.NOW,
        finished_at=approved + timedelta(seconds=seconds),
        progress=progress,
    )


async def test_it_learns_from_the_metadata_store(tmp_path: Path) -> None:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'metadata.db'}")
    try:
        jobs = [ended(1, 20), ended(2, 30), ended(3, 40), ended(4, 9_000, JobPhase.FAILED)]
        for job in jobs:
            application = samples.application(job.application_id, running_job_id=job.id)
            await store.open_job(job, application)
        forecaster = Forecaster(store, SmallMachine(PLENTY))
        estimate = await forecaster.estimate(samples.reading_list(), "scaffold")
    finally:
        await store.close()
    assert (estimate.jobs, estimate.seconds) == (3, 30)


async def test_the_proposal_comes_with_its_estimate(tmp_path: Path) -> None:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'metadata.db'}")
    try:
        write = SpecificationActivities(None, Forecaster(store, SmallMachine(PLENTY))).write
        request = WriteSpecificationInput(
            job=samples.job("a"),
            request=samples.READING_LIST_REQUEST,
            understanding=samples.understanding(),
        )
        written = await ActivityEnvironment().run(write, request)
    finally:
        await store.close()
    assert written.estimate is not None
    assert written.estimate.memory_mb == written.specification.resources.memory_mb
