"""An asynchronous client of the API, with resuming event streams."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter

from activities.resources.messages import CleanUpReport
from api.alerts import AlertDetail, AlertView
from api.backup_views import BackupAccepted, BackupView
from api.host_views import HostView
from api.traffic import TrafficView
from api.usage_views import ApplicationLimitsView, UsageReport, UsageView
from api.version_views import DiffView, VersionDetail, VersionView
from api.views import (
    Accepted,
    ApplicationLogPage,
    ApplicationView,
    JobSummary,
    JobView,
    LimitsView,
    Listing,
    LogPage,
    Readiness,
    TurnsView,
    TurnUsage,
)
from models.alerts import AlertEvent
from models.application_logs import ApplicationLogLine
from models.applications import DesiredState
from models.base import Model, new_id
from models.conversation import AnswerValue, ConversationState
from models.deployments import DeploymentPlan, Evidence
from models.jobs import Decision, EventKind, JobEvent
from models.quality import QualityReport
from sdk.errors import NotFound, ServerFailed, Unreachable
from sdk.streams import StreamRequest, failed, resuming, unreachable

View = TypeVar("View", bound=Model)
CLEANING_SECONDS = 310.0
"""A little longer than the server waits for the end of a clean-up."""
_ENDS = frozenset({EventKind.DONE, EventKind.FAILED})


@dataclass(frozen=True)
class LogWish:
    """Which lines of an application's own log are wanted."""

    tail: int = 200
    """Most lines at once."""
    level: str | None = None
    query: str | None = None
    since: datetime | None = None

    @property
    def asked(self) -> dict[str, Any]:
        """The same as the API asks for it."""
        since = self.since.isoformat() if self.since is not None else None
        return {"tail": self.tail, "level": self.level, "q": self.query, "since": since}


