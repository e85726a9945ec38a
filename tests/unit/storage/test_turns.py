"""Turns of agents: whatever a tree holds, what can be kept is kept and nothing else."""

import os
import socket
from pathlib import Path

import pytest

from models.errors import BuildError
from storage.sources import SourceStore
from storage.trees import TreeLimits
from storage.turns import TurnKey, TurnStore

KEY = TurnKey("app", "job", 1, "1")


@pytest.fixture
def turns(tmp_path: Path) -> TurnStore:
    return TurnStore(tmp_path / "sources", TreeLimits(files=20, file_bytes=1000, total_bytes=5000))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    (folder / "app").mkdir(parents=True)
    (folder / "app" / "main.py").write_text("print()\n")
    return folder


async def kept(turns: TurnStore, tree: Path, target: Path) -> tuple[set[str], tuple[str, ...]]:
    """Store the tree and return the paths that come back, and what was left out."""
    stored = await turns.store(KEY, tree, message="m", parent=None)
    await turns.checkout("app", stored.commit, target)
    paths = {str(p.relative_to(target)) for p in target.rglob("*") if not p.is_dir()}
    return paths, stored.left_out


async def test_a_turn_is_found_again_with_what_it_says(turns: TurnStore, tree: Path) -> None:
    assert await turns.find(KEY) is None
    first = await turns.store(KEY, tree, message="said", parent=None)
    (tree / "more.txt").write_text("x")
    second = await turns.store(
        TurnKey("app", "job", 1, "2"), tree, message="then", parent=first.commit
    )

    found = await turns.find(TurnKey("app", "job", 1, "2"))
    assert found is not None
    assert (found.commit, found.message, found.parent) == (second.commit, "then", first.commit)
    assert await turns.find(TurnKey("app", "job", 2, "1")) is None
    assert await turns.changed("app", first.commit, second.commit) == ("more.txt",)
    assert await turns.text("app", second.commit, "more.txt") == "x"
    assert await turns.text("app", second.commit, "app") == ""


async def test_links_and_special_files_are_left_out_and_named(
    turns: TurnStore, tree: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter22")
    (tree / "link").symlink_to(secret)
    (tree / "folder").symlink_to(tmp_path)
    (tree / "loop").symlink_to(tree)
    os.mkfifo(tree / "pipe")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tree / "s"))
    (tree / "large").write_bytes(b"x" * 1001)

    paths, left_out = await kept(turns, tree, tmp_path / "out")
    listening.close()

    assert paths == {"app/main.py"}
    assert {told.partition(":")[0] for told in left_out} == {
        "link",
        "folder",
        "loop",
        "pipe",
        "s",
        "large",
    }


async def test_git_of_an_agents_own_reaches_nobody(
    turns: TurnStore, tree: Path, tmp_path: Path
) -> None:
    for name in (".git", ".GIT", ".Git ", "git~1", ".g\u200cit"):
        (tree / "app" / name / "hooks").mkdir(parents=True)
        (tree / "app" / name / "config").write_text("[core]\n\tfsmonitor = touch owned\n")
    (tree / ".gitmodules").write_text('[submodule "x"]\n\tpath = x\n\turl = /etc\n')

    paths, left_out = await kept(turns, tree, tmp_path / "out")

    assert paths == {"app/main.py", ".gitmodules"}
    assert len(left_out) == 4  # a plain .git is what tools leave, and not worth a word


async def test_caches_of_tools_are_no_sources(turns: TurnStore, tree: Path, tmp_path: Path) -> None:
    for name in ("__pycache__", ".venv", "node_modules"):
        (tree / name).mkdir()
        (tree / name / "file").write_bytes(b"x" * 2000)

    assert await kept(turns, tree, tmp_path / "out") == ({"app/main.py"}, ())


async def test_too_much_is_refused(turns: TurnStore, tree: Path) -> None:
    for number in range(25):
        (tree / f"{number}.txt").write_text("x")
    with pytest.raises(BuildError, match="over 20 files"):
        await turns.store(KEY, tree, message="m", parent=None)
    assert await turns.find(KEY) is None


async def test_a_tree_that_became_a_link_is_not_followed(
    turns: TurnStore, tree: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").symlink_to(tree)
    with pytest.raises(Exception, match=r"other|link|folder"):
        await turns.store(KEY, tmp_path / "other", message="m", parent=None)


async def test_many_names_are_told_shortly(turns: TurnStore, tree: Path) -> None:
    for number in range(40):
        (tree / f"l{number}").symlink_to("/etc/passwd")
    stored = await turns.store(KEY, tree, message="m", parent=None)

    assert len(stored.left_out) == 20
    assert stored.left_out[-1] == "… and 21 more"


async def test_versions_know_nothing_of_turns(turns: TurnStore, tree: Path, tmp_path: Path) -> None:
    await turns.store(KEY, tree, message="m", parent=None)
    sources = SourceStore(tmp_path / "sources")

    assert await sources.checkout("app", tmp_path / "newest") is None
