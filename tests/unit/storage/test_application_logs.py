"""Logs of applications on disk: numbers, rotation, collectors that overlap."""

import asyncio
from pathlib import Path

from models.application_logs import ApplicationLogLine, CollectedLine
from models.jobs import LogLevel
from storage.application_logs import ApplicationLog
from tests import samples

APPLICATION = "0193a000-0000-7000-8000-000000000001"


def lines(first: int, last: int, instance: str = "one") -> list[CollectedLine]:
    return [
        CollectedLine(
            number=0,
            at=samples.NOW,
            level=LogLevel.INFO,
            version=1,
            text=f"line {n}",
            instance=instance,
            stamp=f"{n:06}",
        )
        for n in range(first, last + 1)
    ]


def marker(instance: str) -> CollectedLine:
    return lines(1, 1, instance)[0].model_copy(update={"stamp": "", "text": "a new instance"})


def everything(_: ApplicationLogLine) -> bool:
    return True


async def texts(log: ApplicationLog, after: int = 0) -> list[str]:
    found = await log.read(APPLICATION, after=after, wanted=everything)
    numbers = [line.number for line in found.items]
    assert numbers == sorted(set(numbers))
    return [line.text for line in found.items]


async def test_lines_that_are_there_are_not_kept_again(tmp_path: Path) -> None:
    log = ApplicationLog(tmp_path)
    assert await log.append(APPLICATION, lines(1, 3)) == 3
    assert await log.append(APPLICATION, lines(2, 5)) == 2
    assert await texts(log) == [f"line {n}" for n in range(1, 6)]
    assert await texts(log, after=4) == ["line 5"]
    assert await log.stamp(APPLICATION, "one") == "000005"


async def test_collectors_side_by_side_keep_each_line_once(tmp_path: Path) -> None:
    logs = [ApplicationLog(tmp_path) for _ in range(4)]
    await asyncio.gather(*(log.append(APPLICATION, lines(1, 50)) for log in logs))
    assert await texts(logs[0]) == [f"line {n}" for n in range(1, 51)]


async def test_a_new_instance_is_told_once_and_the_old_one_is_still_known(tmp_path: Path) -> None:
    log = ApplicationLog(tmp_path)
    await log.append(APPLICATION, lines(1, 2))
    await log.append(APPLICATION, [marker("two")])
    await log.append(APPLICATION, [marker("two")])
    await log.append(APPLICATION, lines(1, 1, "two"))
    assert await texts(log) == ["line 1", "line 2", "a new instance", "line 1"]
    assert await log.stamp(APPLICATION, "one") == "000002"
    assert await log.append(APPLICATION, lines(1, 2)) == 0


async def test_a_full_file_is_kept_as_the_one_before_and_numbers_go_on(tmp_path: Path) -> None:
    log = ApplicationLog(tmp_path, largest=4_000)
    for first in range(1, 200, 10):
        await log.append(APPLICATION, lines(first, first + 9))
    files = sorted(path.stat().st_size for path in (tmp_path / "applications").iterdir())
    assert len(files) == 2
    assert files[-1] <= 4_000
    kept = await texts(log)
    assert kept[-1] == "line 200"
    assert len(kept) > 15
    newest = await log.newest(APPLICATION)
    assert newest is not None
    assert newest.number == 200


async def test_the_tail_is_of_the_wanted_lines_alone(tmp_path: Path) -> None:
    log = ApplicationLog(tmp_path)
    await log.append(APPLICATION, lines(1, 30))
    found = await log.tail(APPLICATION, wanted=lambda line: line.text.endswith("0"), limit=2)
    assert [line.text for line in found.items] == ["line 20", "line 30"]
    assert found.position == 30


async def test_a_torn_line_is_written_anew(tmp_path: Path) -> None:
    log = ApplicationLog(tmp_path)
    await log.append(APPLICATION, lines(1, 2))
    path = tmp_path / "applications" / f"{APPLICATION}.jsonl"
    path.write_bytes(path.read_bytes()[:-10])
    assert await texts(log) == ["line 1"]
    await log.append(APPLICATION, lines(1, 3))
    assert await texts(log) == ["line 1", "line 2", "line 3"]


async def test_a_log_that_is_not_there_is_empty_and_can_be_removed(tmp_path: Path) -> None:
    log = ApplicationLog(tmp_path)
    assert await texts(log) == []
    await log.append(APPLICATION, lines(1, 1))
    await log.remove(APPLICATION)
    await log.remove(APPLICATION)
    assert await log.newest(APPLICATION) is None


async def test_the_tail_reaches_back_into_the_file_before(tmp_path: Path) -> None:
    log = ApplicationLog(tmp_path, largest=2_000)
    for number in range(1, 41):
        await log.append(APPLICATION, lines(number, number))
    found = await log.tail(APPLICATION, wanted=lambda _: True, limit=1_000)
    kept = [line.number for line in found.items]
    assert kept == list(range(kept[0], 41))
    assert len(list((tmp_path / "applications").iterdir())) == 2
    few = await log.tail(APPLICATION, wanted=lambda _: True, limit=3)
    assert [line.text for line in few.items] == ["line 38", "line 39", "line 40"]
    assert few.position == 40
