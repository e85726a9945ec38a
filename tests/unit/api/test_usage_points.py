"""Requests beside what was used."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from activities.resources.visits import Visited
from api.usage import with_requests
from api.usage_views import UsagePoint
from models.resources import Sample, Step

NOON = datetime(2027, 5, 5, 12, tzinfo=UTC)


def point(minute: int) -> UsagePoint:
    at = NOON + timedelta(minutes=minute)
    return UsagePoint.of(
        Sample(subject="a", step=Step.RAW, at=at, memory=1, memory_p95=1, memory_max=1)
    )


@given(
    points=st.lists(st.integers(0, 300), unique=True).map(sorted),
    visits=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9), st.integers(0, 9))),
    length=st.integers(1, 60),
)
def test_each_point_has_the_requests_that_fall_into_it(
    points: list[int], visits: list[tuple[int, int, int]], length: int
) -> None:
    visited = [
        Visited(at=NOON + timedelta(minutes=at), requests=requests, errors=errors)
        for at, requests, errors in sorted(visits)
    ]
    told = with_requests([point(at) for at in points], visited, timedelta(minutes=length))
    for at, one in zip(points, told, strict=True):
        inside = [v for v in visits if at <= v[0] < at + length]
        assert one.requests == sum(v[1] for v in inside)
        assert one.errors == sum(v[2] for v in inside)
