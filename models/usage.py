"""What coding agents use up, and how much of it they may."""

from decimal import Decimal

from pydantic import Field

from models.base import Model, Text

NOTHING = Decimal(0)


class Spent(Model):
    """What one or several turns of an agent have used; None where no agent said."""

    credits: Decimal | None = Field(default=None, ge=0)
    input_tokens: int | None = Field(default=None, ge=0)
    output_tokens: int | None = Field(default=None, ge=0)
    cost: Decimal | None = Field(default=None, ge=0)
    """In the currency of the agent's account."""

    @property
    def tokens(self) -> int | None:
        """Tokens in both directions; None when neither is known."""
        if self.input_tokens is None and self.output_tokens is None:
            return None
        return (self.input_tokens or 0) + (self.output_tokens or 0)


class Limits(Model):
    """The most that may be used; None for as much as it takes."""

    credits: Decimal | None = Field(default=None, ge=0)
    tokens: int | None = Field(default=None, ge=0)
    cost: Decimal | None = Field(default=None, ge=0)

    def raised(self, times: int) -> "Limits":
        """Return the limits after their owner has added the same once more, so many times."""
        factor = times + 1
        return Limits(
            credits=None if self.credits is None else self.credits * factor,
            tokens=None if self.tokens is None else self.tokens * factor,
            cost=None if self.cost is None else self.cost * factor,
        )

    def lacking(self, taken: "Limits", wanted: "Limits") -> str:
        """Return the unit of which too little is left for what is wanted; empty when none is."""
        for unit in ("credits", "tokens", "cost"):
            most, gone = getattr(self, unit), getattr(taken, unit) or 0
            if most is not None and (gone >= most or gone + (getattr(wanted, unit) or 0) > most):
                return unit
        return ""


class BudgetPolicy(Model):
    """What the operator allows agents to use."""

    job: Limits = Limits()
    """For one job."""
    owner: Limits = Limits()
    """For all jobs of one owner within the period."""
    days: int = Field(default=30, ge=1)
    """Length of the period: so many days, the last of them today."""
    turn: Limits = Limits()
    """What is set aside for a turn before it begins."""


class JobUsage(Model):
    """What a job's agent has used so far, and how much of the budgets that leaves."""

    turns: int = 0
    spent: Spent = Spent()
    budget: Limits = Limits()
    """Of the job, as it was raised."""
    owner_spent: Spent = Spent()
    """By all jobs of the owner within the period."""
    owner_budget: Limits = Limits()


class OverBudget(Model):
    """Why a turn may not begin."""

    scope: str
    """``job`` or ``owner``."""
    unit: str
    """``credits``, ``tokens`` or ``cost``."""
    told: Text
    """The same in a sentence."""
