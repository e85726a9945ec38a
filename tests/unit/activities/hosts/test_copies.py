"""The newest copy of data, and how its age is told."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from activities.hosts.copies import SnapshotFolder, as_of, aside_name
from tests import samples

NOW = datetime(2026, 11, 26, 9, 0)


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (datetime(2026, 11, 26, 3, 10), "as of 03:10 today"),
        (datetime(2026, 11, 25, 23, 59), "as of 23:59 yesterday"),
        (datetime(2026, 11, 3, 3, 10), "as of 03:10 on 03 November 2026"),
        (datetime(2026, 11, 26, 9, 1), "as of 09:01 today"),
    ],
)
def test_an_age_is_told_as_people_say_it(taken: datetime, told: str) -> None:
    assert as_of(taken, NOW) == told


async def test_the_copy_written_last_is_the_newest_and_what_was_kept_aside_is_none(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "0199-a"
    folder.mkdir()
    written = {"v1-a.tar.gz": 100, "v2-b.tar.gz": 300, "v3-c.tar.gz.new": 500}
    written[aside_name("attic", samples.NOW)] = 400
    for name, at in written.items():
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (at, at))

    found = await SnapshotFolder(tmp_path).latest("0199-a")

    assert found is not None
    assert (found.reference, found.taken_at.timestamp()) == (
        f"{tmp_path.name}/0199-a/v2-b.tar.gz",
        300,
    )
    assert await SnapshotFolder(tmp_path).latest("0199-b") is None
