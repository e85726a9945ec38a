"""What ``orchestrator hosts …`` does and shows; each returns its exit code."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.auth import Role
from api.host_views import HostView
from models.hosts import HostState
from sdk.client import OrchestratorClient
from settings import Settings
from terminal.connection import connected

_COLOURS = {HostState.ALIVE: "green", HostState.SILENT: "red", HostState.LOST: "red"}
_GIGABYTE = 1024


async def run_list_hosts(settings: Settings, console: Console) -> int:
    """Print a table of hosts."""
    async with _operator(settings, console) as client:
        hosts = (await client.hosts()).items
    if not hosts:
        console.print("No host has registered yet: none of their workers has started.")
        return 0
    columns = ("Host", "State", "Runs", "Memory free", "Reserved", "Disk free", "Labels", "Seen")
    table = Table(*columns, box=None, header_style="bold")
    table.columns[0].no_wrap = True
    for host in hosts:
        table.add_row(*_row(host))
    console.print(table)
    return 0


async def run_drain(settings: Settings, console: Console, name: str) -> int:
    """Begin to empty a host."""
    async with _operator(settings, console) as client:
        host = await client.drain_host(name)
    if host.applications:
        console.print(
            f"Nothing new is placed on '{name}'. Applications that are moved away: "
            f"{host.applications}; see how it goes with 'orchestrator hosts'.",
            highlight=False,
        )
    else:
        console.print(f"Nothing new is placed on '{name}'; it is empty.", highlight=False)
    return 0


async def run_undrain(settings: Settings, console: Console, name: str) -> int:
    """Fill a host again."""
    async with _operator(settings, console) as client:
        await client.undrain_host(name)
    console.print(f"'{name}' gets applications again.", highlight=False)
    return 0


async def run_fail_over(settings: Settings, console: Console, name: str) -> int:
    """Give a host up."""
    async with _operator(settings, console) as client:
        host = await client.fail_over_host(name)
    console.print(
        f"'{name}' is given up. Applications that are started elsewhere: {host.applications}. "
        "Their owners are told how old the data is; see how it goes with 'orchestrator hosts'.",
        highlight=False,
    )
    return 0


async def run_remove(settings: Settings, console: Console, name: str) -> int:
    """Forget a host."""
    async with _operator(settings, console) as client:
        await client.remove_host(name)
    console.print(f"'{name}' is forgotten.", highlight=False)
    return 0


@asynccontextmanager
async def _operator(settings: Settings, console: Console) -> AsyncIterator[OrchestratorClient]:
    async with connected(settings, console, may_start=False, role=Role.OPERATOR) as connection:
        yield connection.client


def _row(host: HostView) -> tuple[str, ...]:
    colour = _COLOURS.get(host.state, "yellow")
    labels = " ".join(f"{name}={value}" for name, value in sorted(host.labels.items()))
    reserved = f"{_size(host.reserved.memory_mb)} of {_size(host.capacity.memory_mb)}"
    return (
        escape(host.name),
        f"[{colour}]{host.state.value}[/]",
        f"{host.applications} ({host.runtime.value})",
        _size(host.free.memory_mb),
        reserved,
        _size(host.free.disk_mb),
        escape(labels),
        _ago((datetime.now(UTC) - host.seen_at).total_seconds()),
    )


def _size(megabytes: int) -> str:
    return f"{megabytes / _GIGABYTE:.1f} GB" if megabytes >= _GIGABYTE else f"{megabytes} MB"


def _ago(seconds: float) -> str:
    if seconds < 120:
        return f"{max(seconds, 0):.0f} s ago"
    return f"{seconds / 60:.0f} min ago" if seconds < 7200 else f"{seconds / 3600:.0f} h ago"
