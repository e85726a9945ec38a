"""Inputs and results of the activities that look after a host."""

from models.base import Model


class LookResult(Model):
    """What has to be done after a look."""

    found: int = 0
    """Findings that are present."""
    heal: tuple[str, ...] = ()
    """Applications to be healed now, or halted."""
    orphans: tuple[str, ...] = ()
    """Instances to be removed."""
    prune: bool = False
    """Whether it is time to throw away what was packaged and is of no use."""
    tell: tuple[str, ...] = ()
    """Channels that have to be told something."""


class HealInput(Model):
    """What to put right: an application, or what is left over on a host."""

    host: str
    application_id: str | None = None
    orphans: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What no two healings may work on at once."""
        return self.application_id or f"leftovers-{self.host}"


class HealResult(Model):
    """What was done."""

    restarted: int = 0
    started: int = 0
    stopped: int = 0
    relinked: int = 0
    rerouted: int = 0
    recreated: int = 0
    """Instances that ran, and were made anew."""
    orphans: int = 0
    pruned: int = 0
    failed: int = 0
