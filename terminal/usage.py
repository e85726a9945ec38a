"""What applications use, their limits, and cleaning up: commands and what they print."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from activities.resources.messages import CleanUpReport, Removal
from api.auth import Role
from api.usage_views import ApplicationLimitsView, UsagePoint, UsageReport, UsageRow, UsageView
from models.errors import InvalidInput
from models.resources import Recommendation
from settings import Settings
from terminal.bars import bar, sparkline
from terminal.connection import connected
from terminal.finding import find_application

_FULL, _HIGH = 0.9, 0.75
_MOST_REMOVALS = 30
_LONGEST_NAME = 60
_BAR = 6


async def run_usage(
    settings: Settings,
    console: Console,
    application: str | None,
    *,
    days: float | None,
    owner: str | None,
    everybody: bool,
    csv: bool,
) -> int:
    """Print what one application used over time, or all of them all in all."""
    since = None if days is None else datetime.now(UTC) - timedelta(days=days)
    role = Role.OPERATOR if everybody or owner else Role.USER
    async with connected(settings, console, may_start=False, role=role) as connection:
        client = connection.client
        if application is not None:
            found = await find_application(client, application)
            if csv:
                typer.echo(await client.usage_csv(found.application_id, since=since), nl=False)
            else:
                tell_usage(console, await client.usage(found.application_id, since=since))
        elif csv:
            typer.echo(await client.usage_csv(owner=owner, since=since), nl=False)
        else:
            tell_report(console, await client.usage_report(owner=owner, since=since))
    return 0


async def run_resize(
    settings: Settings,
    console: Console,
    application: str,
    *,
    memory_mb: int | None,
    cpus: float | None,
    disk_mb: int | None,
    recommended: bool,
    reset: bool,
) -> int:
    """Print an application's limits, after changing them if that is asked for.

    Raises:
        InvalidInput: Several things are asked for at once.
    """
    named = any(one is not None for one in (memory_mb, cpus, disk_mb))
    if named + recommended + reset > 1:
        raise InvalidInput(
            "Limits can be named, taken as recommended, or reset: one at a time.",
            remedy="Give --memory, --cpus and --disk, or --recommended, or --reset.",
        )
    async with connected(settings, console, may_start=False) as connection:
        client = connection.client
        found = (await find_application(client, application)).application_id
        view: ApplicationLimitsView
        if reset:
            view = await client.reset_limits(found)
        elif named or recommended:
            view = await client.change_limits(
                found, memory_mb=memory_mb, cpus=cpus, disk_mb=disk_mb, recommended=recommended
            )
        else:
            view = await client.usage(found)
    tell_limits(console, view)
    return 0


async def run_clean_up(settings: Settings, console: Console, *, dry_run: bool) -> int:
    """Clean up, or say what that would remove."""
    async with connected(settings, console, may_start=False, role=Role.OPERATOR) as connection:
        tell_clean_up(console, await connection.client.clean_up(dry_run=dry_run))
    return 0


def tell_usage(console: Console, usage: UsageView) -> None:
    """Print an application's use over time as rows of small columns."""
    console.print(f"[bold]{escape(usage.title)}[/]", highlight=False)
    if usage.full_since is not None:
        console.print(
            "  [red]stopped: its data is over its limit.[/] Give it more (orchestrator resize APP "
            "--disk MB), or start it for an hour and remove what is not needed.",
            highlight=False,
        )
    if usage.asleep_since is not None:
        console.print(f"  asleep since {usage.asleep_since.astimezone():%Y-%m-%d %H:%M}")
    if not usage.points:
        console.print("  Nothing was measured in that time.")
        return
    limits = usage.limits
    table = Table(box=None, show_header=False, padding=(0, 1))
    for name, value, most, form in (
        ("memory", _memory, limits.memory_mb if limits else None, "{:.0f} MB"),
        ("CPU", _cpu, limits.cpus if limits else None, "{:.2f} cores"),
        ("data", _disk, limits.disk_mb if limits else None, "{:.4g} MB"),
        ("requests", _requests, None, "{:.0f}"),
    ):
        values = [value(point) for point in usage.points]
        known = [one for one in values if one is not None]
        if known:
            of = "" if most is None else f" of {form.format(most)}"
            picture = sparkline(values, max(known) if most is None else float(most))
            table.add_row(name, picture, f"{form.format(known[-1])}{of}")
    console.print(table)
    first, last = usage.points[0].at.astimezone(), usage.points[-1].at.astimezone()
    console.print(f"  [dim]{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}[/]", highlight=False)
    kills = sum(point.oom_kills for point in usage.points)
    if kills:
        console.print(f"  [red]It was ended {kills} times because it had too little memory.[/]")
    _tell_recommendation(console, usage.recommended)


