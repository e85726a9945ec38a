"""Courses and observations for tests."""

from datetime import UTC, datetime, timedelta

from activities.alerts.course import Course, Observation
from models.alerts import FindingKind

START = datetime(2026, 1, 1, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def course(*channels: str, **changes: object) -> Course:
    fields: dict[str, object] = {
        "host": "local",
        "tries": 5,
        "first_pause": timedelta(seconds=10),
        "rare_pause": timedelta(hours=1),
        "stable": timedelta(seconds=120),
        "patience": 3,
        "reminder": timedelta(hours=24),
        "channels": channels,
    }
    return Course(**{**fields, **changes})  # type: ignore[arg-type]


def seen(kind: FindingKind = FindingKind.INSTANCE_ENDED, subject: str = "books") -> Observation:
    return Observation(
        kind=kind, subject=subject, summary="Its program has ended.", application_id=subject
    )
