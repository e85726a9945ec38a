"""What resources say of a host and its applications, as observations; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from activities.alerts.course import Observation
from models.alerts import Finding, FindingKind
from models.applications import Application
from models.resources import host_subject

_KINDS = {
    "host_cpu": FindingKind.CPU_BUSY,
    "host_memory": FindingKind.MEMORY_SHORT,
    "application_memory": FindingKind.MEMORY_NEAR_LIMIT,
    "application_disk": FindingKind.DISK_NEAR_LIMIT,
    "application_throttled": FindingKind.CPU_THROTTLED,
}
"""Levels by the names that they are measured under; the disk itself is looked at directly."""
_NAMES = {kind: name for name, kind in _KINDS.items()}


@dataclass(frozen=True)
class Pressures:
    """Which levels are too high, and of which it is known whether they are."""

    high: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """A sentence, by the name of the level and its subject."""
    judged: frozenset[tuple[str, str]] = frozenset()

    def observations(
        self, host: str, applications: Mapping[str, Application]
    ) -> Iterator[Observation]:
        """Return what is too high, of the host and of applications that run on it."""
        for (level, subject), told in self.high.items():
            kind = _KINDS.get(level)
            application = applications.get(subject)
            if kind is None or (application is None and level.startswith("application")):
                continue
            yield Observation(
                kind=kind,
                subject=application.id if application else host,
                summary=told,
                application_id=application.id if application else None,
                owner=application.owner if application else "",
                title=application.title if application else f"Host {host}",
            )

    def is_unknown(self, found: Finding) -> bool:
        """Say whether nothing is known yet of the level that a finding is about."""
        level = _NAMES.get(found.kind)
        subjects = {found.subject, host_subject(found.subject)}
        return level is not None and not any((level, one) in self.judged for one in subjects)


class PressureGauge(Protocol):
    """Where resources are measured."""

    def read(self) -> Pressures:
        """Return what is too high now."""
        ...
