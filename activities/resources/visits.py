"""The port to what is known of applications' visitors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from models.base import Model


class Visited(Model):
    """Requests to an application within a slot of time."""

    at: datetime
    requests: int
    errors: int = 0
    """Of these, answered with 5xx."""


class Visits(Protocol):
    """Access figures."""

    async def known_since(self) -> datetime | None:
        """Return since when visits are counted without a break; None when nobody counts them."""
        ...

    async def last_visit(self, application_id: str) -> datetime | None:
        """Return when somebody came last; None when nobody has, as far as is known."""
        ...

    async def between(
        self, application_id: str, start: datetime, end: datetime
    ) -> Sequence[Visited]:
        """Return the requests from ``start`` to before ``end``, oldest first."""
        ...
