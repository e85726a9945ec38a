"""What every kind of thing that expires has in common."""

from datetime import datetime
from typing import Protocol

from activities.resources.messages import Removal


class Expiring(Protocol):
    """A kind of thing that is of no use after a while."""

    kind: str

    async def find(self, now: datetime) -> list[Removal]:
        """Return what has expired; looking changes nothing."""
        ...

    async def remove(self, removal: Removal, now: datetime) -> bool:
        """Remove what was found, unless it has become of use meanwhile; no-op when it is gone."""
        ...
