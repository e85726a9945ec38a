"""What a feature is in a sentence that its owner reads; pure."""

from collections.abc import Callable

from activities.design.averages import averaged
from activities.design.fitting.names import PAID, says
from activities.design.wording import lowered
from models.features import Feature
from models.features import FeatureKind as Kind
from models.fields import FieldType
from models.specification import DataModel, Entity

_EARNED = PAID | {"done", "completed", "finished", "paid_out"}


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

    @property
    def state(self) -> str:
        """Say that it makes no difference whether the records are done or paid."""
        fields = (f for f in self._entity.fields if f.type is FieldType.YES_NO)
        named = next((f for f in fields if says(f.name, _EARNED)), None)
        return f"whatever “{named.label}” says" if named else ""

    def averages(self, role: str) -> bool:
        """Say whether the numbers of the field that plays a role make no sum."""
        name = self._feature.fields.get(role, "")
        return any(averaged(field) for field in self._entity.fields if field.name == name)


def promise(feature: Feature, model: DataModel) -> str:
    """Return what an application can do because it has the feature."""
    if feature.entity is None:
        return _WHOLE[feature.kind]
    told = _SENTENCES[feature.kind](Labels(feature, model))
    return f"{told[:1].upper()}{told[1:]}"


_WHOLE = {
    Kind.IMPORT: "Records can be added from a CSV file or a pasted table, after a look at what "
    "would be added.",
    Kind.UNDO: "What you delete, and what goes with it, can be brought back for 30 days.",
    Kind.HISTORY: "Each record shows what it was before every change, and any earlier state can be "
    "restored.",
    Kind.SHARING: "Lists can be shared by a link with which others look, and change nothing.",
    Kind.LOGIN: "A password that you choose at the first visit keeps others out.",
}


def _chart(of: Labels) -> str:
    group = f", by {of['group']}" if of["group"] else ""
    if not of["amount"]:
        return f"a chart shows how many {of.many} there are each month{group}."
    second = f" and the {of['second']}" if of["second"] else ""
    return f"a chart shows the {of['amount']}{second} of {of.many} over time{group}."


def _statistics(of: Labels) -> str:
    by = [of["group"]] if of["group"] else []
    by += ["month"] if of["date"] else []
    parted = f", by {' and by '.join(by)}" if by else ""
    if not of["amount"]:
        return f"statistics count {of.many}{parted}."
    if of.averages("amount"):
        return f"statistics show the average {of['amount']} of {of.many}{parted}."
    whole = f" (all of them, {of.state})" if of.state else ""
    return f"statistics show the total and average {of['amount']} of {of.many}{whole}{parted}."


def _reminder(of: Labels) -> str:
    click = f"; a click says that one is done ({of['done']})" if of["done"] else ""
    return (
        f"the start page and a list say which {of.many} are due within a week or overdue, by "
        f"{of['date']}{click}."
    )


def _expiry(of: Labels) -> str:
    left = f", as long as there is some left ({of['amount']})" if of["amount"] else ""
    return (
        f"the start page and a list say which {of.many} expire within a week or have expired, by "
        f"{of['date']}{left}."
    )


def _lending(of: Labels) -> str:
    who = f", with whom ({of['who']})" if of["who"] else ""
    due = " and what is overdue" if of["due"] else ""
    return f"a list of {of.many} shows what is away{who}{due}; a click says that it is back."


def _stock(of: Labels) -> str:
    low = f"below its {of['minimum']}" if of["minimum"] else "used up"
    return (
        f"{of.many} can be counted up and down with a click; what is {low} is marked, named on the "
        f"start page and listed to buy."
    )


def _pick(of: Labels) -> str:
    still = " that are not done yet" if of["done"] else ""
    return f"a click picks one of the {of.many}{still} by chance, when you can't decide."


def _consumption(of: Labels) -> str:
    cost = f" and the {of['price']}" if of["price"] else ""
    each = f", for each {of['vehicle']}" if of["vehicle"] else ""
    return (
        f"from {of.many} it works out the {of['amount']}{cost} per 100 of {of['distance']}{each}."
    )


_SENTENCES: dict[Kind, Callable[[Labels], str]] = {
    Kind.CALENDAR: lambda of: f"a calendar shows {of.many} by {of['date']}.",
    Kind.BOARD: lambda of: (
        f"a board shows {of.many} in columns by {of['state']}; a click moves one to the next."
    ),
    Kind.CHART: _chart,
    Kind.STATISTICS: _statistics,
    Kind.CHECKLIST: lambda of: (
        f"{of.many} can be ticked off with a click and added in place; it says how many are "
        f"{of['done']}."
    ),
    Kind.GALLERY: lambda of: f"a gallery shows {of.many} as pictures.",
    Kind.CARDS: lambda of: f"cards show {of.many} side by side, each with what matters of it.",
    Kind.ADDRESSES: lambda of: (
        f"an address list brings together how to reach whom, from what is kept with {of.many}."
    ),
    Kind.REMINDER: _reminder,
    Kind.RECURRING: lambda of: (
        f"when one of the {of.many} is done ({of['done']}), the next is added with the date that "
        f"follows by {of['every']}."
    ),
    Kind.ROTATION: lambda of: (
        f"for each of the {of.many} it shows whose turn it is; when it is done, the next one gets "
        f"the turn, and it shows how often each did it."
    ),
    Kind.BUDGET: lambda of: (
        f"a budget shows for each {of['group']} how much of its limit was spent on {of.many} this "
        f"month; the start page warns from 90 % on."
    ),
    Kind.EXPIRY: _expiry,
    Kind.STOCK: _stock,
    Kind.LENDING: _lending,
    Kind.STREAK: lambda of: (
        f"for each {of['habit']} it shows how many days in a row it was kept up; a click says that "
        f"it was done today."
    ),
    Kind.PROGRESS: lambda of: (
        f"{of.many} show how far their {of['current']} is on the way to their {of['goal']}."
    ),
    Kind.ANNIVERSARY: lambda of: (
        f"a list shows {of.many} month by month as {of['date']} comes back, with the age or years "
        f"reached; the start page says so two weeks before."
    ),
    Kind.INTERVAL: lambda of: (
        f"it says when each of the {of.many} is due again, {of['days']} days after "
        f"“{of['last']}”; a click says that it was done today."
    ),
    Kind.CONSUMPTION: _consumption,
    Kind.SETTLING: lambda of: (
        f"settling up shows by {of['payer']} what each one paid for {of.many}, and the fewest "
        f"payments that make it even."
    ),
    Kind.COUNTDOWN: lambda of: (
        f"the start page counts the days until the next {of.many}, by {of['date']}."
    ),
    Kind.TALLY: lambda of: (
        f"above the list and on the start page it counts {of.many} by {of['state']}"
        f"{', adding up ' + of['size'] if of['size'] else ''}."
    ),
    Kind.RANKING: lambda of: f"{of.many} can be seen by {of['rating']}, the best first.",
    Kind.PICK: _pick,
}
