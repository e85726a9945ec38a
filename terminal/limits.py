"""The command that shows what an owner may have and has, and lets an operator change it."""

from collections.abc import Mapping

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.auth import Role
from api.views import Accepted, LimitsView
from settings import Settings
from storage.limit_words import limit_lines
from terminal.connection import connected


async def run_limits(
    settings: Settings,
    console: Console,
    owner: str | None,
    changes: Mapping[str, int],
    *,
    as_configured: bool,
) -> int:
    """Show limits and use; with changes, set those first, beside the ones set before.

    Whoever can read the data directory's key is its operator.
    """
    role = Role.USER if owner is None and not changes and not as_configured else Role.OPERATOR
    async with connected(settings, console, may_start=False, role=role) as connection:
        client = connection.client
        if as_configured:
            await client.reset_owner_limits(owner=owner)
        if changes:
            await client.set_owner_limits(changes, owner=owner)
        tell_limits(console, await client.owner_limits(owner=owner))
    return 0


def tell_limits(console: Console, view: LimitsView) -> None:
    """Print a table of limits and use."""
    table = Table(f"What {escape(view.owner)} may have", "Has", "May have", box=None)
    table.header_style = "bold"
    for line in limit_lines(view.limits, view.use):
        table.add_row(*line)
    console.print(table)


def tell_delay(console: Console, accepted: Accepted) -> None:
    """Print how long it will be until the work begins, if that is worth a word."""
    if accepted.delay is not None:
        console.print(f"[yellow]{escape(accepted.delay.told)}[/]", highlight=False)
