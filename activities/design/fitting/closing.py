"""What ends what is due: an invoice is closed when it is paid, not when it was sent; pure."""

from activities.design.fitting.names import DONE, PAID, RETURNED, Things, says, word_set
from models.fields import FieldType as Type

_OWED = word_set("invoice bill rent fee subscription membership instalment loan debt tax fine")
_BEFORE = word_set("sent booked")
_PART = word_set("deposit advance prepayment caution reminder")


def end_of(t: Things, date: str) -> str:
    """Return the field that says that something due is done with; empty if none does.

    Args:
        t: What is due.
        date: Its field with the day when it is.
    """
    owed = t.called(_OWED) or says(date, word_set("balance pay payment"))
    part = frozenset() if says(date, _PART) else _PART
    paid = t.first(PAID, Type.YES_NO, Type.DATE, but=part)
    if owed:
        return paid if paid != date else t.first({"settled"}, Type.YES_NO, Type.DATE)
    # What was sent may be what is due; whatever else is told ends it more surely.
    before = t.first(DONE | RETURNED, Type.YES_NO, Type.DATE, but=part | _BEFORE | {date})
    return before or t.first(_BEFORE, Type.YES_NO, but=part)
