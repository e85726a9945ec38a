"""Looks at everything on a host: few calls for all of it, whatever its number."""

import asyncio
import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from activities.containers.port import Glimpse, Runtime
from activities.containers.sockets import leads_elsewhere
from activities.health.machine import Disk, disks
from activities.health.probing import ask_twice
from activities.health.survey import Seen, Survey, belongs_to
from activities.resources.pressures import PressureGauge, Pressures
from activities.serving import switch
from activities.serving.caddy_config import host_name, upstream
from activities.serving.desired import all_applications, should_run
from activities.serving.proxy import Proxy
from models.applications import Application, ApplicationStatus, Endpoint
from models.errors import OrchestrationError
from settings import Settings
from storage.metadata import MetadataStore

INSPECTED = 10
"""Configurations that one look compares at least: each costs a call, and they seldom change."""
INSPECTED_WITHIN_SECONDS = 60
"""In this time each configuration is compared once, however many there are."""


def compared(number: int, look_seconds: float) -> int:
    """Return how many of so many configurations one look compares."""
    return max(INSPECTED, math.ceil(number * look_seconds / INSPECTED_WITHIN_SECONDS))


class Certificates(Protocol):
    """Where certificates are looked after."""

    async def ends(self) -> dict[str, datetime]:
        """Return when the certificate of each name ends."""
        ...


