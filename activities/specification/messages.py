"""Inputs and results of the specification activities."""

from pydantic import Field

from models.base import Model, Text
from models.conversation import AnswerValue, Question, Understanding
from models.jobs import JobContext
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


class WriteSpecificationResult(Model):
    """A specification that was checked against what can be built, and its plain-language form."""

    specification: ApplicationSpecification
    summary: tuple[Text, ...]
    """What you will get, what it keeps, what it will not do: a sentence each."""
