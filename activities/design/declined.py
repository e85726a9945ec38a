"""Views that a person does not want, though their fields would suit them; pure."""

from collections.abc import Collection, Iterable, Iterator

from activities.design.fitting.fit import ASKED_BY
from activities.design.wording import enumerate_words
from models.features import Feature
from models.features import FeatureKind as Kind
from models.specification import View

_NAMES = {
    View.CALENDAR: "calendar",
    View.BOARD: "board",
    View.CHART: "charts",
    View.STATISTICS: "statistics",
    View.CHECKLIST: "checklist",
    View.GALLERY: "gallery",
    View.CARDS: "cards",
    View.PHOTO: "photos",
    View.MAP: "map",
    View.REMINDER: "reminders",
    View.RECURRING: "recurring entries",
    View.IMPORT: "import",
    View.HISTORY: "history of changes",
    View.SHARING: "sharing by link",
    View.LOGIN: "login",
}


def declined(
    views: Collection[View], features: Collection[Feature], others: Iterable[str] = ()
) -> str:
    """Return a sentence on what the application does without; empty when there is nothing.

    Args:
        views: That are not wanted.
        features: That it has after all, as something said later brought them back.
        others: What else is not wanted, and no application has.
    """
    present = {ASKED_BY.get(feature.kind) for feature in features}
    names = [f"no {name}" for view, name in _NAMES.items() if view in views and view not in present]
    names += [f"no {name}" for name in others]
    return f"As you said, it has {enumerate_words(names)}." if names else ""


def kinds_of(views: Collection[View]) -> Iterator[Kind]:
    """Return the kinds of feature that these views are."""
    return (kind for kind, view in ASKED_BY.items() if view in views)
