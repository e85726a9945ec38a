"""The line as it is told: order, estimate, words."""

from datetime import UTC, datetime, timedelta

import pytest

from models.queue import Capacity, LimitState, Need, OwnerLimits, OwnerUse, Scarce, Shortage
from storage.limit_words import limit_lines, limit_told, too_large_told
from storage.line import Turn, Waiting, coarse, in_order, left_of, seconds_to_wait, shortage
from storage.line_words import in_words, memory, place_of

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def waits(name: str, owner: str, priority: int = 3, turn: Turn = Turn.IN_LINE) -> Waiting:
    """Return a job that came in the second that its name ends with."""
    asked_at = NOW + timedelta(seconds=int(name[1:]))
    return Waiting(name, owner, turn, priority, Need(), 60, asked_at)


def test_owners_take_turns_and_priority_comes_first() -> None:
    line = [
        *(waits(f"a{n}", "ann") for n in range(3)),
        waits("b5", "bob"),
        waits("b6", "bob"),
        waits("e9", "eve", priority=1),
        waits("z7", "zoe", priority=5),
        waits("h8", "hal", turn=Turn.AT_HEAD),
    ]
    assert [job.job_id for job in in_order(reversed(line))] == [
        *("h8", "e9", "a0", "b5", "a1", "b6", "a2", "z7"),
    ]


@pytest.mark.parametrize(
    ("need", "resource"),
    [
        (Need(memory_mb=101), Scarce.MEMORY),
        (Need(cpus=1.6), Scarce.CPUS),
        (Need(builds=2, memory_mb=101), Scarce.BUILDS),
        (Need(memory_mb=100, cpus=1.5, builds=1), None),
    ],
)
def test_what_is_short(need: Need, resource: Scarce | None) -> None:
    capacity = Capacity(memory_mb=150, cpus=2, builds=3)
    free = left_of(capacity, Need(memory_mb=50, cpus=0.5, builds=2))
    found = shortage(need, free)
    assert (found.resource if found else None) == resource


def test_nothing_is_free_where_more_is_taken_than_there_is() -> None:
    assert left_of(Capacity(memory_mb=1), Need(memory_mb=5, cpus=3, builds=1)) == Need()


@pytest.mark.parametrize(
    ("remaining", "ahead", "places", "seconds"),
    [
        ((), (), 2, 0),
        ((30, 50), (), 2, 30),
        ((30, 50), (60,), 2, 50),
        ((30, 50), (60, 10, 10), 2, 70),
        ((-20,), (), 1, 5),
        ((30,), (), 0, None),
    ],
)
def test_how_long_it_takes(
    remaining: tuple[float, ...], ahead: tuple[float, ...], places: int, seconds: float | None
) -> None:
    assert seconds_to_wait(remaining, ahead, places) == seconds


@pytest.mark.parametrize(("position", "told"), [(1, 1), (10, 10), (11, 20), (95, 100), (101, 200)])
def test_far_positions_are_told_roughly(position: int, told: int) -> None:
    assert coarse(position) == told


@pytest.mark.parametrize(
    ("position", "lacking", "places", "told"),
    [
        (1, None, 1, "Next in line. Others come first. About 40 seconds."),
        (
            2,
            Shortage(resource=Scarce.BUILDS, needed=1),
            2,
            "Second in line. 2 applications are being built, as many as may be at a time. "
            "About 40 seconds.",
        ),
        (
            34,
            Shortage(resource=Scarce.CPUS, needed=1, free=0.5),
            1,
            "About 40th in line. Building needs 1 of a processor, 0.5 is free. About 40 seconds.",
        ),
    ],
)
def test_a_place_in_words(position: int, lacking: Shortage | None, places: int, told: str) -> None:
    assert place_of(position, lacking, seconds=41, places=places).told == told


def test_amounts_and_times_are_no_more_exact_than_they_are() -> None:
    assert [memory(each) for each in (64, 410, 1024, 65_536, 1_048_576)] == [
        *("64 MB", "0.4 GB", "1 GB", "64 GB", "1 TB"),
    ]
    assert [in_words(each) for each in (0, 42, 100, 3_000, 7_300)] == [
        *("5 seconds", "40 seconds", "2 minutes", "50 minutes", "2 hours"),
    ]


@pytest.mark.parametrize("name", OwnerLimits.model_fields)
def test_every_limit_says_what_it_is_and_what_to_do(name: str) -> None:
    told, remedy = limit_told(LimitState(name=name, allowed=2048, used=1024, needed=1536))
    assert any(number in told for number in ("2048", "2 GB"))
    assert any(number in told for number in ("1024", "1 GB"))
    assert "operator" in remedy


def test_limits_are_listed_beside_what_is_used() -> None:
    lines = limit_lines(OwnerLimits(applications=3, memory_mb=2048), OwnerUse(applications=1))
    assert lines[0] == ("Applications", "1", "3")
    assert ("Memory of running applications", "0 MB", "2 GB") in lines
    assert lines[-1][2] == "no limit"


def test_a_machine_that_is_too_small_says_so() -> None:
    short = Shortage(resource=Scarce.MEMORY, needed=4096, free=1024)
    assert too_large_told(short) == (
        "Building it needs 4 GB of memory, and this machine has 1 GB for that."
    )
    assert "cpus" in too_large_told(Shortage(resource=Scarce.CPUS, needed=4, free=1))
