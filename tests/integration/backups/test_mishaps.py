"""What goes wrong with backups is noticed; one runtime is enough to show it."""

import asyncio
import os
import sys

import pytest

from activities.backups.messages import BackUpInput, BackUpOutcome, DrillInput, DrillOutcome
from models.backups import BackupState
from models.base import new_id
from tests.integration.backups.conftest import Backed
from tests.integration.containers.asking import ask, eventually

WORKER = """
import asyncio, sys
from pathlib import Path
from activities.backups.activities import BackupActivities
from activities.backups.messages import BackUpInput
from activities.alerts.reporting import Reporter
from activities.backups.problems import AlertedProblems
from activities.containers.process_runtime import ProcessRuntime
from settings import Settings
from storage.metadata import MetadataStore

async def main(root, wanted):
    settings = Settings(data_dir=Path(root))
    store = await MetadataStore.open(f"sqlite:///{root}/store.db")
    runtime = ProcessRuntime(settings.paths)
    problems = AlertedProblems(store, Reporter(store, settings))
    activities = BackupActivities(runtime, store, None, settings, problems)
    await activities.back_up(BackUpInput.model_validate_json(wanted))

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.fixture
def kind() -> str:
    return "process"


pytestmark = pytest.mark.integration


@pytest.mark.parametrize("harm", ["flipped", "torn", "gone"])
async def test_a_drill_catches_a_broken_file_and_proves_the_one_before(
    backed: Backed, harm: str
) -> None:
    older = await backed.back_up()
    await ask(backed.state.endpoint, "/write/10")
    newer = await backed.back_up()
    file = backed.file(newer)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    if harm == "flipped":
        file.write_bytes(content)
    elif harm == "torn":
        os.truncate(file, len(content) - 30)
    else:
        file.unlink()

    tried = await backed.activities.drill(DrillInput(application_id=backed.application.id))

    assert (tried.outcome, tried.backup_id) == (DrillOutcome.PROVED, older.id)
    found = await backed.store.backups.get(backed.application.id, newer.id)
    wanted = BackupState.MISSING if harm == "gone" else BackupState.DAMAGED
    assert found.state is wanted
    assert (backed.application.id, "backup_broken") in backed.problems.open


async def test_a_drill_tells_when_rows_are_lacking_or_the_version_is_sick(
    backed: Backed,
) -> None:
    await ask(backed.state.endpoint, "/write/10")
    backup = await backed.back_up()
    more = backup.databases[0].model_copy(update={"tables": {"entry": 11}})
    await backed.store.backups.change(backed.application.id, backup.id, databases=(more,))

    tried = await backed.activities.drill(DrillInput(application_id=backed.application.id))

    assert tried.outcome is DrillOutcome.FAILED
    assert "lacks rows" in backed.problems.open[backed.application.id, "backup_unproven"]
    assert await backed.runtime.beside(backed.paths.drills).instances() == []


async def test_a_drill_makes_a_lost_artefact_again(backed: Backed) -> None:
    await ask(backed.state.endpoint, "/write/10")
    await backed.back_up()
    await backed.runtime.stop(backed.state.name, 5)
    await backed.runtime.remove_artefact(backed.state.image)
    tried = await backed.activities.drill(DrillInput(application_id=backed.application.id))
    assert tried.outcome is DrillOutcome.PROVED, tried.problem


async def test_a_worker_killed_in_the_middle_leaves_no_half_file_and_the_next_one_makes_it(
    backed: Backed,
) -> None:
    application = backed.application
    data = backed.paths.applications / application.id / "data"
    await asyncio.to_thread((data / "large").write_bytes, os.urandom(24 << 20))
    folder = backed.paths.backups / application.id
    wanted = BackUpInput(application_id=application.id, backup_id=new_id())
    worker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WORKER, str(backed.paths.root), wanted.model_dump_json())
    )

    async def half_written() -> bool:
        return any(path.stat().st_size > 1 << 18 for path in folder.glob(".*.draft*"))

    await eventually(half_written)
    worker.kill()
    await worker.wait()

    assert list(folder.glob("*.tar.gz")) == []
    assert await backed.store.backups.of(application.id) == []

    made = await backed.activities.back_up(wanted)

    assert made.outcome is BackUpOutcome.MADE
    assert [path.name for path in folder.iterdir()] == [f"{wanted.backup_id}.tar.gz"]
    tried = await backed.activities.drill(DrillInput(application_id=application.id))
    assert tried.outcome is DrillOutcome.PROVED, tried.problem
    assert (await ask(backed.state.endpoint, "/inside"))["pid"] > 0
