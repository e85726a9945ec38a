"""Inputs and results of the activities that let a coding agent build."""

from enum import StrEnum

from pydantic import Field

from activities.building.agents.port import PermissionWish, StopReason
from models.base import Model, Text
from models.builders import AUTO
from models.jobs import JobContext
from models.quality import QualityFinding
from models.specification import ApplicationSpecification, Slug
from models.usage import JobUsage, OverBudget


class ChooseInput(Model):
    """Who shall build."""

    job: JobContext
    wanted: str = AUTO
    """Name of a builder, or ``auto``."""
    kept: bool = False
    """Whether it is wanted only because it built the version before: then another may do it."""


class ChooseResult(Model):
    """Who builds, and why."""

    name: str
    agent: bool
    """Whether it is a coding agent."""
    because: Text


class PlannedTask(Model):
    """One step of the plan, ``tasks.md``."""

    number: str
    """Like ``1.2``."""
    stage: Text
    title: Text
    done: bool = False
    """Whether the tree that the build starts from has it already."""


class PrepareInput(Model):
    """What shall be built, and what it follows."""

    job: JobContext
    version: int
    specification: ApplicationSpecification
    slug: Slug
    previous: ApplicationSpecification | None = None
    previous_commit: str | None = None


class PrepareResult(Model):
    """The work tree with its specification, committed."""

    commit: str
    tasks: tuple[PlannedTask, ...]


class PromptKind(StrEnum):
    """What an agent is asked to do in a turn."""

    TASK = "task"
    REST = "rest"
    """What was left open of all tasks."""
    REPAIR = "repair"


class Prompt(Model):
    """What an agent is asked, without the words."""

    kind: PromptKind
    tasks: tuple[PlannedTask, ...] = ()
    findings: tuple[QualityFinding, ...] = ()
    """For ``repair``: what kept the gates from passing."""
    advice: Text = ""
    """What the owner says to it."""
    trouble: Text = ""
    """Why the try before came to nothing."""
    granted: tuple[Text, ...] = ()
    """What the owner has allowed since it was asked for."""
    refused: tuple[Text, ...] = ()
    """What the owner does not allow."""
    again: bool = False
    """Whether the same was asked for in the turn before."""


class TurnInput(Model):
    """One turn of an agent."""

    job: JobContext
    version: int
    turn: int = Field(ge=1)
    """Counts the turns of this version's build."""
    builder: str
    slug: Slug
    base: str
    """Commit that the turn before ended in."""
    session: str | None = None
    """Session of the turn before."""
    prompt: Prompt
    allowed: tuple[str, ...] = ()
    """Fingerprints of what the owner has allowed for this job."""
    raised: int = 0
    """How often the owner has raised the budget."""


class TurnResult(Model):
    """How a turn ended."""

    over_budget: OverBudget | None = None
    """Set when it did not begin, for want of budget; then only ``usage`` is told besides."""
    commit: str = ""
    session: str = ""
    stop_reason: StopReason = StopReason.END_TURN
    ticked: tuple[str, ...] = ()
    """Numbers of the tasks that the tree says are done."""
    wishes: tuple[PermissionWish, ...] = ()
    usage: JobUsage = JobUsage()


class FinishInput(Model):
    """What has been built, to be made a version's sources."""

    job: JobContext
    version: int
    specification: ApplicationSpecification
    slug: Slug
    commit: str
    """That of the last turn."""
    ticked: tuple[str, ...] = ()
    builder: str
    turns: int
    previous_commit: str | None = None


class CloseInput(Model):
    """The end of a build by an agent."""

    job: JobContext
    version: int
