"""Runs generated applications in an environment of their own, as a person without Docker would."""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import uv

from activities.building.scaffold.render import fixed_files, render
from activities.building.scaffold.tree import read_migrations, write_files, write_tree
from activities.specification.kiro.files import kiro_files
from models.specification import ApplicationSpecification


def environment() -> Path:
    """Return the Python of an environment with what generated applications and their tests need.

    It is made once for each lock and kept between runs.
    """
    lock = fixed_files()["requirements-test.txt"]
    name = hashlib.sha256(lock.encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"orchestrator-tests-{os.getuid()}" / name
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        half = folder.with_name(f"{name}-{os.getpid()}")
        shutil.rmtree(half, ignore_errors=True)
        _uv("venv", "--relocatable", str(half))
        requirements = half / "requirements.txt"
        requirements.write_text(lock)
        target = str(half / "bin" / "python")
        _uv("pip", "install", "--require-hashes", "--python", target, "-r", str(requirements))
        (half / "complete").touch()
        try:
            half.rename(folder)
        except OSError:  # another run was faster
            shutil.rmtree(half)
    return python


def _uv(*arguments: str) -> None:
    subprocess.run([uv.find_uv_bin(), *arguments, "--quiet"], check=True)


def build(specification: ApplicationSpecification, tree: Path, version: int = 1) -> Path:
    """Write the application, on top of the version that the folder holds, and return the folder."""
    tree.mkdir(parents=True, exist_ok=True)
    write_tree(tree, render(specification, version, read_migrations(tree)))
    write_files(tree, kiro_files(specification, "app", done=True))
    return tree


def command(
    tree: Path, *arguments: str, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python in the tree and return how it ended."""
    return subprocess.run(
        [str(environment()), *arguments],
        cwd=tree,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **(variables or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


class Application:
    """A generated application that runs."""

    def __init__(self, process: subprocess.Popen[str], path: Path, log: Path) -> None:
        self.process = process
        self.path = path
        self.log = log
        transport = httpx.HTTPTransport(uds=str(path))
        self.client = httpx.Client(transport=transport, base_url="http://app.localhost", timeout=20)

    def form(self, path: str, data: Mapping[str, str | Sequence[str]]) -> httpx.Response:
        """Send a form in as a browser does."""
        if "form_token" not in self.client.cookies:
            self.client.get("/")
        token = self.client.cookies["form_token"]
        return self.client.post(
            path,
            data={**data, "_csrf_token": token},
            headers={"origin": "http://app.localhost", "sec-fetch-site": "same-origin"},
        )

    def add(self, entity: str, **values: object) -> int:
        """Add a record and return its id."""
        answer = self.client.post(f"/api/{entity}", json=values)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])


@contextmanager
def running(tree: Path, data: Path, **variables: str) -> Iterator[Application]:
    """Start the application on a unix socket and stop it at the end; it must end well."""
    with tempfile.TemporaryDirectory(prefix="app") as folder:
        path, log = Path(folder) / "app.sock", Path(folder) / "log"
        where = {"SOCKET": str(path), "DATA_DIR": str(data), **variables}
        with log.open("w") as output:
            process = subprocess.Popen(
                [str(environment()), "-m", "app"],
                cwd=tree,
                env={"PATH": os.environ["PATH"], **where},
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
            )
        application = Application(process, path, log)
        try:
            _wait(application)
            yield application
        finally:
            application.client.close()
            process.terminate()
            process.wait(20)
        assert process.returncode == 0, log.read_text()


@contextmanager
def listening(tree: Path, data: Path) -> Iterator[str]:
    """Start the application on a free port, give its address, and stop it at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        [str(environment()), "-m", "app"],
        cwd=tree,
        env={"PATH": os.environ["PATH"], "PORT": port, "DATA_DIR": str(data)},
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1000):
            try:
                httpx.get(f"{address}/healthz")
                break
            except httpx.TransportError:
                time.sleep(0.02)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait(application: Application) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and application.process.poll() is None:
        with socket.socket(socket.AF_UNIX) as probe:
            if probe.connect_ex(str(application.path)) == 0:
                assert application.client.get("/healthz").status_code == 200
                return
        time.sleep(0.01)
    raise AssertionError(application.log.read_text())


def coverage_of(report: str) -> int:
    """Return the percentage of the last line of a coverage report."""
    found = re.search(r"^TOTAL .* (\d+)%$", report, re.MULTILINE)
    assert found, report
    return int(found[1])
