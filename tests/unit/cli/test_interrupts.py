"""Ctrl-C while modules are still being loaded."""

import signal
import subprocess
import sys

import pytest

from stack.interrupts import leave_at_interrupts, raise_at_interrupts

PROGRAM = """
import os, runpy, signal, sys

class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == LOADING:
            os.kill(os.getpid(), signal.SIGINT)

LOADING, module = sys.argv[1:3]
del sys.argv[1:3]
sys.meta_path.insert(0, Interrupts())
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""
IGNORING = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"


def _run(program: str, loading: str, command: str) -> tuple[int, str, str]:
    """Run ``MODULE ARGUMENTS`` and press Ctrl-C when it begins to load something."""
    done = subprocess.run(
        [sys.executable, "-c", program, loading, *command.split()],
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("loading", "command"),
    [
        ("terminal.app", "cli list"),
        ("typer", "cli list"),
        ("pydantic_settings", "cli list"),
        ("terminal.leaving", "cli list"),
        ("terminal.commands", "cli list"),
        ("httpx", "cli list"),
        ("temporalio", "stack.part worker"),
        ("fastapi", "stack.part api"),
    ],
)
def test_it_ends_the_program_without_a_word(loading: str, command: str) -> None:
    assert _run(PROGRAM, loading, command) == (130, "", "")


def test_where_it_is_ignored_it_stays_ignored() -> None:
    code, told, wrong = _run(IGNORING + PROGRAM, "typer", "cli --help")
    assert (code, wrong) == (0, "")
    assert "Usage:" in told


def test_what_has_begun_is_interrupted_by_an_exception() -> None:
    leave_at_interrupts()
    try:
        raise_at_interrupts()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


TIDYING = """
import asyncio, os, signal, sys
from terminal.running import run

async def work():
    try:
        await asyncio.Event().wait()
    finally:
        print("stopping", flush=True)
        await asyncio.sleep(0.5)
        print("in order", flush=True)

async def begun():
    asyncio.get_running_loop().call_soon(print, "begun")
    return await work()

run(begun())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_second_one_does_not_break_off_what_the_first_has_begun(number: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-uc", TIDYING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        program.send_signal(signal.SIGINT)
        assert program.stdout.readline() == "stopping\n"
        for _ in range(3):
            program.send_signal(number)
        told, _ = program.communicate(timeout=30)
    assert told == "in order\n"
