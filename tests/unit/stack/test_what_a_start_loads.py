"""The parts of the stack wait for the supervisor: it must not load what only they need."""

import subprocess
import sys

import pytest

SLOW = {"sqlalchemy", "temporalio", "fastapi", "httpx", "structlog", "docker", "dulwich", "jwt"}

SELDOM = {"acp", "apprise", "onnxruntime", "alembic", "asyncpg"}
"""What few workers need, or not before there is work."""


@pytest.mark.parametrize("module", ["terminal.up", "stack.embedded"])
def test_the_supervisor_loads_nothing_that_only_its_parts_need(module: str) -> None:
    program = f"import sys, terminal.app, {module}; print(*sorted({SLOW!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_a_worker_takes_work_before_it_loads_what_is_seldom_needed() -> None:
    program = f"import sys, worker; print(*sorted({SELDOM!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
