"""What a child process of the stack is told."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from settings import AlertSettings, ApiSettings, Settings
from stack.state import environment_of, without_model_key


def test_a_child_has_the_settings_of_the_stack_and_not_the_ones_it_began_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Settings(data_dir=tmp_path, api=ApiSettings(port=4711))
    inherited = {
        "PATH": "/bin",
        "ORCHESTRATOR_API__PORT": "1234",
        "ORCHESTRATOR_LOG_LEVEL": "debug",
    }
    child = environment_of(chosen, inherited)
    assert child["PATH"] == "/bin"
    for name, value in child.items():
        monkeypatch.setenv(name, value)
    assert Settings() == chosen


def test_only_the_worker_gets_the_ways_to_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts = AlertSettings(
        webhook_url=SecretStr("https://example.org/hooks/a-secret-path"),
        webhook_secret=SecretStr("a secret of enough characters"),
        urls=(SecretStr("mailto://ops:a-password@example.org"),),
        reminder_hours=12,
    )
    chosen = Settings(data_dir=tmp_path, alerts=alerts)
    others = environment_of(without_model_key(chosen), {})
    for secret in ("a-secret-path", "a secret of", "a-password"):
        assert secret not in str(others)
        assert secret not in chosen.model_dump_json()
    for name, value in environment_of(chosen, {}).items():
        monkeypatch.setenv(name, value)
    assert Settings() == chosen
