"""Kill the worker in each phase of an agent's build: no finished turn is paid again."""

import io
import json
import shutil
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from activities.building.turns.plan import planned
from models.jobs import Decision, EventKind, JobEvent, JobPhase
from sdk.client import OrchestratorClient
from tests.chaos.test_kills import check_lives
from tests.e2e.conftest import new_stack
from tests.running import RunningStack
from tests.samples import READING_LIST_REQUEST

pytestmark = [
    pytest.mark.integration,
    pytest.mark.chaos,
    pytest.mark.slow,
    pytest.mark.timeout(600),
]

AGENT = Path(__file__).with_name("building_agent.py")


@pytest.fixture(scope="module")
def finished() -> Iterator[Path]:
    """Folder of the application that the agent, a user of its own, carries over."""
    folder = Path(tempfile.mkdtemp(prefix="orchestrator-finished-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, finished: Path) -> Iterator[RunningStack]:
    running = new_stack(
        tmp_path_factory.mktemp("agent"),
        "process",
        ORCHESTRATOR_CUSTOM_AGENT__COMMAND=sys.executable,
        ORCHESTRATOR_CUSTOM_AGENT__ARGUMENTS=json.dumps(["-I", str(AGENT), str(finished)]),
        ORCHESTRATOR_AGENTS__READABLE=json.dumps([str(AGENT.parent), str(finished)]),
    )
    running.start()
    yield running
    running.stop()


async def fill(client: OrchestratorClient, finished: Path, scratch: Path) -> None:
    """Let the embedded builder write what the agent then carries over."""
    accepted = await client.create(READING_LIST_REQUEST, builder="scaffold", auto_approve=True)
    job = await client.wait(accepted.job_id)
    assert job.phase is JobPhase.DONE, job.error
    await client.download_source(accepted.application_id, 1, scratch)
    with tarfile.open(fileobj=io.BytesIO(scratch.read_bytes())) as archive:
        archive.extractall(finished, filter="data")
    (inner,) = finished.iterdir()
    for path in inner.iterdir():
        path.rename(finished / path.name)
    inner.rmdir()


def moment_of(event: JobEvent) -> str:
    """Return the phase of an agent's build that an event begins; empty for other events."""
    if event.kind is EventKind.DECISION_NEEDED:
        return str(event.data["decision"]["kind"])
    if event.data.get("milestone") in {"approved", "built"}:
        return str(event.data["milestone"])
    return event.message if "tasks" in event.data else ""


async def test_a_worker_killed_in_each_phase_pays_no_finished_turn_again(
    stack: RunningStack, finished: Path, tmp_path: Path
) -> None:
    killed: list[str] = []
    percentages: list[int] = []
    async with stack.client() as client:
        await fill(client, finished, tmp_path / "first.tar.gz")
        accepted = await client.create(READING_LIST_REQUEST, builder="custom", auto_approve=True)
        async for event in client.events(accepted.job_id):
            percentages.append(event.percentage)
            moment = moment_of(event)
            assert moment != "trouble", event.data
            if moment and moment not in killed:
                killed.append(moment)
                stack.kill("worker")
            if moment == "permission":
                await client.decide(accepted.job_id, Decision.APPROVE)
        await stack.until_ready()
        job = await client.job(accepted.job_id)
        await client.download_source(accepted.application_id, 1, tmp_path / "second.tar.gz")

    await check_lives(stack, job)
    assert percentages == sorted(percentages)
    assert {"approved", "permission", "built", "Mending what the checks have found"} < set(killed)
    assert job.specification is not None
    tasks = [task.number for task in planned(job.specification)]
    assert [moment.split()[0] for moment in killed if moment[0].isdecimal()] == tasks
    ledger = Counter(ledger_of(tmp_path / "second.tar.gz"))
    ended = {line: times for line, times in ledger.items() if line.startswith("end ")}
    assert ended == {f"end {task}": 1 for task in (*tasks, "repair")}
    assert job.builder == "custom"
    assert job.usage is not None
    assert job.usage.turns == len(tasks) + 2  # one that only asked, and a repair


def ledger_of(archive: Path) -> list[str]:
    """Return the lines that the agent wrote down as paid."""
    with tarfile.open(archive) as opened:
        (name,) = [name for name in opened.getnames() if name.endswith("/ledger.txt")]
        member = opened.extractfile(name)
        assert member is not None
        return member.read().decode().splitlines()
