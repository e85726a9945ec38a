"""Who hears of which alerts while it happens; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.frames import Frame


@dataclass(frozen=True)
class AlertRoom:
    """The alerts of one owner, of one application, or all when neither is named."""

    owner: str | None = None
    application: str | None = None

    def takes(self, frame: Frame) -> bool:
        """Say whether an alert belongs here."""
        mine = self.owner in (None, frame.owner)
        return mine and self.application in (None, frame.application_id)


class AlertRooms:
    """The rooms of one stream: an alert that belongs to several of them comes once."""

    def __init__(self) -> None:
        self._begins: dict[AlertRoom, int] = {}
        self._given: set[int] = set()

    def enter(self, room: AlertRoom, after: int) -> None:
        """Hear a room from behind that number; a room that is heard already stays as it is."""
        self._begins.setdefault(room, after)

    def leave(self, room: AlertRoom) -> None:
        """Hear nothing more of a room."""
        self._begins.pop(room, None)

    @property
    def empty(self) -> bool:
        """Whether no room is heard."""
        return not self._begins

    def wanted(self, frames: Iterable[Frame]) -> list[Frame]:
        """Return those that belong to a room and did not come before."""
        found = [frame for frame in frames if self._is_wanted(frame)]
        self._given.update(frame.sequence for frame in found)
        return found

    def _is_wanted(self, frame: Frame) -> bool:
        if frame.sequence in self._given:
            return False
        return any(
            frame.sequence > after and room.takes(frame) for room, after in self._begins.items()
        )
