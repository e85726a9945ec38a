"""Whether an agent can be used, in a sentence."""

import pytest

from activities.building.agents.availability import availability
from activities.building.agents.profiles import kiro, opencode
from settings import KiroSettings, OpencodeSettings
from tests.unit.activities.building.agents.fakes import Answering

VERSION = {"kiro-cli --version": (0, "kiro-cli 3.2.0\n")}
WHOAMI = "kiro-cli whoami --format json"
SIGNED_IN = (0, '{"accountType":"BuilderId","email":"a@example.org"}')


@pytest.mark.parametrize(
    ("answers", "environment", "usable", "because"),
    [
        ({}, {}, False, "Kiro is not installed: there is no 'kiro-cli' on this machine."),
        ({"kiro-cli --version": (1, "")}, {}, False, "Kiro is installed, but it doesn't start."),
        (VERSION, {"KIRO_API_KEY": "ksk_x"}, True, "Kiro is installed, and has a key."),
        (VERSION | {WHOAMI: SIGNED_IN}, {}, True, "Kiro is installed and signed in."),
        (VERSION | {WHOAMI: (0, '{"account":null}')}, {}, False, "nobody is signed in."),
        (VERSION | {WHOAMI: (0, "garbage")}, {}, False, "nobody is signed in."),
        (VERSION | {WHOAMI: (1, SIGNED_IN[1])}, {}, False, "nobody is signed in."),
        (VERSION | {WHOAMI: SIGNED_IN}, {"KIRO_API_KEY": ""}, True, "signed in."),
    ],
)
async def test_kiro_needs_to_be_installed_and_signed_in(
    answers: dict[str, tuple[int, str]], environment: dict[str, str], usable: bool, because: str
) -> None:
    found = await availability(kiro(KiroSettings()), Answering(answers), environment)
    assert found.usable is usable
    assert found.because.endswith(because)


async def test_the_programs_see_no_secret_of_the_orchestrator() -> None:
    isolation = Answering(VERSION | {WHOAMI: SIGNED_IN})
    environment = {"HOME": "/home/a", "PATH": "/bin", "ORCHESTRATOR_DATABASE_URL": "secret"}
    await availability(kiro(KiroSettings()), isolation, environment)
    assert isolation.seen == [{"HOME": "/home/a", "PATH": "/bin"}] * 2


async def test_in_a_container_only_a_key_signs_in() -> None:
    isolation = Answering(VERSION | {WHOAMI: SIGNED_IN}, contained=True)
    found = await availability(kiro(KiroSettings()), isolation, {"HOME": "/home/a"})
    assert not found.usable
    assert isolation.seen == [{}]


async def test_an_agent_that_signs_in_by_itself_needs_to_be_installed() -> None:
    isolation = Answering({"opencode --version": (0, "1.18.33\n")})
    found = await availability(opencode(OpencodeSettings()), isolation, {})
    assert (found.usable, found.version) == (True, "1.18.33")
