"""A PostgreSQL server of our own: a temporary cluster, ended and removed afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import free_ports


def postgresql_bin() -> Path | None:
    """Return the folder with ``initdb`` and ``pg_ctl`` of the newest PostgreSQL server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _run(programs: Path, command: list[str], *, as_root: bool) -> None:
    # PostgreSQL refuses to run as root.
    prefix = ["runuser", "-u", "postgres", "--"] if as_root else []
    done = subprocess.run(
        [*prefix, str(programs / command[0]), *command[1:]],
        cwd="/",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


@contextmanager
def postgresql_cluster() -> Iterator[str]:
    """Run a server and give the address of its database.

    Raises:
        RuntimeError: It is not installed, or does not start.
    """
    programs = postgresql_bin()
    if programs is None:
        raise RuntimeError("no PostgreSQL server is installed")
    as_root = os.getuid() == 0
    # Not in pytest's folder: the other user must get there, and sockets need short paths.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    data, port = folder / "data", free_ports(1)[0]
    user = "postgres" if as_root else pwd.getpwuid(os.getuid()).pw_name
    try:
        if as_root:
            shutil.chown(folder, "postgres", "postgres")
        initdb = ["initdb", "-D", str(data), "-A", "trust", "-U", user, "-E", "UTF8", "--no-sync"]
        _run(programs, [*initdb, "--locale=C.UTF-8"], as_root=as_root)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        options += " -c fsync=off -c shared_buffers=16MB -c max_connections=60"
        start = ["pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start"]
        _run(programs, start, as_root=as_root)
        try:
            yield f"postgresql+asyncpg://{user}@127.0.0.1:{port}/postgres"
        finally:
            stop = ["pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop"]
            _run(programs, stop, as_root=as_root)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
