"""What every runtime promises: one suite, run against each."""

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
import tarfile
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from activities.containers.images import CHECKS_REPOSITORY
from activities.containers.naming import instance_name
from activities.containers.port import InstanceState, Owner
from activities.containers.process_layout import Layout
from activities.containers.process_runtime import ProcessRuntime
from models.errors import Conflict, ImageBuildFailed, NotFound, StorageError
from models.specification import ResourceLimits
from settings import Paths
from tests.integration.containers.asking import ask, eventually, until_healthy
from tests.integration.containers.conftest import Tested
from tests.integration.containers.sample import write_sample

LIMITS = ResourceLimits(memory_mb=128, pids=32, disk_mb=64)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "sources")


async def started(runtime: Tested, tree: Path, owner: Owner) -> InstanceState:
    artefact = await runtime.package(tree, owner)
    state = await runtime.start(artefact.image, owner, LIMITS)
    await until_healthy(state.endpoint)
    return state


async def test_a_tree_is_packaged_once(runtime: Tested, tree: Path, owner: Owner) -> None:
    first = await runtime.package(tree, owner)
    again = await runtime.package(tree, owner.model_copy(update={"version": 2}))
    assert not first.adopted
    assert again.adopted
    assert again.image == first.image


_HOLD = "import time; held = b'x' * (60 * 2**20); time.sleep(1)"


async def test_what_is_prepared_is_not_installed_again(
    runtime: Tested, paths: Paths, tree: Path, owner: Owner
) -> None:
    await asyncio.gather(runtime.prepare(tree), runtime.prepare(tree))
    before = _dependencies(runtime, paths)
    (tree / "app" / "more.py").write_text("MORE = 1\n", encoding="ascii")
    result = await runtime.run_sandboxed(
        tree, ["python", "-c", _HOLD], owner=owner, limits=LIMITS, timeout_seconds=30
    )
    await runtime.package(tree, owner)
    assert result.exit_code == 0
    assert 60 * 2**20 <= result.memory_peak_bytes <= LIMITS.memory_mb * 2**20
    assert before
    assert _dependencies(runtime, paths) == before


async def test_trees_with_the_same_libraries_are_checked_in_the_same_environment(
    runtime: Tested, tree: Path
) -> None:
    before = await runtime.checks_environment(tree)
    (tree / "app" / "more.py").write_text("MORE = 1\n", encoding="ascii")
    assert await runtime.checks_environment(tree) == before
    (tree / "requirements-test.txt").write_text("# nothing more\n", encoding="ascii")
    assert await runtime.checks_environment(tree) != before


def _dependencies(runtime: Tested, paths: Paths) -> set[str]:
    """Return what applications share: images for checks, or environments."""
    if isinstance(runtime, ProcessRuntime):
        return {path.name for path in Layout(paths).environments.iterdir()}
    listing = ["docker", "images", "--no-trunc", "--quiet", CHECKS_REPOSITORY]
    return set(subprocess.run(listing, check=True, capture_output=True, text=True).stdout.split())


async def test_two_packagings_at_once_make_one_artefact(
    runtime: Tested, tree: Path, owner: Owner
) -> None:
    found = await asyncio.gather(*(runtime.package(tree, owner) for _ in range(3)))
    assert len({artefact.image for artefact in found}) == 1
    assert sorted(artefact.adopted for artefact in found) == [False, True, True]


async def test_a_tree_that_cannot_be_packaged_says_why(
    runtime: Tested, tree: Path, owner: Owner
) -> None:
    (tree / "requirements.txt").write_text(
        "iniconfig==2.3.1 --hash=sha256:" + "0" * 64 + "\n", encoding="ascii"
    )
    with pytest.raises(ImageBuildFailed) as caught:
        await runtime.package(tree, owner)
    assert "hash" in caught.value.context["log"].lower()


async def test_links_in_a_tree_are_refused(runtime: Tested, tree: Path, owner: Owner) -> None:
    (tree / "app" / "secrets").symlink_to("/etc/shadow")
    with pytest.raises(ImageBuildFailed):
        await runtime.package(tree, owner)


