"""Which of the views that people ask for the generated application has; pure."""

from activities.design.fitting.fit import ANSWERS
from activities.design.fitting.promising import promise
from models.features import Feature, FeatureKind
from models.specification import NUMERIC_TYPES, DataModel, FieldType, RelationKind, View

NOT_YET = "Not yet: "
"""How a constraint begins that names a view which was asked for and is not built."""

_ALWAYS = {
    View.SEARCH: "Every list can be searched by its words.",
    View.EXPORT: "Every list can be downloaded as a CSV file.",
    View.PRINT: "Every page can be printed without its menus and buttons.",
}
_FILTER = "Lists can be narrowed down by a choice, by yes or no, or by what a record belongs to."
_STATISTICS = "The start page shows counts, sums and averages of all numbers."
_UPCOMING = "The start page shows which dates of the next 60 days are coming up."
_PHOTOS = "Photos can be added from a phone or a computer; where they were taken is not kept."

SENTENCES = frozenset({*_ALWAYS.values(), _FILTER, _STATISTICS, _UPCOMING, _PHOTOS})
"""Every promise about a view that needs no feature."""

_INSTEAD = {
    View.CALENDAR: "a calendar, because no date is kept",
    View.BOARD: "a board with columns, because there is no choice that could be its columns",
    View.CHART: "charts over time, because no date is kept",
    View.STATISTICS: "sums and averages, as no number is kept; the start page counts what there is",
    View.CHECKLIST: "ticking off, because nothing is kept that is done or not",
    View.REMINDER: "reminders, because no date is kept",
    View.FILTER: "filters, because there is no choice to filter by; the search finds any words",
    View.IMPORT: "import of files; records can be added one by one or through the JSON API",
    View.SHARING: "sharing of single records; whoever can open the address sees everything",
    View.PHOTO: "photos, because nothing that is kept has a field for one",
    View.GALLERY: "a gallery, because nothing that is kept has a photo",
    View.CARDS: "cards; everything is shown in lists",
    View.MAP: "a map; places are kept as text",
    View.LOGIN: "accounts and passwords; whoever can open the address may use it",
    View.RECURRING: "entries that repeat by themselves, because it is not kept how often",
    View.HISTORY: "a history of changes; the latest state of each record is kept",
}


def promised(
    views: tuple[View, ...],
    model: DataModel,
    features: tuple[Feature, ...] = (),
    language: str = "en",
) -> dict[View, str]:
    """Return the views asked for that the application will really have, each in a sentence."""
    built = _built(model, features, language)
    return {view: built[view] for view in views if view in built}


def missing(
    views: tuple[View, ...], model: DataModel, features: tuple[Feature, ...] = ()
) -> dict[View, str]:
    """Return the views asked for that it will not have, each with what there is instead."""
    built = _built(model, features, "en")
    return {view: f"{NOT_YET}{_INSTEAD[view]}." for view in views if view not in built}


def _built(model: DataModel, features: tuple[Feature, ...], language: str) -> dict[View, str]:
    types = {field.type for entity in model.entities for field in entity.fields}
    single = any(r.kind is RelationKind.MANY_TO_ONE for r in model.relations)
    built = dict(_ALWAYS)
    if single or types & {FieldType.CHOICE, FieldType.YES_NO}:
        built[View.FILTER] = _FILTER
    if types & NUMERIC_TYPES:
        built[View.STATISTICS] = _STATISTICS
    if FieldType.DATE in types:
        built[View.REMINDER] = _UPCOMING
    if FieldType.PHOTO in types:
        built[View.PHOTO] = _PHOTOS
    for feature in reversed(features):
        if feature.kind in ANSWERS:
            built[ANSWERS[feature.kind]] = promise(feature, model, language)
    if View.BOARD in built and FeatureKind.BOARD in {feature.kind for feature in features}:
        built.setdefault(View.CHECKLIST, built[View.BOARD])  # a click moves what is done
    return built
