"""How long an agent is waited for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Bounds in seconds."""

    start: float = 60.0
    """From the start of its program to its first answer."""
    load: float = 30.0
    """For going on with a session of an earlier process."""
    lock_pauses: tuple[float, ...] = (1.0, 2.0, 4.0)
    """Between tries while the session is locked by a process that has died."""
    idle: float = 300.0
    """Without any sign of life in the middle of a turn."""
    turn: float = 1800.0
    cancel: float = 4.0
    """For ending a turn after it was cancelled."""
