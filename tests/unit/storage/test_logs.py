"""Build logs: numbering, torn lines, races, reading on."""

import asyncio
import errno
import os
import random
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import DiskFull, NotFound, StorageError
from models.jobs import LogLevel
from storage.logs import JobLog

ROOT = Path(__file__).parents[3]
INFO = LogLevel.INFO


@pytest.fixture
def log(tmp_path: Path) -> JobLog:
    return JobLog(tmp_path)


async def test_lines_are_numbered_and_read_on(log: JobLog) -> None:
    first = await log.append("job", INFO, "a", ["1", "2"])
    second = await log.append("job", LogLevel.ERROR, "b", ["3"])
    assert [line.number for line in (*first, *second)] == [1, 2, 3]
    assert await log.read("job") == [*first, *second]
    assert await log.read("job", after=2) == second
    assert await log.read("job", level=LogLevel.WARNING) == second
    assert await log.read("job", limit=1) == first[:1]
    assert await log.append("job", INFO, "a", []) == []


async def test_an_unknown_job_has_no_lines(log: JobLog) -> None:
    assert await log.read("unknown") == []
    await log.remove("unknown")


@pytest.mark.parametrize("job_id", ["../x", "", "a/b", "\0"])
async def test_ids_that_are_no_names_find_nothing(log: JobLog, job_id: str) -> None:
    with pytest.raises(NotFound):
        await log.append(job_id, INFO, "a", ["1"])


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(st.text(max_size=50), min_size=1, max_size=8),
    tear=st.integers(min_value=0, max_value=400),
    junk=st.binary(max_size=30),
)
async def test_a_log_torn_anywhere_goes_on(
    tmp_path: Path, texts: list[str], tear: int, junk: bytes
) -> None:
    log, path = JobLog(tmp_path), tmp_path / "job.jsonl"
    await log.remove("job")
    before = await log.append("job", INFO, "a", texts)
    whole = path.read_bytes()
    cut = whole[: max(0, len(whole) - tear)]
    path.write_bytes(cut + junk.replace(b"\n", b""))
    kept = cut.count(b"\n")
    more = await log.append("job", INFO, "a", ["after"])
    assert [line.number for line in more] == [kept + 1]
    assert await log.read("job") == [*before[:kept], *more]


async def test_a_last_line_of_zeros_is_repaired(log: JobLog, tmp_path: Path) -> None:
    first = await log.append("job", INFO, "a", ["1"])
    with (tmp_path / "job.jsonl").open("ab") as file:
        file.write(b"\0" * 5_000 + b"\n")
    second = await log.append("job", INFO, "a", ["2"])
    assert await log.read("job") == [*first, *second]


async def test_reading_on_in_a_long_log_finds_its_place(log: JobLog) -> None:
    for start in range(0, 3_000, 500):
        await log.append(
            "job", INFO, "a", [f"{n} " + "x" * (n % 300) for n in range(start, start + 500)]
        )
    for after in (0, 1, 499, 1_234, 2_998, 2_999, 3_000, 10**12):
        found = await log.read("job", after=after, limit=2)
        assert [line.number for line in found] == [n for n in (after + 1, after + 2) if n <= 3_000]


async def test_writers_at_once_leave_no_gap(tmp_path: Path) -> None:
    logs = [JobLog(tmp_path), JobLog(tmp_path)]
    written = await asyncio.gather(
        *(logs[n % 2].append("job", INFO, f"s{n}", ["a", "b"]) for n in range(40))
    )
    lines = await logs[0].read("job")
    assert [line.number for line in lines] == list(range(1, 81))
    assert all(pair[1].number == pair[0].number + 1 for pair in written)


async def test_a_writer_killed_at_any_moment_leaves_a_log_that_goes_on(
    log: JobLog, tmp_path: Path
) -> None:
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from models.jobs import LogLevel\n"
        "from storage.logs import JobLog\n"
        "async def main():\n"
        "    log = JobLog(Path(sys.argv[1]))\n"
        "    while True:\n"
        "        await log.append('job', LogLevel.INFO, 'a', ['x' * 5000] * 20)\n"
        "        print('.', flush=True)\n"
        "asyncio.run(main())\n"
    )
    chance = random.Random(3)
    for _ in range(6):
        writer = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", program, str(tmp_path)),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        assert writer.stdout is not None
        await writer.stdout.readline()
        await asyncio.sleep(chance.uniform(0, 0.05))
        os.kill(writer.pid, signal.SIGKILL)
        await writer.wait()
        await log.append("job", INFO, "b", ["between"])
    lines = await log.read("job", limit=10_000)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert sum(line.text == "between" for line in lines) == 6


async def test_a_full_disk_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    first = await JobLog(tmp_path).append("job", INFO, "a", ["1"])
    calls: list[int] = []

    def full(descriptor: int, data: bytes) -> int:
        calls.append(len(data))
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return os.write(descriptor, data[:10])

    with pytest.raises(DiskFull):
        await JobLog(tmp_path, write=full).append("job", INFO, "a", ["2"])
    assert len(calls) == 2
    assert await JobLog(tmp_path).read("job") == first
    assert (tmp_path / "job.jsonl").read_bytes().count(b"\n") == 1


async def test_a_log_has_a_largest_size(tmp_path: Path) -> None:
    log = JobLog(tmp_path, largest=500)
    await log.append("job", INFO, "a", ["x" * 300])
    with pytest.raises(StorageError, match="large"):
        await log.append("job", INFO, "a", ["x" * 300])
    assert len(await log.read("job")) == 1


async def test_removing_while_writing_starts_a_new_log(tmp_path: Path) -> None:
    log = JobLog(tmp_path)

    async def write() -> None:
        for _ in range(30):
            await log.append("job", INFO, "a", ["x"])

    async def remove() -> None:
        for _ in range(30):
            await log.remove("job")

    await asyncio.gather(write(), remove(), write())
    lines = await log.read("job")
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
