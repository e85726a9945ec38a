"""Inputs and results of the quality activities."""

from models.base import Model
from models.jobs import JobContext
from models.quality import GateResult


class GateInput(Model):
    """Which source tree to check."""

    job: JobContext
    version: int
    commit: str
    minimum_coverage: int = 85
    builder: str = ""
    """Who has written it; empty in runs from before gates were told."""


class GateOutput(Model):
    """The results of the gates that one activity runs (tests and coverage come together)."""

    results: tuple[GateResult, ...]
