"""Inputs and results of the understanding activities."""

from pydantic import Field

from models.base import Model, Text
from models.conversation import MAX_REQUEST_CHARACTERS, Question, Understanding
from models.jobs import JobContext
from models.specification import ApplicationSpecification


class AnalyseInput(Model):
    """A request as it was written."""

    job: JobContext
    request: Text = Field(max_length=MAX_REQUEST_CHARACTERS)
    name: str | None = None
    """Title that the person chose, if they did."""


class AnalyseResult(Model):
    """What was understood and what is worth asking (at most five questions, none when complete)."""

    understanding: Understanding
    questions: tuple[Question, ...] = ()


class AnalyseChangeInput(Model):
    """A change request for an existing application."""

    job: JobContext
    request: Text = Field(max_length=MAX_REQUEST_CHARACTERS)
    specification: ApplicationSpecification


class AnalyseChangeResult(Model):
    """The specification after the change."""

    specification: ApplicationSpecification
    changes: tuple[Text, ...]
    """What changes, a sentence each; never empty."""
    impact: tuple[Text, ...] = ()
    """What the change means for existing functions and data, a sentence each."""
