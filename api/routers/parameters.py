"""Query parameters that several routes take; unknown ones are refused."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query
from pydantic import AwareDatetime, Field, StringConstraints

from api.auth import Owner
from models.applications import ApplicationStatus
from models.base import StrictModel, Text
from models.jobs import LogLevel
from models.specification import ApplicationKind

Cursor = Annotated[str, StringConstraints(min_length=1, max_length=1_000, pattern=r"^[!-~]+$")]


class PageQuery(StrictModel):
    """Which part of a list."""

    limit: int = Field(default=50, ge=1, le=200)
    cursor: Cursor | None = None


class ApplicationsQuery(PageQuery):
    """Which applications, in which order."""

    status: ApplicationStatus | None = None
    kind: ApplicationKind | None = None
    q: Annotated[
        Text, StringConstraints(max_length=200), Field(description="Part of the title.")
    ] = ""
    sort: Literal["created_at", "-created_at", "updated_at", "-updated_at", "title", "-title"] = (
        "-created_at"
    )


class JobsQuery(PageQuery):
    """Which jobs."""

    application_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{36}$")] | None = None
    running: bool | None = None


class AlertsQuery(PageQuery):
    """Which alerts."""

    open: bool | None = None


class LogQuery(StrictModel):
    """Which lines of a log."""

    after: int = Field(default=0, ge=0, le=2**53)
    level: LogLevel | None = None
    limit: int = Field(default=1_000, ge=1, le=1_000)


class ApplicationLogQuery(StrictModel):
    """Which lines of an application's own log."""

    tail: int = Field(default=200, ge=1, le=1_000)
    """Most lines: the last ones, or with ``after`` the next ones."""
    after: int = Field(default=0, ge=0, le=2**53)
    level: LogLevel | None = None
    q: Annotated[
        Text, StringConstraints(max_length=200), Field(description="Words that a line has.")
    ] = ""
    since: AwareDatetime | None = None
    follow: bool = False


class QualityQuery(StrictModel):
    """In which form."""

    format: Literal["json", "sarif"] = "json"


class EventsQuery(StrictModel):
    """Where to begin."""

    after: int = Field(default=0, ge=0, le=2**53)


class AlertEventsQuery(StrictModel):
    """Where to begin; from now on, unless a number says otherwise."""

    after: int | None = Field(default=None, ge=0, le=2**53)


class DiffQuery(StrictModel):
    """Compared with which version; by default the one before."""

    against: int | None = Field(default=None, ge=1, le=1_000_000)


class DeleteQuery(StrictModel):
    """What stays."""

    keep_data: bool = False


class TrafficQuery(StrictModel):
    """How far back."""

    hours: float = Field(default=24, gt=0, le=24 * 731)


class SpanQuery(StrictModel):
    """Which span of time, in which form."""

    begin: datetime | None = Field(default=None, alias="from")
    to: datetime | None = None
    step: Literal["auto", "raw", "quarter_hour", "day"] = "auto"
    format: Literal["json", "csv"] = "json"


class ReportQuery(SpanQuery):
    """The same, of whom."""

    owner: Annotated[str, StringConstraints(min_length=1, max_length=128)] | None = None


WithSpan = Annotated[SpanQuery, Query()]
WithReport = Annotated[ReportQuery, Query()]


class OwnerQuery(StrictModel):
    """Whose; by default the caller's."""

    owner: Owner | None = None


WithPage = Annotated[PageQuery, Query()]
WithApplications = Annotated[ApplicationsQuery, Query()]
WithJobs = Annotated[JobsQuery, Query()]
WithAlerts = Annotated[AlertsQuery, Query()]
WithLog = Annotated[LogQuery, Query()]
WithApplicationLog = Annotated[ApplicationLogQuery, Query()]
WithQuality = Annotated[QualityQuery, Query()]
WithEvents = Annotated[EventsQuery, Query()]
WithAlertEvents = Annotated[AlertEventsQuery, Query()]
WithDiff = Annotated[DiffQuery, Query()]
WithDelete = Annotated[DeleteQuery, Query()]
WithTraffic = Annotated[TrafficQuery, Query()]
WithOwner = Annotated[OwnerQuery, Query()]
