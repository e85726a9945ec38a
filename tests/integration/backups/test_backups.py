"""Backups of a running application: one moment of it, proved by restoring it apart."""

import asyncio
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

from activities.backups.messages import ChosenInput, DrillInput, DrillOutcome, RoundInput
from models.base import new_id
from tests import samples
from tests.integration.backups.conftest import LIMITS, Backed
from tests.integration.containers.asking import ask, until_healthy

PER_TRANSACTION = 25


async def keep_busy(backed: Backed, stop: asyncio.Event) -> int:
    """Write transactions and photos until told to stop; return the rows written."""
    endpoint, rows = backed.state.endpoint, 0
    while not stop.is_set():
        await asyncio.gather(ask(endpoint, f"/write/{PER_TRANSACTION}"), ask(endpoint, "/photo/3"))
        rows += PER_TRANSACTION
    return rows


async def test_a_backup_taken_under_load_is_one_moment_with_all_its_files(
    backed: Backed, tmp_path: Path
) -> None:
    await ask(backed.state.endpoint, f"/write/{PER_TRANSACTION}")
    await ask(backed.state.endpoint, "/photo/50")
    stop = asyncio.Event()
    busy = asyncio.create_task(keep_busy(backed, stop))
    taken = [await backed.back_up() for _ in range(3)]
    stop.set()
    written = await busy + PER_TRANSACTION

    for number, backup in enumerate(taken):
        place = tmp_path / str(number)
        with tarfile.open(backed.file(backup)) as archive:
            archive.extractall(place, filter="data")
        with closing(sqlite3.connect(place / "app.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (rows,) = database.execute("SELECT count(*) FROM entry").fetchone()
            photos = database.execute("SELECT name, size FROM photo").fetchall()
        assert rows % PER_TRANSACTION == 0, "no transaction is torn"
        assert 0 < rows <= written
        assert backup.databases[0].tables == {"entry": rows, "photo": len(photos)}
        assert len(photos) >= 50
        for name, size in photos:
            assert (place / "photos" / name).stat().st_size == size
    assert (await ask(backed.state.endpoint, "/read"))["entries"] == written
    instances = await backed.runtime.instances(backed.application.id)
    assert [(one.name, one.restarts) for one in instances] == [(backed.state.name, 0)]


async def test_a_drill_restores_apart_and_touches_nothing_that_is_live(backed: Backed) -> None:
    await ask(backed.state.endpoint, "/write/10")
    backup = await backed.back_up()
    await ask(backed.state.endpoint, "/write/5")
    due = await backed.activities.drills_due(RoundInput(host="local"))
    assert due.applications == (backed.application.id,)

    tried = await backed.activities.drill(DrillInput(application_id=backed.application.id))

    assert (tried.outcome, tried.problem) == (DrillOutcome.PROVED, "")
    found = await backed.store.backups.get(backed.application.id, backup.id)
    assert found.verified_at is not None
    assert (await ask(backed.state.endpoint, "/read"))["entries"] == 15
    assert len(await backed.runtime.instances()) == 1
    assert await backed.runtime.beside(backed.paths.drills).instances() == []
    assert not [path for path in backed.paths.drills.rglob("*") if path.is_file()]
    again = await backed.activities.drills_due(RoundInput(host="local"))
    assert again.applications == ()


async def test_a_backup_comes_back_whatever_still_runs(backed: Backed) -> None:
    await ask(backed.state.endpoint, "/write/10")
    backup = await backed.back_up()
    await ask(backed.state.endpoint, "/write/5")
    job = samples.job(backed.application.id, new_id())

    await backed.activities.put_back(ChosenInput(job=job, backup_id=backup.id, version=1))

    assert await backed.runtime.instances() == []
    state = await backed.runtime.start(backed.state.image, backed.state.owner, LIMITS)
    await until_healthy(state.endpoint)
    assert (await ask(state.endpoint, "/read"))["entries"] == 10
