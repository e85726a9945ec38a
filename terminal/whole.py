"""What the commands about backups of everything do; each returns its exit code."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.filesize import decimal
from rich.markup import escape

from settings import Settings
from stack.backup_all import back_up_all
from stack.restore_all import restore_all


async def run_backup_all(settings: Settings, console: Console, target: Path) -> int:
    """Write everything into one file."""
    saved = await back_up_all(settings, target)
    told = f"[green]Saved[/] {saved.applications} applications, {decimal(saved.bytes)}, as "
    console.print(told + escape(str(target)), highlight=False, soft_wrap=True)
    console.print("It holds all keys and data: keep it where nobody else can read it.")
    return _tell_lacking(console, saved.without)


async def run_restore_all(settings: Settings, console: Console, source: Path) -> int:
    """Unpack everything into an empty data directory."""
    restored = await restore_all(settings, source)
    console.print(f"[green]Restored[/] {restored.applications} applications.", highlight=False)
    console.print("Start with 'orchestrator up': versions are packaged anew where needed.")
    return _tell_lacking(console, restored.without)


def _tell_lacking(console: Console, without: Sequence[str]) -> int:
    for line in without:
        console.print(f"[yellow]Without the newest data of {escape(line)}[/]", soft_wrap=True)
    return 1 if without else 0
