"""Figures are judged by what was measured, and nothing else."""

import io

import pytest
from rich.console import Console

from benchmarks.figures import Sample, against, at_most, show

OURS, FLOOR = Sample.of(1.0, 1.3, 1.2), Sample.of(1.1, 0.9, 1.0)


def test_a_ratio_is_that_of_the_medians() -> None:
    figure = against("P2", "a step", "ms", OURS, FLOOR, 1.2)
    assert figure.ratio == pytest.approx(1.2)
    assert figure.reached
    assert not against("P2", "a step", "ms", OURS, FLOOR, 1.19).reached


def test_an_absolute_goal_is_held_by_the_worst_value() -> None:
    assert at_most("P17", "rollback", "s", OURS, 1.3).reached
    assert not at_most("P17", "rollback", "s", OURS, 1.29).reached


@pytest.mark.parametrize(("percent", "value"), [(0, 1.0), (50, 50.0), (99, 99.0), (100, 100.0)])
def test_percentiles_are_values_that_were_measured(percent: float, value: float) -> None:
    sample = Sample(tuple(float(number) for number in range(1, 101)))
    assert sample.percentile(percent) == pytest.approx(value, abs=1)
    assert sample.percentile(percent) in sample.values


def test_the_table_says_what_was_missed() -> None:
    written = io.StringIO()
    console = Console(width=160, file=written)
    show(console, [against("P2", "a step", "ms", OURS, FLOOR, 1.0, "seen under load")])
    assert "NO" in written.getvalue()
    assert "seen under load" in written.getvalue()
