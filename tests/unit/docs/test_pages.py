"""The pages say what the code does."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from docs.generate import FOLDER, PAGES, rendered
from terminal.app import app

ROOT = FOLDER.parent
PAGES_OF_PEOPLE = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(FOLDER.glob("*.md"))]


@pytest.mark.parametrize("name", PAGES)
def test_reference_pages_are_what_the_code_generates(name: str) -> None:
    told = (FOLDER / name).read_text()
    assert told == rendered(name), "run: uv run python -m docs.generate"


def test_every_setting_has_a_default_that_somebody_can_read() -> None:
    table = rendered("configuration.md")
    assert "Undefined" not in table
    assert "| `labels` | `ORCHESTRATOR_RUNTIME__LABELS` | `{}` |" in table


def _commands() -> dict[str, Any]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return dict(group.commands)


def _options(command: Any) -> set[str]:
    both = {name for given in command.params for name in (*given.opts, *given.secondary_opts)}
    return both | {"--help"}


def _code(page: Path) -> list[str]:
    text = page.read_text()
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.S | re.M)
    return [*re.findall(r"`([^`\n]+)`", text), *"\n".join(blocks).splitlines()]


def _mentioned(page: Path) -> list[tuple[str, list[str]]]:
    found = []
    for code in _code(page):
        for rest in re.findall(r"\borchestrator ([a-z][^|)#]*)", code):
            words = [word for word in rest.split() if word]
            found.append((words[0], words[1:]))
    return found


@pytest.mark.parametrize("page", PAGES_OF_PEOPLE, ids=lambda page: page.name)
def test_commands_that_pages_mention_exist(page: Path) -> None:
    commands = _commands()
    for name, words in _mentioned(page):
        assert name in commands, f"{page.name}: orchestrator {name}"
        command = commands[name]
        alone = not words and getattr(command, "invoke_without_command", False)
        if isinstance(command, TyperGroup) and not alone:
            assert words[0] in command.commands, f"{page.name}: orchestrator {name} {words[0]}"
            command = command.commands[words[0]]
        options = {word for word in words if word.startswith("-")}
        assert options <= _options(command), f"{page.name}: orchestrator {name} {words}"


def test_the_readme_mentions_every_command() -> None:
    mentioned = {name for name, _ in _mentioned(ROOT / "README.md")}
    shown = {name for name, command in _commands().items() if not command.hidden}
    assert shown <= mentioned


def test_options_in_the_readmes_table_belong_to_their_command() -> None:
    commands = _commands()
    for row in re.findall(r"^\| `orchestrator ([\w-]+).*$", (ROOT / "README.md").read_text(), re.M):
        assert row in commands
    for line in (ROOT / "README.md").read_text().splitlines():
        named = re.match(r"\| `orchestrator ([\w-]+)", line)
        if named and not isinstance(commands[named[1]], TyperGroup):
            told = set(re.findall(r"`(--[a-z-]+)", line))
            assert told <= _options(commands[named[1]]), line


@pytest.mark.parametrize("page", PAGES_OF_PEOPLE, ids=lambda page: page.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text()):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES_OF_PEOPLE, ids=lambda page: page.name)
def test_links_to_a_part_of_a_page_lead_to_a_heading(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#:]*)#([^)]*)\)", page.read_text()):
        aimed = (page.parent / target) if target else page
        headings = re.findall(r"^#+ (.*)$", aimed.read_text(), re.M)
        assert anchor in {_anchor(one) for one in headings}, f"{page.name}: {target}#{anchor}"


def test_replaced_decisions_name_a_later_one() -> None:
    text = (FOLDER / "decisions.md").read_text()
    entries = re.findall(r"^## (\d+)\. .*\n\n(.*)$", text, re.M)
    replaced = {
        int(number): int(told[1])
        for number, first in entries
        if (told := re.match(r"\*Replaced by \[(\d+)\]\(#\1-", first))
    }
    assert {1, 14, 25} <= replaced.keys()
    assert all(number < later for number, later in replaced.items())


def test_every_page_is_in_the_table_of_contents() -> None:
    listed = set(re.findall(r"\]\(([a-z-]+\.md)\)", (FOLDER / "README.md").read_text()))
    assert {page.name for page in FOLDER.glob("*.md")} - {"README.md"} == listed


def test_pictures_are_small() -> None:
    for picture in (FOLDER / "images").iterdir():
        assert picture.stat().st_size < 150_000, picture.name


def test_folders_that_the_readme_names_exist() -> None:
    text = (ROOT / "README.md").read_text()
    table = text[text.index("## Where things are") :]
    for name in re.findall(r"`([a-z]+/|[a-z]+\.py)`", table):
        assert (ROOT / name).exists(), name
