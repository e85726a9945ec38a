"""Commands are bounded in time, memory and output, and leave no process behind."""

import asyncio
import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from activities.quality.commands import Ended, minimal_environment, run
from models.errors import QualityError


async def _python(folder: Path, program: str, **options: float) -> Ended:
    return await run(
        [sys.executable, "-I", "-c", program],
        folder=folder,
        environment=minimal_environment(folder),
        timeout_seconds=options.get("timeout", 20.0),
        memory_mb=int(options["memory"]) if "memory" in options else None,
    )


async def test_it_returns_output_and_exit_code(tmp_path: Path) -> None:
    ended = await _python(tmp_path, "import sys; print('a'); print('b', file=sys.stderr); exit(3)")
    assert ended == Ended(3, b"a\n", "b\n")


async def test_nothing_of_our_environment_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORCHESTRATOR_SECRET", "hush")
    ended = await _python(tmp_path, "import os; print(sorted(os.environ))")
    assert b"ORCHESTRATOR" not in ended.output


async def test_a_command_without_end_is_killed_with_its_children(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, time\n"
        "pid = os.fork()\n"
        "if pid: pathlib.Path('child').write_text(str(pid))\n"
        "time.sleep(60)\n"
    )
    started = time.monotonic()
    with pytest.raises(QualityError, match="did not end"):
        await _python(tmp_path, program, timeout=3)
    assert time.monotonic() - started < 30
    await _gone(int((tmp_path / "child").read_text()))


async def test_a_child_that_outlives_its_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, time\n"
        "pid = os.fork()\n"
        "if pid: pathlib.Path('child').write_text(str(pid)); os._exit(0)\n"
        "os.close(1); os.close(2); time.sleep(60)\n"
    )
    assert (await _python(tmp_path, program)).exit_code == 0
    await _gone(int((tmp_path / "child").read_text()))


async def test_cancelling_kills_the_command(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, time\n"
        "pathlib.Path('me').write_text(str(os.getpid()))\n"
        "time.sleep(60)\n"
    )
    running = asyncio.create_task(_python(tmp_path, program))
    for _ in range(500):
        await asyncio.sleep(0.02)
        if (tmp_path / "me").exists() and (tmp_path / "me").read_text():
            break
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await _gone(int((tmp_path / "me").read_text()))


async def _gone(pid: int) -> None:
    for _ in range(500):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return
        await asyncio.sleep(0.02)
    pytest.fail(f"process {pid} is still there")


async def test_too_much_output_is_an_error_and_complaints_are_cut(tmp_path: Path) -> None:
    with pytest.raises(QualityError, match="more than"):
        await _python(tmp_path, "import sys\nfor _ in range(40): sys.stdout.write('x' * 2**20)")
    ended = await _python(tmp_path, "import sys; sys.stderr.write('x' * 10**6 + 'end')")
    assert len(ended.complaints) <= 64 * 1024
    assert ended.complaints.endswith("end")


async def test_memory_is_limited(tmp_path: Path) -> None:
    program = "import time; time.sleep(0.3); x = bytearray(800 * 2**20); print('done')"
    ended = await _python(tmp_path, program, memory=400)
    assert ended.exit_code != 0
    assert b"done" not in ended.output


async def test_a_program_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(QualityError, match="can't be started"):
        await run(["/no/such"], folder=tmp_path, environment=os.environ, timeout_seconds=1)
