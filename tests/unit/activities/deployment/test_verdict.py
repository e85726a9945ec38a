"""When what was seen proves a fault, and when it doesn't."""

from pathlib import Path

import pytest

from activities.containers.docker_ends import ends_of
from activities.containers.port import InstanceState, Owner
from activities.deployment.evidence import bounded
from activities.deployment.verdict import Looks, ended_by_itself, gate_sighting, visitors_fault
from activities.deployment.visitors import LoggedVisitors
from activities.serving.health import Probe
from models.applications import Endpoint
from models.base import utc_now
from models.deployments import Fault, ProgramEnd, VisitorCount, WatchRules
from models.errors import Unhealthy

RULES = WatchRules(error_rate=0.2, least_requests=20)
GOOD, BAD, SILENT = Probe(status=200), Probe(status=500), Probe(error="refused")


class Counted:
    """Visitors as a test counts them."""

    def __init__(self, *figures: VisitorCount | None) -> None:
        self._figures = list(figures)

    async def read(self) -> VisitorCount | None:
        return self._figures.pop(0)


def count(requests: int, errors: int) -> VisitorCount:
    return VisitorCount(requests=requests, errors=errors)


def looks(*figures: VisitorCount | None) -> Looks:
    return Looks(RULES, Counted(*figures))


def test_failing_looks_count_only_in_a_row_and_only_when_the_version_is_to_blame() -> None:
    seen = looks()
    assert not seen.suspicious
    for probe, blameless in ((BAD, False), (GOOD, False), (BAD, False), (SILENT, True)):
        seen.add(probe, blameless=blameless)
        assert seen.failing() is None
    seen.add(BAD, blameless=False)
    assert seen.suspicious
    seen.add(SILENT, blameless=False)
    found = seen.failing()
    assert found is not None
    assert found.fault is Fault.NO_ANSWER
    assert "2 times in a row" in found.summary
    assert len(seen.records) == seen.number == 6


@pytest.mark.parametrize(
    ("seen", "guilty"),
    [
        (None, False),
        (count(19, 19), False),
        (count(100, 20), False),
        (count(100, 21), True),
    ],
)
def test_visitors_errors_count_when_there_are_enough(
    seen: VisitorCount | None, guilty: bool
) -> None:
    found = visitors_fault(RULES, seen)
    assert (found is not None) == guilty
    assert found is None or found.visitors == seen


async def test_visitors_are_asked_about_at_every_look() -> None:
    seen = looks(count(30, 0), count(40, 30), None)
    assert await seen.visitors() is None, "30 requests without an error"
    assert await seen.visitors() is not None
    assert await seen.visitors() is None, "nothing is concluded where nobody counts"


async def test_nobody_counts_without_an_access_log(tmp_path: Path) -> None:
    visitors = LoggedVisitors(tmp_path / "access.log")
    assert await visitors.since("application", utc_now()).read() is None


def state(**changes: object) -> InstanceState:
    owner = Owner(application_id="a", version=1, job_id="j")
    endpoint = Endpoint(port=1)
    made = InstanceState(name="n", owner=owner, image="i", endpoint=endpoint, running=True)
    return made.model_copy(update=changes)


def test_a_program_that_ended_is_noticed_also_when_it_runs_again() -> None:
    assert ended_by_itself(state()) is None
    for seen, fault in (
        (None, Fault.ENDED),
        (state(running=False, exit_code=3), Fault.ENDED),
        (state(restarts=1), Fault.RESTARTED),
    ):
        found = ended_by_itself(seen)
        assert found is not None
        assert found.fault is fault


def test_events_tell_which_end_was_for_want_of_memory() -> None:
    died = {"Action": "die", "Actor": {"Attributes": {"exitCode": "137"}}}
    left = {"Action": "die", "Actor": {"Attributes": {"exitCode": "3"}}}
    assert ends_of([{"Action": "oom"}, died, left]) == [
        ProgramEnd(exit_code=137, out_of_memory=True),
        ProgramEnd(exit_code=3),
    ]


@pytest.mark.parametrize(
    ("context", "fault"),
    [
        ({"ended": True, "status": None}, Fault.ENDED),
        ({"status": 500}, Fault.BAD_STATUS),
        ({"status": None, "error": "no answer in time"}, Fault.NO_ANSWER),
    ],
)
def test_a_failed_gate_says_why(context: dict[str, object], fault: Fault) -> None:
    found = gate_sighting(Unhealthy("It did not answer.", **context))
    assert (found.fault, found.summary) == (fault, "It did not answer.")


def test_a_long_log_keeps_its_beginning_and_its_end() -> None:
    kept = bounded([str(number) for number in range(1000)])
    assert (kept[0], kept[50], kept[-1]) == ("0", "… 800 lines left out …", "999")
    assert bounded(["one"]) == ["one"]
