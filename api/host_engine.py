"""The port through which operators empty hosts."""

from typing import Protocol


class HostEngine(Protocol):
    """Empties hosts. Every method raises ``Unavailable`` when the engine does not answer."""

    async def evacuate(self, host: str) -> None:
        """Move all applications off a host; one that is under way goes on."""
        ...

    async def call_off(self, host: str) -> None:
        """Move no more of them; moves that have begun are finished."""
        ...

    async def forget(self, host: str) -> None:
        """Look after a host no more."""
        ...
