"""The command line as a whole."""

import re
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from terminal.app import app


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.exit_code == 0
    assert result.output == f"orchestrator {version('kiro-orchestrator')}\n"


@pytest.mark.parametrize("name", ["proxy", "temporal"])
def test_commands_that_an_operator_needs_are_listed(name: str) -> None:
    assert re.search(rf"^[│ ]*{name} ", CliRunner().invoke(app, ["--help"]).output, re.M)


def test_show_says_how_things_are_named() -> None:
    told = " ".join(
        re.sub(r"[│\n]", " ", CliRunner().invoke(app, ["show", "--help"]).output).split()
    )
    assert "An application's id, slug or title" in told


def test_without_a_command_the_commands_are_shown() -> None:
    told = CliRunner().invoke(app, []).output
    assert "Turns a sentence into a running" in told
    assert "create" in told