class Surveyor:
    """Looks at a host.

    Args:
        runtime: Where instances run.
        proxy: What leads visitors to them.
        settings: Which host this is.
        store: What should run.
        certificates: When certificates end; None where nobody looks after them.
        gauge: What is too high of what is measured.
    """

    def __init__(
        self,
        runtime: Runtime,
        proxy: Proxy,
        settings: Settings,
        store: MetadataStore,
        certificates: Certificates | None = None,
        gauge: PressureGauge | None = None,
    ) -> None:
        self._runtime = runtime
        self._proxy = proxy
        self._settings = settings
        self._store = store
        self._certificates = certificates
        self._gauge = gauge
        self._inspected_at: dict[str, float] = {}
        self._folders: list[Path] | None = None

    async def survey(
        self, suspects: frozenset[str] = frozenset(), waited_seconds: float = 0.0
    ) -> Survey:
        """Look at everything.

        Args:
            suspects: Applications whose configuration is to be compared in any case.
            waited_seconds: How long the look waited for a worker.
        """
        # Instances first: one that a job starts after this look can't be taken for an orphan.
        glimpses, runtime_problem = await self._glimpses()
        applications = [item async for item in all_applications(self._store)]
        ours = [item for item in applications if self._is_ours(item)]
        by_name = {glimpse.name: glimpse for glimpse in glimpses}
        running = [item for item in ours if item.running_job_id is None and should_run(item)]
        seen, (astray, proxy_problem), inspected, ends = await asyncio.gather(
            asyncio.gather(*(self._look_at(item, by_name) for item in running)),
            self._astray(running, by_name),
            self._inspect(running, by_name, suspects),
            self._ends(),
        )
        idle = [item for item in ours if item.running_job_id is None and not should_run(item)]
        return Survey(
            seen=tuple(seen),
            idle=tuple(idle),
            halting=frozenset(i.id for i in idle if self._is_restless(i, by_name)),
            busy=frozenset(item.id for item in applications if item.running_job_id is not None),
            orphans=tuple(self._orphans(glimpses, applications)),
            runtime_problem=runtime_problem,
            proxy_problem=proxy_problem,
            astray=astray,
            inspected=inspected,
            disks=await self._disks(),
            certificates=ends,
            pressures=self._gauge.read() if self._gauge else Pressures(),
            waited_seconds=waited_seconds,
        )

    def _is_restless(self, application: Application, by_name: dict[str, Glimpse]) -> bool:
        """Return whether what rests still runs, or its visitors don't reach the doorkeeper."""
        deployment, paths = application.deployment, self._settings.paths
        if deployment is None:
            return False
        linked = switch.read_current(paths.application_run(application.id))
        sockets = deployment.endpoint.socket is not None
        at_the_door = not sockets or linked == paths.doorkeeper_socket
        return deployment.instance in by_name or not at_the_door

    def _orphans(
        self, glimpses: Sequence[Glimpse], applications: Sequence[Application]
    ) -> Iterator[Glimpse]:
        by_id = {application.id: application for application in applications}
        for glimpse in glimpses:
            application = by_id.get(glimpse.owner.application_id)
            if application is None or not belongs_to(glimpse.name, application, self._host):
                yield glimpse

    @property
    def _host(self) -> str:
        return self._settings.runtime.host_name

    def _is_ours(self, application: Application) -> bool:
        deployment = application.deployment
        return (
            deployment is not None
            and deployment.host == self._host
            and deployment.runtime is self._runtime.name
            and application.status is not ApplicationStatus.DELETED
        )

    async def _glimpses(self) -> tuple[list[Glimpse], str]:
        try:
            return await self._runtime.glimpses(), ""
        except OrchestrationError as problem:
            return [], f"{problem.message} {problem.context.get('cause', '')}".strip()

    async def _look_at(self, application: Application, by_name: dict[str, Glimpse]) -> Seen:
        deployment = application.deployment
        glimpse = by_name.get(deployment.instance) if deployment else None
        if deployment is None:
            return Seen(application, glimpse)
        endpoint = (glimpse.endpoint if glimpse else None) or deployment.endpoint
        if leads_elsewhere(endpoint.socket):  # also of one that has ended: the proxy follows it
            return Seen(application, glimpse, replaced=True)
        if glimpse is None or not glimpse.running:
            return Seen(application, glimpse)
        seconds = self._settings.health.probe_seconds
        return Seen(
            application, glimpse, await ask_twice(endpoint, deployment.health_path, seconds)
        )

    async def _astray(
        self, running: Sequence[Application], by_name: dict[str, Glimpse]
    ) -> tuple[dict[str, bool], str]:
        ways = [way for item in running if (way := self._way(item, by_name)) is not None]
        paths = self._settings.paths
        wanted = [
            (host_name(self._settings, slug), one, upstream(paths, one, endpoint))
            for one, slug, endpoint in ways
        ]
        try:
            astray = await self._proxy.astray(wanted)
        except OrchestrationError as problem:
            return {}, problem.message
        for one, _, endpoint in ways:
            if endpoint.socket is not None and one not in astray:
                linked = switch.read_current(paths.application_run(one))
                if linked != Path(endpoint.socket):
                    astray[one] = True
        return astray, ""

    def _way(
        self, application: Application, by_name: dict[str, Glimpse]
    ) -> tuple[str, str, Endpoint] | None:
        deployment, slug = application.deployment, application.slug
        if deployment is None or slug is None:
            return None
        glimpse = by_name.get(deployment.instance)
        endpoint = glimpse.endpoint if glimpse and glimpse.endpoint else deployment.endpoint
        return application.id, slug, endpoint

    async def _inspect(
        self,
        running: Sequence[Application],
        by_name: dict[str, Glimpse],
        suspects: frozenset[str],
    ) -> dict[str, list[str]]:
        now = asyncio.get_running_loop().time()
        there = {
            item.id: item.deployment
            for item in running
            if item.deployment is not None and item.deployment.instance in by_name
        }
        oldest = sorted(there, key=lambda one: self._inspected_at.get(one, 0.0))
        number = compared(len(oldest), self._settings.health.look_seconds)
        chosen = [*oldest[:number], *(suspects & set(oldest[number:]))]
        self._inspected_at = {one: self._inspected_at.get(one, 0.0) for one in there}
        self._inspected_at.update(dict.fromkeys(chosen, now))

        async def differences(one: str) -> list[str]:
            return await self._runtime.differences(there[one].instance, there[one].limits)

        try:
            found = await asyncio.gather(*(differences(one) for one in chosen))
        except OrchestrationError:
            return {}  # the engine has just gone; the next look says so
        return dict(zip(chosen, found, strict=True))

    async def _disks(self) -> tuple[Disk, ...]:
        if self._folders is None:
            try:
                self._folders = await self._runtime.storage_folders()
            except OrchestrationError:
                return await asyncio.to_thread(disks, [self._settings.paths.root])
        folders = [self._settings.paths.root, *self._folders]
        return await asyncio.to_thread(disks, folders)

    async def _ends(self) -> dict[str, datetime]:
        if self._certificates is None:
            return {}
        try:
            return await self._certificates.ends()
        except OrchestrationError:
            return {}  # whatever keeps them is down, and is reported itself
