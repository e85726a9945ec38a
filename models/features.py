"""What an application can do with its records beyond lists and forms."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from models.base import Model
from models.fields import FieldType as Type
from models.fields import Identifier


class FeatureKind(StrEnum):
    """A way of looking at records, or of using them."""

    CALENDAR = "calendar"
    """Records on the days of a month."""
    BOARD = "board"
    """Records in a column for each state, moved from one to the next."""
    CHART = "chart"
    """A number over time, or how many records a month has."""
    STATISTICS = "statistics"
    """Sums, averages and counts by group and by month."""
    CHECKLIST = "checklist"
    """Records that are ticked off."""
    GALLERY = "gallery"
    """Records as pictures."""
    CARDS = "cards"
    """Records side by side, each with what matters of it."""
    ADDRESSES = "addresses"
    """Records with their places: to call, to write to, to copy."""
    REMINDER = "reminder"
    """What is due soon or overdue."""
    RECURRING = "recurring"
    """A record that is done comes again."""
    ROTATION = "rotation"
    """Whose turn it is; when it is done, it is the next one's."""
    BUDGET = "budget"
    """What was spent of each limit this month."""
    EXPIRY = "expiry"
    """What goes off soon, or has."""
    STOCK = "stock"
    """What runs low, and a list of what to buy."""
    LENDING = "lending"
    """What is away, with whom, since when."""
    STREAK = "streak"
    """How many days in a row something was done."""
    PROGRESS = "progress"
    """How far a number is on its way to another."""
    ANNIVERSARY = "anniversary"
    """Days that come back every year, and the age that is reached."""
    INTERVAL = "interval"
    """When something is to be done again, counted from the last time."""
    CONSUMPTION = "consumption"
    """How much was used for a distance, from fill to fill."""
    SETTLING = "settling"
    """Who paid what of shared costs, and who owes whom."""
    COUNTDOWN = "countdown"
    """How many days are left until something begins."""
    TALLY = "tally"
    """How many are coming, or otherwise counted by their state."""
    RANKING = "ranking"
    """The best rated first."""
    PICK = "pick"
    """One of the records, chosen by chance."""
    IMPORT = "import"
    """Records from a CSV file."""
    UNDO = "undo"
    """What was deleted comes back."""
    HISTORY = "history"
    """What a record was before each change."""
    SHARING = "sharing"
    """A link with which others can look, and change nothing."""
    LOGIN = "login"
    """A password for the whole household."""


@dataclass(frozen=True, slots=True)
class Role:
    """A field or a reference that a feature works with."""

    types: frozenset[Type] = frozenset()
    reference: bool = False
    """Whether a reference to one other record will do."""
    needed: bool = True
    of: str = ""
    """Role of the reference to the entity whose field it is; empty for a field of its own."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of feature is made of."""

    roles: dict[str, Role]
    of_entity: bool = True
    """Whether it is about one entity; else about the whole application."""


def _needs(*types: Type, reference: bool = False, of: str = "") -> Role:
    return Role(frozenset(types), reference, of=of)


def _takes(*types: Type, reference: bool = False, of: str = "") -> Role:
    return Role(frozenset(types), reference, needed=False, of=of)


_WHOLE = Form({}, of_entity=False)
_AMOUNTS = (Type.MONEY, Type.DECIMAL, Type.INTEGER, Type.RATING)
_COUNTS = (Type.INTEGER, Type.DECIMAL)

