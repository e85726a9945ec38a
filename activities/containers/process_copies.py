"""Copies of applications' data, read and written as each application's own user."""

import asyncio
import json
import sys
from pathlib import Path

from activities.containers.archives import announced, check_archive, open_private, settle
from activities.containers.data_facts import read_facts
from activities.containers.process_layout import Layout, confinement, own, user_for
from activities.containers.programs import data_copy
from activities.containers.subprocesses import program, run, source_of
from models.backups import DatabaseFacts
from models.errors import StorageError
from models.specification import ResourceLimits

_LIMITS = ResourceLimits(memory_mb=512, pids=32, disk_mb=65536)
_SECONDS = 1800.0
_MEGABYTE = 1024 * 1024


class ProcessCopies:
    """Copies data out of applications' folders and back into them; see the port of runtimes."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    async def snapshot(self, application_id: str, target: Path) -> None:
        """Write a consistent copy of the data; the file appears only when it is complete."""
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.new")
        try:
            with open_private(draft) as sink:
                code, _, error = await run(self._copy("snapshot", application_id), output=sink)
                await asyncio.to_thread(settle, sink)
            if code:
                raise StorageError("The data could not be copied.", cause=error.decode()[-2000:])
            draft.rename(target)
        finally:
            draft.unlink(missing_ok=True)

    async def restore(self, application_id: str, source: Path) -> None:
        """Replace the data of an application that is stopped by a copy."""
        largest = _LIMITS.disk_mb * _MEGABYTE
        await asyncio.to_thread(check_archive, source, largest_bytes=largest)
        with source.open("rb") as archive:
            command = self._copy("restore", application_id)
            code, _, error = await run(command, data=announced(archive))
        if code:
            raise StorageError("The data could not be put back.", cause=error.decode()[-2000:])

    async def examine(self, application_id: str) -> tuple[DatabaseFacts, ...]:
        """Return what each database among the data holds."""
        code, said, error = await run(self._copy("examine", application_id))
        if code:
            raise StorageError("The data can't be examined.", cause=error.decode()[-2000:])
        return read_facts(said)

    def _copy(self, action: str, application_id: str) -> list[str]:
        folder = self._layout.data(application_id)
        user = user_for(application_id)
        own(folder, user)
        wanted = {
            "command": [
                sys.executable,
                "-I",
                "-S",
                "-c",
                source_of(data_copy.__file__),
                action,
                str(folder),
            ],
            "environment": {"PATH": "/usr/bin:/bin", "TMPDIR": str(folder)},
            "directory": str(folder),
            "confinement": confinement(
                user,
                _LIMITS,
                readable=[Path(sys.prefix)],
                writable=[folder],
                run=self._layout.paths.run,
            ),
            "memory_bytes": _LIMITS.memory_mb * _MEGABYTE,
            "pids": _LIMITS.pids,
            "seconds": _SECONDS,
        }
        return program("run_once", json.dumps(wanted))
