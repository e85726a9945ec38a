"""Reports what is too high for too long, and that it is well again."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from activities.resources.findings import Findings
from activities.resources.host import HostSize
from activities.resources.sampling import Measured
from activities.resources.thresholds import Threshold, Verdict, judge
from models.applications import Application
from models.quality import Severity
from models.resources import Sample
from settings import ResourceSettings

_MEGABYTE = 1024 * 1024


class _Level(NamedTuple):
    """How full something is."""

    kind: str
    share: float
    told: str
    """The same in a sentence."""


class Alarms:
    """Keeps the newest levels, and tells only what has changed.

    Args:
        findings: Who is told.
        settings: The thresholds.
        size: What the machine has.
    """

    def __init__(self, findings: Findings, settings: ResourceSettings, size: HostSize) -> None:
        self._findings = findings
        self._size = size
        needed = ceil(settings.alarm_minutes * 60 / settings.interval_seconds)
        self._thresholds = {
            kind: Threshold(percent / 100, needed) for kind, percent in _percents(settings).items()
        }
        self._values: dict[tuple[str, str], deque[float]] = defaultdict(
            lambda: deque(maxlen=needed)
        )
        self._told: dict[tuple[str, str], Verdict] = {}

    async def run(self, measured: Measured) -> int:
        """Take in what was measured; return how many findings were raised."""
        applications = {one.id: one for one in measured.applications}
        raised = 0
        for sample in measured.samples:
            for level in self._levels(sample, applications):
                raised += await self._judge(sample.subject, level)
        return raised

    def _levels(
        self, sample: Sample, applications: Mapping[str, Application]
    ) -> Sequence[_Level] | Iterator[_Level]:
        application = applications.get(sample.subject)
        return _of_host(sample, self._size) if application is None else _of(application, sample)

    async def _judge(self, subject: str, level: _Level) -> int:
        key, threshold = (level.kind, subject), self._thresholds[level.kind]
        self._values[key].append(level.share)
        verdict = judge(list(self._values[key]), threshold)
        if verdict is Verdict.BETWEEN or self._told.get(key) is verdict:
            return 0
        if verdict is Verdict.HIGH:
            severity = Severity.ERROR if level.kind == "host_disk" else Severity.WARNING
            await self._findings.raise_finding(level.kind, subject, severity, level.told)
        else:
            await self._findings.clear_finding(level.kind, subject)
        self._told[key] = verdict
        return int(verdict is Verdict.HIGH)


def _percents(settings: ResourceSettings) -> dict[str, float]:
    return {
        "host_cpu": settings.host_cpu_percent,
        "host_memory": settings.host_memory_percent,
        "host_disk": settings.host_disk_percent,
        "application_memory": settings.application_memory_percent,
        "application_disk": settings.application_disk_percent,
        "application_throttled": settings.application_throttled_percent,
    }


def _of_host(sample: Sample, size: HostSize) -> Iterator[_Level]:
    if sample.cpu is not None:
        share = sample.cpu / size.cores
        yield _Level("host_cpu", share, f"The machine's CPU is {share:.0%} busy.")
    share = sample.memory / size.memory_bytes
    told = f"{share:.0%} of the machine's memory is in use; stop what is not needed."
    yield _Level("host_memory", share, told)
    if sample.disk is not None:
        share = sample.disk / size.disk_bytes
        told = f"The disk is {share:.0%} full; 'orchestrator clean-up' gives space back."
        yield _Level("host_disk", share, told)


def _of(application: Application, sample: Sample) -> Iterator[_Level]:
    if application.deployment is None:
        return
    title, limits = application.title, application.deployment.limits
    share = sample.memory / (limits.memory_mb * _MEGABYTE)
    told = f"“{title}” uses {share:.0%} of its {limits.memory_mb} MB of memory."
    yield _Level("application_memory", share, told)
    if sample.disk is not None:
        share = sample.disk / (limits.disk_mb * _MEGABYTE)
        told = f"The data of “{title}” fills {share:.0%} of its {limits.disk_mb} MB."
        told += " Give it more ('orchestrator resize', --disk), or remove what is not needed: "
        told += "beyond its limit it is stopped."
        yield _Level("application_disk", share, told)
    if sample.throttled is not None:
        told = f"“{title}” waits for CPU {sample.throttled:.0%} of the time."
        yield _Level("application_throttled", sample.throttled, told)
