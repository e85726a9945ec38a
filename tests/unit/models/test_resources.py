"""Many samples become few: nothing is lost that a few can keep."""

from datetime import UTC, datetime, timedelta
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from models.resources import Sample, Step, merged, percentile, slot_of

MORNING = datetime(2026, 3, 1, 8, tzinfo=UTC)
_CPU = st.one_of(st.none(), st.floats(min_value=0, max_value=64))
_BYTES = st.integers(min_value=0, max_value=2**40)


@st.composite
def raw(draw: st.DrawFn) -> Sample:
    cpu, memory = draw(_CPU), draw(_BYTES)
    return Sample(
        subject="a",
        at=MORNING + timedelta(seconds=draw(st.integers(0, 899))),
        cpu=cpu,
        cpu_p95=cpu,
        cpu_max=cpu,
        memory=memory,
        memory_p95=memory,
        memory_max=memory,
        disk=draw(st.one_of(st.none(), _BYTES)),
        restarts=draw(st.integers(0, 3)),
        oom_kills=draw(st.integers(0, 3)),
    )


ROWS = st.lists(raw(), min_size=1, max_size=40)


@given(rows=ROWS)
def test_a_slot_says_what_its_measurements_said(rows: list[Sample]) -> None:
    whole = merged(rows, Step.QUARTER_HOUR)
    assert whole.at == MORNING
    assert whole.samples == len(rows)
    assert whole.restarts == sum(row.restarts for row in rows)
    assert whole.oom_kills == sum(row.oom_kills for row in rows)
    assert abs(whole.memory * len(rows) - sum(row.memory for row in rows)) <= len(rows) + 1
    assert whole.memory_max == max(row.memory for row in rows)
    assert min(row.memory for row in rows) <= whole.memory_p95 <= whole.memory_max
    assert whole.disk == max((r.disk for r in rows if r.disk is not None), default=None)
    known = [row.cpu for row in rows if row.cpu is not None]
    assert (whole.cpu is None) == (not known)
    if whole.cpu is not None:
        assert isclose(whole.cpu * len(known), sum(known), rel_tol=1e-9, abs_tol=1e-9)
        assert whole.cpu_max == max(known)


@given(parts=st.lists(ROWS, min_size=1, max_size=5))
def test_averages_of_averages_are_those_of_all(parts: list[list[Sample]]) -> None:
    quarters = [merged(rows, Step.QUARTER_HOUR) for rows in parts]
    day = merged(quarters, Step.DAY)
    everything = [row for rows in parts for row in rows]
    assert day.samples == len(everything)
    assert day.memory_max == max(row.memory for row in everything)
    assert day.restarts == sum(row.restarts for row in everything)
    average = sum(row.memory for row in everything) / len(everything)
    assert abs(day.memory - average) <= 1


@given(values=st.lists(st.integers(), min_size=1), share=st.floats(0.01, 1))
def test_a_percentile_is_a_value_that_the_share_does_not_exceed(
    values: list[int], share: float
) -> None:
    found = percentile(values, share)
    assert found in values
    assert found is not None
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9


@given(at=st.datetimes(min_value=datetime(2000, 1, 1)), seconds=st.integers(1, 100_000))
def test_every_moment_is_in_one_slot(at: datetime, seconds: int) -> None:
    length, moment = timedelta(seconds=seconds), at.replace(tzinfo=UTC)
    slot = slot_of(moment, length)
    assert slot <= moment < slot + length
    assert slot_of(slot, length) == slot
