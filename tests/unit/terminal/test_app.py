"""The command line as a whole."""

from importlib.metadata import version

from typer.testing import CliRunner

from terminal.app import app


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.exit_code == 0
    assert result.output == f"orchestrator {version('kiro-orchestrator')}\n"


def test_without_a_command_the_commands_are_shown() -> None:
    told = CliRunner().invoke(app, []).output
    assert "Turns a sentence into a running" in told
    assert "create" in told
