"""What a coding agent has used, in a line; pure."""

from decimal import Decimal

from models.usage import JobUsage, Limits, Spent


def usage_line(usage: JobUsage) -> str:
    """Return it beside the budget, like ``12 turns, credits: 3.2 of 10``."""
    parts = [f"{usage.turns} turn{'' if usage.turns == 1 else 's'}"]
    parts += _parts(usage.spent, usage.budget)
    if len(parts) == 1:
        parts.append("the agent does not say what they cost")
    return ", ".join(parts)


def _parts(spent: Spent, budget: Limits) -> list[str]:
    known = (
        ("credits", spent.credits, budget.credits),
        ("tokens", spent.tokens, budget.tokens),
        ("cost", spent.cost, budget.cost),
    )
    return [
        f"{unit}: {_number(used)}" + ("" if most is None else f" of {_number(most)}")
        for unit, used, most in known
        if used is not None
    ]


def _number(number: Decimal | int) -> str:
    """Return it with four decimals at most, without zeros at its end."""
    text = f"{Decimal(number):,.4f}"
    return text.rstrip("0").rstrip(".")
