"""Folders that an agent works in, made its own before it starts.

They may hold what an earlier turn of it has left: links are removed, never followed. No agent runs
while this is done.
"""

import os
from pathlib import Path, PurePosixPath

from activities.building.agents.isolation import Launch
from activities.containers.process_layout import own


def hand_over(launch: Launch, user: int | None) -> None:
    """Make the agent's own folders, and let them and its work tree belong to that user."""
    for folder in (launch.state, launch.state / "home", launch.state / "tmp"):
        own(_real(folder), user)
    if user is not None:
        for root in (launch.tree, launch.state):
            _give(root, user)


def place_in(root: Path, name: str) -> Path:
    """Return where a file goes below an agent's folder; its folders are made."""
    folder = _real(root)
    *above, last = PurePosixPath(name).parts
    for part in above:
        folder = _real(folder / part)
    if (folder / last).is_symlink():
        (folder / last).unlink()
    return folder / last


def _real(folder: Path) -> Path:
    """Make sure that there is a folder, whatever was in its place."""
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)
        folder.mkdir(parents=True)
    return folder


def _give(root: Path, user: int) -> None:
    os.lchown(root, user, user)
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            os.lchown(os.path.join(folder, name), user, user)
