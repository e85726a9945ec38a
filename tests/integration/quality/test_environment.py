"""The analysers' environment: made once, by whoever comes first, and never half."""

import asyncio
import shutil
import sys
from pathlib import Path

import pytest

from activities.quality.analysers import AnalyserEnvironment
from models.errors import DiskFull, QualityError, StorageError, Unavailable

pytestmark = pytest.mark.integration
DEFINITION = Path("activities/quality/analysers")


async def _output(*command: str | Path) -> str:
    process = await asyncio.create_subprocess_exec(
        *map(str, command), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return out.decode()


async def test_it_provides_programs_that_run(environment: AnalyserEnvironment) -> None:
    analysers = await environment.ready()
    assert "ruff 0." in await _output(analysers.ruff, "--version")
    assert "1." in await _output(analysers.semgrep_core, "-version")


async def test_it_costs_nothing_once_it_is_there(
    environment: AnalyserEnvironment, tools: Path
) -> None:
    there = await environment.ready()
    assert await AnalyserEnvironment(tools, installer="/no/such").ready() == there


async def test_several_processes_may_install_at_once(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path\n"
        "from activities.quality.analysers import AnalyserEnvironment\n"
        "print(asyncio.run(AnalyserEnvironment(Path(sys.argv[1])).ready()).ruff)\n"
    )
    outputs = await asyncio.gather(
        *(_output(sys.executable, "-c", program, tmp_path) for _ in range(3))
    )
    assert len(set(outputs)) == 1
    assert outputs[0].strip()


async def test_half_an_installation_is_replaced(tmp_path: Path) -> None:
    made = await AnalyserEnvironment(tmp_path).ready()
    folder = made.ruff.parent.parent
    (folder / "complete").unlink()
    shutil.rmtree(folder / "bin")
    (folder / "rubbish").write_text("x")
    again = await AnalyserEnvironment(tmp_path).ready()
    assert again == made
    assert "ruff" in await _output(again.ruff, "--version")


@pytest.mark.parametrize(
    ("complaint", "error"),
    [
        ("error: No space left on device (os error 28)", DiskFull),
        ("error: Failed to fetch: dns error", Unavailable),
        ("error: something else", QualityError),
    ],
)
async def test_what_goes_wrong_is_told_clearly(
    tmp_path: Path, complaint: str, error: type[Exception]
) -> None:
    installer = tmp_path / "uv"
    installer.write_text(
        f"#!/bin/sh\nmkdir -p $UV_PROJECT_ENVIRONMENT\necho '{complaint}' >&2\nexit 2\n"
    )
    installer.chmod(0o755)
    tools = tmp_path / "tools"
    environment = AnalyserEnvironment(tools, installer=str(installer))
    with pytest.raises(error):
        await environment.ready()
    await environment.prefetch()
    assert [each.name for each in tools.iterdir() if each.is_dir()] == []


async def test_a_tools_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        await AnalyserEnvironment(tmp_path / "file" / "tools").ready()
