"""Costs that somebody paid for all; pure."""

from activities.design.fitting.names import PAYER, PEOPLE, Things, says, word_set
from models.fields import FieldType as Type
from models.specification import Category

_OWED = word_set(
    "rent fee fees due dues subscription membership subs contribution donation salary wage wages "
    "pay deposit debt fine pledge rate price worth value balance income earnings premium instalment"
)
_SHARED = word_set(
    "cost costs expense expenses purchase shopping spending bill receipt outlay buy groceries"
)
_SHARING = word_set("roommate flatmate housemate traveller")


def settling(t: Things, _: Category, *, asked: bool) -> dict[str, str] | None:
    """Return the roles of costs that are shared: not of what each one owes to a landlord or club.

    Args:
        t: That may be costs.
        asked: Has no say.
    """
    del asked
    amount = t.any(Type.MONEY)
    payer = t.reference(frozenset(), PAYER) or t.first(PAYER, Type.CHOICE, Type.TEXT)
    shared = t.called(_SHARED) or says(amount, _SHARED | {"spent"})
    payer = payer or t.reference(PEOPLE if shared else _SHARING)
    owed = t.called(_OWED) or says(amount, _OWED - {"price"})
    return {"amount": amount, "payer": payer} if amount and payer and not owed else None
