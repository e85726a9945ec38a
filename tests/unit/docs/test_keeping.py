"""Whatever is kept is in the list that says for how long, and names settings that there are."""

import re
from pathlib import Path

import pytest

from settings import Paths, Settings
from storage.tables import metadata

PAGE = (Path(__file__).parents[3] / "docs" / "resources.md").read_text()
LIST = PAGE[PAGE.index("## What is kept where") :]
TABLES, FOLDERS = LIST.split("### Folders")
FILES_ALONE = {"stack.json"}
"""One small file each, written anew."""


def first_cells(text: str) -> set[str]:
    """Return what stands in backquotes in the first column."""
    rows = re.findall(r"^\| (`.*?) \|", text, re.M)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def kept_paths() -> set[str]:
    """Return what lies in the data directory, as the paths of the settings name it."""
    root = Path("/data")
    found = [path for path in vars(Paths(root)).values() if isinstance(path, Path)]
    return {path.relative_to(root).parts[0] for path in found if path != root}


def test_every_table_is_in_the_list_and_no_other() -> None:
    assert first_cells(TABLES) == set(metadata.tables)


def test_every_folder_is_in_the_list() -> None:
    told = {name.partition("/")[0] for name in first_cells(FOLDERS)}
    assert kept_paths() - FILES_ALONE <= told


def named_settings() -> list[str]:
    """Return what looks like a setting and is no file."""
    found = set(re.findall(r"`(\w+\.\w+)`", LIST))
    return sorted(found - first_cells(FOLDERS))


@pytest.mark.parametrize("name", named_settings())
def test_settings_in_the_list_exist(name: str) -> None:
    section, field = name.split(".")
    assert section in Settings.model_fields
    assert field in type(getattr(Settings(), section)).model_fields


def test_the_list_is_not_empty() -> None:
    assert len(first_cells(FOLDERS)) > 10
