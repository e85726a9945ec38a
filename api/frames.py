"""An event as bytes: encoded once, sent to everybody who follows."""

from dataclasses import dataclass

from models.alerts import AlertEvent
from models.jobs import EventKind, JobEvent

ALERTS = "alerts"
"""Stands where the id of a job stands, for the one sequence of all alerts."""
_LAST = frozenset({EventKind.DONE, EventKind.FAILED})


@dataclass(frozen=True, slots=True)
class Frame:
    """One event, ready for both kinds of streams."""

    job_id: str
    sequence: int
    last: bool
    """No event of this job comes after it."""
    server_sent: bytes
    socket_text: str
    owner: str = ""
    application_id: str | None = None
    """Both only of alerts: who follows them hears a part."""


def encode(event: JobEvent) -> Frame:
    """Return the frame of an event."""
    text = event.model_dump_json()
    return Frame(
        job_id=event.job_id,
        sequence=event.sequence,
        last=event.kind in _LAST,
        server_sent=_server_sent(event.sequence, text),
        socket_text=_socket_text(text),
    )


def encode_alert(owner: str, event: AlertEvent) -> Frame:
    """Return the frame of what happened to an alert of that owner."""
    text = event.model_dump_json()
    return Frame(
        job_id=ALERTS,
        sequence=event.sequence,
        last=False,
        server_sent=_server_sent(event.sequence, text),
        socket_text=_socket_text(text),
        owner=owner,
        application_id=event.application_id,
    )


def _server_sent(sequence: int, text: str) -> bytes:
    return f"id: {sequence}\ndata: {text}\n\n".encode()


def _socket_text(text: str) -> str:
    return f'{{"type":"event","event":{text}}}'
