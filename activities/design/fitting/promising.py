"""What a feature is in a sentence that its owner reads; pure."""

from collections.abc import Callable

from activities.design.averages import averaged
from activities.design.fitting.names import PAID, says
from activities.design.wording import in_sentence, with_article
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
        language: ISO 639 code of the language of the labels.
    """

    def __init__(self, feature: Feature, model: DataModel, language: str = "en") -> None:
        self._feature = feature
        self._model = model
        self._language = language
        self._entity: Entity = model.entity(feature.entity or "")

    @property
    def many(self) -> str:
        """The records."""
        return in_sentence(self._entity.plural_label, self._language)

    @property
    def one(self) -> str:
        """One of them."""
        return in_sentence(self._entity.label, self._language)

    @property
    def a_one(self) -> str:
        """One of them, with its article."""
        return with_article(self.one)

    def __getitem__(self, role: str) -> str:
        """Return the label of the field or reference that plays a role; empty if none does."""
        label = self._label(role)
        return in_sentence(label, self._language) if label else ""

    def named(self, role: str) -> str:
        """Return the label of a role as it stands above its column, in quotes; empty if none."""
        label = self._label(role)
        return f"“{label}”" if label else ""

    @property
    def marked_done(self) -> str:
        """How it is told that one is done: "done", or the name of the field for it."""
        return "done" if self._label("done").casefold() in ("", "done") else self.named("done")

    def _label(self, role: str) -> str:
        name = self._feature.fields.get(role, "")
        labels = {field.name: field.label for field in self._entity.fields}
        labels |= {r.name: r.label for r in self._model.relations if r.source == self._entity.name}
        return labels.get(name, "")

    @property
    def state(self) -> str:
        """Say that it makes no difference whether the records are done or paid."""
        fields = (f for f in self._entity.fields if f.type is FieldType.YES_NO)
        named = next((f for f in fields if says(f.name, _EARNED)), None)
        return f"whether or not “{named.label}” is ticked" if named else ""

    def averages(self, role: str) -> bool:
        """Say whether the numbers of the field that plays a role make no sum."""
        name = self._feature.fields.get(role, "")
        return any(averaged(field) for field in self._entity.fields if field.name == name)


def promise(feature: Feature, model: DataModel, language: str = "en") -> str:
    """Return what an application can do because it has the feature.

    Args:
        feature: That it has.
        model: What it keeps.
        language: ISO 639 code of the language of the labels.
    """
    if feature.entity is None:
        return _WHOLE[feature.kind]
    told = _SENTENCES[feature.kind](Labels(feature, model, language))
    return f"{told[:1].upper()}{told[1:]}"


_WHOLE = {
    Kind.IMPORT: "Records can be added from a CSV file or a pasted table; you see what would be "
    "added before it is.",
    Kind.UNDO: "What you delete, and what goes with it, can be brought back for 30 days.",
    Kind.HISTORY: "Each record shows how it was before every change, and any earlier state can be "
    "restored.",
    Kind.SHARING: "Lists can be shared by a link: others can look, but change nothing.",
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
    click = f"; a click marks one as {of.marked_done}" if of["done"] else ""
    return (
        f"the start page and a list show which {of.many} are due within a week or overdue, by "
        f"{of['date']}{click}."
    )


def _expiry(of: Labels) -> str:
    left = f", as long as there is some left ({of.named('amount')})" if of["amount"] else ""
    return (
        f"the start page and a list show which {of.many} expire within a week or have expired, by "
        f"{of['date']}{left}."
    )


def _lending(of: Labels) -> str:
    who = f", with whom ({of.named('who')})" if of["who"] else ""
    due = " and which are overdue" if of["due"] else ""
    return (
        f"a list shows which {of.many} are away{who}{due}; a click says that one of them is back."
    )


def _stock(of: Labels) -> str:
    low = f"below its {of['minimum']}" if of["minimum"] else "used up"
    return (
        f"{of.many} can be counted up and down with a click; whatever is {low} is marked, and "
        f"named on the start page and on the list “To buy”."
    )


def _pick(of: Labels) -> str:
    still = f" not yet marked {of.marked_done}" if of["done"] else ""
    return f"when you can't decide, a click picks one of the {of.many}{still} at random."


def _consumption(of: Labels) -> str:
    cost = f" and {of['price']}" if of["price"] else ""
    each = f", for each {of['vehicle']}" if of["vehicle"] else ""
    return (
        f"consumption is worked out from {of.many}: {of['amount']}{cost} for every 100 that "
        f"{of.named('distance')} goes up{each}."
    )


def _checklist(of: Labels) -> str:
    return (
        f"{of.many} can be ticked off with a click, and new ones added on the same page, which "
        f"says how many are {'done' if of.marked_done == 'done' else f'marked {of.marked_done}'}."
    )


def _tally(of: Labels) -> str:
    size = f", adding up {of['size']}" if of["size"] else ""
    return f"the list of {of.many} and the start page count them by {of['state']}{size}."


_SENTENCES: dict[Kind, Callable[[Labels], str]] = {
    Kind.CALENDAR: lambda of: f"a calendar shows {of.many} by {of['date']}.",
    Kind.BOARD: lambda of: (
        f"a board shows {of.many} in columns by {of['state']}; a click moves one to the next "
        f"column."
    ),
    Kind.CHART: _chart,
    Kind.STATISTICS: _statistics,
    Kind.CHECKLIST: _checklist,
    Kind.GALLERY: lambda of: f"a gallery shows {of.many} with their photos.",
    Kind.CARDS: lambda of: f"{of.many} can be seen as cards, with their main details.",
    Kind.ADDRESSES: lambda of: f"an address list shows how to reach each {of.one}.",
    Kind.REMINDER: _reminder,
    Kind.RECURRING: lambda of: (
        f"when {of.a_one} is marked {of.marked_done}, the next one is added, dated by "
        f"{of.named('every')}."
    ),
    Kind.ROTATION: lambda of: (
        f"each {of.one} shows whose turn it is. Marking it done passes the turn on, and a tally "
        f"shows how often each person did it."
    ),
    Kind.BUDGET: lambda of: (
        f"a budget shows for each {of['group']} how much of its limit the {of.many} of this month "
        f"have used up; the start page warns from 90 % on."
    ),
    Kind.EXPIRY: _expiry,
    Kind.STOCK: _stock,
    Kind.LENDING: _lending,
    Kind.STREAK: lambda of: (
        f"each {of['habit']} shows how many days in a row it was kept up; a click marks it as done "
        f"today."
    ),
    Kind.PROGRESS: lambda of: (
        f"each {of.one} shows how far {of.named('current')} is on the way to {of.named('goal')}."
    ),
    Kind.ANNIVERSARY: lambda of: (
        f"a list shows {of.many} month by month by {of.named('date')}, with the age or years "
        f"reached; the start page names each one two weeks ahead."
    ),
    Kind.INTERVAL: lambda of: (
        f"each {of.one} shows when it is due again, counted from {of.named('last')} by "
        f"{of.named('days')}; a click marks it as done today."
    ),
    Kind.CONSUMPTION: _consumption,
    Kind.SETTLING: lambda _: (
        "“Settle up” shows what each person has paid and the fewest payments that settle it."
    ),
    Kind.COUNTDOWN: lambda of: (
        f"the start page counts the days until the next {of.one}, by {of['date']}."
    ),
    Kind.TALLY: _tally,
    Kind.RANKING: lambda of: f"{of.many} can be seen ranked by {of['rating']}, the best first.",
    Kind.PICK: _pick,
}
