"""When a trial of a backup counts as made."""

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest

from activities.backups.drill import Drill
from models.backups import Backup
from settings import Paths


class Records:
    """Remembers whose trial was noted."""

    def __init__(self) -> None:
        self.noted: list[str] = []

    async def drilled(self, application_id: str) -> None:
        self.noted.append(application_id)

    async def newest_whole(self, application_id: str) -> Backup | None:
        return cast(Backup, application_id)


class Killing:
    """Takes everything along with it, as a lack of memory does."""

    async def is_whole(self, backup: Backup, *, thoroughly: bool) -> bool:
        raise asyncio.CancelledError

    def beside(self, place: Path) -> "Killing":
        return self


async def test_a_trial_that_its_worker_does_not_survive_has_had_its_turn(tmp_path: Path) -> None:
    records, killing = Records(), cast(Any, Killing())
    shelf = cast(Any, type("Shelf", (), {"records": records}))
    nothing = cast(Any, None)
    drill = Drill(
        killing,
        nothing,
        shelf,
        tidier=killing,
        packager=nothing,
        paths=Paths(tmp_path),
        problems=nothing,
    )

    with pytest.raises(asyncio.CancelledError):
        await drill.try_newest("app-1")

    assert records.noted == ["app-1"]