async def test_an_instance_starts_is_adopted_and_stops(
    runtime: Tested, tree: Path, owner: Owner
) -> None:
    state = await started(runtime, tree, owner)
    first = await ask(state.endpoint, "/inside")
    again = await runtime.start(state.image, owner, LIMITS)
    second = await ask(again.endpoint, "/inside")

    assert again.name == state.name == instance_name(owner)
    assert first["pid"] == second["pid"]
    assert again.started_at == state.started_at
    assert again.owner == owner
    assert [one.name for one in await runtime.instances(owner.application_id)] == [state.name]
    assert any("listening 1" in line for line in await runtime.logs(state.name))

    began = time.perf_counter()
    await runtime.stop(state.name, 60)
    assert time.perf_counter() - began < 30, "SIGTERM ends it long before the grace is over"
    assert await runtime.inspect(state.name) is None
    await runtime.stop(state.name, 10)
    with pytest.raises(NotFound):
        await runtime.restart(state.name)


async def test_an_instance_goes_by_the_days_of_its_time_zone(
    runtime: Tested, tree: Path, owner: Owner
) -> None:
    state = await started(runtime, tree, owner)
    assert (await ask(state.endpoint, "/inside"))["hours_ahead"] == 14


async def test_starting_from_several_tasks_makes_one_instance(
    runtime: Tested, tree: Path, owner: Owner
) -> None:
    artefact = await runtime.package(tree, owner)
    states = await asyncio.gather(*(runtime.start(artefact.image, owner, LIMITS) for _ in range(4)))
    assert len({state.name for state in states}) == 1
    assert len(await runtime.instances()) == 1


async def test_what_ended_can_be_restarted(runtime: Tested, tmp_path: Path, owner: Owner) -> None:
    state = await started(runtime, write_sample(tmp_path / "t"), owner)
    with contextlib.suppress(httpx.HTTPError):
        await ask(state.endpoint, "/crash")

    async def came_back() -> Any:
        known = await runtime.inspect(state.name)
        return known is not None and known.running and known.restarts >= 1

    await eventually(came_back)
    await until_healthy(state.endpoint)
    assert (await runtime.restart(state.name)).running


async def test_an_application_that_never_boots_is_given_up(
    runtime: Tested, tmp_path: Path, owner: Owner
) -> None:
    artefact = await runtime.package(write_sample(tmp_path / "t", behaviour="crashes"), owner)
    state = await runtime.start(artefact.image, owner, LIMITS)

    async def tried() -> Any:
        known = await runtime.inspect(state.name)
        return known is not None and (known.restarts >= 1 or not known.running)

    await eventually(tried)
    assert any("broke on purpose" in line for line in await runtime.logs(state.name))
    await runtime.stop(state.name, 1)
    assert await runtime.instances() == []


async def test_an_application_that_ignores_the_signal_is_killed_in_time(
    runtime: Tested, tmp_path: Path, owner: Owner
) -> None:
    state = await started(runtime, write_sample(tmp_path / "t", behaviour="ignores term"), owner)
    began = time.perf_counter()
    await runtime.stop(state.name, 1)
    assert 0.9 < time.perf_counter() - began < 30
    assert await runtime.inspect(state.name) is None


