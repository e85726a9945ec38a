"""What a job leaves so that another one can go on from where it failed."""

from typing import Final

from models.base import Model, Text
from models.conversation import ConversationState
from models.proposal import Estimate, SummarySection
from models.quality import QualityReport
from models.specification import ApplicationSpecification

REJECTED: Final = "rejected"
"""Code of the one early end that its owner wished for: there is nothing to go on with."""


class Order(Model):
    """What was asked of a job, beyond its words: enough to ask for the same again."""

    name: str | None = None
    builder: str = "auto"
    auto_approve: bool = False
    version: int | None = None
    """Of a rollback: the version to return to."""
    restore_data: bool = False
    keep_data: bool = False


class Checkpoint(Model):
    """How far a job has come, beyond what its progress shows."""

    order: Order = Order()
    approved_by: str = ""
    changes: tuple[Text, ...] = ()
    """Of a modification: what changes, a sentence each."""
    commit: str = ""
    """Sources that were built; empty before."""
    recorded: bool = False
    """Whether the version is the application's: then there is nothing to go on with."""


class Adopted(Model):
    """What a job starts with that goes on from where another one failed."""

    job_id: str
    """The job that failed."""
    conversation: ConversationState
    specification: ApplicationSpecification | None = None
    """Only when it was approved."""
    sections: tuple[SummarySection, ...] = ()
    estimate: Estimate | None = None
    approved_by: str = ""
    changes: tuple[Text, ...] = ()
    builder: str = ""
    commit: str = ""
    """Sources that no gate has found anything against; empty when they have to be built again."""
    quality: QualityReport | None = None
    """The report on that commit, when all gates have passed."""
