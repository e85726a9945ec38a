"""Profiles, and what they become when an agent is started."""

import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from activities.building.agents.catalogue import choose_isolation, coding_agents
from activities.building.agents.environment import launch_of, needed_by
from activities.building.agents.port import SessionRequest
from activities.building.agents.profiles import custom, kiro
from models.errors import BuildError, Unavailable
from settings import (
    AgentSettings,
    CustomAgentSettings,
    IsolationChoice,
    KiroEngine,
    KiroSettings,
    Settings,
)
from tests.unit.activities.building.agents.fakes import Answering


def _request(place: Path) -> SessionRequest:
    return SessionRequest(tree=place / "tree", state=place / "state")


def test_the_engines_of_kiro_are_started_with_what_each_takes() -> None:
    v3 = kiro(KiroSettings(mode="plan", model="auto", policy_presets=("dev-shell",)))
    v2 = kiro(KiroSettings(engine=KiroEngine.V2, mode="builder", model="auto"))
    assert v3.command == ("kiro-cli", "acp", "--agent-engine=v3", "--auth-method=cli")
    assert v3.session == {"kiro": {"modeId": "plan", "policyPreset": ["dev-shell"]}}
    assert v2.command == ("kiro-cli", "acp", "--agent-engine=v2", "--agent", "builder")
    assert v2.session == {}


def test_the_settings_make_every_agent() -> None:
    settings = Settings(custom_agent=CustomAgentSettings(name="qwen", command="qwen"))
    assert set(coding_agents(settings, Answering({}))) == {
        "kiro",
        "kiro-headless",
        "opencode",
        "qwen",
    }
    assert "custom" not in coding_agents(Settings(), Answering({}))


@pytest.mark.parametrize("name", ["scaffold", "kiro", "Upper", "../x"])
def test_a_custom_agent_takes_no_name_that_is_taken(name: str) -> None:
    with pytest.raises(ValidationError):
        CustomAgentSettings(name=name)


async def test_an_agent_gets_the_variables_that_its_profile_names(tmp_path: Path) -> None:
    profile = custom(
        CustomAgentSettings(command=sys.executable, environment=("MODEL_KEY", "NOT_SET"))
    )
    assert profile is not None
    environment = {"PATH": "/usr/bin", "HOME": "/home/a", "MODEL_KEY": "k", "OTHER": "secret"}
    launch = await launch_of(profile, _request(tmp_path), environment, Answering({}))
    assert launch.environment["MODEL_KEY"] == "k"
    assert launch.environment["HOME"] == str(tmp_path / "state" / "home")
    assert {"OTHER", "NOT_SET"}.isdisjoint(launch.environment)
    assert launch.environment["PATH"].endswith("/usr/local/bin:/usr/bin:/bin")
    assert launch.network


async def test_a_program_that_is_missing_is_an_error_that_says_so(tmp_path: Path) -> None:
    profile = kiro(KiroSettings(command="no-such-kiro"))
    with pytest.raises(BuildError, match="no program 'no-such-kiro'"):
        await launch_of(profile, _request(tmp_path), {"PATH": "/usr/bin"}, Answering({}))


@pytest.mark.parametrize("key", [True, False])
async def test_a_sign_in_of_the_operator_is_copied_only_without_a_key(
    key: bool, tmp_path: Path
) -> None:
    signed_in = tmp_path / "operator" / ".local/share/kiro-cli/data.sqlite3"
    signed_in.parent.mkdir(parents=True)
    signed_in.write_text("signed in")
    environment = {"PATH": "/usr/bin", "HOME": str(tmp_path / "operator")}
    environment |= {"KIRO_API_KEY": "ksk_x"} if key else {}
    profile = kiro(KiroSettings(command=sys.executable))
    launch = await launch_of(profile, _request(tmp_path), environment, Answering({}))
    copied = tmp_path / "state" / "home" / ".local/share/kiro-cli/data.sqlite3"
    assert copied.exists() is not key
    assert launch.environment.get("KIRO_API_KEY") == ("ksk_x" if key else None)


def test_a_program_needs_its_package_and_its_interpreter(tmp_path: Path) -> None:
    packages = tmp_path / "lib" / "node_modules"
    script = packages / "agent" / "bin" / "agent.js"
    interpreter = tmp_path / "node" / "bin" / "node"
    for file, text in ((script, "#!/usr/bin/env node\n"), (interpreter, "")):
        file.parent.mkdir(parents=True)
        file.write_text(text)
        file.chmod(0o755)
    linked = tmp_path / "bin" / "agent"
    linked.parent.mkdir()
    linked.symlink_to(script)
    needed = needed_by(linked, str(interpreter.parent))
    assert {linked.parent, packages, interpreter.parent, tmp_path / "node"} <= set(needed)
    assert tmp_path not in needed


async def test_isolation_follows_the_settings_and_says_why() -> None:
    asked = Settings(agents=AgentSettings(isolation=IsolationChoice.PROCESS))
    assert (await choose_isolation(asked, "x")).sentence.startswith("The settings ask for it.")
    without_image = await choose_isolation(Settings(), "x")
    assert not without_image.contained
    assert without_image.sentence.startswith("The settings name no image for agents.")
    needed = Settings(agents=AgentSettings(isolation=IsolationChoice.CONTAINER))
    with pytest.raises(Unavailable, match="no image"):
        await choose_isolation(needed, "x")
