"""Commands that stop, start and restart applications, and that pause, resume and retry jobs."""

import asyncio

from rich.console import Console
from rich.markup import escape

from api.views import ApplicationView
from models.applications import ApplicationStatus, DesiredState
from sdk.client import OrchestratorClient
from settings import Settings
from terminal.finding import attached, carry_out, find_application, find_job

PATIENCE_SECONDS = 60.0
"""An instance finishes its requests before it stops, and is asked for its health when it starts."""
_POLL_SECONDS = 0.3


async def run_set_state(
    settings: Settings, console: Console, wanted: str, desired: DesiredState
) -> int:
    """Stop or start an application, and wait until it is so; 0 only then."""
    async with attached(settings, console) as connection:
        client = connection.client
        found = await find_application(client, wanted)
        await client.update(found.application_id, desired_state=desired)
        now = await _settled(client, found.application_id, desired)
        console.print(_told(now, desired), highlight=False, soft_wrap=True)
        return 0 if now.status is _MEANT[desired] else 1


_MEANT = {
    DesiredState.RUNNING: ApplicationStatus.RUNNING,
    DesiredState.STOPPED: ApplicationStatus.STOPPED,
}


async def _settled(
    client: OrchestratorClient, application_id: str, desired: DesiredState
) -> ApplicationView:
    """Return the application once it is as desired, or unhealthy, or the patience is over."""
    over = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        now = await client.application(application_id)
        if now.status in {_MEANT[desired], ApplicationStatus.UNHEALTHY}:
            return now
        if asyncio.get_running_loop().time() > over:
            return now
        await asyncio.sleep(_POLL_SECONDS)


def _told(application: ApplicationView, desired: DesiredState) -> str:
    title = escape(application.title)
    if application.status is _MEANT[desired] is ApplicationStatus.STOPPED:
        return f"“{title}” is stopped; its data and its address are kept."
    if application.status is _MEANT[desired]:
        return f"“{title}” runs: {application.url}"
    if application.status is ApplicationStatus.UNHEALTHY:
        return f"“{title}” was started but does not answer; 'orchestrator logs' may tell why."
    verb = "stopped" if desired is DesiredState.STOPPED else "started"
    return f"“{title}” is being {verb}; 'orchestrator list' tells when it is done."


async def run_restart(settings: Settings, console: Console, wanted: str) -> int:
    """Restart an application and follow the job."""

    async def start(client: OrchestratorClient) -> str:
        found = await find_application(client, wanted)
        return (await client.restart(found.application_id)).job_id

    return await carry_out(settings, console, start, leave=True)


async def run_pause(settings: Settings, console: Console, wanted: str) -> int:
    """Pause a job."""
    async with attached(settings, console) as connection:
        job = await find_job(connection.client, wanted)
        await connection.client.pause(job.job_id)
        console.print(
            "The job ends its current step and waits then. Go on with\n"
            f"  orchestrator resume {job.job_id}",
            highlight=False,
        )
    return 0


async def run_resume(settings: Settings, console: Console, wanted: str) -> int:
    """Let a paused job go on."""
    async with attached(settings, console) as connection:
        job = await find_job(connection.client, wanted)
        await connection.client.resume(job.job_id)
        console.print(
            f"The job goes on. Follow it: orchestrator follow {job.job_id}", highlight=False
        )
    return 0


async def run_retry(settings: Settings, console: Console, wanted: str, *, leave: bool) -> int:
    """Start a failed job again from where it failed, and follow it."""

    async def start(client: OrchestratorClient) -> str:
        job = await find_job(client, wanted)
        return (await client.retry(job.job_id)).job_id

    return await carry_out(settings, console, start, leave=leave)
