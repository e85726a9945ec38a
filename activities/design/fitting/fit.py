"""Chooses the features of an application: what its fields suit, and what was asked for; pure."""

from collections.abc import Collection, Iterator
from itertools import islice

from activities.design.fitting.names import Things
from activities.design.fitting.rules import RULES
from models.features import FORMS, Feature
from models.features import FeatureKind as Kind
from models.fields import FieldType
from models.specification import Category, DataModel, View

MOST = 20
"""Features of an application: each brings its own tests, which run whenever it is built."""
_PER_KIND = 3
ASKED_BY: dict[Kind, View] = {
    Kind.CALENDAR: View.CALENDAR,
    Kind.BOARD: View.BOARD,
    Kind.CHART: View.CHART,
    Kind.STATISTICS: View.STATISTICS,
    Kind.CHECKLIST: View.CHECKLIST,
    Kind.GALLERY: View.GALLERY,
    Kind.CARDS: View.CARDS,
    Kind.ADDRESSES: View.MAP,
    Kind.REMINDER: View.REMINDER,
    Kind.RECURRING: View.RECURRING,
    Kind.IMPORT: View.IMPORT,
    Kind.HISTORY: View.HISTORY,
    Kind.SHARING: View.SHARING,
    Kind.LOGIN: View.LOGIN,
}
"""The wish that each kind answers, where people have a word for it."""
ANSWERS: dict[Kind, View] = ASKED_BY | {
    Kind.EXPIRY: View.REMINDER,
    Kind.INTERVAL: View.REMINDER,
    Kind.ANNIVERSARY: View.REMINDER,
    Kind.LENDING: View.REMINDER,
    Kind.STOCK: View.REMINDER,
    Kind.BUDGET: View.STATISTICS,
    Kind.SETTLING: View.STATISTICS,
    Kind.TALLY: View.STATISTICS,
}
"""Which wish each kind of feature meets, whether people have that word for it or not."""
_OF_ITS_OWN = frozenset({Kind.ANNIVERSARY, Kind.STOCK})
"""What tells of itself, while whoever wants to be reminded may mean another date."""
_COVERED_BY: dict[Kind, tuple[str, Kind, str]] = {
    Kind.REMINDER: ("date", Kind.LENDING, "due"),
    Kind.CHECKLIST: ("done", Kind.ROTATION, "done"),
}
"""By role of the one, and by kind and role of the other: a loan that is overdue is told once."""
_ALWAYS = (Kind.UNDO, Kind.IMPORT)


def fit(
    model: DataModel,
    category: Category,
    views: Collection[View] = (),
    *,
    without: Collection[Kind] = (),
) -> tuple[Feature, ...]:
    """Return the features that an application gets.

    Args:
        model: What it keeps.
        category: What it is mainly for.
        views: What was asked for; a weaker fit will do then.
        without: Kinds that are not wanted.
    """
    whole = [Feature(kind=kind) for kind in _for_the_whole(views) if kind not in without]
    room = MOST - len(whole)
    suited = (f for f in _for_entities(model, category, views) if f.kind not in without)
    return (*islice(suited, room), *whole)


def kept(features: tuple[Feature, ...], model: DataModel) -> tuple[Feature, ...]:
    """Return the features that a changed data model still has the fields for."""
    return tuple(feature for feature in features if _works(feature, model))


def refitted(
    before: tuple[Feature, ...],
    change: tuple[DataModel, DataModel],
    category: Category,
    *,
    views: Collection[View],
    without: Collection[Kind],
) -> tuple[Feature, ...]:
    """Return the features of an application whose data model, or whose wishes, have changed.

    What it has stays as far as its fields are still there, what only the new model suits comes,
    and what its owner has taken away, or what was never there, does not come back by itself.

    Args:
        before: The features that it has.
        change: The data model before and after.
        category: What it is mainly for.
        views: That were asked for now.
        without: Kinds that are not wanted any more.
    """
    old, new = change
    stays = {(f.kind, f.entity): f for f in kept(before, new) if f.kind not in without}
    suited = {(f.kind, f.entity) for f in fit(old, category)}
    for feature in fit(new, category, views):
        asked = ASKED_BY.get(feature.kind) in views
        fresh = (feature.kind, feature.entity) not in suited
        if feature.kind not in without and (asked or fresh):
            stays.setdefault((feature.kind, feature.entity), feature)
    return tuple(stays.values())


def _for_the_whole(views: Collection[View]) -> list[Kind]:
    return [
        kind
        for kind, form in FORMS.items()
        if not form.of_entity and (kind in _ALWAYS or ASKED_BY.get(kind) in views)
    ]


def _for_entities(model: DataModel, category: Category, views: Collection[View]) -> list[Feature]:
    suited = {kind: list(_of_kind(kind, model, category, asked=False)) for kind in RULES}
    telling = (kind for kind, found in suited.items() if found and kind not in _OF_ITS_OWN)
    met = {ANSWERS.get(kind) for kind in telling}
    for kind, view in ASKED_BY.items():
        if kind in RULES and view in views and view not in met:
            suited[kind] = list(_of_kind(kind, model, category, asked=True))
    found = [feature for features in suited.values() for feature in features[:_PER_KIND]]
    found = [f for f in found if not _is_covered(f, found, views)]
    wanted = [f for f in found if ASKED_BY.get(f.kind) in views]
    return [*wanted, *(f for f in found if f not in wanted)]


def _is_covered(feature: Feature, found: Collection[Feature], views: Collection[View]) -> bool:
    """Say whether another feature does the same with the same field, and more."""
    if feature.kind not in _COVERED_BY:
        return False
    mine, other, theirs = _COVERED_BY[feature.kind]
    field = feature.fields.get(mine)
    covered = any(
        f.kind is other and f.entity == feature.entity and f.fields.get(theirs) == field
        for f in found
    )
    return covered and (feature.kind is not Kind.CHECKLIST or View.CHECKLIST not in views)


def _of_kind(kind: Kind, model: DataModel, category: Category, *, asked: bool) -> Iterator[Feature]:
    for entity in model.entities:
        roles = RULES[kind](Things(model, entity), category, asked=asked)
        if roles is not None:
            fields = {role: name for role, name in roles.items() if name}
            yield Feature(kind=kind, entity=entity.name, fields=fields)


def _works(feature: Feature, model: DataModel) -> bool:
    if feature.entity is None:
        return True
    try:
        entity = model.entity(feature.entity)
    except KeyError:
        return False
    types: dict[str, FieldType | None] = {field.name: field.type for field in entity.fields}
    types |= {relation.name: None for relation in Things(model, entity).references}
    return all(
        feature.role(role).of or (name in types and feature.accepts(role, types[name]))
        for role, name in feature.fields.items()
    )
