"""Which runtime is chosen; applications stay with the one that has their data."""

from pathlib import Path

import pytest

from activities.containers.process_runtime import ProcessRuntime
from activities.containers.select import choose_runtime
from models.applications import RuntimeName
from models.errors import Conflict, Unavailable
from settings import RuntimeChoice, RuntimeSettings, Settings

NO_ENGINE = "unix:///nowhere/engine.sock"


def _settings(folder: Path, kind: RuntimeChoice) -> Settings:
    runtime = RuntimeSettings(kind=kind, docker_host=NO_ENGINE)
    return Settings(data_dir=folder, runtime=runtime)


async def test_without_an_engine_and_applications_processes_are_taken(tmp_path: Path) -> None:
    settings = _settings(tmp_path, RuntimeChoice.AUTO)
    chosen = await choose_runtime(settings, settings.paths)
    assert isinstance(chosen, ProcessRuntime)
    assert "processes instead" in chosen.chosen_because


async def test_processes_stay_processes_whether_an_engine_answers_or_not(tmp_path: Path) -> None:
    settings = _settings(tmp_path, RuntimeChoice.AUTO)
    chosen = await choose_runtime(settings, settings.paths, {RuntimeName.PROCESS})
    assert isinstance(chosen, ProcessRuntime)
    assert chosen.chosen_because == "The applications made earlier run as processes."


async def test_containers_wait_for_their_engine_and_are_not_replaced(tmp_path: Path) -> None:
    settings = _settings(tmp_path, RuntimeChoice.AUTO)
    with pytest.raises(Unavailable, match="run in containers") as told:
        await choose_runtime(settings, settings.paths, {RuntimeName.DOCKER})
    assert "Start Docker" in told.value.remedy


@pytest.mark.parametrize(
    ("kind", "used"),
    [
        (RuntimeChoice.PROCESS, RuntimeName.DOCKER),
        (RuntimeChoice.DOCKER, RuntimeName.PROCESS),
    ],
)
async def test_another_runtime_than_the_applications_is_refused(
    tmp_path: Path, kind: RuntimeChoice, used: RuntimeName
) -> None:
    settings = _settings(tmp_path, kind)
    with pytest.raises(Conflict, match=f"set it to '{used}' or 'auto'"):
        await choose_runtime(settings, settings.paths, {used})


async def test_processes_go_by_the_days_of_the_settings(tmp_path: Path) -> None:
    runtime = RuntimeSettings(kind=RuntimeChoice.PROCESS, time_zone="Asia/Tokyo")
    settings = Settings(data_dir=tmp_path, runtime=runtime)
    chosen = await choose_runtime(settings, settings.paths)
    assert isinstance(chosen, ProcessRuntime)
    assert chosen.time_zone == chosen.beside(tmp_path / "beside").time_zone == "Asia/Tokyo"


async def test_the_settings_decide_where_both_are_in_use(tmp_path: Path) -> None:
    settings = _settings(tmp_path, RuntimeChoice.PROCESS)
    chosen = await choose_runtime(settings, settings.paths, set(RuntimeName))
    assert chosen.name is RuntimeName.PROCESS
