"""What a confined program can't reach; tried by programs of the account that runs the tests."""

import errno
import json
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from activities.containers.process_isolation import Kernel, kernel, refused, refused_to_agents
from activities.containers.process_layout import confinement
from activities.containers.programs.confine import rules_of
from activities.containers.subprocesses import program
from models.specification import ResourceLimits

LIMITS = ResourceLimits()
ALL = Kernel(landlock=6, network=True, view=True)
NOBODY = 65534
holds = pytest.mark.skipif(
    sys.platform != "linux" or kernel().landlock < 3 or not kernel().view,
    reason="this kernel does not let it",
)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Path]:
    """A folder with a socket that everybody could reach."""
    folder = tmp_path / "run"
    (folder / "v1").mkdir(parents=True)
    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_uid == os.geteuid() and not above.stat().st_mode & 0o001:
            above.chmod(0o711)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "host.sock"))
        (folder / "host.sock").chmod(0o666)
        server.listen(1)
        yield folder


def said_by(code: str, run: Path, user: int | None, **granted: list[Path]) -> str:
    """Run a program like an application's, and return what it printed."""
    wanted = {
        "command": [sys.executable, "-I", "-S", "-c", code],
        "environment": {"PATH": "/usr/bin:/bin"},
        "directory": str(run / "v1"),
        "confinement": confinement(
            user,
            LIMITS,
            readable=[Path(sys.prefix)],
            writable=granted.get("writable", []),
            run=run,
            sockets=granted.get("sockets", []),
        ),
        "memory_bytes": 1 << 30,
        "pids": 8,
        "seconds": 30,
    }
    command = program("run_once", json.dumps(wanted))
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return ended.stdout.strip() or ended.stderr


def as_whom() -> list[int | None]:
    """Return the users to try: another one can be become by root alone."""
    return [None, NOBODY] if os.geteuid() == 0 else [None]


@holds
@pytest.mark.parametrize("user", as_whom())
def test_files_that_it_may_not_write_can_not_be_emptied(run: Path, user: int | None) -> None:
    kept = run.parent / "kept"
    kept.write_text("data")
    kept.chmod(0o666)
    code = f"import os; os.truncate({str(kept)!r}, 0)"
    said = said_by(code, run, user, sockets=[run / "v1"])
    assert "PermissionError" in said or "FileNotFoundError" in said
    assert kept.read_text() == "data"


@holds
def test_no_link_gets_into_the_folder_of_its_socket(run: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    code = f"""
import os
os.chdir({str(data)!r})
os.symlink("/nowhere", "a")
for make in (lambda: os.symlink("/nowhere", "{run}/v1/b"), lambda: os.rename("a", "{run}/v1/b")):
    try:
        make()
    except OSError as problem:
        print(problem.errno in (1, 13, 18), end=" ")
import socket
socket.socket(socket.AF_UNIX).bind("{run}/v1/app.sock")
"""
    said = said_by(code, run, None, writable=[data], sockets=[run / "v1"])
    assert said == "True True"
    assert (run / "v1" / "app.sock").is_socket()


@holds
def test_sockets_of_other_programs_are_not_there(run: Path) -> None:
    (run / "v1").chmod(0o777)
    asking = "import socket; print(socket.socket(socket.AF_UNIX).connect_ex({!r}))"
    code = asking.format(str(run / "host.sock"))
    assert said_by(code, run, as_whom()[-1], sockets=[run / "v1"]) == str(errno.ENOENT)


@pytest.mark.parametrize(
    ("version", "rights", "length"), [(1, 13, 8), (2, 14, 8), (3, 15, 8), (5, 16, 8), (7, 16, 24)]
)
def test_all_that_a_version_of_landlock_knows_is_held(
    version: int, rights: int, length: int
) -> None:
    everything, handled = rules_of(version)
    assert everything == (1 << rights) - 1
    assert len(handled) == length
    assert struct.unpack_from("Q", handled) == (everything,)
    assert length == 8 or struct.unpack("QQQ", handled)[1:] == (0, 0b11)


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        ({"landlock": 0}, "all files of the account"),
        ({"landlock": 2}, "to empty them"),
        ({"network": False}, "the network"),
        ({"view": False}, "sockets of other programs"),
    ],
)
def test_what_the_kernel_refuses_is_told(lacking: dict[str, object], told: str) -> None:
    allowed = ALL.model_copy(update=lacking)
    assert told in refused(allowed)
    assert bool(refused_to_agents(allowed)) is ("landlock" in lacking)


def test_nothing_is_told_of_a_kernel_that_allows_all() -> None:
    assert (refused(ALL), refused_to_agents(ALL)) == ("", "")
