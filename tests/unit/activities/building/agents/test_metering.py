"""What a turn has used, from frames of each kind of agent."""

from decimal import Decimal
from typing import Any

import pytest

from activities.building.agents import metering
from activities.building.agents.metering import Tally
from activities.building.agents.reading import amount


def _v3(used: Any) -> dict[str, Any]:
    told = {"kind": "turn_completion", "promptTurnSummaries": [{"unit": "credit", "usage": used}]}
    return {"update": {"sessionUpdate": "session_info_update", "_meta": {"kiro": told}}}


def _cost(amount: Any) -> dict[str, Any]:
    return {"update": {"sessionUpdate": "usage_update", "cost": {"amount": amount}}}


def test_credits_that_are_repeated_count_once() -> None:
    tally = Tally(Decimal(0))
    for used in (0.1, 0.1344, 0.1344):
        tally.take(metering.kiro_v3("session/update", _v3(used)))
    assert tally.usage.credits == Decimal("0.1344")


def test_signs_of_life_of_v2_leave_the_credits_alone() -> None:
    tally = Tally(Decimal(0))
    item = {"value": 0.05413, "unit": "credit", "unitPlural": "credits"}
    for params in ({"meteringUsage": [item]}, {"sessionId": "x"}, {"meteringUsage": []}):
        tally.take(metering.kiro_v2("_kiro.dev/metadata", params))
    assert tally.usage.credits == Decimal("0.05413")


def test_the_cost_of_a_turn_is_what_the_session_has_grown_by() -> None:
    tally = Tally(Decimal("1.5"))
    for total in (1.75, 2, 2):
        tally.take(metering.standard("session/update", _cost(total)))
    assert tally.usage.cost == Decimal("0.5")
    assert tally.session_cost == 2


def test_a_session_of_an_earlier_process_has_no_cost_before() -> None:
    tally = Tally(None)
    tally.take(metering.standard("session/update", _cost(2)))
    assert tally.usage.cost is None
    assert tally.session_cost == 2


def test_a_total_that_begins_anew_is_that_of_the_turn() -> None:
    tally = Tally(Decimal(5))
    tally.take(metering.standard("session/update", _cost(0.5)))
    assert tally.usage.cost == Decimal("0.5")


def test_the_answer_tells_tokens_those_of_the_cache_among_them() -> None:
    tally = Tally(Decimal(0))
    usage = {"inputTokens": 100, "outputTokens": 20, "cachedReadTokens": 1000}
    tally.take(metering.of_response({"stopReason": "end_turn", "usage": usage}))
    assert (tally.usage.input_tokens, tally.usage.output_tokens) == (1100, 20)


@pytest.mark.parametrize("used", [None, "much", -1, float("nan"), 1e300, True, [1], {}])
def test_nonsense_counts_for_nothing(used: Any) -> None:
    tally = Tally(Decimal(0))
    tally.take(metering.kiro_v3("session/update", _v3(used)))
    tally.take(metering.of_response({"usage": {"inputTokens": used}}))
    tally.take(metering.standard("session/update", _cost(used)))
    assert tally.usage.credits is tally.usage.input_tokens is None
    assert not tally.usage.cost


def test_a_cost_that_nobody_names_is_not_known() -> None:
    assert Tally(Decimal(0)).usage.cost is None


def test_the_noise_of_floating_point_sums_is_no_part_of_an_amount() -> None:
    assert amount(0.011519999999999999) == Decimal("0.01152")
    assert amount(sum([0.00048] * 24)) == Decimal("0.01152")
    assert amount("1000000000000") == Decimal(10) ** 12
