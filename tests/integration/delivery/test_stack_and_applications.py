"""Applications stop and start with their stack, and bad luck is told in a sentence."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from models.jobs import JobPhase
from tests import parts
from tests.running import RunningStack

pytestmark = [pytest.mark.integration, pytest.mark.slow, pytest.mark.timeout(300)]

WISH = "A reading list: books with title, author, a rating from 1 to 5 and the date finished"


@pytest.fixture(
    params=["process", pytest.param("docker", marks=pytest.mark.docker)],
)
def stack(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningStack]:
    if request.param == "docker":
        parts.require("docker")
    environment = {
        "ORCHESTRATOR_RUNTIME__KIND": request.param,
        "ORCHESTRATOR_RUNTIME__BASE_IMAGE": parts.BASE_IMAGE,
        "ORCHESTRATOR_DEPLOY__WATCH_SECONDS": "0.5",
    }
    running = RunningStack(tmp_path / "data", environment)
    running.start()
    try:
        yield running
    finally:
        running.stop()


def _processes_of(data_dir: Path) -> list[str]:
    found = []
    for process in psutil.process_iter(["cmdline"]):
        line = " ".join(process.info["cmdline"] or ())
        if str(data_dir) in line:
            found.append(line)
    return found


def _containers_of(application_id: str) -> list[str]:
    if shutil.which("docker") is None:
        return []
    asked = subprocess.run(
        ["docker", "ps", "-q", "--filter", f"label=orchestrator.application={application_id}"],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.split()


async def test_applications_stop_with_the_stack_and_come_back_with_their_data(
    stack: RunningStack,
) -> None:
    async with stack.client() as client:
        accepted = await client.create(WISH, auto_approve=True)
        job = await client.wait(accepted.job_id)
        assert job.phase is JobPhase.DONE, job.error
        assert job.result is not None
        url = job.result.url
        assert url
    await stack.until_answers(url)
    added = await _add_book(stack, url)
    assert added.status_code in {201, 303, 200}, added.text

    assert stack.stop() == 0
    assert _processes_of(stack.data_dir) == []
    assert _containers_of(accepted.application_id) == []

    stack.start()
    await stack.until_answers(url, seconds=60)
    page = await stack.fetch(url, "/book")
    assert "Middlemarch" in page.text


async def _add_book(stack: RunningStack, url: str) -> httpx.Response:
    proxy = f"http://127.0.0.1:{stack.state.proxy_port}"
    headers = {"Host": httpx.URL(url).host}
    async with httpx.AsyncClient(base_url=proxy, headers=headers, timeout=10) as client:
        return await client.post("/api/book", json={"title": "Middlemarch"})


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli", *arguments]


def test_a_taken_port_is_replaced_and_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = os.environ | {
            "ORCHESTRATOR_API__PORT": str(port),
            "ORCHESTRATOR_PROXY__PORT": str(port),
            "ORCHESTRATOR_TEMPORAL__ADDRESS": f"127.0.0.1:{port}",
            "ORCHESTRATOR_TEMPORAL__UI_PORT": str(port),
            "ORCHESTRATOR_RUNTIME__KIND": "process",
            "COLUMNS": "80",
            "PYTHONUNBUFFERED": "1",
        }
        process = subprocess.Popen(
            _command("up", "--data-dir", str(tmp_path / "data")),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        process.send_signal(signal.SIGINT)
        said += process.stdout.readlines()
        assert process.wait(timeout=60) == 0, "".join(said)
        process.stdout.close()
    told = "".join(said)
    assert f"Port {port} is taken by something else" in told
    assert "Traceback" not in told
    assert all(len(line.rstrip()) <= 80 or str(tmp_path) in line for line in said)


def test_docker_that_does_not_answer_ends_the_start(tmp_path: Path) -> None:
    environment = os.environ | {
        "ORCHESTRATOR_RUNTIME__KIND": "docker",
        "ORCHESTRATOR_RUNTIME__DOCKER_HOST": f"unix://{tmp_path}/none.sock",
    }
    ended = subprocess.run(
        _command("create", "books with title", "--yes", "--data-dir", str(tmp_path / "data")),
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert "No container engine answers" in ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout
    assert _processes_of(tmp_path / "data") == []
