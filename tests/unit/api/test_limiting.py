"""The leaky bucket."""

import pytest

from api.limiting import Limiter, Rule
from models.errors import TooManyRequests


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_gets_exactly_the_quota() -> None:
    limiter, rule = Limiter(Clock()), Rule("requests", 5, 60)
    left = [limiter.take(rule, "ada").remaining for _ in range(5)]
    assert left == [4, 3, 2, 1, 0]
    for _ in range(50):
        with pytest.raises(TooManyRequests) as refusal:
            limiter.take(rule, "ada")
    assert refusal.value.context["retry_after"] == 12
    assert limiter.take(rule, "bob").remaining == 4


def test_the_quota_comes_back_evenly() -> None:
    clock = Clock()
    limiter, rule = Limiter(clock), Rule("requests", 5, 60)
    for _ in range(5):
        limiter.take(rule, "ada")
    clock.now += 12
    limiter.take(rule, "ada")
    with pytest.raises(TooManyRequests):
        limiter.take(rule, "ada")
    clock.now += 120
    assert limiter.take(rule, "ada").remaining == 4


def test_no_more_than_twice_the_quota_in_any_window() -> None:
    clock = Clock()
    limiter, rule = Limiter(clock), Rule("requests", 10, 60)
    taken = 0
    for _ in range(600):
        clock.now += 0.1
        try:
            limiter.take(rule, "ada")
        except TooManyRequests:
            continue
        taken += 1
    assert 19 <= taken <= 20


def test_rules_count_apart_and_headers_tell() -> None:
    limiter = Limiter(Clock())
    first, second = Rule("requests", 2), Rule("starts", 1)
    limiter.take(second, "ada")
    assert limiter.take(first, "ada").headers == {
        "RateLimit-Policy": '"requests";q=2;w=60',
        "RateLimit": '"requests";r=1;t=30',
    }
