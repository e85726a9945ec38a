"""Settings of how several hosts work together."""

from datetime import timedelta
from enum import StrEnum

from pydantic import Field

from settings.section import Section


class FailoverChoice(StrEnum):
    """What happens to the applications of a host that is lost."""

    OFF = "off"
    AUTOMATIC = "automatic"


class PlacementPolicy(StrEnum):
    """Which of the hosts that would do gets an application."""

    SPREAD = "spread"
    """The one with the fewest applications."""
    PACK = "pack"
    """The one with the most."""


class HostSettings(Section):
    """Several hosts; with one, none of this matters."""

    placement: PlacementPolicy = PlacementPolicy.SPREAD
    """``spread``: the host with the fewest applications; ``pack``: the one with the most."""
    required_labels: dict[str, str] = Field(default_factory=dict)
    """Labels that a host must have to get any application."""
    failover: FailoverChoice = FailoverChoice.OFF
    """``automatic``: start what a lost host ran elsewhere, from the newest copy of its data."""
    dead_after_seconds: float = Field(default=30.0, ge=3)
    """How long a host may be silent before it is asked whether it still works."""
    memory_overcommit: float = Field(default=2.0, ge=1)
    """How many times a host's memory the limits of its applications may add up to."""
    cpu_overcommit: float = Field(default=16.0, ge=1)
    """The same of its processors."""

    @property
    def silence(self) -> timedelta:
        """How long a host may be silent."""
        return timedelta(seconds=self.dead_after_seconds)
