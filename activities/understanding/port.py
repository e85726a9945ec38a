"""What the understanding activities need of a language model."""

from typing import NamedTuple, Protocol

from models.conversation import Understanding


class ModelReading(NamedTuple):
    """What a language model made of a request."""

    understanding: Understanding | None
    """None when it was not read by the model."""
    told: str
    """Which analyser read it and why, in a sentence for the job's log."""


class RequestReader(Protocol):
    """Reads requests by a language model, whose answers may differ each time."""

    async def read(
        self, key: str, request: str, name: str | None, embedded: Understanding
    ) -> ModelReading:
        """Return what the model found, or nothing and why; never raises for want of a model.

        Args:
            key: Whose budget is used; the same for each attempt at the same request.
            request: As it was written; refused ones must not come here.
            name: Title that the person chose.
            embedded: What the embedded analyser found.
        """
