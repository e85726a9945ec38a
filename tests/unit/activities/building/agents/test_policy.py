"""Requests for permission, in the words of each kind of agent."""

from pathlib import Path
from typing import Any

import pytest

from activities.building.agents.asking import wanted
from activities.building.agents.commands import Verdict
from activities.building.agents.policy import Policy, option_for


def _v3(capability: str, resource: str, **more: Any) -> dict[str, Any]:
    consent = {"capability": capability, "resource": resource}
    return {"toolCall": {"title": resource}, "_meta": {"kiro": {"consent": consent, **more}}}


def _v2(kind: str, **raw: Any) -> dict[str, Any]:
    return {"toolCall": {"title": "a step", "kind": kind, "rawInput": raw}}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    return root


@pytest.mark.parametrize(
    ("params", "verdict"),
    [
        (_v3("shell", "pytest -q"), Verdict.ALLOW),
        (_v3("shell", "harmless title", command="git push"), Verdict.REFUSE),
        (_v3("fs_write", "app/main.py"), Verdict.ALLOW),
        (_v3("fs_write", "../main.py"), Verdict.REFUSE),
        (_v3("fs_write", "out/main.py"), Verdict.REFUSE),
        (_v3("fs_read", "/etc/passwd"), Verdict.REFUSE),
        (_v3("fs_read", ".git/HEAD"), Verdict.ALLOW),
        (_v3("fs_write", ".git/HEAD"), Verdict.REFUSE),
        (_v3("fs_write", ".kiro/hooks/a.json"), Verdict.REFUSE),
        (_v3("fs_write", ".kiro/specs/app/tasks.md"), Verdict.ALLOW),
        (_v3("fs_read", ".env"), Verdict.REFUSE),
        (_v3("fs_read", ".env.example"), Verdict.ALLOW),
        (_v3("web_fetch", "https://example.org"), Verdict.REFUSE),
        (_v3("web_search", "how to"), Verdict.REFUSE),
        (_v3("mcp", "@github/create"), Verdict.ASK_OWNER),
        (_v3("something-new", "x"), Verdict.ASK_OWNER),
        (_v2("execute", command="ls"), Verdict.ALLOW),
        (_v2("execute", command=["git", "push"]), Verdict.REFUSE),
        (_v2("execute", command=["bash", "-c", "git push"]), Verdict.REFUSE),
        (_v2("execute", command="ls", cwd="/"), Verdict.REFUSE),
        (_v2("execute"), Verdict.ASK_OWNER),
        (_v2("edit", filePath="a.py"), Verdict.ALLOW),
        (_v2("edit", filePath="a.py", path="/etc/passwd"), Verdict.REFUSE),
        (_v2("read", path="a.py", url="http://example.org"), Verdict.REFUSE),
        (_v2("edit"), Verdict.ASK_OWNER),
        (_v2("think"), Verdict.ALLOW),
        (_v2("other", command="git push"), Verdict.REFUSE),
        ({}, Verdict.ASK_OWNER),
        (None, Verdict.ASK_OWNER),
        ({"toolCall": [1], "_meta": "x"}, Verdict.ASK_OWNER),
    ],
)
def test_a_request_is_judged_by_all_that_it_names(
    params: Any, verdict: Verdict, tree: Path
) -> None:
    assert Policy(tree).judge(wanted(params)).verdict is verdict


def test_a_diff_outside_of_the_tree_is_refused(tree: Path) -> None:
    content = [{"type": "diff", "path": "/etc/passwd"}]
    params = {"toolCall": {"kind": "edit", "content": content, "rawInput": {"path": "a.py"}}}
    assert Policy(tree).judge(wanted(params)).verdict is Verdict.REFUSE


def test_the_owner_may_allow_what_is_open_but_nothing_that_is_refused(tree: Path) -> None:
    open_, refused = wanted(_v3("shell", "pip install x")), wanted(_v3("shell", "git push"))
    before = Policy(tree)
    allowed = frozenset({before.wish(open_).fingerprint, before.wish(refused).fingerprint})
    assert Policy(tree, allowed).judge(open_).verdict is Verdict.ALLOW
    assert Policy(tree, allowed).judge(refused).verdict is Verdict.REFUSE


def test_what_was_allowed_carries_nothing_else_along(tree: Path) -> None:
    allowed = frozenset({Policy(tree).wish(wanted(_v3("shell", "pip install x"))).fingerprint})
    more = wanted(_v3("shell", "pip install x", command="pip install evil"))
    assert Policy(tree, allowed).judge(more).verdict is Verdict.ASK_OWNER
    assert "evil" in Policy(tree).wish(more).resource


def test_what_the_owner_could_not_see_whole_is_refused(tree: Path) -> None:
    command = f"pip install {'x' * 400} evil"
    assert Policy(tree).judge(wanted(_v3("shell", command))).verdict is Verdict.REFUSE


def test_a_wish_is_the_same_for_every_agent_and_tree_and_shows_no_secret(
    tree: Path, tmp_path: Path
) -> None:
    command = "deploy  --token=abcdefgh1234 {}/a.txt"
    one = Policy(tree).wish(wanted(_v3("shell", command.format(tree))))
    there = (tmp_path / "elsewhere").resolve()
    other = Policy(there).wish(wanted(_v2("execute", command=command.format(there))))
    assert one == other
    assert one.resource == "deploy --token=[removed] a.txt"


def test_options_are_chosen_by_kind_and_for_once_alone() -> None:
    once = [
        {"optionId": "a", "kind": "allow_always"},
        {"optionId": "b", "kind": "allow_once"},
        {"optionId": "c", "kind": "reject_once"},
    ]
    assert option_for(once, allow=True) == "b"
    assert option_for(once, allow=False) == "c"
    assert option_for(once[:1], allow=True) is None
    assert option_for([{"kind": "allow_once", "optionId": 5}, 3], allow=True) is None
    assert option_for("none", allow=False) is None
