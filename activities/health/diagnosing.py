"""What somebody needs to look into a finding: collected once, when it becomes an alert."""

import asyncio
from collections.abc import Sequence
from functools import partial

from activities.containers.port import Runtime
from activities.health.machine import host_figures
from models.alerts import Aspect, Finding
from models.errors import OrchestrationError
from settings import Settings
from storage.metadata import MetadataStore
from storage.redaction import redacted

LOG_LINES = 30
LONGEST_LINE = 300
MOST_AT_ONCE = 10
"""Alerts of one look that get diagnostics: when everything fails, a few tell enough."""


class Diagnoser:
    """Collects the end of the log, restarts and figures of the host, without secrets."""

    def __init__(self, runtime: Runtime, settings: Settings, store: MetadataStore) -> None:
        self._runtime = runtime
        self._settings = settings
        self._store = store

    async def complete(self, found: Sequence[Finding], before: Sequence[Finding]) -> None:
        """Add diagnostics to alerts that are new, or have become another kind of alert."""
        known = {(item.id, item.kind) for item in before if item.raised_at is not None}
        alerts = [item for item in found if item.raised_at is not None]
        fresh = [item for item in alerts if (item.id, item.kind) not in known]
        for item in fresh[:MOST_AT_ONCE]:
            lines = tuple(await self._collect(item))
            await self._store.alerts.change([item.id], partial(_with_diagnostics, lines))

    async def _collect(self, found: Finding) -> list[str]:
        lines = await asyncio.to_thread(host_figures, [self._settings.paths.root])
        if found.aspect is Aspect.SERVICE and found.application_id is not None:
            try:
                lines += await self._of_instance(found.application_id)
            except OrchestrationError as problem:
                lines.append(f"Its log could not be read: {problem.message}")
        return [redacted(line)[:LONGEST_LINE] for line in lines]

    async def _of_instance(self, application_id: str) -> list[str]:
        deployment = (await self._store.application(application_id)).deployment
        if deployment is None:
            return []
        state = await self._runtime.inspect(deployment.instance)
        if state is None:
            return [f"There is no instance {deployment.instance}."]
        how = "runs" if state.running else f"ended with code {state.exit_code}"
        lines = [
            f"Instance {state.name} of version {deployment.version} {how}; it was started "
            f"{state.started_at} and ended by itself {state.restarts} times since it was made.",
            "The end of its log:",
        ]
        return lines + await self._runtime.logs(deployment.instance, LOG_LINES)


def _with_diagnostics(lines: tuple[str, ...], found: Finding) -> Finding:
    return found.model_copy(update={"diagnostics": lines})
