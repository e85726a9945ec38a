"""Printing logs: what a job's steps said, and what a running application writes."""

import asyncio

from rich.console import Console

from api.views import ApplicationView, JobView
from models.application_logs import ApplicationLogLine
from models.errors import NotFound
from models.jobs import LogLevel, LogLine
from sdk.application_logs import LogWish
from sdk.client import OrchestratorClient
from sdk.errors import NotFound as ApiNotFound
from settings import Settings
from terminal.finding import attached, find_application, find_job

_POLL_SECONDS = 1.0
_STYLES = {LogLevel.WARNING: "yellow", LogLevel.ERROR: "red"}


async def run_logs(
    settings: Settings,
    console: Console,
    wanted: str,
    *,
    follow: bool,
    build: bool = False,
    wish: LogWish,
) -> int:
    """Print a job's build log, or what an application writes; on demand also what is to come."""
    async with attached(settings, console) as connection:
        client = connection.client
        application = None if build else await _running(client, wanted)
        if application is None:
            await _print_build_log(client, console, await find_job(client, wanted), wish, follow)
            return 0
        if follow:
            async for line in client.follow_application_log(application.application_id, wish):
                _tell(console, line)
            return 0
        page = await client.application_log(application.application_id, wish)
        for line in page.items:
            _tell(console, line)
        if not page.fresh:
            console.print(
                "[yellow]The host of the application does not answer: newer lines may be missing."
            )
        elif not page.items:
            console.print("It has written nothing that fits; --build shows how it was made.")
    return 0


async def _running(client: OrchestratorClient, wanted: str) -> ApplicationView | None:
    """Return the application of that name, if a version of it was ever live."""
    try:
        await client.job(wanted)
    except ApiNotFound:
        pass
    else:
        return None
    try:
        application = await find_application(client, wanted)
    except NotFound:
        return None
    return application if application.current_version is not None else None


async def _print_build_log(
    client: OrchestratorClient, console: Console, job: JobView, wish: LogWish, follow: bool
) -> None:
    after = 0
    while True:
        ended = not follow or job.finished_at is not None
        while lines := (await client.logs(job.job_id, after=after, level=wish.level)).items:
            after = lines[-1].number
            for line in lines:
                _tell(console, line)
        if ended:
            return
        await asyncio.sleep(_POLL_SECONDS)
        job = await client.job(job.job_id)


def _tell(console: Console, line: LogLine | ApplicationLogLine) -> None:
    where = line.step if isinstance(line, LogLine) else f"v{line.version}"
    console.print(
        f"{line.at.astimezone():%H:%M:%S} {where}: {line.text}",
        style=_STYLES.get(line.level),
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
