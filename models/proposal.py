"""How a specification is shown to the person who is to approve it."""

from enum import StrEnum

from pydantic import Field

from models.base import Model, Text


class SummaryPart(StrEnum):
    """What a part of the summary tells, in the order in which they are shown."""

    GETS = "what_you_will_get"
    KEEPS = "what_it_keeps"
    WILL_NOT = "what_it_will_not_do"
    CHANGES = "what_changes"
    """For a modification, instead of the first three."""
    MEANS = "what_that_means"
    """For a modification: for existing functions and data."""


class SummarySection(Model):
    """One part of the summary."""

    part: SummaryPart
    heading: Text
    sentences: tuple[Text, ...] = Field(min_length=1)


class Estimate(Model):
    """What building and running it will probably take; never a promise."""

    seconds: float = Field(ge=0)
    """From approval to the live address: the middle of what similar jobs took."""
    at_least: float = Field(ge=0)
    """Seconds; nine of ten similar jobs took longer."""
    at_most: float = Field(ge=0)
    """Seconds; nine of ten similar jobs were faster."""
    jobs: int = Field(default=0, ge=0)
    """Earlier jobs that it was learned from; 0 when it is an assumption."""
    memory_mb: int = Field(ge=0)
    """Memory that the application may use at most."""
    disk_mb: int = Field(ge=0)
    """Disk space that it may use at most."""
    told: tuple[Text, ...] = ()
    """The same in words, with what is short on this machine, a sentence each."""


def flattened(sections: tuple[SummarySection, ...]) -> tuple[str, ...]:
    """Return all sentences, in the order in which they are shown."""
    return tuple(sentence for section in sections for sentence in section.sentences)
