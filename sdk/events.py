"""Reading server-sent events."""

from collections.abc import AsyncIterator

from models.jobs import JobEvent


async def read_events(lines: AsyncIterator[str]) -> AsyncIterator[JobEvent]:
    """Yield the events in the lines of a stream; control events and comments are skipped."""
    name, data = "", ""
    async for line in lines:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data and not name:
                yield JobEvent.model_validate_json(data)
            name, data = "", ""
        elif field == "data":
            data = f"{data}\n{value}" if data else value
        elif field == "event":
            name = value
