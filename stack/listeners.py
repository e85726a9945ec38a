"""Whose programs listen on a port of this machine, as Linux tells everybody."""

from pathlib import Path

from stack.addresses import is_of_this_machine, reached_at

TABLES = Path("/proc/net")
_ADDRESS, _STATE, _USER = 1, 3, 7
"""Columns of the tables."""
_LISTENING = "0A"


def listener_owners(port: int, tables: Path = TABLES) -> set[int] | None:
    """Return the users whose programs listen on that port, at whatever address of this machine.

    None where the system does not tell.
    """
    if not (tables / "tcp").exists():
        return None
    try:
        rows = [row.split() for name in ("tcp", "tcp6") for row in _rows(tables / name)]
    except OSError:
        return None
    ending = f":{port:04X}"
    return {
        int(row[_USER])
        for row in rows
        if row[_ADDRESS].endswith(ending) and row[_STATE] == _LISTENING
    }


def belongs_to(users: set[int], host: str, port: int) -> bool:
    """Return whether these users listen there and nobody else, as far as the system tells."""
    owners = listener_owners(port)
    if owners is None:
        return True
    return bool(owners) and owners <= users and is_of_this_machine(reached_at(host))


def _rows(table: Path) -> list[str]:
    """Return a table without its heading; without IPv6 there is none of it."""
    return table.read_text().splitlines()[1:] if table.exists() else []
