"""Settings of a language model, and what they say in plain words would leave the machine."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError
from typer.testing import CliRunner

from settings import AlertSettings, AnalyserChoice, Settings, UnderstandingSettings
from stack.state import environment_of, without_model_key
from terminal.app import app
from terminal.leaving import (
    everything_that_leaves,
    on_this_machine,
    what_agents_leave,
    what_alerts_leave,
    what_leaves,
)


def chosen(base_url: str, **more: object) -> UnderstandingSettings:
    return UnderstandingSettings.model_validate(
        {"analyser": "model", "base_url": base_url, "model": "qwen3"} | more
    )


def test_nothing_leaves_the_machine_unless_it_is_configured() -> None:
    assert Settings().understanding.analyser is AnalyserChoice.WORDS
    (line,) = what_leaves(UnderstandingSettings())
    assert "nothing of them leaves" in line


def test_a_signed_in_agent_that_is_taken_unasked_is_told() -> None:
    kiro, others = what_agents_leave(Settings())
    assert "signed in" in kiro
    assert "SENT TO KIRO'S SERVICE" in kiro
    assert "--builder scaffold" in kiro
    assert "only when they are named" in others


def test_an_agent_of_ones_own_is_told_by_its_name() -> None:
    own = Settings.model_validate({"custom_agent": {"name": "qwen", "command": "qwen"}})
    assert "opencode, qwen" in what_agents_leave(own)[1]


def test_every_part_that_sends_something_is_told() -> None:
    told = everything_that_leaves(Settings())
    assert {*what_agents_leave(Settings()), *what_alerts_leave(Settings().alerts)} < {*told}


def test_an_address_alone_switches_nothing_on() -> None:
    settings = UnderstandingSettings(base_url="https://models.example/v1", model="m")
    assert what_leaves(settings) == what_leaves(UnderstandingSettings())


def test_it_is_said_what_goes_where() -> None:
    told = " ".join(what_leaves(chosen("https://models.example/v1", api_key="sk-1")))
    assert "LEAVE THIS MACHINE" in told
    assert "https://models.example/v1" in told
    assert "not encrypted" not in told
    assert "sk-1" not in told


def test_a_server_of_this_machine_is_told_apart_from_one_that_only_looks_like_it() -> None:
    assert "LEAVE" not in " ".join(what_leaves(chosen("http://127.0.0.1:11434/v1")))
    assert on_this_machine("http://[::1]:80/v1")
    assert on_this_machine("http://localhost:80/v1")
    for other in ("127.0.0.1.evil.example", "localhost.evil.example", "0x7f000001", "10.0.0.7"):
        assert not on_this_machine(f"http://{other}/v1")


def test_an_open_connection_to_elsewhere_is_warned_about() -> None:
    assert "not encrypted: the request can" in " ".join(what_leaves(chosen("http://10.0.0.7/v1")))
    told = what_leaves(chosen("http://10.0.0.7/v1", api_key="sk-1"))
    assert "the request and the key can" in told[-1]


@pytest.mark.parametrize(
    "address",
    ["models.example", "ftp://a/v1", "http://", "http://u:p@a/v1", "http://u@a/v1", "http://a/?k=1",
     "http://a/v1#x", "http://a:99999/v1", "http://a b/v1", "file:///etc/passwd"],
)  # fmt: skip
def test_an_address_that_is_none_or_hides_a_secret_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        chosen(address)


@pytest.mark.parametrize("missing", ["base_url", "model"])
def test_a_model_needs_a_name_and_an_address(missing: str) -> None:
    given = {"analyser": "model", "base_url": "http://a/v1", "model": "m"}
    del given[missing]
    with pytest.raises(ValidationError, match="needs base_url and model"):
        UnderstandingSettings.model_validate(given)


def test_a_child_process_gets_the_key_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=tmp_path, understanding=chosen("http://a/v1", api_key="sk-1"))
    for name, value in environment_of(settings).items():
        monkeypatch.setenv(name, value)
    assert Settings().understanding.api_key == SecretStr("sk-1")
    assert Settings() == settings


def test_parts_that_ask_no_model_get_no_key(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, understanding=chosen("http://a/v1", api_key="sk-1"))
    child = environment_of(
        without_model_key(settings), {"ORCHESTRATOR_UNDERSTANDING__API_KEY": "sk-1"}
    )
    assert "http://a/v1" in str(child)
    assert "sk-1" not in str(child)


@pytest.mark.parametrize("command", ["show", "check"])
def test_commands_say_it_and_keep_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "orchestrator.toml").write_text(
        '[understanding]\nanalyser = "model"\nbase_url = "https://models.example/v1"\n'
        'model = "m"\napi_key = "sk-1"\n'
    )
    result = CliRunner().invoke(app, ["config", command])
    assert result.exit_code == 0
    told = " ".join(result.output.split())
    assert "LEAVE THIS MACHINE" in told
    assert "SENT TO KIRO'S SERVICE" in told
    assert "sk-1" not in result.output


def test_what_programs_read_stays_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["config", "show"])
    assert Settings.model_validate_json(result.stdout) == Settings()


def test_what_alerts_send_is_said_without_what_is_secret() -> None:
    assert "stay on this machine" in what_alerts_leave(AlertSettings())[0]
    told = AlertSettings(
        webhook_url=SecretStr("https://hooks.example/a-secret-path"),
        urls=(SecretStr("mailto://ops:a-password@mail.example"),),
    )
    (line,) = what_alerts_leave(told)
    assert "https://hooks.example, mailto://mail.example" in line
    assert "the end of its log" in line
    assert "a-secret-path" not in line
    assert "a-password" not in line
    (line,) = what_alerts_leave(told.model_copy(update={"diagnostics": False}))
    assert "log" not in line
