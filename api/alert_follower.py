"""One stream of alerts alone, as server-sent events."""

from typing import Self

from api.alert_rooms import AlertRoom
from api.follower import Follower
from api.frames import Frame
from api.hub import Hub


class AlertFollower:
    """Follows the alerts of a room."""

    def __init__(self, hub: Hub, room: AlertRoom) -> None:
        self._follower = Follower(hub)
        self._room = room

    async def __aenter__(self) -> Self:
        await self._follower.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._follower.__aexit__()

    def follow(self, _: str, after: int = 0, /) -> None:
        """Follow from behind that number."""
        self._follower.follow_alerts(self._room, after)

    async def frames(self, patience: float) -> list[Frame]:
        """Return the next alerts; none when the time is over."""
        return await self._follower.frames(patience)
