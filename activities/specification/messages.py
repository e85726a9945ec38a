"""Inputs and results of the specification activities."""

from pydantic import Field

from models.base import Model, Text
from models.conversation import AnswerValue, Question, Understanding
from models.jobs import JobContext
from models.proposal import Estimate, SummarySection
from models.specification import ApplicationSpecification


class WriteSpecificationInput(Model):
    """Everything that was said."""

    job: JobContext
    request: Text
    understanding: Understanding
    questions: tuple[Question, ...] = ()
    answers: dict[str, AnswerValue] = Field(default_factory=dict)
    """By question id; questions without an answer take their recommended value."""
    changes: tuple[Text, ...] = ()
    """What the person asked to change in earlier proposals, oldest first."""
    settled: int = Field(default=0, ge=0)
    """How many of the changes were taken up before: one of them that does not fit any more, because
    an answer has changed, is left out and told of; any other is refused."""
    builder: str = ""
    """Who will write the code; empty when that is chosen later."""


class WriteSpecificationResult(Model):
    """A specification that was checked against what can be built, and its plain-language form."""

    specification: ApplicationSpecification
    sections: tuple[SummarySection, ...]
    """What you will get, what it keeps, what it will not do."""
    estimate: Estimate | None = None
