"""Environments that nothing needs any more."""

import os
from pathlib import Path

from activities.containers.venvs import VirtualEnvironments


def test_environments_go_when_nothing_needs_them_and_nobody_asked_lately(tmp_path: Path) -> None:
    for name in ("needed", "old", "fresh"):
        (tmp_path / name / "bin").mkdir(parents=True)
    (tmp_path / "old.lock").touch()
    for name in ("needed", "old", "old.lock"):
        os.utime(tmp_path / name, (0, 0))

    environments = VirtualEnvironments(tmp_path)
    assert environments.prune({tmp_path / "needed"}, 3600) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"needed", "fresh", "old.lock"}
    assert environments.prune({tmp_path / "needed"}, 3600) == 0
