"""Numbers as pictures of text."""

from hypothesis import given
from hypothesis import strategies as st

from terminal.bars import bar, sparkline


@given(share=st.floats(-1, 3), width=st.integers(1, 40))
def test_a_bar_has_its_width(share: float, width: int) -> None:
    assert len(bar(share, width)) == width


def test_a_bar_is_filled_by_the_share() -> None:
    assert (bar(0, 4), bar(0.5, 4), bar(1, 4), bar(0.375, 4)) == ("····", "██··", "████", "█▌··")


@given(values=st.lists(st.one_of(st.none(), st.floats(0, 100)), max_size=500))
def test_a_row_of_columns_fits(values: list[float | None]) -> None:
    assert len(sparkline(values, 50, width=30)) <= 30


def test_peaks_stay_and_gaps_show() -> None:
    assert sparkline([0, None, 8], 8) == "▁ █"
    assert sparkline([1, 1, 8, 1], 8, width=2) == "▂█"
