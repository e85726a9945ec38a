"""What ``orchestrator audit …`` does and shows; each returns its exit code."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.auth import Role
from api.views import AuditCheck
from models.audit import AuditEntry
from settings import Settings
from terminal.connection import connected

BROKEN = 1


async def run_audit(settings: Settings, console: Console, count: int) -> int:
    """Print the newest entries of the audit list."""
    async with connected(settings, console, may_start=False, role=Role.OPERATOR) as connection:
        entries = (await connection.client.audit(limit=count)).items
    if not entries:
        console.print("Nothing is on record yet.")
        return 0
    table = Table("No.", "When (UTC)", "Who", "What", "Of", "More", box=None, header_style="bold")
    for entry in entries:
        table.add_row(*(escape(cell) for cell in _row(entry)))
    console.print(table)
    return 0


async def run_audit_check(settings: Settings, console: Console) -> int:
    """Say whether the audit list is as it was written."""
    async with connected(settings, console, may_start=False, role=Role.OPERATOR) as connection:
        found = await connection.client.check_audit()
    console.print(_told(found), highlight=False)
    return 0 if found.first_broken is None else BROKEN


def _row(entry: AuditEntry) -> tuple[str, ...]:
    more = ", ".join(f"{name} {value}" for name, value in sorted(entry.data.items()))
    when = f"{entry.at:%Y-%m-%d %H:%M:%S}"
    return (str(entry.sequence), when, entry.actor, entry.action, entry.subject, more)


def _told(found: AuditCheck) -> str:
    if found.first_broken is None:
        return "Each entry is as it was written. Entries that were cut off at the end don't show."
    return (
        f"Entry {found.first_broken} is missing or was changed after it was written, so that one "
        "and what follows can't be relied on. Compare the list with that of an older backup of "
        "the data directory, and find out who could write to its database."
    )
