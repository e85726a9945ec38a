"""What a child process of the stack is told."""

from pathlib import Path

import pytest

from settings import ApiSettings, Settings
from stack.state import environment_of


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
