"""Too much for too long, and well again: never both, and nothing for a moment."""

from hypothesis import given
from hypothesis import strategies as st

from activities.resources.thresholds import Threshold, Verdict, judge

HIGH = Threshold(high=0.9, needed=3)
_VALUES = st.lists(st.floats(0, 1.5), max_size=10)


def test_a_peak_is_no_reason_to_worry() -> None:
    assert judge([0.5, 0.99, 0.5], HIGH) is Verdict.BETWEEN
    assert judge([0.99, 0.99], HIGH) is Verdict.BETWEEN
    assert judge([0.95, 0.9, 0.99], HIGH) is Verdict.HIGH


def test_a_little_below_is_not_well_yet() -> None:
    assert judge([0.85, 0.85, 0.85], HIGH) is Verdict.BETWEEN
    assert judge([0.8, 0.8, 0.8], HIGH) is Verdict.WELL


@given(values=_VALUES, noise=st.floats(-0.04, 0.04))
def test_noise_around_the_threshold_does_not_go_up_and_down(
    values: list[float], noise: float
) -> None:
    around = [HIGH.high + noise * (-1) ** number for number in range(len(values))]
    assert judge(around, HIGH) is not Verdict.WELL


@given(values=_VALUES)
def test_only_the_newest_count(values: list[float]) -> None:
    assert judge([*values, 1, 1, 1], HIGH) is Verdict.HIGH
    assert judge([*values, 0, 0, 0], HIGH) is Verdict.WELL
