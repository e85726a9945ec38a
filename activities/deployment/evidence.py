"""Keeping what was seen of a version that failed, before it is gone."""

from collections.abc import Sequence
from datetime import timedelta

from temporalio import activity

from activities.containers.port import Runtime
from models.applications import Deployment
from models.base import Model, Text, new_id, utc_now
from models.deployments import (
    Evidence,
    FailureStage,
    Fault,
    ProbeRecord,
    ProgramEnd,
    VisitorCount,
)
from models.jobs import JobContext
from storage.deployments import EvidenceRecords
from storage.redaction import redacted

_READ_LINES = 5_000
_FIRST_LINES, _LAST_LINES = 50, 150
"""Of a long log: what goes wrong at the start is told there, and then buried."""
_LONGEST_LINE = 500
PROBES = 20


class Sighting(Model):
    """What led to the verdict."""

    stage: FailureStage
    fault: Fault
    summary: Text
    probes: tuple[ProbeRecord, ...] = ()
    visitors: VisitorCount | None = None
    led_back: bool = False


class Collector:
    """Asks a failed instance for everything that it leaves behind, and stores it.

    Args:
        runtime: Where it ran.
        records: Where it is kept.
        keep_days: How long the artefact is to be kept.
    """

    def __init__(self, runtime: Runtime, records: EvidenceRecords, keep_days: float) -> None:
        self._runtime = runtime
        self._records = records
        self._keep = timedelta(days=keep_days)

    async def earlier(self, job: JobContext) -> Evidence | None:
        """Return what an earlier attempt of this very step saw."""
        return await self._records.of_step(job.job_id, _step()) if activity.in_activity() else None

    async def collect(self, job: JobContext, failed: Deployment, seen: Sighting) -> Evidence:
        """Store what there is of a failed version; it must not have been stopped yet."""
        state = await self._runtime.inspect(failed.instance)
        ends = tuple(await self._runtime.ends(failed.instance)) if state else ()
        log = await self._runtime.logs(failed.instance, _READ_LINES)
        now = utc_now()
        evidence = Evidence(
            job_id=job.job_id,
            application_id=job.application_id,
            version=failed.version,
            instance=failed.instance,
            image=failed.image,
            stage=seen.stage,
            fault=_fault(seen.fault, ends),
            summary=_summary(seen.summary, ends),
            probes=seen.probes[-PROBES:],
            visitors=seen.visitors,
            ends=ends,
            restarts=state.restarts if state else 0,
            log=tuple(redacted(line)[:_LONGEST_LINE] for line in bounded(log)),
            led_back=seen.led_back,
            image_kept_until=now + self._keep,
            at=now,
        )
        await self._records.keep(f"{_step()}:{_attempt()}", evidence)
        return evidence


def _fault(seen: Fault, ends: Sequence[ProgramEnd]) -> Fault:
    return Fault.OUT_OF_MEMORY if any(end.out_of_memory for end in ends) else seen


def _summary(seen: str, ends: Sequence[ProgramEnd]) -> str:
    if any(end.out_of_memory for end in ends):
        return f"{seen} It used more memory than it may."
    return seen


def bounded(log: Sequence[str]) -> list[str]:
    """Return the beginning and the end of a log."""
    left_out = len(log) - _FIRST_LINES - _LAST_LINES
    if left_out <= 0:
        return list(log)
    return [*log[:_FIRST_LINES], f"… {left_out} lines left out …", *log[-_LAST_LINES:]]


def lines_of(evidence: Evidence) -> tuple[str, ...]:
    """Return what was seen, a line each, for a job's log."""
    looks = [
        f"A look was answered with {one.status}."
        if one.status is not None
        else f"A look was not answered: {one.error}"
        for one in evidence.probes
        if one.error or (one.status or 0) >= 300
    ]
    return (evidence.summary, *looks[-2:], *evidence.log[-5:])


def _step() -> str:
    if not activity.in_activity():
        return new_id()
    info = activity.info()
    return f"{info.workflow_run_id}/{info.activity_id}"


def _attempt() -> int:
    return activity.info().attempt if activity.in_activity() else 1
