"""How long steps may take: what is off meanwhile is no reason to give up."""

from datetime import timedelta
from typing import Any

import pytest

from workflows import policies

NIGHT = timedelta(hours=12)
DEADLINE = "schedule_to_close_timeout"
OF_JOBS = [
    policies.THINKING,
    policies.READING,
    policies.BUILDING,
    policies.CHOOSING,
    policies.PREPARING,
    policies.TURNING,
    policies.CHECKING,
    policies.PACKAGING,
    policies.PLANNING,
    policies.DEPLOYING,
    policies.WATCHING,
    policies.SAVING,
    policies.UNDOING,
    policies.PUTTING_BACK,
]


@pytest.mark.parametrize("options", OF_JOBS)
def test_a_step_outlasts_a_night_in_which_everything_is_off(options: dict[str, Any]) -> None:
    assert options[DEADLINE] > 5 * NIGHT
    assert 0 < options["retry_policy"].maximum_attempts <= 360


def test_data_is_put_back_for_as_long_as_everything_is_undone() -> None:
    assert policies.PUTTING_BACK["retry_policy"] == policies.UNDOING["retry_policy"]
    assert (
        policies.PUTTING_BACK["start_to_close_timeout"] > policies.SAVING["start_to_close_timeout"]
    )


def test_the_end_of_a_job_is_noted_however_long_that_takes() -> None:
    assert DEADLINE not in policies.CLOSING
    assert policies.CLOSING["retry_policy"].maximum_attempts == 0


def test_whoever_is_silent_is_not_waited_for() -> None:
    assert policies.PINGING[DEADLINE] < timedelta(seconds=10)
    assert policies.FORWARDING[DEADLINE] < timedelta(minutes=1)
