"""Inputs and results of the resource activities."""

from models.base import Model, Text


class TendResult(Model):
    """What one round came to."""

    measured: int = 0
    """Samples that were kept; none when the slot of time was measured already."""
    thinned: int = 0
    """Samples for longer slots that were made of finer ones."""
    raised: int = 0
    """Findings that were reported."""
    filled: int = 0
    """Applications that were stopped because their data is over its limit."""
    slept: int = 0
    """Applications that were put to sleep."""
    resized: int = 0
    """Applications that got other limits."""
    limited: int = 0
    """Instances that changed limits hold for now."""


class CleanUpInput(Model):
    """How to clean up."""

    host: str
    dry_run: bool = False
    by: str = "schedule"
    """Who asked for it, for the audit list."""


class Removal(Model):
    """One thing that is of no use any more."""

    kind: str
    """What it is, like ``image`` or ``snapshot``."""
    name: Text
    """Which one."""
    application_id: str = ""
    megabytes: float | None = None
    """What it takes up; None where that can't be told."""
    why: Text
    """Why it is of no use any more."""


class CleanUpReport(Model):
    """What was removed, or would be."""

    dry_run: bool
    removed: tuple[Removal, ...] = ()
    """The largest ones; ``count`` and ``megabytes`` are of all."""
    count: int = 0
    megabytes: float = 0.0
    """As far as the sizes are known."""
    kept: tuple[Text, ...] = ()
    """What could not be removed, and why."""
