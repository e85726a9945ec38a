"""How an application is visited, in the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.traffic_views import TrafficView
from api.views import ApplicationView
from models.traffic import TrafficFigures
from settings import Settings
from terminal.connection import connected
from terminal.finding import find_application

_UNITS = ("B", "kB", "MB", "GB", "TB")


async def run_traffic(
    settings: Settings, console: Console, application: str, *, hours: float
) -> int:
    """Print how an application was visited lately."""
    async with connected(settings, console, may_start=False) as connection:
        found = await find_application(connection.client, application)
        view = await connection.client.traffic(found.application_id, hours=hours)
    tell_traffic(console, found, view, hours)
    return 0


def tell_traffic(
    console: Console, application: ApplicationView, view: TrafficView, hours: float
) -> None:
    """Print the figures of some hours, and a table of their steps."""
    figures = view.figures
    console.print(f"[bold]{escape(application.title)}[/], the last {hours:g} h", highlight=False)
    came = view.last_visit
    lines = [
        f"last visit  {came.astimezone():%Y-%m-%d %H:%M}" if came else "nobody has visited it yet",
        f"requests    {figures.requests:,}{_rate(figures)}",
        f"errors      {figures.server_errors} of the application (5xx), "
        f"{figures.client_errors} of its visitors (4xx)",
        f"latency     {_latency(figures)}",
        f"sent        {_size(figures.bytes)}",
    ]
    if view.under_way:
        lines.append(f"open now    {view.under_way:,}, counted when they end")
    if figures.pages:
        many = "1 visit" if figures.pages == 1 else f"{figures.pages:,} visits"
        lines.append(f"held off    {many} saw a page because it did not run")
    for line in lines:
        console.print(f"  {line}", highlight=False, soft_wrap=True)
    _tell_series(console, view.series)


def _tell_series(console: Console, series: Sequence[TrafficFigures]) -> None:
    if not series:
        return
    table = Table("From", "Requests", "5xx", "4xx", "p50 ms", "p99 ms", box=None)
    for one in series:
        table.add_row(
            f"{one.since.astimezone():%m-%d %H:%M}",
            str(one.requests),
            f"[red]{one.server_errors}[/]" if one.server_errors else "0",
            str(one.client_errors),
            _milliseconds(one.p50_ms),
            _milliseconds(one.p99_ms),
        )
    console.print()
    console.print(table)


def _rate(figures: TrafficFigures) -> str:
    """Return how many a second, where that says anything."""
    rate = figures.requests_per_second
    return f" ({rate:.3g} per second)" if rate >= 0.1 else ""


def _latency(figures: TrafficFigures) -> str:
    if figures.p50_ms is None:
        return "–"
    shares = (("half", figures.p50_ms), ("95 %", figures.p95_ms), ("99 %", figures.p99_ms))
    return ", ".join(f"{share} within {_milliseconds(value)} ms" for share, value in shares)


def _milliseconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"


def _size(count: float) -> str:
    for unit in _UNITS[:-1]:
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1000
    return f"{count:.3g} {_UNITS[-1]}"