class OrchestratorClient:
    """Talks to one API as one owner; use it as an asynchronous context manager.

    Every method raises :class:`sdk.errors.ApiError`, by kind of refusal.

    Args:
        url: Where the API answers, like ``http://127.0.0.1:8700``.
        token: A bearer token; ``orchestrator token`` makes one.
        timeout: Seconds that one call may take.
        transport: Replaces the network, for tests.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: float = 30.0,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._http = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout,
            transport=transport,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    # Starting jobs: each call has a key of its own, so that it can be repeated safely.

    async def create(
        self,
        request: str,
        *,
        name: str | None = None,
        priority: int | None = None,
        builder: str | None = None,
        auto_approve: bool = False,
        key: str | None = None,
    ) -> Accepted:
        """Start the creation of an application."""
        body = {
            "request": request,
            "name": name,
            "priority": priority,
            "builder": builder,
            "auto_approve": auto_approve,
        }
        return await self._start("POST", "/applications", key, _given(body))

    async def modify(
        self,
        application_id: str,
        request: str,
        *,
        auto_approve: bool = False,
        key: str | None = None,
    ) -> Accepted:
        """Start a change of an application."""
        path = f"/applications/{_part(application_id)}/modifications"
        body = {"request": request, "auto_approve": auto_approve}
        return await self._start("POST", path, key, body)

    async def roll_back(
        self,
        application_id: str,
        version: int,
        *,
        restore_data: bool = False,
        key: str | None = None,
    ) -> Accepted:
        """Start the return to an earlier version."""
        path = f"/applications/{_part(application_id)}/rollbacks"
        body = {"version": version, "restore_data": restore_data}
        return await self._start("POST", path, key, body)

    async def delete(
        self, application_id: str, *, keep_data: bool = False, key: str | None = None
    ) -> Accepted:
        """Start the deletion of an application."""
        path = f"/applications/{_part(application_id)}?keep_data={str(keep_data).lower()}"
        return await self._start("DELETE", path, key)

    async def restart(self, application_id: str, *, key: str | None = None) -> Accepted:
        """Start a restart of an application: a new instance of its live version."""
        return await self._start("POST", f"/applications/{_part(application_id)}/restart", key)

    async def retry(self, job_id: str, *, key: str | None = None) -> Accepted:
        """Start a failed job again from the step that failed, as a new job."""
        return await self._start("POST", f"{_job(job_id)}/retry", key)

    # Applications and versions

    async def application(self, application_id: str) -> ApplicationView:
        """Return an application."""
        return await self._get(f"/applications/{_part(application_id)}", ApplicationView)

    async def applications(
        self,
        *,
        status: str | None = None,
        query: str | None = None,
        sort: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Listing[ApplicationView]:
        """Return a page of applications."""
        given = {"status": status, "q": query, "sort": sort, "limit": limit, "cursor": cursor}
        return await self._get("/applications", Listing[ApplicationView], given)

    async def update(
        self,
        application_id: str,
        *,
        name: str | None = None,
        priority: int | None = None,
        labels: Mapping[str, str] | None = None,
        desired_state: DesiredState | None = None,
    ) -> ApplicationView:
        """Change an application's name, priority or labels; stop or start it."""
        body = _given({"name": name, "priority": priority, "labels": labels})
        if desired_state is not None:
            body["desired_state"] = desired_state.value
        path = f"/applications/{_part(application_id)}"
        return _read(await self._send("PUT", path, json=body), ApplicationView)

    async def application_log(
        self, application_id: str, wish: LogWish | None = None, *, after: int = 0
    ) -> ApplicationLogPage:
        """Return what the running application wrote: its last lines, or those behind a number."""
        given = {**(wish or LogWish()).asked, "after": after}
        return await self._get(_application_log(application_id), ApplicationLogPage, given)

    async def follow_application_log(
        self, application_id: str, wish: LogWish | None = None, *, after: int = 0
    ) -> AsyncIterator[ApplicationLogLine]:
        """Yield what the application writes, each line once, until the caller has enough.

        Raises:
            ApiError: The server refuses; being unreachable for a while is no reason to give up.
        """
        path = f"/api/v1{_application_log(application_id)}"
        asked = {**_given((wish or LogWish()).asked), "follow": "true"}
        async for _, line in resuming(self._http, path, after, ApplicationLogLine, asked):
            yield line

    async def versions(
        self, application_id: str, *, limit: int = 50, cursor: str | None = None
    ) -> Listing[VersionView]:
        """Return a page of an application's versions, newest first."""
        path = f"/applications/{_part(application_id)}/versions"
        return await self._get(path, Listing[VersionView], {"limit": limit, "cursor": cursor})

    async def traffic(self, application_id: str, *, hours: float = 24) -> TrafficView:
        """Return how an application was visited in the last hours."""
        path = f"/applications/{_part(application_id)}/traffic"
        return await self._get(path, TrafficView, {"hours": hours})

    async def version(self, application_id: str, number: int) -> VersionDetail:
        """Return a version with its specification and quality report."""
        return await self._get(_version(application_id, number), VersionDetail)

    async def diff(
        self, application_id: str, number: int, *, against: int | None = None
    ) -> DiffView:
        """Compare a version with an older one, by default the one before."""
        path = f"{_version(application_id, number)}/diff"
        return await self._get(path, DiffView, {"against": against})

    async def download_source(self, application_id: str, number: int, target: Path) -> None:
        """Save a version's sources as ``.tar.gz``."""
        response = await self._send("GET", f"{_version(application_id, number)}/source")
        await asyncio.to_thread(target.write_bytes, response.content)

    # Backups

    async def backups(
        self, application_id: str, *, limit: int = 50, cursor: str | None = None
    ) -> Listing[BackupView]:
        """Return a page of an application's backups, newest first."""
        path = f"/applications/{_part(application_id)}/backups"
        return await self._get(path, Listing[BackupView], {"limit": limit, "cursor": cursor})

    async def backup(self, application_id: str, backup_id: str) -> BackupView:
        """Return a backup."""
        return await self._get(_backup(application_id, backup_id), BackupView)

    async def back_up(self, application_id: str, *, key: str | None = None) -> BackupAccepted:
        """Start making a backup."""
        path = f"/applications/{_part(application_id)}/backups"
        headers = {"Idempotency-Key": key or new_id()}
        return _read(await self._send("POST", path, headers=headers), BackupAccepted)

    async def restore(
        self, application_id: str, backup_id: str, *, key: str | None = None
    ) -> Accepted:
        """Start putting a backup in place of the data."""
        return await self._start("POST", f"{_backup(application_id, backup_id)}/restore", key)

    async def delete_backup(self, application_id: str, backup_id: str) -> None:
        """Delete a backup for good."""
        await self._send("DELETE", _backup(application_id, backup_id))

    async def download_backup(self, application_id: str, backup_id: str, target: Path) -> None:
        """Save a backup as ``.tar.gz``; the file appears only when it is complete."""
        path = f"/api/v1{_backup(application_id, backup_id)}/download"
        draft = target.with_name(f".{target.name}.part")
        request = StreamRequest(self._http, self._http.build_request("GET", path))
        try:
            async with request as response:
                with await asyncio.to_thread(draft.open, "wb") as file:
                    async for part in response.aiter_bytes():
                        await asyncio.to_thread(file.write, part)
            await asyncio.to_thread(draft.replace, target)
        except httpx.TransportError as problem:
            raise unreachable(problem, self._http.base_url) from problem
        finally:
            await asyncio.to_thread(draft.unlink, missing_ok=True)

    # Resources

    async def usage(self, application_id: str, *, since: datetime | None = None) -> UsageView:
        """Return what an application used over time, by default within a day."""
        path = f"/applications/{_part(application_id)}/usage"
        return await self._get(path, UsageView, {"from": _moment(since)})

    async def usage_report(
        self, *, owner: str | None = None, since: datetime | None = None
    ) -> UsageReport:
        """Return what all applications used, by default within 30 days."""
        return await self._get("/usage", UsageReport, {"owner": owner, "from": _moment(since)})

    async def usage_csv(
        self,
        application_id: str | None = None,
        *,
        owner: str | None = None,
        since: datetime | None = None,
    ) -> str:
        """Return the same as CSV, of one application over time or of all."""
        path = f"/applications/{_part(application_id)}/usage" if application_id else "/usage"
        given = _given({"owner": owner, "from": _moment(since), "format": "csv"})
        return (await self._send("GET", path, params=given)).text

    async def change_limits(
        self,
        application_id: str,
        *,
        memory_mb: int | None = None,
        cpus: float | None = None,
        disk_mb: int | None = None,
        recommended: bool = False,
    ) -> ApplicationLimitsView:
        """Change what an application may use, or take what is recommended."""
        told = {
            "memory_mb": memory_mb,
            "cpus": cpus,
            "disk_mb": disk_mb,
            "recommended": recommended or None,
        }
        path = f"/applications/{_part(application_id)}/limits"
        return _read(await self._send("POST", path, json=_given(told)), ApplicationLimitsView)

    async def reset_limits(self, application_id: str) -> ApplicationLimitsView:
        """Take back every change of an application's limits."""
        path = f"/applications/{_part(application_id)}/limits"
        return _read(await self._send("DELETE", path), ApplicationLimitsView)

    async def clean_up(self, *, dry_run: bool = False) -> CleanUpReport:
        """Remove what is of no use any more, or tell what that would be; for operators."""
        body = {"dry_run": dry_run}
        sent = self._send("POST", "/clean-ups", json=body, timeout=CLEANING_SECONDS)
        return _read(await sent, CleanUpReport)

    # Jobs

    async def job(self, job_id: str) -> JobView:
        """Return a job and where it stands."""
        return await self._get(_job(job_id), JobView)

    async def jobs(
        self,
        *,
        application_id: str | None = None,
        running: bool | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Listing[JobSummary]:
        """Return a page of jobs, newest first; without the parts that lists leave out."""
        given = {"application_id": application_id, "running": running, "limit": limit}
        return await self._get("/jobs", Listing[JobSummary], {**given, "cursor": cursor})

    async def conversation(self, job_id: str) -> ConversationState:
        """Return the conversation of a job."""
        return await self._get(f"{_job(job_id)}/conversation", ConversationState)

    async def answer(self, job_id: str, answers: Mapping[str, AnswerValue]) -> None:
        """Answer any of the open questions; ``you_decide`` takes the recommended value."""
        await self._send("POST", f"{_job(job_id)}/answers", json={"answers": dict(answers)})

    async def decide(
        self,
        job_id: str,
        decision: Decision,
        *,
        changes: str | None = None,
        comment: str | None = None,
        about: str | None = None,
    ) -> None:
        """Approve, change or reject what is proposed, or the open decision of that id."""
        told = {"decision": decision.value, "changes": changes, "comment": comment, "about": about}
        body = _given(told)
        await self._send("POST", f"{_job(job_id)}/decision", json=body)

    async def cancel(self, job_id: str) -> None:
        """Stop a job and undo what it did."""
        await self._send("POST", f"{_job(job_id)}/cancel")

    async def pause(self, job_id: str) -> None:
        """Let a job end its current step and wait then."""
        await self._send("POST", f"{_job(job_id)}/pause")

    async def resume(self, job_id: str) -> None:
        """Let a paused job go on."""
        await self._send("POST", f"{_job(job_id)}/resume")

    async def logs(
        self, job_id: str, *, after: int = 0, level: str | None = None, limit: int = 1_000
    ) -> LogPage:
        """Return lines of the build log."""
        given = {"after": after, "level": level, "limit": limit}
        return await self._get(f"{_job(job_id)}/logs", LogPage, given)

    async def turns(self, job_id: str) -> tuple[TurnUsage, ...]:
        """Return what each turn of the job's coding agent has used."""
        return (await self._get(f"{_job(job_id)}/turns", TurnsView)).items

    async def quality(self, job_id: str) -> QualityReport:
        """Return what the gates found."""
        return await self._get(f"{_job(job_id)}/quality", QualityReport)

    async def plan(self, job_id: str) -> DeploymentPlan:
        """Return what the deployment of a job will do."""
        return await self._get(f"{_job(job_id)}/plan", DeploymentPlan)

    async def evidence(self, job_id: str) -> Listing[Evidence]:
        """Return what was seen of versions of a job that failed."""
        return await self._get(f"{_job(job_id)}/evidence", Listing[Evidence])

    async def events(self, job_id: str, *, after: int = 0) -> AsyncIterator[JobEvent]:
        """Yield every event of a job once and in order, through any loss of connection, to its end.

        Raises:
            ApiError: The server refuses; being unreachable for a while is no reason to give up.
        """
        path = f"/api/v1{_job(job_id)}/events"
        async for _, event in resuming(self._http, path, after, JobEvent):
            yield event
            if event.kind in _ENDS:
                return

    async def wait(self, job_id: str) -> JobView:
        """Return a job once it has ended."""
        async for _ in self.events(job_id):
            pass
        return await self.job(job_id)

    # Alerts

    async def alerts(
        self, *, is_open: bool | None = None, limit: int = 50, cursor: str | None = None
    ) -> Listing[AlertView]:
        """Return a page of alerts, newest first."""
        wanted = None if is_open is None else str(is_open).lower()
        given = {"open": wanted, "limit": limit, "cursor": cursor}
        return await self._get("/alerts", Listing[AlertView], given)

    async def alert(self, alert_id: str) -> AlertDetail:
        """Return an alert with its diagnostics."""
        return await self._get(f"/alerts/{_part(alert_id)}", AlertDetail)

    async def alert_events(self, *, after: int = 0) -> AsyncIterator[AlertEvent]:
        """Yield what happens to alerts from now on, or behind a number, once and in order.

        It goes on for ever, through any loss of connection.

        Raises:
            ApiError: The server refuses; being unreachable for a while is no reason to give up.
        """
        async for _, event in resuming(self._http, "/api/v1/alerts/events", after, AlertEvent):
            yield event

    async def acknowledge_alert(self, alert_id: str) -> AlertDetail:
        """Take note of an alert: nobody is reminded of it any more."""
        path = f"/alerts/{_part(alert_id)}/acknowledge"
        return _read(await self._send("POST", path), AlertDetail)

    # Limits

    async def owner_limits(self, *, owner: str | None = None) -> LimitsView:
        """Return what you, or for operators another owner, may have and have."""
        return await self._get("/limits", LimitsView, {"owner": owner})

    async def set_owner_limits(
        self, limits: Mapping[str, int | None], *, owner: str | None = None
    ) -> LimitsView:
        """Set limits of an owner, as an operator; None is no limit, others stay as they are."""
        given = _given({"owner": owner})
        return _read(
            await self._send("PUT", "/limits", params=given, json=dict(limits)), LimitsView
        )

    async def reset_owner_limits(self, *, owner: str | None = None) -> LimitsView:
        """Let the limits of an owner be as they are configured, as an operator."""
        given = _given({"owner": owner})
        return _read(await self._send("DELETE", "/limits", params=given), LimitsView)

    async def ready(self) -> Readiness:
        """Return what is ready and what is not; does not raise when something is not."""
        response = await self._request("GET", "/readyz")
        if response.status_code not in {200, 503}:
            raise failed(response)
        return _read(response, Readiness)

    # Hosts: operators only

    async def hosts(self) -> Listing[HostView]:
        """Return all hosts with their figures."""
        return await self._get("/hosts", Listing[HostView])

    async def drain_host(self, host: str) -> HostView:
        """Place nothing more on a host, and move its applications away."""
        return _read(await self._send("POST", f"{_host(host)}/drain"), HostView)

    async def undrain_host(self, host: str) -> HostView:
        """Let a host get applications again."""
        return _read(await self._send("POST", f"{_host(host)}/undrain"), HostView)

    async def fail_over_host(self, host: str) -> HostView:
        """Start the applications of a lost host elsewhere."""
        return _read(await self._send("POST", f"{_host(host)}/fail-over"), HostView)

    async def remove_host(self, host: str) -> None:
        """Forget an empty host."""
        await self._send("DELETE", _host(host))

    # Plumbing

    async def _start(
        self, method: str, path: str, key: str | None, body: Mapping[str, Any] | None = None
    ) -> Accepted:
        headers = {"Idempotency-Key": key or new_id()}
        for attempt in range(3):
            try:
                return _read(await self._send(method, path, json=body, headers=headers), Accepted)
            except Unreachable:
                if attempt == 2:
                    raise
                await asyncio.sleep(0.2 * (attempt + 1))
        raise AssertionError("unreachable")

    async def _get(
        self, path: str, kind: type[View], given: Mapping[str, Any] | None = None
    ) -> View:
        return _read(await self._send("GET", path, params=_given(given or {})), kind)

    async def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        response = await self._request(method, f"/api/v1{path}", **options)
        if response.is_success:
            return response
        raise failed(response)

    async def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            return await self._http.request(method, path, **options)
        except httpx.TransportError as problem:
            raise unreachable(problem, self._http.base_url) from problem


def _read(response: httpx.Response, kind: type[View]) -> View:
    try:
        return TypeAdapter(kind).validate_json(response.content)
    except ValueError as problem:
        raise ServerFailed(
            "The server sent an answer that is not understood.", status=response.status_code
        ) from problem


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def _part(value: str) -> str:
    """Return an id as a part of an address; whatever it contains, it stays one part."""
    if value in {"", ".", ".."}:
        raise NotFound("There is no such thing.", status=404, code="not_found")
    return quote(value, safe="")


def _job(job_id: str) -> str:
    return f"/jobs/{_part(job_id)}"


def _backup(application_id: str, backup_id: str) -> str:
    return f"/applications/{_part(application_id)}/backups/{_part(backup_id)}"


def _host(name: str) -> str:
    return f"/hosts/{_part(name)}"


def _version(application_id: str, number: int) -> str:
    return f"/applications/{_part(application_id)}/versions/{number}"


def _application_log(application_id: str) -> str:
    return f"/applications/{_part(application_id)}/logs"
