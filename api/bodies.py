"""What callers send; unknown fields are refused."""

from typing import Annotated, Self
from unicodedata import category

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictBool,
    StrictStr,
    StringConstraints,
    model_validator,
)

from models.applications import DesiredState
from models.base import Label, StrictModel
from models.conversation import MAX_REQUEST_CHARACTERS
from models.jobs import Decision

LEAST_LETTERS = 3


def _same_line_breaks(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value


def _plain(value: str) -> str:
    if any(category(character) == "Cc" and character not in "\n\t" for character in value):
        raise ValueError("contains control characters")
    return value


def _worded(value: str) -> str:
    if sum(character.isalpha() for character in value) < LEAST_LETTERS:
        raise ValueError("says too little: describe in a sentence what you would like")
    return value


Words = Annotated[
    str,
    StringConstraints(max_length=MAX_REQUEST_CHARACTERS, strict=True),
    BeforeValidator(_same_line_breaks),
    AfterValidator(_plain),
]
"""Text as a person writes it."""
Remark = Annotated[
    str,
    StringConstraints(max_length=2_000, strict=True),
    BeforeValidator(_same_line_breaks),
    AfterValidator(_plain),
]
"""A few sentences of such text."""
Request = Annotated[Words, AfterValidator(_worded)]
"""What somebody would like, 1 to 20,000 characters with at least three letters."""
Priority = Annotated[int, Field(strict=True, ge=1, le=5)]
Amount = Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)]
BuilderName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
LabelName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9._-]{0,39}$")]
DecisionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
QuestionId = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Answer = (
    StrictBool
    | Remark
    | Annotated[list[Annotated[StrictStr, StringConstraints(max_length=200)]], Field(max_length=50)]
)


class CreateApplicationBody(StrictModel):
    """A new application."""

    request: Request
    """What it shall be, in your own words."""
    name: Label | None = None
    """What it shall be called; otherwise the words decide."""
    priority: Priority = 3
    """1 is most urgent."""
    builder: BuilderName = "auto"
    """Who writes the code."""
    auto_approve: StrictBool = False
    """Take every recommended answer and approve the specification."""


class ModifyBody(StrictModel):
    """A change of an application."""

    request: Request
    auto_approve: StrictBool = False


class RollBackBody(StrictModel):
    """Return to an earlier version."""

    version: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    restore_data: StrictBool = False
    """Also bring back the data as it was when that version was left."""


class UpdateApplicationBody(StrictModel):
    """What to change of an application's record; what is not given stays as it is."""

    name: Label | None = None
    priority: Priority | None = None
    desired_state: DesiredState | None = None
    """Whether it shall run; carried out at once, and kept over restarts of everything."""
    labels: Annotated[dict[LabelName, Label], Field(max_length=16)] | None = None


class OwnerLimitsBody(StrictModel):
    """What one owner may have; null is no limit, what is left out stays as it is."""

    applications: Amount | None = None
    running_jobs: Amount | None = None
    memory_mb: Amount | None = None
    disk_mb: Amount | None = None
    builds_per_day: Amount | None = None


class AnswersBody(StrictModel):
    """Answers to any of the open questions."""

    answers: Annotated[dict[QuestionId, Answer], Field(min_length=1, max_length=20)]


class DecisionBody(StrictModel):
    """What to do with the proposed specification, or with what the job waits for since."""

    decision: Decision
    changes: Request | None = None
    """For ``change``: what shall be different, in your own words."""
    comment: Remark | None = None
    about: DecisionId | None = None
    """Id of the open decision, or of the proposal, that is meant; without it, what the job waits
    for now."""


class LimitsBody(StrictModel):
    """What an application may use from now on; what is not named is as its specification says."""

    memory_mb: Annotated[int, Field(strict=True, ge=64, le=4096)] | None = None
    cpus: Annotated[float, Field(ge=0.1, le=8)] | None = None
    disk_mb: Annotated[int, Field(strict=True, ge=64, le=65536)] | None = None
    """Space for its data; what was chosen before stays when it is not named."""
    recommended: StrictBool = False
    """Take what is recommended instead."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        named = any(one is not None for one in (self.memory_mb, self.cpus, self.disk_mb))
        if named == self.recommended:
            raise ValueError("name memory_mb, cpus or disk_mb, or set recommended")
        return self


class CleanUpBody(StrictModel):
    """How to clean up."""

    dry_run: StrictBool = False
    host: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")] | None = None
    """Which machine; by default the one that the API's settings name."""
