"""What agents may use, from the settings; pure."""

from models.usage import BudgetPolicy, Limits
from settings import BudgetSettings


def budget_policy(settings: BudgetSettings) -> BudgetPolicy:
    """Return what the operator has set."""
    job, owner, turn = (
        Limits(
            credits=getattr(settings, f"credits_per_{per}"),
            tokens=getattr(settings, f"tokens_per_{per}"),
            cost=getattr(settings, f"cost_per_{per}"),
        )
        for per in ("job", "owner", "turn")
    )
    return BudgetPolicy(job=job, owner=owner, turn=turn, days=settings.period_days)
