"""An event as bytes: encoded once, sent to everybody who follows its job."""

from dataclasses import dataclass

from models.jobs import EventKind, JobEvent

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


def encode(event: JobEvent) -> Frame:
    """Return the frame of an event."""
    text = event.model_dump_json()
    return Frame(
        job_id=event.job_id,
        sequence=event.sequence,
        last=event.kind in _LAST,
        server_sent=f"id: {event.sequence}\ndata: {text}\n\n".encode(),
        socket_text=f'{{"type":"event","event":{text}}}',
    )
