"""Where settings come from, and what is refused."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import LONGEST_SOCKET_FOLDER, Paths, Settings
from stack.state import environment_of
from terminal.setting_problems import setting_problems, unknown_variables


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("ORCHESTRATOR_API__PORT", "ORCHESTRATOR_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_the_file_is_read(folder: Path) -> None:
    (folder / "orchestrator.toml").write_text('data_dir = "/srv/x"\n[api]\nport = 9001\n')
    settings = Settings()
    assert (settings.data_dir, settings.api.port) == (Path("/srv/x"), 9001)


def test_variables_win_over_the_file_and_arguments_over_both(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "orchestrator.toml").write_text(
        'data_dir = "/file"\n[api]\nport = 9001\nstarts_per_minute = 7\n'
    )
    monkeypatch.setenv("ORCHESTRATOR_API__PORT", "9002")
    monkeypatch.setenv("ORCHESTRATOR_DATA_DIR", "/variable")
    settings = Settings(data_dir=Path("/argument"))
    assert settings.data_dir == Path("/argument")
    assert settings.api.port == 9002
    assert settings.api.starts_per_minute == 7, "a variable replaces one value, not its section"


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('data_dri = "x"', "data_dri: there is no such setting; did you mean data_dir?"),
        ("[runtime]\nkidn = 1", "runtime.kidn: there is no such setting; did you mean kind?"),
        ("[zzz]\na = 1", "zzz: there is no such setting"),
        ("[api]\nport = 70000", "api.port: Input should be less than or equal to 65535"),
        ('[temporal]\naddress = "here"', "temporal.address: write it as host:port"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(folder: Path, toml: str, told: str) -> None:
    (folder / "orchestrator.toml").write_text(toml)
    with pytest.raises(ValidationError) as caught:
        Settings()
    (line,) = setting_problems(caught.value)
    assert line.startswith(told)


def test_variables_that_are_no_settings_are_named() -> None:
    given = ["ORCHESTRATOR_NONSENSE", "ORCHESTRATOR_API__PORT", "ORCHESTRATOR_TOKEN", "HOME"]
    assert unknown_variables(given) == ["ORCHESTRATOR_NONSENSE"]


def test_a_child_process_gets_the_same_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORCHESTRATOR_PROXY__BASE_DOMAIN", "example.test")
    settings = Settings(data_dir=tmp_path)
    for name, value in environment_of(settings).items():
        monkeypatch.setenv(name, value)
    assert Settings() == settings


def test_sockets_stay_short_wherever_the_data_is(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 80) / ("e" * 80)
    assert len(str(Paths(deep).run)) <= LONGEST_SOCKET_FOLDER
    assert Paths(deep).run == Paths(deep).run
    assert Paths(deep).run != Paths(deep / "other").run
    socket = Paths(deep).application_run("01a205ef-c485-7453-9bf1-1455966c31ac")
    assert len(str(socket / "v123-a1b2c3d4e5f6" / "app.sock")) < 108
    assert Paths(Path("/srv/o")).run == Path("/srv/o/run")


def test_workers_reach_the_proxy_where_the_settings_say() -> None:
    assert Settings().proxy_url == "http://127.0.0.1:8780"
    for told, url in (("proxy", "http://proxy:8780"), ("proxy:80", "http://proxy:80")):
        proxy = Settings().proxy.model_copy(update={"reached_at": told})
        assert Settings().model_copy(update={"proxy": proxy}).proxy_url == url
