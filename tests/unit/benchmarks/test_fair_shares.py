"""The measure of fairness itself."""

import pytest

from benchmarks.fair_shares import Queued, fair_shares, overtaken, unfairness


def of(owners: str, priority: int = 3) -> list[Queued]:
    return [Queued(owner, priority) for owner in owners]


@pytest.mark.parametrize(
    ("served", "shares"),
    [(3, {"a": 1, "b": 1, "c": 1}), (7, {"a": 1, "b": 3, "c": 3}), (9, {"a": 1, "b": 3, "c": 5})],
)
def test_shares_are_alike_until_somebody_has_no_more(served: int, shares: dict[str, float]) -> None:
    assert fair_shares({"a": 1, "b": 3, "c": 8}, served) == pytest.approx(shares)


def test_turns_are_fair_and_first_come_first_served_is_not() -> None:
    assert unfairness(of("abcabcbcbc")) == 0
    assert unfairness(of("aaaaaabbbbbb")) > 0.1
    assert unfairness([*of("abab", 1), *of("bababa", 2)]) == 0


def test_who_overtakes_a_better_priority_is_counted() -> None:
    assert overtaken([*of("aa", 1), *of("b", 2)]) == 0
    assert overtaken([*of("a", 1), *of("bb", 2), *of("a", 1), *of("b", 3)]) == 2
