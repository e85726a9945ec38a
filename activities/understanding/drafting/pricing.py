"""Fields that are told with their currency: "rate in dollars" is an amount of money; pure."""

import re
from collections.abc import Iterator, Sequence

from activities.understanding.draft import Draft, DraftField
from activities.understanding.knowledge.money import mentions
from models.fields import FieldType

_IN = re.compile(r"(?:[\s,]+(?:in|en|em|w)\s+|\s*[(\[]\s*(?:in\s+)?)$", re.IGNORECASE)
_CLOSED = re.compile(r"\s*[)\]]?\s*$")
_NEAR = 100
"""Characters before a currency in which the field stands."""
_MAYBE_MONEY = frozenset(
    {FieldType.TEXT, FieldType.DECIMAL, FieldType.INTEGER, FieldType.YES_NO, FieldType.MONEY}
)


def name_prices(draft: Draft, text: str) -> None:
    """Make what is told in a currency an amount of money, called without it.

    Args:
        draft: What was understood; types and labels of its fields are changed.
        text: The request, as it was written.
    """
    priced = tuple(_before_currencies(text.casefold()))
    for entity in draft.entities.values():
        for told in entity.fields:
            _price(told, priced)


def _before_currencies(text: str) -> Iterator[str]:
    """Return what stands before each "in dollars"."""
    for one in mentions(text):
        before = text[max(0, one.start - _NEAR) : one.start]
        joint = _IN.search(before)
        if joint:
            yield before[: joint.start()]


def _price(told: DraftField, priced: Sequence[str]) -> None:
    known = told.specification
    if not told.evidence or known.type not in _MAYBE_MONEY:
        return
    bare = without_currency(known.label)
    behind = known.type is not FieldType.YES_NO and any(
        re.search(rf"(?<!\w){re.escape(known.label.casefold())}$", before) for before in priced
    )
    if bare != known.label or behind:
        update = {"type": FieldType.MONEY, "label": bare, "minimum": None, "maximum": None}
        told.specification = known.model_copy(update=update)


def without_currency(label: str) -> str:
    """Return a label without the currency at its end: "rate" for "rate in dollars"."""
    last = next(iter(mentions(label)[-1:]), None)
    if last is None or not _CLOSED.match(label[last.end :]):
        return label
    before = _IN.search(label[: last.start])
    return label[: before.start()] if before and before.start() else label
