"""What is sent to people about alerts: a message of one or several notices; pure."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from activities.alerts.telling import NoticeKind
from models.alerts import Finding, Severity
from models.base import Model, Text

MOST_NOTICES = 20
"""Notices of one message; what is beyond comes with the next one."""
_LEADS = {
    NoticeKind.RAISED: "",
    NoticeKind.ESCALATED: "Could not be healed: ",
    NoticeKind.REMINDER: "Still: ",
    NoticeKind.RESOLVED: "Over: ",
}


class Notice(Model):
    """What is told of one alert."""

    alert_id: str
    notice: NoticeKind
    kind: str
    """That of the finding, or ``test``."""
    severity: Severity
    host: str
    application_id: str | None
    title: str
    summary: Text
    evidence: tuple[Text, ...]
    done: tuple[Text, ...]
    diagnostics: tuple[Text, ...]
    first_seen: datetime
    last_seen: datetime
    resolved_at: datetime | None
    looks: int

    @classmethod
    def of(cls, found: Finding, notice: NoticeKind, *, diagnostics: bool) -> "Notice":
        """Return the notice of a finding; recovery needs no diagnostics."""
        whole = diagnostics and notice is not NoticeKind.RESOLVED
        return cls(
            alert_id=found.id,
            notice=notice,
            kind=found.kind.value,
            severity=found.severity,
            host=found.host,
            application_id=found.application_id,
            title=found.title,
            summary=found.summary,
            evidence=found.evidence,
            done=found.done,
            diagnostics=found.diagnostics if whole else (),
            first_seen=found.first_seen,
            last_seen=found.last_seen,
            resolved_at=found.resolved_at,
            looks=found.looks,
        )

    @property
    def headline(self) -> str:
        """The notice in one line."""
        return f"{_LEADS[self.notice]}{self.title}: {self.summary}"


class Message(Model):
    """One message to one channel."""

    delivery: str
    """The same for the same notices: who gets it twice can tell."""
    notices: tuple[Notice, ...]

    @classmethod
    def of(cls, notices: Sequence[Notice]) -> "Message":
        """Return the message that has these notices."""
        marks = "\n".join(
            f"{each.alert_id} {each.notice} {each.last_seen.isoformat()}" for each in notices
        )
        return cls(delivery=hashlib.sha256(marks.encode()).hexdigest()[:32], notices=tuple(notices))

    @property
    def subject(self) -> str:
        """What a mail has as its subject."""
        if len(self.notices) == 1:
            return self.notices[0].headline[:150]
        return f"{len(self.notices)} notices of the orchestrator"

    @property
    def text(self) -> str:
        """The message as plain text."""
        return "\n\n".join(_paragraph(notice) for notice in self.notices)

    @property
    def is_good_news(self) -> bool:
        """Whether it tells of nothing but recovery."""
        return all(notice.notice is NoticeKind.RESOLVED for notice in self.notices)


def a_test(now: datetime) -> Message:
    """Return the message that shows that a channel works."""
    notice = Notice(
        alert_id="test",
        notice=NoticeKind.RAISED,
        kind="test",
        severity=Severity.INFO,
        host="",
        application_id=None,
        title="Test",
        summary="This is a test of the orchestrator's alerts; nothing is wrong.",
        evidence=(),
        done=(),
        diagnostics=(),
        first_seen=now,
        last_seen=now,
        resolved_at=None,
        looks=1,
    )
    return Message.of([notice])


def _paragraph(notice: Notice) -> str:
    lines = [notice.headline]
    if notice.resolved_at is not None:
        lines.append(
            f"It began {_time(notice.first_seen)} and is over since {_time(notice.resolved_at)}."
        )
    elif notice.host:
        lines.append(f"Since {_time(notice.first_seen)}, on host {notice.host}.")
    if notice.notice is not NoticeKind.RESOLVED:
        lines += [*notice.evidence]
        lines += [f"Done: {said}" for said in notice.done]
    lines += ["", *notice.diagnostics] if notice.diagnostics else []
    return "\n".join(lines)


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
