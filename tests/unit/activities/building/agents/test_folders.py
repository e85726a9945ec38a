"""What an agent has left in its own folders leads nowhere when it is started again."""

import os
import sys
from pathlib import Path

import pytest

from activities.building.agents.environment import launch_of
from activities.building.agents.folders import hand_over
from activities.building.agents.isolation import Launch
from activities.building.agents.port import SessionRequest
from activities.building.agents.processes import ProcessIsolation
from activities.building.agents.profiles import Profile
from models.specification import ResourceLimits

SIGN_IN = ".local/share/agent/data"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir(mode=0o755)
    return folder


@pytest.fixture
def request_(tmp_path: Path) -> SessionRequest:
    for name in ("tree", "state"):
        (tmp_path / name).mkdir()
    return SessionRequest(tree=tmp_path / "tree", state=tmp_path / "state")


async def launched(request: SessionRequest, operator: Path) -> Launch:
    """Return how an agent is started whose sign-in is a file of the operator's home."""
    (operator / SIGN_IN).parent.mkdir(parents=True, exist_ok=True)
    (operator / SIGN_IN).write_text("signed in")
    profile = Profile("agent", "Agent", (sys.executable,), home_files=(SIGN_IN,))
    environment = {"HOME": str(operator), "PATH": os.environ["PATH"]}
    isolation = ProcessIsolation(ResourceLimits())
    return await launch_of(profile, request, environment, isolation)


@pytest.mark.parametrize("name", ["home", "tmp"])
async def test_a_folder_that_became_a_link_is_a_folder_again(
    name: str, request_: SessionRequest, outside: Path, tmp_path: Path
) -> None:
    launch = await launched(request_, tmp_path / "operator")
    place = request_.state / name
    if place.exists():
        place.rename(tmp_path / "away")
    place.symlink_to(outside)
    hand_over(launch, None)

    assert not place.is_symlink()
    assert place.is_dir()
    assert outside.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("linked", ["home", "home/.local", "home/.local/share/agent"])
async def test_a_sign_in_is_copied_past_links(
    linked: str, request_: SessionRequest, outside: Path, tmp_path: Path
) -> None:
    place = request_.state / linked
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside)
    await launched(request_, tmp_path / "operator")

    assert list(outside.iterdir()) == []
    assert (request_.state / "home" / SIGN_IN).read_text() == "signed in"


async def test_a_sign_in_does_not_go_where_a_link_in_its_place_points(
    request_: SessionRequest, outside: Path, tmp_path: Path
) -> None:
    place = request_.state / "home" / SIGN_IN
    place.parent.mkdir(parents=True)
    place.symlink_to(outside / "owned")
    await launched(request_, tmp_path / "operator")

    assert not (outside / "owned").exists()
    assert place.read_text() == "signed in"
    assert place.stat().st_mode & 0o777 == 0o600


async def test_a_sign_in_that_the_agent_has_renewed_stays(
    request_: SessionRequest, tmp_path: Path
) -> None:
    await launched(request_, tmp_path / "operator")
    (request_.state / "home" / SIGN_IN).write_text("renewed")
    await launched(request_, tmp_path / "operator")

    assert (request_.state / "home" / SIGN_IN).read_text() == "renewed"
