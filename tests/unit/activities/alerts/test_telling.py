from datetime import timedelta

from activities.alerts.telling import NoticeKind, next_telling, not_told, notice_due, told
from models.alerts import Finding, FindingKind
from tests.unit.activities.health.samples import START, after, course, seen

DAY = timedelta(days=1)


def an_alert() -> Finding:
    return course("hook").begin(seen(FindingKind.DISK_FULL, "/data"), START)


def test_one_notice_when_raised_then_reminders_then_one_of_recovery() -> None:
    found = an_alert()
    assert notice_due(found, "hook", START, DAY) is NoticeKind.RAISED
    found = told(found, "hook", NoticeKind.RAISED, after(5))
    assert notice_due(found, "hook", after(3600), DAY) is None
    assert notice_due(found, "hook", after(5) + DAY, DAY) is NoticeKind.REMINDER
    over = found.model_copy(update={"resolved_at": after(9000)})
    assert notice_due(over, "hook", after(9000), DAY) is NoticeKind.RESOLVED
    over = told(over, "hook", NoticeKind.RESOLVED, after(9001))
    assert notice_due(over, "hook", after(9e6), DAY) is None
    assert next_telling(over, ("hook",), DAY) is None


def test_giving_up_is_told_once_more() -> None:
    ours = course("hook", tries=1)
    found = told(an_alert(), "hook", NoticeKind.RAISED, START)
    found = ours.tried(found, "It was started again.", after(60))
    assert notice_due(found, "hook", after(60), DAY) is NoticeKind.ESCALATED
    found = told(found, "hook", NoticeKind.ESCALATED, after(61))
    assert notice_due(found, "hook", after(3600), DAY) is None


def test_who_acknowledged_is_not_reminded_but_told_of_the_end() -> None:
    found = told(an_alert(), "hook", NoticeKind.RAISED, START)
    found = found.model_copy(update={"acknowledged_at": after(60)})
    assert notice_due(found, "hook", START + 3 * DAY, DAY) is None
    over = found.model_copy(update={"resolved_at": after(90)})
    assert notice_due(over, "hook", after(90), DAY) is NoticeKind.RESOLVED


def test_nobody_hears_that_something_is_over_of_which_nobody_heard() -> None:
    over = an_alert().model_copy(update={"resolved_at": after(9)})
    assert notice_due(over, "hook", after(99), DAY) is None
    assert next_telling(over, ("hook",), DAY) is None


def test_a_channel_that_failed_is_tried_later_and_the_other_is_told_now() -> None:
    found = not_told(an_alert(), "hook", after(3600))
    assert notice_due(found, "hook", after(60), DAY) is None
    assert notice_due(found, "mail", after(60), DAY) is NoticeKind.RAISED
    assert next_telling(found, ("hook", "mail"), DAY) == START
    assert notice_due(found, "hook", after(3600), DAY) is NoticeKind.RAISED


def test_without_channels_there_is_nothing_to_do() -> None:
    assert next_telling(an_alert(), (), DAY) is None


def test_what_is_no_alert_yet_is_told_to_nobody() -> None:
    assert next_telling(course("hook").begin(seen(), START), ("hook",), DAY) is None
