"""The compose file, run for real: image, four containers, an application that survives them."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from models.base import new_id
from models.jobs import JobPhase
from sdk.client import OrchestratorClient
from tests import parts

pytestmark = [
    pytest.mark.integration,
    pytest.mark.docker,
    pytest.mark.slow,
    pytest.mark.timeout(600),
]

ROOT = Path(__file__).parents[3]
WISH = "A reading list: books with title, author, a rating from 1 to 5 and the date finished"


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Compose:
    """A project of the compose file with ports and data of its own."""

    def __init__(self, data: Path) -> None:
        self.api, self.proxy, temporal, ui, secure = _free_ports(5)
        self._environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(data.parent),
            "COMPOSE_PROJECT_NAME": f"orchestrator-test-{new_id()[-8:]}",
            "BASE_IMAGE": parts.BASE_IMAGE,
            "APPLICATION_BASE_IMAGE": parts.BASE_IMAGE,
            "ORCHESTRATOR_DATA": str(data),
            "API_PORT": str(self.api),
            "PROXY_PORT": str(self.proxy),
            "HTTPS_PORT": str(secure),
            "TEMPORAL_PORT": str(temporal),
            "TEMPORAL_UI_PORT": str(ui),
        }

    def run(self, *arguments: str) -> str:
        ended = subprocess.run(
            [*parts.compose_command(), *arguments],
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )
        assert ended.returncode == 0, (ended.stdout + ended.stderr)[-3000:]
        return ended.stdout

    def up(self) -> None:
        self.run("up", "--detach")
        self._until(f"http://127.0.0.1:{self.api}/readyz")

    def until_served(self, url: str) -> None:
        self._until(f"http://127.0.0.1:{self.proxy}/healthz", {"Host": httpx.URL(url).host})

    def _until(self, url: str, headers: dict[str, str] | None = None) -> None:
        deadline = time.monotonic() + 90
        answer = None
        while time.monotonic() < deadline:
            try:
                answer = httpx.get(url, headers=headers, timeout=5)
                if answer.status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        pytest.fail(f"{url} does not answer: {answer}")


@pytest.fixture
def compose() -> Iterator[Compose]:
    parts.require("docker")
    parts.require("compose")
    # Short: sockets are below it, and every container must find them at the same path.
    data = Path(tempfile.mkdtemp(prefix="oc-", dir="/tmp"))
    project = Compose(data)
    project.run("build", "temporal")
    try:
        project.up()
        yield project
    finally:
        project.run("down")
        shutil.rmtree(data, ignore_errors=True)


async def test_an_application_outlives_the_containers_that_made_it(compose: Compose) -> None:
    token = compose.run("exec", "-T", "api", "orchestrator", "token", "--owner", "me").strip()
    address = f"http://127.0.0.1:{compose.api}"
    async with OrchestratorClient(address, token) as client:
        accepted = await client.create(WISH, auto_approve=True)
        try:
            job = await client.wait(accepted.job_id)
            assert job.phase is JobPhase.DONE, job.error
            assert job.result is not None
            assert job.result.url
            compose.until_served(job.result.url)
            compose.run("down")
            compose.up()
            compose.until_served(job.result.url)
        finally:
            removed = await client.delete(accepted.application_id)
            assert (await client.wait(removed.job_id)).phase is JobPhase.DONE
