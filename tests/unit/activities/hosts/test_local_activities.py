"""What a host does for moves: only copies of the very application are put in place."""

from pathlib import Path

import pytest

from activities.hosts.local_activities import LocalHostActivities
from activities.hosts.messages import RestoreCopyInput
from models.errors import NotFound
from models.jobs import JobContext, LogLevel
from settings import RuntimeSettings, Settings
from tests import samples

APPLICATION = "0199-aaaa"


class FakeRuntime:
    """Remembers what was put in place."""

    def __init__(self) -> None:
        self.restored: list[tuple[str, Path]] = []

    async def restore(self, application_id: str, source: Path) -> None:
        self.restored.append((application_id, source))


class QuietJournal:
    """Writes nothing down."""

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        """Forget the lines."""


async def put_in_place(root: Path, reference: str) -> list[tuple[str, Path]]:
    runtime = FakeRuntime()
    settings = Settings(data_dir=root, runtime=RuntimeSettings(host_name="attic"))
    activities = LocalHostActivities(runtime, None, QuietJournal(), settings)  # type: ignore[arg-type]
    request = RestoreCopyInput(job=samples.job(APPLICATION), reference=reference)
    await activities.restore(request)
    return runtime.restored


@pytest.mark.parametrize("folder", ["snapshots", "backups"])
async def test_a_copy_in_the_shared_storage_is_put_in_place(tmp_path: Path, folder: str) -> None:
    copy = tmp_path / folder / APPLICATION / "v1.tar.gz"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"x")

    assert await put_in_place(tmp_path, f"{folder}/{APPLICATION}/v1.tar.gz") == [
        (APPLICATION, copy.resolve())
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "snapshots/0199-bbbb/v1.tar.gz",
        f"snapshots/{APPLICATION}/../0199-bbbb/v1.tar.gz",
        f"sources/{APPLICATION}/v1.tar.gz",
        f"snapshots/{APPLICATION}/missing.tar.gz",
        "/etc/passwd",
    ],
)
async def test_nothing_else_is(tmp_path: Path, reference: str) -> None:
    for place in ("snapshots/0199-bbbb", f"snapshots/{APPLICATION}", f"sources/{APPLICATION}"):
        (tmp_path / place).mkdir(parents=True)
    for foreign in ("snapshots/0199-bbbb", f"sources/{APPLICATION}"):
        (tmp_path / foreign / "v1.tar.gz").write_bytes(b"x")

    with pytest.raises(NotFound):
        await put_in_place(tmp_path, reference)
