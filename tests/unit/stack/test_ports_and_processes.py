"""Ports that are free, processes that end, and what a stack leaves on disk."""

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import Conflict, DiskFull, StorageError, Unavailable
from settings import RuntimeChoice, RuntimeSettings, Settings
from stack import state
from stack.checks import check_programs, check_runtime
from stack.ports import PortChooser, is_free
from stack.processes import ProcessMark, end, end_leftovers, spawn
from stack.service import Service
from stack.state import RuntimeNotice, StackState

SLEEP = [sys.executable, "-c", "import time; print('begun', flush=True); time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('begun', flush=True);"
    " time.sleep(60)",
]


def test_a_taken_port_is_replaced_and_none_is_given_twice() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not is_free(port)
        chooser = PortChooser()
        first, second = chooser.choose(port), chooser.choose(port)
    assert len({port, first, second}) == 3
    assert PortChooser().choose(first) == first
    twice = PortChooser()
    assert twice.choose(first) != twice.choose(first)


async def _until(condition: Callable[[], bool], seconds: float = 20) -> None:
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it did not happen in time")


async def _begun(log: Path) -> None:
    await _until(lambda: log.exists() and "begun" in log.read_text())


@pytest.mark.parametrize("command", [SLEEP, STUBBORN])
async def test_a_process_ends_even_when_it_does_not_want_to(
    tmp_path: Path, command: list[str]
) -> None:
    log = tmp_path / "log"
    process = await spawn(command, environment=dict(os.environ), log=log)
    await _begun(log)
    await end(process, grace_seconds=0.3)
    assert process.returncode is not None


async def test_leftovers_are_ended_and_strangers_are_not(tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = await spawn(SLEEP, environment=dict(os.environ), log=log)
    await _begun(log)
    mark = ProcessMark.of(process.pid)
    recycled = mark.model_copy(update={"started_at": mark.started_at - 100})
    assert not recycled.alive(), "another process has got the number"
    await asyncio.to_thread(end_leftovers, [recycled], 0.1)
    assert mark.alive()
    ending = asyncio.create_task(asyncio.to_thread(end_leftovers, [mark], 5))
    await process.wait()
    await ending
    assert not mark.alive()


async def test_a_service_is_started_again_and_its_last_words_are_known(tmp_path: Path) -> None:
    log, changes = tmp_path / "log", []
    command = [sys.executable, "-c", "import sys; sys.exit('no such luck')"]
    service = Service("x", command, environment=dict(os.environ), log=log)
    await service.start(lambda: changes.append(1))
    await _until(lambda: service.deaths >= 2)
    await service.stop()
    assert service.last_words() == "no such luck"
    assert len(changes) >= 2


async def test_a_full_disk_does_not_end_the_keeper_of_a_service(tmp_path: Path) -> None:
    told = []

    def changed() -> None:
        told.append(1)
        if len(told) == 2:
            raise DiskFull("There is no space left.")

    command = [sys.executable, "-c", "pass"]
    service = Service("x", command, environment=dict(os.environ), log=tmp_path / "log")
    await service.start(changed)
    await _until(lambda: len(told) >= 3)
    await service.stop()


def test_only_one_stack_has_a_data_directory(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with state.only_stack(settings), pytest.raises(Conflict), state.only_stack(settings):
        pass
    with state.only_stack(settings):
        pass


def test_a_data_directory_that_can_not_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="can't be created"):
        state.prepare_data_dir(Settings(data_dir=tmp_path / "file" / "below"))
    with pytest.raises(StorageError), state.only_stack(Settings(data_dir=tmp_path / "missing")):
        pass


def test_too_little_space_is_said_before_anything_starts(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free // state.MEGABYTE
    with pytest.raises(DiskFull, match="MB are free"):
        state.prepare_data_dir(Settings(data_dir=tmp_path), least_free_megabytes=free + 1_000_000)


def test_what_a_stack_tells_is_read_again_and_nonsense_is_not(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    told = StackState(
        api_port=1, proxy_port=2, temporal_port=3, ui_port=4, supervisor=ProcessMark.of(os.getpid())
    )
    path = settings.paths.stack_state
    state.write_state(path, told)
    assert state.read_state(path) == told
    path.write_text("{")
    assert state.read_state(path) is None
    assert state.read_runtime(settings) is None
    notice = RuntimeNotice(name="process", isolation="i", because="b")
    state.tell_runtime(settings, notice)
    assert state.read_runtime(settings) == notice
    state.forget_runtime(settings)
    state.forget_runtime(settings)
    assert state.read_runtime(settings) is None


def test_missing_programs_are_named(tmp_path: Path) -> None:
    check_programs()
    with pytest.raises(Unavailable, match="The Temporal server is not installed"):
        check_programs({"Temporal server": tmp_path / "temporal"})


async def test_docker_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    def settings(kind: RuntimeChoice) -> Settings:
        runtime = RuntimeSettings(kind=kind, docker_host=f"unix://{tmp_path}/no.sock")
        return Settings(data_dir=tmp_path, runtime=runtime)

    await check_runtime(settings(RuntimeChoice.PROCESS))
    await check_runtime(settings(RuntimeChoice.AUTO))
    with pytest.raises(Unavailable, match="No container engine"):
        await check_runtime(settings(RuntimeChoice.DOCKER))
