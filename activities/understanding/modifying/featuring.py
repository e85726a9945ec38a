"""What the words of a change want an application to do, or not to do any more; pure."""

from activities.design.fitting.adding import with_room_for
from activities.design.fitting.fit import refitted
from activities.design.fitting.promising import promise
from activities.design.fitting.wishing import named, views_of
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.wishes.views import views_said
from models.features import Feature, FeatureKind
from models.specification import ApplicationKind, ApplicationSpecification, DataModel, View

_CAN_BE_ASKED = frozenset(View) - {View.SEARCH, View.FILTER, View.EXPORT, View.PRINT, View.PHOTO}
"""Wishes that are met by a feature; every application has the others, or a field is one."""


class FeatureWishes:
    """Features that are asked for, and that are taken away, in one change.

    Args:
        before: The specification that is changed.
    """

    def __init__(self, before: ApplicationSpecification) -> None:
        self._before = before
        self._views: set[View] = set()
        self._without: set[FeatureKind] = set()

    @property
    def is_any(self) -> bool:
        """Whether any feature was named."""
        return bool(self._views or self._without)

    def take(self, step: Step, model: Editing) -> bool:
        """Read "add a calendar", "I want a board" and "remove the chart"; False for the rest."""
        kinds = named(step.words)
        known = model.field(step.words) or model.entity(noun_phrase(step.words))
        if step.kind == "remove" and kinds and known is None:
            self._without |= kinds
            return True
        if known is not None or step.kind not in ("field", "entity", "things", "unknown"):
            return False
        views = views_of(kinds) | frozenset(views_said(step.said)) & _CAN_BE_ASKED
        self._views |= views
        return bool(views)

    def fuller(self, model: DataModel) -> DataModel:
        """Return the model with the fields that views need which are asked for."""
        return with_room_for(self._views, model)

    def features(self, model: DataModel) -> tuple[Feature, ...]:
        """Return the features after the change."""
        before = self._before
        if before.architecture.kind is ApplicationKind.API:
            return ()
        return refitted(
            before.features,
            (before.data_model, model),
            before.metadata.category,
            views=self._views,
            without=self._without,
        )

    def there(self, features: tuple[Feature, ...], model: DataModel) -> list[str]:
        """Return what is asked for and was there before, a sentence each."""
        asked = (one for one in features if views_of(frozenset({one.kind})) & self._views)
        return list(dict.fromkeys(promise(feature, model) for feature in asked))

    def told(self, features: tuple[Feature, ...], model: DataModel) -> list[str]:
        """Return what comes and what goes, a sentence each."""
        before = self._before
        had = {promise(feature, before.data_model) for feature in before.features}
        has = {promise(feature, model) for feature in features}
        gone = [feature for feature in before.features if feature.kind in self._without]
        return [
            *(sentence for sentence in sorted(has) if sentence not in had),
            *(f"Gone: {promise(feature, before.data_model)}" for feature in gone),
        ]
