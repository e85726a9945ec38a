"""Gives a data model the field that a view which was asked for needs, where none will do; pure."""

from collections.abc import Collection

from activities.design.fitting.names import BORROWER, LOANS, Things
from activities.design.fitting.rules import RULES
from models.features import FeatureKind as Kind
from models.fields import FieldSpecification
from models.fields import FieldType as Type
from models.specification import Category, DataModel, Entity, View

_DUE = FieldSpecification(name="due_date", label="Due date", type=Type.DATE)
_WHEN = FieldSpecification(name="date", label="Date", type=Type.DATE)
_DONE = FieldSpecification(name="done", label="Done", type=Type.YES_NO)
_RETURNED = FieldSpecification(name="returned", label="Returned", type=Type.YES_NO)
_STATE = FieldSpecification(
    name="status", label="Status", type=Type.CHOICE, choices=("To do", "Doing", "Done")
)
_PHOTO = FieldSpecification(name="photo", label="Photo", type=Type.PHOTO)
_OFTEN = FieldSpecification(
    name="repeats",
    label="Repeats",
    type=Type.CHOICE,
    choices=("Daily", "Weekly", "Every two weeks", "Monthly", "Quarterly", "Yearly"),
)
_LACKING: dict[View, tuple[Kind, tuple[FieldSpecification, ...]]] = {
    View.CALENDAR: (Kind.CALENDAR, (_WHEN,)),
    View.BOARD: (Kind.BOARD, (_STATE,)),
    View.CHECKLIST: (Kind.CHECKLIST, (_DONE,)),
    View.REMINDER: (Kind.REMINDER, (_DUE, _DONE)),
    View.PHOTO: (Kind.GALLERY, (_PHOTO,)),
    View.GALLERY: (Kind.GALLERY, (_PHOTO,)),
    View.CHART: (Kind.CHART, (_WHEN,)),
    View.RECURRING: (Kind.RECURRING, (_DUE, _OFTEN, _DONE)),
}
"""For each view the kind of feature that it is, and the fields that make it possible."""
_INSTEAD = {
    Kind.CHECKLIST: (Kind.BOARD,),
    Kind.REMINDER: (Kind.INTERVAL, Kind.EXPIRY, Kind.ANNIVERSARY, Kind.LENDING),
}
"""Kinds that will do as well."""
_ENDS = frozenset(("due", "until", "return", "returned", "back", "end", "expiry", "deadline"))
_MOST_FIELDS = 30


def with_room_for(views: Collection[View], model: DataModel) -> DataModel:
    """Return the model with what the views lack, added to its first entity.

    Args:
        views: That were asked for.
        model: Stays as it is where each view fits already.
    """
    for view, (kind, fields) in _LACKING.items():
        enough = any(_fits(other, model) for other in _INSTEAD.get(kind, ()))
        loan = _loan(model) if view is View.REMINDER else None
        endless = loan is not None and not _ends(loan)
        if view in views and not enough and (endless or not _fits(kind, model)):
            model = _with(model, (_DUE, _RETURNED) if loan else fields, loan)
    return model


def _loan(model: DataModel) -> Entity | None:
    """Return what is lent: when something is overdue, it is that."""
    things = (Things(model, entity) for entity in model.entities)
    lent = (t for t in things if t.called(LOANS) or t.first(BORROWER, Type.TEXT))
    return next((t.entity for t in lent), None)


def _ends(loan: Entity) -> bool:
    """Say whether it is known until when something is lent: the day when it was lent is none."""
    dates = (f.name.split("_") for f in loan.fields if f.type is Type.DATE)
    return any(not _ENDS.isdisjoint(name) for name in dates)


def _fits(kind: Kind, model: DataModel) -> bool:
    things = (Things(model, entity) for entity in model.entities)
    return any(RULES[kind](t, Category.OTHER, asked=True) is not None for t in things)


def _with(
    model: DataModel, fields: Collection[FieldSpecification], among: Entity | None
) -> DataModel:
    """Return the model with fields in one of its entities: the first unless another is named."""
    meant = among or model.entities[0]
    relations = {relation.name for relation in model.relations if relation.source == meant.name}
    missing = [f for f in fields if not _has(meant, f, exactly=among is not None)]
    missing = [f for f in missing if f.name not in relations]
    if len(meant.fields) + len(missing) > _MOST_FIELDS:
        return model
    fuller = meant.model_copy(update={"fields": (*meant.fields, *missing)})
    entities = tuple(fuller if one is meant else one for one in model.entities)
    return model.model_copy(update={"entities": entities})


def _has(entity: Entity, wanted: FieldSpecification, *, exactly: bool) -> bool:
    """Say whether an entity has a field of that name, or any date where a date will do."""
    named = any(field.name == wanted.name for field in entity.fields)
    dated = wanted.type is Type.DATE and any(f.type is Type.DATE for f in entity.fields)
    return named or (dated and not exactly)
