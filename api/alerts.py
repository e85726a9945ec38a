"""What callers get of alerts, and of the health of an application."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from api.links import PREFIX
from models.alerts import Aspect, Finding, FindingKind, Severity
from models.base import Model

_FIRST = (Aspect.HOST, Aspect.SERVICE, Aspect.ROUTE, Aspect.CONFIGURATION)


class AlertView(Model):
    """Something that is not as it should be, and did not go away by itself."""

    alert_id: str
    kind: FindingKind
    severity: Severity
    host: str
    application_id: str | None
    title: str
    summary: str
    evidence: tuple[str, ...]
    done: tuple[str, ...]
    """What was done about it, the newest last."""
    given_up: bool
    """Whether it is only rarely tried to heal it."""
    looks: int
    """How often in a row it was seen."""
    first_seen: datetime
    last_seen: datetime
    raised_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    resolved_at: datetime | None
    """Since when it is over; null while it is open."""
    links: dict[str, str]

    @classmethod
    def of(cls, found: Finding) -> "AlertView":
        """Return an alert as it stands in a list."""
        return cls(**_fields(found))


class AlertDetail(AlertView):
    """An alert with what somebody needs who looks into it."""

    diagnostics: tuple[str, ...]
    """Figures of the host, how the instance ended, the end of its log; without secrets."""

    @classmethod
    def of(cls, found: Finding) -> "AlertDetail":
        """Return all of an alert."""
        return cls(**_fields(found), diagnostics=found.diagnostics)


def _fields(found: Finding) -> dict[str, Any]:
    here = f"{PREFIX}/alerts/{found.id}"
    links = {"alert": here, "acknowledge": f"{here}/acknowledge"}
    if found.application_id is not None:
        links["application"] = f"{PREFIX}/applications/{found.application_id}"
    shown = set(AlertView.model_fields) & set(Finding.model_fields)
    return {
        "alert_id": found.id,
        "links": links,
        **{name: getattr(found, name) for name in shown},
    }


def reason_of(open_findings: Sequence[Finding]) -> str:
    """Return what is wrong with an application, and what is done about it, in plain words."""
    present = [found for found in open_findings if found.present and found.aspect in _FIRST]
    if not present:
        return ""
    worst = min(present, key=lambda found: _FIRST.index(found.aspect))
    sentences = [worst.summary, *worst.done[-1:]]
    if worst.given_up:
        sentences.append("It is tried again from time to time; the operator was told.")
    elif worst.tries:
        sentences.append("It is tried again.")
    return " ".join(sentences)
