"""How applications, versions and jobs are listed: nothing that one copies is ever cut off."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.version_views import VersionView
from api.views import ApplicationView, JobSummary
from models.jobs import JobPhase

_COLOURS = {"running": "green", "unhealthy": "red", "failed": "red", "stopped": "yellow"}
_LONGEST_REASON = 60


def tell_application(console: Console, application: ApplicationView) -> None:
    """Print an application in three lines at most."""
    status = application.status.value
    version = f", version {application.current_version}" if application.current_version else ""
    colour = _COLOURS.get(status, "cyan")
    lines = [f"[bold]{escape(application.title)}[/]  [{colour}]{escape(status)}[/]{version}"]
    lines += [f"  {application.url}"] if application.url else []
    lines += [f"  [dim]{application.application_id}[/]"]
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)


def tell_versions(
    console: Console, application: ApplicationView, versions: Sequence[VersionView]
) -> None:
    """Print a table of versions; the live one is marked."""
    if not versions:
        return
    table = Table("Version", "Made", "Why", "Quality", box=None, header_style="bold")
    for version in versions:
        number = str(version.number)
        live = version.number == application.current_version
        table.add_row(
            f"[green]{number} ●[/]" if live else number,
            f"{version.created_at.astimezone():%Y-%m-%d %H:%M}",
            escape(_short(version.reason)),
            "passed" if version.quality_passed else "[red]failed[/]",
        )
    console.print()
    console.print(table)


def tell_jobs(console: Console, jobs: Sequence[JobSummary]) -> None:
    """Print a table of jobs, newest first."""
    if not jobs:
        return
    table = Table("Job", "Kind", "Phase", "Began", box=None, header_style="bold")
    table.columns[0].no_wrap = True
    for job in jobs:
        colour = {JobPhase.FAILED: "red", JobPhase.DONE: "green"}.get(job.phase, "yellow")
        table.add_row(
            job.job_id,
            job.kind.value.replace("_", " "),
            f"[{colour}]{job.phase.value.replace('_', ' ')}[/]",
            f"{job.created_at.astimezone():%m-%d %H:%M}",
        )
    console.print()
    console.print(table)
    for job in jobs:
        if job.phase is JobPhase.QUEUED:
            tell_waiting(console, job.message)


def tell_waiting(console: Console, told: str | None) -> None:
    """Print where a job stands in line, if it waits."""
    if told:
        console.print(f"  [yellow]{escape(told)}[/]", highlight=False, soft_wrap=True)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_REASON else f"{plain[: _LONGEST_REASON - 1]}…"
