"""Makes changed limits hold for what runs already, without starting it again."""

from collections.abc import Iterable

import structlog

from activities.containers.port import Runtime
from models.applications import Application
from models.errors import NotFound, OrchestrationError
from models.specification import ResourceLimits
from storage.metadata import MetadataStore

BY_ITSELF = "right_sizing"
"""Who has changed limits that nobody chose."""
_Held = tuple[int, float, int]


class LimitKeeper:
    """Looks at an instance only when its limits may have changed since it was looked at last."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._kept: dict[str, _Held] = {}
        self._log = structlog.get_logger("activities.resources")

    async def run(self, applications: Iterable[Application]) -> int:
        """Return for how many instances limits were changed."""
        wanted = {d.instance: d.limits for one in applications if (d := one.deployment)}
        self._kept = {name: held for name, held in self._kept.items() if name in wanted}
        changed = 0
        for name, limits in wanted.items():
            if self._kept.get(name) != _held(limits):
                changed += await self._make_hold(name, limits)
        return changed

    async def _make_hold(self, name: str, limits: ResourceLimits) -> int:
        try:
            state = await self._runtime.inspect(name)
            if state is None or not state.running:
                return 0  # it is started with the recorded limits
            same = state.limits is None or _held(state.limits) == _held(limits)
            if not same and not await self._runtime.limit(name, limits):
                return 0  # it holds more than that now; the next round tries again
        except OrchestrationError as problem:
            await self._log.awarning("limits_not_changed", instance=name, error=problem.message)
            return 0
        self._kept[name] = _held(limits)
        return int(not same)


def _held(limits: ResourceLimits) -> _Held:
    """Return the limits that can change while an instance runs."""
    return limits.memory_mb, limits.cpus, limits.pids


async def limits_for(
    store: MetadataStore, application_id: str, specified: ResourceLimits
) -> ResourceLimits:
    """Return the limits of a version that is about to start: changed ones hold for it, too.

    Less than its specification asks for it gets only if somebody has chosen so: what was
    observed, was observed of another version.
    """
    try:
        change = (await store.application(application_id)).limits
    except NotFound:
        return specified
    if change is None:
        return specified
    limits = change.applied_to(specified)
    if change.by != BY_ITSELF:
        return limits
    more = {
        "memory_mb": max(limits.memory_mb, specified.memory_mb),
        "cpus": max(limits.cpus, specified.cpus),
    }
    return limits.model_copy(update=more)
