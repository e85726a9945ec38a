"""However many applications a host has, each is compared with its record once a minute."""

import pytest

from activities.health.surveyor import INSPECTED, compared


@pytest.mark.parametrize("look_seconds", [5, 10, 30, 60])
@pytest.mark.parametrize("number", [0, 1, 59, 100, 1000])
def test_all_have_their_turn_within_a_minute(number: int, look_seconds: float) -> None:
    assert compared(number, look_seconds) * (60 / look_seconds) >= number


def test_few_are_all_compared_in_each_look() -> None:
    assert compared(3, 10) == INSPECTED
    assert compared(100, 10) == 17
