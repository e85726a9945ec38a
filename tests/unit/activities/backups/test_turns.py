"""Each application's turn: once per interval, spread, and made up for."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from activities.backups.turns import is_due, latest_turn

DAY = timedelta(days=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)


@given(st.text(min_size=1), moments)
def test_the_latest_turn_is_less_than_an_interval_ago(key: str, now: datetime) -> None:
    assert timedelta(0) <= now - latest_turn(key, DAY, now) < DAY
    assert latest_turn(key, DAY, now + DAY) == latest_turn(key, DAY, now) + DAY


@given(st.text(min_size=1), moments, st.integers(0, 86_400))
def test_a_turn_is_taken_once(key: str, now: datetime, later: int) -> None:
    assert is_due(key, DAY, None, now)
    assert not is_due(key, DAY, now, now)
    again = now + timedelta(seconds=later)
    assert is_due(key, DAY, now, again) is (latest_turn(key, DAY, again) > now)


@given(st.text(min_size=1), moments, st.integers(1, 400))
def test_a_missed_turn_is_made_up_for(key: str, last: datetime, days: int) -> None:
    assert is_due(key, DAY, last, last + days * DAY)


def test_applications_are_spread_over_the_day() -> None:
    now = datetime(2026, 11, 26, tzinfo=UTC)
    hours = [latest_turn(f"app-{number}", DAY, now).hour for number in range(240)]
    assert len(set(hours)) == 24
    assert max(hours.count(hour) for hour in set(hours)) < 30
