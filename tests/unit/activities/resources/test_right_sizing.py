"""Limits that fit: bounded, steady, and more at once for who was ended for want of memory."""

from hypothesis import given
from hypothesis import strategies as st

from activities.resources.right_sizing import Observed, recommend
from models.specification import ResourceLimits
from settings import ResourceSettings

SETTINGS = ResourceSettings()
_MEGABYTE = 1024 * 1024
LONG = float(SETTINGS.right_sizing_hours)
LIMITS = st.builds(ResourceLimits, memory_mb=st.integers(64, 4096), cpus=st.floats(0.1, 8))
SEEN = st.builds(
    Observed,
    hours=st.floats(0, 400),
    memory_p99=st.integers(0, 3000 * _MEGABYTE),
    cpu_p95=st.one_of(st.none(), st.floats(0, 8)),
    throttled=st.one_of(st.none(), st.floats(0, 1)),
    oom_kills=st.integers(0, 3),
)


def seen(megabytes: int, hours: float = LONG, kills: int = 0) -> Observed:
    return Observed(hours=hours, memory_p99=megabytes * _MEGABYTE, oom_kills=kills)


@given(observed=SEEN, limits=LIMITS)
def test_recommendations_stay_within_bounds(observed: Observed, limits: ResourceLimits) -> None:
    found = recommend(observed, limits, SETTINGS)
    if found is None:
        return
    assert (found.memory_mb, found.cpus) != (limits.memory_mb, limits.cpus)
    if found.memory_mb < limits.memory_mb:
        assert found.memory_mb >= SETTINGS.least_memory_mb
    if found.memory_mb > limits.memory_mb:
        assert found.memory_mb <= SETTINGS.largest_memory_mb
    if found.cpus < limits.cpus:
        assert found.cpus >= 0.5
    if found.cpus > limits.cpus:
        assert found.cpus <= SETTINGS.largest_cpus
    ResourceLimits(memory_mb=found.memory_mb, cpus=found.cpus)


@given(observed=SEEN, limits=LIMITS)
def test_who_follows_a_recommendation_gets_no_other_for_the_same_use(
    observed: Observed, limits: ResourceLimits
) -> None:
    found = recommend(observed, limits, SETTINGS)
    if found is None:
        return
    followed = limits.model_copy(update={"memory_mb": found.memory_mb, "cpus": found.cpus})
    # What was counted before the change does not count for what holds since.
    waits = None if observed.throttled is None else min(0.1, observed.throttled)
    since = observed.model_copy(update={"oom_kills": 0, "throttled": waits})
    again = recommend(since, followed, SETTINGS)
    assert again is None or again.memory_mb < followed.memory_mb or again.cpus < followed.cpus
    if not observed.oom_kills and (observed.throttled or 0) <= 0.1:
        assert again is None


@given(observed=SEEN, limits=LIMITS)
def test_nobody_is_left_with_less_than_was_used(observed: Observed, limits: ResourceLimits) -> None:
    found = recommend(observed, limits, SETTINGS)
    if found is None:
        return
    if found.memory_mb < limits.memory_mb:
        assert found.memory_mb * _MEGABYTE >= observed.memory_p99
    if found.cpus < limits.cpus:
        assert observed.cpu_p95 is not None
        assert found.cpus >= observed.cpu_p95


def test_little_was_seen_so_nothing_is_said() -> None:
    assert recommend(seen(500, hours=LONG - 1), ResourceLimits(), SETTINGS) is None


def test_a_little_less_is_no_reason_to_change() -> None:
    limits = ResourceLimits(memory_mb=192)
    assert recommend(seen(120), limits, SETTINGS) is None
    shrunk = recommend(seen(60), limits, SETTINGS)
    assert shrunk is not None
    assert shrunk.memory_mb == 96


def test_who_was_ended_for_want_of_memory_gets_more_at_once() -> None:
    found = recommend(seen(90, hours=0.25, kills=2), ResourceLimits(memory_mb=128), SETTINGS)
    assert found is not None
    assert found.memory_mb == 192
    assert "ended 2 times" in found.because


def test_cpu_is_left_alone_where_it_is_not_limited() -> None:
    found = recommend(seen(60), ResourceLimits(memory_mb=192, cpus=2), SETTINGS)
    assert found is not None
    assert found.cpus == 2


def test_who_waits_for_cpu_gets_more() -> None:
    waiting = Observed(hours=LONG, memory_p99=150 * _MEGABYTE, cpu_p95=0.5, throttled=0.4)
    found = recommend(waiting, ResourceLimits(memory_mb=192, cpus=0.5), SETTINGS)
    assert found is not None
    assert (found.memory_mb, found.cpus) == (224, 0.75)
