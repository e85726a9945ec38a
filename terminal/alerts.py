"""The commands about alerts."""

from rich.console import Console
from rich.markup import escape

from activities.alerts.channels import open_channels
from activities.alerts.notices import a_test
from api.alerts import AlertDetail, AlertView
from api.auth import Role
from models.alerts import AlertChange, AlertEvent
from models.base import utc_now
from models.errors import NotFound, OrchestrationError
from sdk.client import OrchestratorClient
from settings import Settings
from terminal.connection import connected

_COLOURS = {"critical": "red", "warning": "yellow", "info": "cyan"}
_CHANGES = {
    AlertChange.RAISED: "alert",
    AlertChange.ESCALATED: "not healed",
    AlertChange.ACKNOWLEDGED: "noted",
    AlertChange.RESOLVED: "over",
}


async def run_alerts(settings: Settings, console: Console, *, everything: bool) -> int:
    """Print alerts, newest first."""
    async with connected(settings, console, may_start=False, role=Role.OPERATOR) as connection:
        found = await _all(connection.client, None if everything else True)
    if not found:
        console.print("There are no alerts." if everything else "Nothing is wrong.")
    for alert in found:
        _tell(console, alert)
    return 0


async def run_follow(settings: Settings, console: Console) -> int:
    """Print the alerts that are open, then whatever happens to alerts, until it is interrupted."""
    async with connected(settings, console, may_start=False, role=Role.OPERATOR) as connection:
        for alert in reversed(await _all(connection.client, True)):
            _tell(console, alert)
        console.print("[dim]Following; Ctrl-C ends it.[/]")
        async for event in connection.client.alert_events():
            console.print(told_live(event), highlight=False, soft_wrap=True)
    return 0


def told_live(event: AlertEvent) -> str:
    """Return what happened to an alert as one line of markup."""
    facts = event.data
    colour = _COLOURS.get(facts.severity.value, "cyan")
    if facts.change is AlertChange.RESOLVED:
        colour = "green"
    head = f"{event.at.astimezone():%H:%M:%S}  [{colour}]{_CHANGES[facts.change]:<12}[/]"
    return f"{head}[bold]{escape(facts.title)}[/]  {escape(event.message)}"


async def run_show_alert(settings: Settings, console: Console, wanted: str) -> int:
    """Print an alert with its diagnostics."""
    async with connected(settings, console, may_start=False, role=Role.OPERATOR) as connection:
        alert = await _find(connection.client, wanted)
    _tell(console, alert)
    lines = [*alert.evidence, *(f"Done: {said}" for said in alert.done), *alert.diagnostics]
    for line in lines:
        console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
    return 0


async def run_acknowledge(settings: Settings, console: Console, wanted: str) -> int:
    """Acknowledge an alert."""
    async with connected(settings, console, may_start=False, role=Role.OPERATOR) as connection:
        alert = await _find(connection.client, wanted)
        await connection.client.acknowledge_alert(alert.alert_id)
    console.print("Noted. You are told when it is over, and not reminded of it before.")
    return 0


async def run_test(settings: Settings, console: Console) -> int:
    """Send a test through each channel; say what happened."""
    channels = open_channels(settings.alerts)
    if not channels:
        console.print(
            "No channel is configured: set alerts.webhook_url or alerts.urls.", highlight=False
        )
        return 1
    failed = 0
    for channel in channels.values():
        try:
            await channel.send(a_test(utc_now()))
        except OrchestrationError as problem:
            failed += 1
            told = f"{channel.name}: {problem.message} {problem.remedy}"
            told = f"[red]failed[/]  {escape(told)}"
        else:
            told = f"[green]sent[/]    {channel.name}: {escape(channel.address)}"
        console.print(told, highlight=False, soft_wrap=True)
    return 1 if failed else 0


def _tell(console: Console, alert: AlertView) -> None:
    colour = _COLOURS.get(alert.severity.value, "cyan")
    state = "over" if alert.resolved_at else "acknowledged" if alert.acknowledged_at else "open"
    since = f"{alert.first_seen.astimezone():%Y-%m-%d %H:%M}"
    head = f"[{colour}]{escape(alert.severity.value)}[/]  [bold]{escape(alert.title)}[/]"
    for line in (
        f"{head}  {escape(alert.summary)}",
        f"  since {since}, seen {alert.looks} times, {state}  [dim]{alert.alert_id}[/]",
        *(f"  {escape(said)}" for said in alert.done[-1:]),
    ):
        console.print(line, highlight=False, soft_wrap=True)


async def _all(client: OrchestratorClient, is_open: bool | None) -> list[AlertView]:
    found: list[AlertView] = []
    cursor = None
    while True:
        page = await client.alerts(is_open=is_open, limit=200, cursor=cursor)
        found.extend(page.items)
        cursor = page.next_cursor
        if cursor is None:
            return found


async def _find(client: OrchestratorClient, wanted: str) -> AlertDetail:
    """Return the alert whose id that is, or begins so.

    Raises:
        NotFound: There is none, or several begin so.
    """
    found = [alert for alert in await _all(client, None) if alert.alert_id.startswith(wanted)]
    if len(found) != 1 or not wanted:
        told = "Several alerts have ids that begin" if len(found) > 1 else "No alert has an id"
        raise NotFound(f"{told} like '{wanted[:60]}'.", remedy="See 'orchestrator alerts --all'.")
    return await client.alert(found[0].alert_id)
