"""When what was seen proves a fault, and when it doesn't."""

from pathlib import Path

import pytest

from activities.containers.docker_ends import ends_of
from activities.containers.port import InstanceState, Owner
from activities.deployment.evidence import bounded
from activities.deployment.health import Probe
from activities.deployment.verdict import Looks, ended_by_itself, gate_sighting, visitors_fault
from activities.deployment.visitors import CaddyVisitors, Tally, counted
from models.applications import Endpoint
from models.deployments import Fault, ProgramEnd, VisitorCount, WatchRules
from models.errors import Unhealthy

RULES = WatchRules(error_rate=0.2, least_requests=20)
GOOD, BAD, SILENT = Probe(status=200), Probe(status=500), Probe(error="refused")


class Counted:
    """A proxy whose figures are what a test says."""

    def __init__(self, *figures: VisitorCount | None) -> None:
        self._figures = list(figures)

    async def total(self, host: str) -> VisitorCount | None:
        return self._figures.pop(0)


def count(requests: int, errors: int) -> VisitorCount:
    return VisitorCount(requests=requests, errors=errors)


def looks(*figures: VisitorCount | None) -> Looks:
    return Looks(RULES, Tally(Counted(*figures), "books.localhost"))


def test_failing_looks_count_only_in_a_row_and_only_when_the_version_is_to_blame() -> None:
    seen = looks()
    for probe, blameless in ((BAD, False), (GOOD, False), (BAD, False), (SILENT, True)):
        seen.add(probe, blameless=blameless)
        assert seen.failing() is None
    seen.add(BAD, blameless=False)
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


async def test_looks_of_the_watch_are_not_visitors() -> None:
    seen = looks(count(100, 7), count(132, 30))
    await seen.begin()
    for probe in (GOOD, BAD):
        seen.add(probe, blameless=False)
    found = await seen.visitors(now=True)
    assert found is not None
    assert found.visitors == count(30, 22)


async def test_a_proxy_that_was_started_anew_counts_from_zero() -> None:
    tally = Tally(Counted(count(100, 50), count(30, 3)), "books.localhost")
    await tally.begin()
    assert await tally.read() == count(30, 3)


async def test_nothing_is_concluded_where_nobody_counts(tmp_path: Path) -> None:
    tally = Tally(CaddyVisitors(tmp_path / "nobody.sock"), "books.localhost")
    await tally.begin()
    assert await tally.read() is None


def test_figures_of_one_host_are_read_once_per_request() -> None:
    line = 'caddy_http_request_duration_seconds_{what}{{code="{code}",handler="{handler}",'
    line += 'host="{host}",method="GET",server="applications"}} {value}'

    def told(value: float, **changes: str) -> str:
        usual = {"what": "count", "code": "200", "handler": "reverse_proxy", "host": "books.test"}
        return line.format(value=value, **(usual | changes))

    lines = [
        told(40),
        told(3, code="502"),
        told(1.5e3, code="500", handler="vars"),
        told(9, host="pets.test"),
        told(9, what="sum"),
    ]
    assert counted(lines, "Books.test") == count(43, 3)


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
