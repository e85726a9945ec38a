"""Imports point one way; the contracts are in pyproject.toml."""

from importlinter.cli import lint_imports


def test_no_package_imports_one_above_it(capsys) -> None:
    ended = lint_imports(no_cache=True)
    assert ended == 0, capsys.readouterr().out
