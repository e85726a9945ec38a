"""What is spent, and who only pays a fee; pure."""

from activities.understanding.draft import DraftEntity
from models.fields import FieldType

_SPENT = ("expense", "expenditure", "cost")


def is_spent_by_payers(source: DraftEntity, target: DraftEntity) -> bool:
    """Say whether one is what is spent, and the other whoever has paid or not.

    Args:
        source: From which a relation leads.
        target: To which it leads.
    """
    dues = (told.specification for told in target.fields if told.evidence)
    paid = any(one.type is FieldType.YES_NO and "paid" in one.name.split("_") for one in dues)
    return source.name.rsplit("_", 1)[-1] in _SPENT and paid
