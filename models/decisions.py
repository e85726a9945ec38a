"""What only the owner of an application can decide, and how it can be decided."""

from datetime import datetime
from enum import StrEnum

from models.base import Model, Text

PROPOSAL = "proposal-"
"""Begins the id of a proposal; other decisions have other ids."""


class Decision(StrEnum):
    """What a person can say to what is proposed."""

    APPROVE = "approve"
    CHANGE = "change"
    REJECT = "reject"


class DecisionKind(StrEnum):
    """What a job that is under way can need its owner for."""

    PERMISSION = "permission"
    """A coding agent asks for something that policy leaves to the owner."""
    BUDGET = "budget"
    """A coding agent has used up what it may."""
    TROUBLE = "trouble"
    """A coding agent gets no further by itself."""


class Choice(Model):
    """One way to decide."""

    decision: Decision
    """What to send."""
    label: Text
    """What it means, in a few words."""
    needs_words: bool = False
    """Whether it says in words, in ``changes``, what to do."""


def proposal_id(number: int) -> str:
    """Return the id of a job's so many-th proposal; 1 is the first."""
    return f"{PROPOSAL}{number}"


class OpenDecision(Model):
    """What a job waits for its owner to decide."""

    id: str
    """Tells it from the others of the same job."""
    kind: DecisionKind
    title: Text
    """The question, a sentence."""
    reasons: tuple[Text, ...] = ()
    """Why it is asked and why it matters, a sentence each."""
    choices: tuple[Choice, ...]
    deadline: datetime
    otherwise: Text
    """What happens without a decision, a sentence."""
