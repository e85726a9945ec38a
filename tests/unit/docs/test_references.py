"""What the pages name is there, and what is there is named."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from docs.generate import FOLDER
from models.features import FeatureKind
from settings import Paths, Settings
from temporal.attribute_names import AttributeName

PAGES = [
    FOLDER.parent / "README.md",
    FOLDER.parent / "CONTRIBUTING.md",
    *sorted(FOLDER.glob("*.md")),
]
NOT_SETTINGS = {"worker.py", "runtime.json", "temporal.db", "understanding.analyse"}
"""Files and an activity, which only look like settings."""


def _nameless(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path.partition("?")[0])


def test_every_route_is_in_the_table_of_the_api() -> None:
    table = (FOLDER / "api.md").read_text().partition("\n\n`docs/openapi.json`")[0]
    told = {_nameless(path) for path in re.findall(r"(?:/|…/)[a-z][^` ]*", table)}
    routes = json.loads((FOLDER / "openapi.json").read_text())["paths"]
    for route in routes:
        path = _nameless(route.removeprefix("/api/v1"))
        assert path in told or any(
            path.endswith(name.removeprefix("…")) for name in told if name.startswith("…")
        ), route


def test_the_readme_counts_the_features_that_there_are() -> None:
    told = re.findall(r"\[(\d+) such features\]", (FOLDER.parent / "README.md").read_text())
    assert told == [str(len(FeatureKind))]


def test_the_command_for_search_attributes_names_all_of_them() -> None:
    text = (FOLDER / "operations.md").read_text()
    command = text[text.index("temporal operator search-attribute create") :].partition("```")[0]
    assert re.findall(r"--name (\w+) --type Keyword", command) == [*AttributeName]


def test_every_variable_of_docker_compose_is_in_the_table() -> None:
    used = re.findall(r"\$\{(\w+)", (FOLDER.parent / "docker-compose.yml").read_text())
    table = (FOLDER / "operations.md").read_text().partition("## Docker Compose")[2]
    assert {*used} <= {*re.findall(r"`([A-Z_]+)`", table.partition("\n\nOnly")[0])}


def _settings(model: type[BaseModel], section: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield section + name
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _settings(kind, f"{section}{name}.")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_settings_that_pages_name_exist(page: Path) -> None:
    known = set(_settings(Settings))
    sections = {name.partition(".")[0] for name in known if "." in name}
    for name in re.findall(r"`([a-z_]+\.[a-z_]+)(?: ?=[^`]*)?`", page.read_text()):
        if name.partition(".")[0] in sections and name not in NOT_SETTINGS:
            assert name in known, f"{page.name}: {name}"


def test_every_place_in_the_data_directory_is_described(tmp_path: Path) -> None:
    text = (FOLDER / "operations.md").read_text()
    table = text[text.index("## Data directory") :].partition("\n\nOnce an hour")[0]
    for path in vars(Paths(tmp_path)).values():
        if path != tmp_path:
            first = path.relative_to(tmp_path).parts[0]
            assert re.search(rf"`{re.escape(first)}/?`", table), first