async def test_it_gives_up_what_it_does_not_need(
    runtime: Tested, kind: str, tree: Path, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORCHESTRATOR_CANARY", "secret-canary")
    state = await started(runtime, tree, owner)
    inside = await ask(state.endpoint, "/inside")
    assert int(inside["capabilities"], 16) == 0
    assert inside["privileges"] == "1"
    assert inside["root"] != "writable"
    assert inside["interfaces"] == ["lo"]
    assert "secret-canary" not in str(inside["environment"])
    assert inside["user"] != 0
    assert not isinstance(inside["home"], list) or inside["home"] == []
    if kind == "docker":
        assert inside["seccomp"] == "2"
        assert inside["user"] == 65532
        assert inside["docker"] is False


async def test_memory_is_limited(runtime: Tested, tree: Path, owner: Owner) -> None:
    state = await started(runtime, tree, owner)
    with contextlib.suppress(httpx.HTTPError):
        await ask(state.endpoint, "/hog", 20)

    async def noticed() -> Any:
        known = await runtime.inspect(state.name)
        return known is not None and (known.restarts >= 1 or known.exit_code == 137)

    await eventually(noticed)


async def test_processes_are_limited(runtime: Tested, tree: Path, owner: Owner) -> None:
    state = await started(runtime, tree, owner)
    assert (await ask(state.endpoint, "/fork"))["made"] < LIMITS.pids


async def test_the_sandbox_returns_output_and_files(
    runtime: Tested, tree: Path, owner: Owner
) -> None:
    script = (
        "import os, pathlib, pytest; print('hello', os.getcwd());"
        "pathlib.Path('report.json').write_text('{}'); os.symlink('/etc/passwd', 'link');"
        "pathlib.Path('big').write_bytes(bytes(6 << 20)); raise SystemExit(7)"
    )
    result = await runtime.run_sandboxed(
        tree,
        ["python", "-c", script],
        owner=owner,
        limits=LIMITS,
        timeout_seconds=20,
        collect=["report.json", "link", "big", "missing", "../../etc/passwd", "/etc/passwd"],
        environment={"GREETING": "hi"},
    )
    assert result.exit_code == 7
    assert result.output.startswith("hello")
    assert result.files == {"report.json": b"{}"}
    assert not (tree / "report.json").exists(), "the tree itself stays as it was"


@pytest.mark.parametrize(
    ("script", "code", "words"),
    [
        ("import time; print('begun', flush=True); time.sleep(600)", 124, "begun"),
        ("kept = []\nwhile True: kept.append(bytearray(b'1') * (8 << 20))", 137, ""),
        ("import socket; socket.create_connection(('1.1.1.1', 53), 2)", 1, "unreachable"),
        ("import os; os.kill(os.getpid(), 9)", 137, ""),
        ("import sys\nfor _ in range(3000): sys.stdout.write('x' * 10000)\nprint('end')", 0, "end"),
        ("import os\nif os.fork() == 0:\n os.setsid(); import time; time.sleep(600)", 0, ""),
    ],
    ids=["slow", "hungry", "online", "killed", "talkative", "leaves a child"],
)
async def test_the_sandbox_holds(
    runtime: Tested, tree: Path, owner: Owner, script: str, code: int, words: str
) -> None:
    began = time.perf_counter()
    patience = 4 if code == 124 else 60
    result = await runtime.run_sandboxed(
        tree, ["python", "-c", script], owner=owner, limits=LIMITS, timeout_seconds=patience
    )
    assert result.exit_code == code
    assert words in result.output
    assert len(result.output) <= 200_000
    assert time.perf_counter() - began < 60


async def test_the_sandbox_stops_a_fork_bomb(runtime: Tested, tree: Path, owner: Owner) -> None:
    script = "import os\nwhile True:\n try: os.fork()\n except OSError: pass"
    result = await runtime.run_sandboxed(
        tree, ["python", "-c", script], owner=owner, limits=LIMITS, timeout_seconds=2
    )
    assert result.exit_code in {124, 137}
    ok = await runtime.run_sandboxed(
        tree, ["python", "-c", "print('fine')"], owner=owner, limits=LIMITS, timeout_seconds=60
    )
    assert ok.output == "fine\n"


async def test_data_is_copied_while_it_is_written_and_put_back(
    runtime: Tested, tree: Path, owner: Owner, tmp_path: Path
) -> None:
    state = await started(runtime, tree, owner)
    await ask(state.endpoint, "/write/10")

    async def keep_writing() -> None:
        for _ in range(40):
            await ask(state.endpoint, "/write/25")

    writing = asyncio.create_task(keep_writing())
    await asyncio.sleep(0.1)
    copy = tmp_path / "copies" / "one.tar.gz"
    await runtime.snapshot(owner.application_id, copy)
    await writing

    with tarfile.open(copy) as archive:
        assert archive.getnames() == ["app.db"]
        archive.extract("app.db", tmp_path, filter="data")
    with contextlib.closing(sqlite3.connect(tmp_path / "app.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (kept,) = database.execute("SELECT count(*) FROM entry").fetchone()
        assert database.execute("SELECT max(number) FROM entry").fetchone() == (kept,)
    assert 10 <= kept <= 1010
    assert (await ask(state.endpoint, "/read"))["entries"] == 1010

    with pytest.raises(Conflict):
        await runtime.restore(owner.application_id, copy)
    await runtime.stop(state.name, 5)
    for _ in range(2):
        await runtime.restore(owner.application_id, copy)
    state = await runtime.start(state.image, owner, LIMITS)
    await until_healthy(state.endpoint)
    assert (await ask(state.endpoint, "/read"))["entries"] == kept
    await ask(state.endpoint, "/write/1")


async def test_data_can_be_put_back_after_it_was_removed(
    runtime: Tested, tree: Path, owner: Owner, tmp_path: Path
) -> None:
    state = await started(runtime, tree, owner)
    await ask(state.endpoint, "/write/3")
    await runtime.snapshot(owner.application_id, tmp_path / "copy.tar.gz")
    await runtime.stop(state.name, 5)
    await runtime.remove_data(owner.application_id)
    await runtime.remove_data(owner.application_id)
    await runtime.restore(owner.application_id, tmp_path / "copy.tar.gz")
    state = await runtime.start(state.image, owner, LIMITS)
    await until_healthy(state.endpoint)
    assert (await ask(state.endpoint, "/read"))["entries"] == 3


async def test_hostile_copies_are_refused(runtime: Tested, owner: Owner, tmp_path: Path) -> None:
    for name, kind in (("../out", tarfile.REGTYPE), ("link", tarfile.SYMTYPE), ("/abs", b"0")):
        path = tmp_path / "hostile.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        with pytest.raises(StorageError):
            await runtime.restore(owner.application_id, path)
    (tmp_path / "torn.tar.gz").write_bytes(path.read_bytes()[:20])
    with pytest.raises(StorageError):
        await runtime.restore(owner.application_id, tmp_path / "torn.tar.gz")


async def test_artefacts_of_others_stay(runtime: Tested, tree: Path, owner: Owner) -> None:
    other = Owner(
        application_id=owner.application_id[:-6] + "abcdef", version=1, job_id="other-job"
    )
    mine, theirs = await runtime.package(tree, owner), await runtime.package(tree, other)
    await runtime.remove_artefacts(owner.application_id)
    await runtime.remove_artefacts(owner.application_id)
    with pytest.raises(NotFound):
        await runtime.start(mine.image, owner, LIMITS)
    state = await runtime.start(theirs.image, other, LIMITS)
    assert state.running


STARTER = """
import asyncio, sys
from pathlib import Path
from activities.containers.docker_runtime import DockerRuntime
from activities.containers.engine import DockerEngine
from activities.containers.port import Owner
from activities.containers.process_runtime import ProcessRuntime
from models.specification import ResourceLimits
from settings import Paths

async def main(kind, root, image, owner, base):
    paths = Paths(Path(root))
    runtime = ProcessRuntime(paths) if kind == "process" else DockerRuntime(
        await DockerEngine.connect(None), paths, base)
    print("ready", flush=True)
    await runtime.start(image, Owner.model_validate_json(owner), ResourceLimits())
    print("started", flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.06, 0.15, 0.4])
async def test_a_caller_killed_while_it_starts_leaves_something_to_adopt(
    runtime: Tested, kind: str, paths: Paths, tree: Path, owner: Owner, delay: float
) -> None:
    artefact = await runtime.package(tree, owner)
    from tests.parts import BASE_IMAGE

    caller = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", STARTER, kind, str(paths.root), artefact.image),
        *(owner.model_dump_json(), BASE_IMAGE),
        stdout=asyncio.subprocess.PIPE,
    )
    assert caller.stdout is not None
    await caller.stdout.readline()
    await asyncio.sleep(delay)
    with contextlib.suppress(ProcessLookupError):
        caller.kill()
    await caller.wait()

    state = await runtime.start(artefact.image, owner, LIMITS)
    await until_healthy(state.endpoint)
    assert [one.name for one in await runtime.instances()] == [state.name]
    await runtime.stop(state.name, 5)
    assert await runtime.instances() == []
