"""Exit codes and sentences of the command, without any stack."""

import asyncio
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from models.errors import NotFound
from sdk.errors import error_of
from terminal.app import app
from terminal.running import api_sentences, guard

PORTS = {
    "ORCHESTRATOR_API__PORT": "1",
    "ORCHESTRATOR_TEMPORAL__ADDRESS": "127.0.0.1:1",
}


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    return CliRunner(env=PORTS | {"COLUMNS": "80"})


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["list"], 1, "No orchestrator runs on"),
        (["show", "x"], 1, "orchestrator up"),
        (["logs", "x"], 1, "No orchestrator runs on"),
        (["answer", "x", "a=b"], 1, "No orchestrator runs on"),
        (["approve", "x"], 1, "No orchestrator runs on"),
        (["approve", "x", "--change", "y", "--reject"], 1, "not both"),
        (["cancel", "x"], 1, "No orchestrator runs on"),
        (["create", ""], 1, "says too little"),
        (["create", "a" * 100_000], 1, "longer than 20,000 characters"),
        (["create", "books \x1b[31m"], 1, "control characters"),
        (["modify", "x", "?"], 1, "says too little"),
        (["rollback", "x", "0"], 2, "version"),
        (["rollback", "x", "one"], 2, "version"),
        (["token", "--owner", "x/y"], 1, "can't be an owner's name"),
        (["token", "--role", "king"], 1, "no role 'king'"),
        (["nonsense"], 2, "No such command"),
        (["create"], 2, "Missing argument"),
        (["config", "check"], 0, "The settings are valid."),
        (["config", "show"], 0, '"data_dir"'),
        (["token"], 0, "."),
    ],
)
def test_commands_say_what_is_wrong(
    runner: CliRunner, arguments: list[str], code: int, told: str
) -> None:
    outcome = runner.invoke(app, arguments)
    assert outcome.exit_code == code, outcome.output
    assert told in " ".join(outcome.output.split())
    assert "Traceback" not in outcome.output
    assert isinstance(outcome.exception, SystemExit | None)


@pytest.mark.parametrize("command", ["up", "create", "list", "token", "worker", "api", "config"])
def test_wrong_settings_end_every_command(runner: CliRunner, tmp_path: Path, command: str) -> None:
    (tmp_path / "orchestrator.toml").write_text("[api]\npotr = 1\n")
    arguments = {"create": ["create", "x y z"], "config": ["config", "check"]}
    outcome = runner.invoke(app, arguments.get(command, [command]))
    assert outcome.exit_code == 2
    assert "api.potr: there is no such setting; did you mean port?" in outcome.output


def test_a_data_directory_that_is_a_file_is_said(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for arguments in (["up"], ["token"], ["create", "books with title"]):
        outcome = runner.invoke(app, [*arguments, "--data-dir", str(tmp_path / "file")])
        assert outcome.exit_code == 1
        assert "Storage is not available" in outcome.output


def test_deleting_asks_first(runner: CliRunner) -> None:
    outcome = runner.invoke(app, ["delete", "x"], input="n\n")
    assert outcome.exit_code == 1
    assert "for good?" in outcome.output


def _failing(problem: BaseException) -> int:
    def work() -> None:
        raise problem

    with pytest.raises(typer.Exit) as caught:
        guard(work)
    return caught.value.exit_code


@pytest.mark.parametrize(
    ("problem", "code", "told"),
    [
        (NotFound("No [b]x[/b]."), 1, "No [b]x[/b]."),
        (PermissionError(13, "Permission denied", "/x"), 1, "does not allow it"),
        (OSError(28, "No space left on device"), 1, "no space left"),
        (KeyError("x"), 1, "Something unexpected went wrong"),
        (KeyboardInterrupt(), 130, ""),
        (asyncio.CancelledError(), 130, ""),
    ],
)
def test_every_problem_becomes_a_sentence(
    capsys: pytest.CaptureFixture[str], problem: BaseException, code: int, told: str
) -> None:
    assert _failing(problem) == code
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said


def test_answers_of_the_api_are_told_without_the_apis_own_terms() -> None:
    problem = {
        "detail": "Says too little (/request)",
        "remedy": "List what is yours with GET /api/v1/jobs.",
        "errors": [{"pointer": "/request", "detail": "Says too little"}],
    }
    assert api_sentences(error_of(400, problem)) == ["Says too little"]
