"""What a feature is in a sentence that its owner reads; pure."""

from collections.abc import Callable

from activities.specification.wording import lowered
from models.features import Feature
from models.features import FeatureKind as Kind
from models.specification import DataModel, Entity


class Labels:
    """The labels of what a feature works with, as they stand in the middle of a sentence.

    Args:
        feature: About one entity.
        model: That has it.
    """

    def __init__(self, feature: Feature, model: DataModel) -> None:
        self._feature = feature
        self._model = model
        self._entity: Entity = model.entity(feature.entity or "")

    @property
    def many(self) -> str:
        """The records."""
        return lowered(self._entity.plural_label)

    @property
    def one(self) -> str:
        """One of them."""
        return lowered(self._entity.label)

    def __getitem__(self, role: str) -> str:
        """Return the label of the field or reference that plays a role; empty if none does."""
        name = self._feature.fields.get(role, "")
        labels = {field.name: field.label for field in self._entity.fields}
        labels |= {r.name: r.label for r in self._model.relations if r.source == self._entity.name}
        return lowered(labels.get(name, ""))


def promise(feature: Feature, model: DataModel) -> str:
    """Return what an application can do because it has the feature."""
    if feature.entity is None:
        return _WHOLE[feature.kind]
    told = _SENTENCES[feature.kind](Labels(feature, model))
    return f"{told[:1].upper()}{told[1:]}"


_WHOLE = {
    Kind.IMPORT: "Records can be brought in from a CSV file, after a look at what would be added.",
    Kind.UNDO: "What was deleted can be brought back for 30 days.",
    Kind.HISTORY: "Each record shows what it was before, and any earlier state can be restored.",
    Kind.SHARING: "Lists can be shared by a link with which others look, and change nothing.",
    Kind.LOGIN: "A password that you choose at the first visit keeps others out.",
}


def _chart(of: Labels) -> str:
    group = f", for each {of['group']}" if of["group"] else ""
    if not of["amount"]:
        return f"A chart shows how many {of.many} there were in each month{group}."
    second = f" and {of['second']}" if of["second"] else ""
    return f"A chart shows {of['amount']}{second} of {of.many} over time{group}."


def _statistics(of: Labels) -> str:
    what = f"the {of['amount']} of {of.many}" if of["amount"] else f"how many {of.many} there are"
    by = [of["group"]] if of["group"] else []
    by += ["month"] if of["date"] else []
    return f"statistics show {what}{' by ' if by else ''}{' and by '.join(by)}."


def _lending(of: Labels) -> str:
    who = f", with whom ({of['who']})" if of["who"] else ""
    due = " and what is overdue" if of["due"] else ""
    return f"a list of {of.many} that are away shows what is out{who}{due}; a click gives it back."


_SENTENCES: dict[Kind, Callable[[Labels], str]] = {
    Kind.CALENDAR: lambda of: f"a calendar shows {of.many} by {of['date']}.",
    Kind.BOARD: lambda of: (
        f"a board shows {of.many} in columns by {of['state']}; a click moves one to the next."
    ),
    Kind.CHART: _chart,
    Kind.STATISTICS: _statistics,
    Kind.CHECKLIST: lambda of: f"{of.many} can be ticked off in a checklist ({of['done']}).",
    Kind.GALLERY: lambda of: f"a gallery shows {of.many} as pictures.",
    Kind.ADDRESSES: lambda of: f"an address list shows how to reach {of.many}.",
    Kind.REMINDER: lambda of: (
        f"the start page says which {of.many} are due soon or overdue, by {of['date']}."
    ),
    Kind.RECURRING: lambda of: (
        f"{of.many} that are done come again with their next date ({of['every']})."
    ),
    Kind.ROTATION: lambda of: (
        f"when {of.many} are done it is the next one's turn, so that everybody has the same share."
    ),
    Kind.BUDGET: lambda of: (
        f"for each {of['group']} it shows how much of its limit was spent this month, and warns "
        f"before it is used up."
    ),
    Kind.EXPIRY: lambda of: (
        f"the start page says which {of.many} expire soon or have expired, by {of['date']}."
    ),
    Kind.STOCK: lambda of: (
        f"{of.many} can be counted up and down with a click, and a list says what to buy."
    ),
    Kind.LENDING: _lending,
    Kind.STREAK: lambda of: f"it counts how many days in a row each {of['habit']} was kept up.",
    Kind.PROGRESS: lambda of: (
        f"each of the {of.many} shows how far its {of['current']} is on the way to its "
        f"{of['goal']}."
    ),
    Kind.ANNIVERSARY: lambda of: (
        f"the start page says whose {of['date']} comes next, and which age is reached."
    ),
    Kind.INTERVAL: lambda of: (
        f"it says when each of the {of.many} is next, counted from “{of['last']}”; a click says "
        f"that it was done today."
    ),
    Kind.CONSUMPTION: lambda of: f"it works out the use per 100 from {of.many}, fill by fill.",
    Kind.SETTLING: lambda of: f"it works out from {of.many} who has paid too much and who owes it.",
    Kind.COUNTDOWN: lambda of: f"the start page counts the days until {of.many} begin.",
    Kind.TALLY: lambda of: f"it counts {of.many} by {of['state']} ({_size(of)}).",
    Kind.RANKING: lambda of: f"{of.many} can be seen by {of['rating']}, the best first.",
    Kind.PICK: lambda of: f"a click picks one of the {of.many} by chance, when you can't decide.",
}


def _size(of: Labels) -> str:
    return f"with {of['size']}" if of["size"] else "how many each"