FORMS: dict[FeatureKind, Form] = {
    FeatureKind.CALENDAR: Form(
        {"date": _needs(Type.DATE), "until": _takes(Type.DATE), "time": _takes(Type.TIME)}
    ),
    FeatureKind.BOARD: Form({"state": _needs(Type.CHOICE), "date": _takes(Type.DATE)}),
    FeatureKind.CHART: Form(
        {
            "date": _needs(Type.DATE),
            "amount": _takes(*_AMOUNTS),
            "second": _takes(*_AMOUNTS),
            "group": _takes(Type.CHOICE, Type.TEXT, reference=True),
        }
    ),
    FeatureKind.STATISTICS: Form(
        {
            "amount": _takes(*_AMOUNTS),
            "group": _takes(Type.CHOICE, Type.YES_NO, reference=True),
            "date": _takes(Type.DATE),
        }
    ),
    FeatureKind.CHECKLIST: Form(
        {"done": _needs(Type.YES_NO), "group": _takes(Type.CHOICE, reference=True)}
    ),
    FeatureKind.GALLERY: Form({"photo": _needs(Type.PHOTO)}),
    FeatureKind.CARDS: Form({"text": _takes(Type.LONG_TEXT)}),
    FeatureKind.ADDRESSES: Form(
        {"place": _takes(Type.TEXT, Type.LONG_TEXT), "phone": _takes(Type.TEXT)}
        | {"mail": _takes(Type.EMAIL)}
    ),
    FeatureKind.REMINDER: Form(
        {"date": _needs(Type.DATE), "done": _takes(Type.YES_NO, Type.DATE, Type.CHOICE)}
    ),
    FeatureKind.RECURRING: Form(
        {
            "date": _needs(Type.DATE),
            "every": _needs(Type.CHOICE, Type.INTEGER),
            "done": _needs(Type.YES_NO),
        }
    ),
    FeatureKind.ROTATION: Form(
        {
            "who": _needs(Type.CHOICE, Type.TEXT, reference=True),
            "done": _needs(Type.YES_NO, Type.DATE),
        }
    ),
    FeatureKind.BUDGET: Form(
        {
            "amount": _needs(Type.MONEY),
            "date": _needs(Type.DATE),
            "group": _needs(reference=True),
            "limit": _needs(Type.MONEY, of="group"),
        }
    ),
    FeatureKind.EXPIRY: Form({"date": _needs(Type.DATE), "amount": _takes(*_COUNTS)}),
    FeatureKind.STOCK: Form({"amount": _needs(*_COUNTS), "minimum": _takes(*_COUNTS)}),
    FeatureKind.LENDING: Form(
        {
            "returned": _needs(Type.YES_NO, Type.DATE),
            "due": _takes(Type.DATE),
            "lent": _takes(Type.DATE),
            "who": _takes(Type.TEXT, reference=True),
        }
    ),
    FeatureKind.STREAK: Form({"date": _needs(Type.DATE), "habit": _needs(reference=True)}),
    FeatureKind.PROGRESS: Form({"current": _needs(*_AMOUNTS), "goal": _needs(*_AMOUNTS)}),
    FeatureKind.ANNIVERSARY: Form({"date": _needs(Type.DATE)}),
    FeatureKind.INTERVAL: Form(
        {"last": _needs(Type.DATE), "days": _needs(Type.INTEGER, Type.CHOICE)}
    ),
    FeatureKind.CONSUMPTION: Form(
        {
            "distance": _needs(Type.INTEGER, Type.DECIMAL),
            "amount": _needs(Type.DECIMAL, Type.INTEGER),
            "price": _takes(Type.MONEY),
            "vehicle": _takes(reference=True),
        }
    ),
    FeatureKind.SETTLING: Form(
        {"amount": _needs(Type.MONEY), "payer": _needs(Type.CHOICE, Type.TEXT, reference=True)}
    ),
    FeatureKind.COUNTDOWN: Form({"date": _needs(Type.DATE)}),
    FeatureKind.TALLY: Form({"state": _needs(Type.CHOICE), "size": _takes(Type.INTEGER)}),
    FeatureKind.RANKING: Form({"rating": _needs(Type.RATING)}),
    FeatureKind.PICK: Form({"done": _takes(Type.YES_NO, Type.DATE)}),
    FeatureKind.IMPORT: _WHOLE,
    FeatureKind.UNDO: _WHOLE,
    FeatureKind.HISTORY: _WHOLE,
    FeatureKind.SHARING: _WHOLE,
    FeatureKind.LOGIN: _WHOLE,
}
"""Every kind that can be built, with the fields that it needs."""


class Feature(Model):
    """Something that an application can do; the data model has what it needs."""

    kind: FeatureKind
    entity: Identifier | None = None
    """The entity that it is about; None when it is about the whole application."""
    fields: dict[Identifier, Identifier] = Field(default_factory=dict, max_length=8)
    """Fields and references of the entity, by the role that they play."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        form = FORMS[self.kind]
        if form.of_entity != (self.entity is not None):
            raise ValueError(f"{self.kind}: {'needs an' if form.of_entity else 'has no'} entity")
        if unknown := self.fields.keys() - form.roles.keys():
            raise ValueError(f"{self.kind}: unknown role {min(unknown)}")
        needed = {name for name, role in form.roles.items() if role.needed}
        if missing := needed - self.fields.keys():
            raise ValueError(f"{self.kind}: needs its {min(missing)}")
        return self

    def role(self, name: str) -> Role:
        """Return what is asked of the field that plays a role."""
        return FORMS[self.kind].roles[name]

    def accepts(self, role: str, kind: Type | None) -> bool:
        """Return whether a field of that type can play a role; None stands for a reference."""
        wanted = self.role(role)
        return wanted.reference if kind is None else kind in wanted.types
