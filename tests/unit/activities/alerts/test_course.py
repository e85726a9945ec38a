from datetime import timedelta

import pytest

from activities.alerts.course import is_affecting
from models.alerts import Aspect, Finding, FindingKind, Severity
from tests.unit.activities.health.samples import START, after, course, seen


def test_a_finding_that_persists_becomes_an_alert_once() -> None:
    ours = course()
    found = ours.begin(seen(), START)
    found = ours.go_on(found, seen(), after(59))
    assert found.raised_at is None
    found = ours.go_on(found, seen(), after(60))
    assert found.raised_at == after(60)
    assert ours.go_on(found, seen(), after(90)).raised_at == after(60)
    assert (found.first_seen, found.looks) == (START, 3)


def test_a_full_disk_is_an_alert_at_once() -> None:
    found = course().begin(seen(FindingKind.DISK_FULL, "/data"), START)
    assert (found.raised_at, found.severity) == (START, Severity.CRITICAL)


def test_healing_is_tried_five_times_with_growing_pauses_and_then_rarely() -> None:
    ours = course()
    found, pauses, now = ours.begin(seen(), START), [], START
    for _ in range(6):
        assert ours.is_due(found, now)
        found = ours.tried(found, "It was started again.", now)
        assert found.next_try_at is not None
        pauses.append((found.next_try_at - now).total_seconds())
        assert not ours.is_due(found, found.next_try_at - timedelta(seconds=1))
        now = found.next_try_at
        found = ours.go_on(found, seen(), now)
    assert pauses == [10, 20, 40, 80, 3600, 3600]
    assert found.given_up
    assert found.kind is FindingKind.CRASH_LOOP
    assert "in vain" in found.summary


def test_who_gives_up_raises_the_alert_without_waiting() -> None:
    ours = course(tries=1)
    found = ours.tried(ours.begin(seen(), START), "It was started again.", after(1))
    assert ours.go_on(found, seen(), after(2)).raised_at == after(2)


def test_what_comes_back_soon_is_not_healed_as_if_it_were_new() -> None:
    ours = course()
    found: Finding | None = ours.tried(ours.begin(seen(), START), "Started.", START)
    assert found is not None
    found = ours.miss(found, after(10))
    assert found is not None
    assert not found.present
    assert found.resolved_at is None
    found = ours.go_on(found, seen(), after(60))
    assert (found.present, found.tries, found.looks) == (True, 1, 1)
    assert found.raised_at is None, "it did not persist: it was well in between"


@pytest.mark.parametrize("raised", [True, False])
def test_what_stays_well_is_over(raised: bool) -> None:
    ours = course()
    found = ours.tried(ours.begin(seen(), START), "Started.", START)
    if raised:
        found = ours.go_on(found, seen(), after(60))
    missed = ours.miss(found, after(70))
    assert missed is not None
    over = ours.miss(missed, after(70 + 120))
    if raised:
        assert over is not None
        assert over.resolved_at == after(190)
    else:
        assert over is None, "what never was an alert leaves nothing"


def test_nobody_waits_for_an_application_that_was_stopped_on_purpose() -> None:
    ours = course()
    found = ours.tried(ours.begin(seen(), START), "Started.", START)
    assert ours.miss(found, after(1), over=True) is None


def test_a_route_that_is_back_is_over_at_once() -> None:
    ours = course()
    found = ours.tried(ours.begin(seen(FindingKind.ROUTE_LOST), START), "Routed.", START)
    assert found.aspect is Aspect.ROUTE
    assert ours.miss(found, after(10)) is None


def test_one_slow_answer_is_noticed_but_restarts_nothing() -> None:
    ours = course(patience=3)
    found = ours.begin(seen(FindingKind.UNRESPONSIVE), START)
    assert is_affecting(found)
    assert not ours.is_due(found, START)
    found = ours.go_on(found, seen(FindingKind.UNRESPONSIVE), after(10))
    assert not ours.is_due(found, after(10))
    found = ours.go_on(found, seen(FindingKind.UNRESPONSIVE), after(20))
    assert ours.is_due(found, after(20))


def test_what_is_healed_within_one_look_leaves_the_application_well() -> None:
    ours = course()
    found = ours.begin(seen(), START)
    assert not is_affecting(found)
    assert is_affecting(ours.go_on(found, seen(), after(10)))
    assert not is_affecting(ours.begin(seen(FindingKind.CHANGED_BY_HAND), START))


def test_what_does_not_help_is_not_repeated_soon() -> None:
    ours = course()
    found = ours.begin(seen(FindingKind.CHANGED_BY_HAND), START)
    found = ours.tried(found, "Made anew.", START, hopeless=True)
    assert found.given_up
    assert found.next_try_at == after(3600)


def test_nobody_but_others_heals_the_proxy() -> None:
    ours = course()
    found = ours.begin(seen(FindingKind.PROXY_DOWN, "local"), START)
    for _ in range(20):
        found = ours.go_on(found, seen(FindingKind.PROXY_DOWN, "local"), after(10))
    assert not ours.is_due(found, after(1000))


def test_what_is_kept_of_a_finding_is_bounded() -> None:
    ours = course()
    found = ours.begin(seen().model_copy(update={"evidence": ("x" * 9000,) * 90}), START)
    for number in range(50):
        found = ours.tried(found, f"{number} {'y' * 9000}", START)
    assert len(found.model_dump_json()) < 12_000
