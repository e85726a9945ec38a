"""Folders that an agent works in, made its own before it starts."""

import os
from pathlib import Path

from activities.building.agents.isolation import Launch
from activities.containers.process_layout import own


def hand_over(launch: Launch, user: int | None) -> None:
    """Make the agent's own folders, and let them and its work tree belong to that user."""
    for folder in (launch.state, launch.state / "home", launch.state / "tmp"):
        own(folder, user)
    if user is not None:
        for root in (launch.tree, launch.state):
            _give(root, user)


def _give(root: Path, user: int) -> None:
    os.lchown(root, user, user)
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            os.lchown(os.path.join(folder, name), user, user)