def tell_report(console: Console, report: UsageReport) -> None:
    """Print a table of applications, and of owners when there are several."""
    if not report.applications:
        console.print("Nothing was measured in that time.")
        return
    several = len(report.owners) > 1
    heads = ["Application", *(["Owner"] if several else [])]
    heads += ["Memory", "", "Data", "", "CPU hours", "Requests"]
    table = Table(*heads, box=None, header_style="bold", padding=(0, 2, 0, 0))
    for column in table.columns[1:]:
        column.no_wrap = True
    for row in report.applications:
        owner = [escape(row.owner)] if several else []
        table.add_row(escape(row.title), *owner, *_cells(row))
    console.print(table)
    if several:
        console.print()
        owners = Table(
            "Owner", "Applications", "Memory GB·h", "Data MB", box=None, header_style="bold"
        )
        for one in report.owners:
            numbers = (str(one.applications), f"{one.memory_gb_hours:.2f}", f"{one.disk_mb:.0f}")
            owners.add_row(escape(one.owner), *numbers)
        console.print(owners)


def tell_limits(console: Console, view: ApplicationLimitsView) -> None:
    """Print limits, and what would fit better."""
    if view.limits is None:
        console.print("Nothing of it runs, so nothing is limited.")
        return
    limits = view.limits
    told = f"Memory {limits.memory_mb} MB, CPUs {limits.cpus:g}, disk {limits.disk_mb} MB"
    by = f", changed by {escape(view.changed.by)}" if view.changed else ""
    console.print(f"{told}{by}. Changes hold within a minute.", highlight=False)
    _tell_recommendation(console, view.recommended)


def tell_clean_up(console: Console, report: CleanUpReport) -> None:
    """Print what was removed, the largest first."""
    if not report.count and not report.kept:
        console.print("There is nothing to clean up.")
        return
    table = Table("What", "Which", "MB", "Why", box=None, header_style="bold")
    table.columns[1].overflow = "fold"
    table.columns[2].justify = "right"
    for one in report.removed[:_MOST_REMOVALS]:
        table.add_row(one.kind, escape(_name(one)), _megabytes(one), escape(one.why))
    console.print(table)
    left_out = report.count - len(report.removed[:_MOST_REMOVALS])
    if left_out > 0:
        console.print(f"… and {left_out} more.", highlight=False)
    verb = "would be removed" if report.dry_run else "removed"
    things = "1 thing" if report.count == 1 else f"{report.count} things"
    told = f"{things} {verb}, about {report.megabytes:,.1f} MB."
    console.print(told, highlight=False)
    for line in report.kept:
        console.print(f"[yellow]Not removed: {escape(line)}[/]", highlight=False)


def _tell_recommendation(console: Console, found: Recommendation | None) -> None:
    if found is not None:
        wanted = f"{found.memory_mb} MB of memory and {found.cpus:g} CPUs would fit better"
        console.print(f"  [cyan]{wanted}.[/] {escape(found.because)}", highlight=False)
        console.print("  Take them: orchestrator resize APP --recommended", highlight=False)


def _cells(row: UsageRow) -> Sequence[str]:
    return (
        _picture(row.memory_mb, row.memory_limit_mb),
        _amount(row.memory_mb, row.memory_limit_mb),
        _picture(row.disk_mb, row.disk_limit_mb),
        _amount(row.disk_mb, row.disk_limit_mb),
        f"{row.cpu_hours:.2f}",
        "–" if row.requests is None else f"{row.requests:,}",
    )


def _picture(used: float | None, limit: int | None) -> str:
    if used is None or not limit:
        return ""
    share = used / limit
    colour = "red" if share >= _FULL else "yellow" if share >= _HIGH else "green"
    return f"[{colour}]{bar(share, _BAR)}[/]"


def _amount(used: float | None, limit: int | None) -> str:
    if used is None:
        return "–"
    return f"{used:.0f} MB" if limit is None else f"{used:.0f} of {limit} MB"


def _name(removal: Removal) -> str:
    name = removal.name.removeprefix("sha256:")
    return name if len(name) <= _LONGEST_NAME else f"…{name[-_LONGEST_NAME:]}"


def _megabytes(removal: Removal) -> str:
    return "–" if removal.megabytes is None else f"{removal.megabytes:,.1f}"


def _memory(point: UsagePoint) -> float | None:
    return point.memory_max_mb


def _cpu(point: UsagePoint) -> float | None:
    return point.cpu


def _disk(point: UsagePoint) -> float | None:
    return point.disk_mb


def _requests(point: UsagePoint) -> float | None:
    return point.requests
