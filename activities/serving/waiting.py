"""Waiting until an instance that was just started is well."""

from activities.containers.port import InstanceState, Runtime
from activities.serving.health import Probe, wait_healthy


async def until_healthy(
    runtime: Runtime, state: InstanceState, path: str, timeout_seconds: float
) -> Probe:
    """Ask an instance until it is well.

    Args:
        runtime: Where it runs.
        state: How it was when the wait began; started again since then, it has crashed.
        path: Of its health check.
        timeout_seconds: How long it has for that.

    Raises:
        Unhealthy: It has ended or crashed, or the time is over.
    """

    async def alive() -> bool:
        now = await runtime.inspect(state.name)
        return now is not None and now.running and now.restarts <= state.restarts

    return await wait_healthy(state.endpoint, path, timeout_seconds, alive)
