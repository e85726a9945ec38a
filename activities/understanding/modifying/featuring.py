"""What the words of a change want an application to do, or not to do any more; pure."""

import re
from collections.abc import Collection

from activities.design.fitting.adding import with_room_for
from activities.design.fitting.fit import ANSWERS, ASKED_BY, refitted
from activities.design.fitting.promising import promise
from activities.design.fitting.wishing import named, views_of
from activities.understanding.languages.labels import added_in
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.places import named_in
from activities.understanding.modifying.viewing import views_wished
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import plural
from models.features import Feature, FeatureKind
from models.specification import (
    ApplicationKind,
    ApplicationSpecification,
    DataModel,
    Entity,
    FieldType,
    View,
)

_CAN_BE_ASKED = frozenset(View) - {View.SEARCH, View.FILTER, View.EXPORT, View.PRINT, View.PHOTO}
"""Wishes that are met by a feature; every application has the others, or a field is one."""
_SHOWN_AS = re.compile(
    r"\b(?:show|see|display|view|put|arrange|have|want|look at)\b.{0,60}? (?:in|on|as|into) "
    r"(?:an? |the |its own )?(?P<view>[\w -]{3,20}?)s?(?:$|[,.;!?]| (?:by|with|so|where|that)\b)",
    re.IGNORECASE,
)
"""Words that name the view behind what it shows."""

_ANY_DATE = ("date", "day")
"""Labels that are told of a date, and of none in particular."""


class FeatureWishes:
    """Features that are asked for, and that are taken away, in one change.

    Args:
        before: The specification that is changed.
    """

    def __init__(self, before: ApplicationSpecification) -> None:
        self._before = before
        self._views: dict[View, str] = {}
        """Those that are asked for, each with the entity that it was asked for, if any."""
        self._without: set[FeatureKind] = set()
        self._added: list[Feature] = []

    @property
    def is_any(self) -> bool:
        """Whether any feature was named."""
        return bool(self._views or self._without or self._added)

    def known(self, kinds: Collection[FeatureKind], entity: str, field: str) -> Feature | None:
        """Return what the application has of some kinds that looks at a field."""
        suited = (one for one in self._before.features if one.kind in kinds)
        return next((f for f in suited if f.entity == entity and field in f.fields.values()), None)

    def add(self, feature: Feature) -> bool:
        """Add a feature of a list; False: that list has one of its kind, for another field."""
        had = {(one.kind, one.entity) for one in self._before.features}
        if (feature.kind, feature.entity) in had:
            return False
        self._added.append(feature)
        return True

    def take(self, step: Step, model: Editing) -> bool:
        """Read "add a calendar", "I want a board" and "remove the chart"; False for the rest."""
        kinds = named(step.words)
        known = model.field(step.words) or model.entity(noun_phrase(step.words))
        if step.kind == "remove" and kinds and known is None:
            self._without |= kinds
            return True
        if known is not None or step.kind not in ("field", "entity", "things", "unknown"):
            return False
        shown = _SHOWN_AS.search(step.said)
        kinds |= named(shown["view"]) if shown else frozenset()
        views = views_of(kinds) | frozenset(views_wished(step.said)) & _CAN_BE_ASKED
        about = [one.name for one in named_in(step.said, model.entities.values())]
        about = about or _known_by_date(step.said, model)
        self._views |= dict.fromkeys(views, about[0] if len(about) == 1 else "")
        return bool(views) and (step.kind != "entity" or bool(kinds))

    def fuller(self, model: DataModel) -> DataModel:
        """Return the model with the fields that views need which are asked for."""
        everywhere = {view for view, about in self._views.items() if not about}
        before, model = model, with_room_for(everywhere, model)
        for view, about in self._views.items():
            if about:
                entities = tuple(
                    _with_room(view, one, model) if one.name == about else one
                    for one in model.entities
                )
                model = model.model_copy(update={"entities": entities})
        return added_in(before, model, self._before.metadata.language)

    def features(self, model: DataModel) -> tuple[Feature, ...]:
        """Return the features after the change."""
        before = self._before
        if before.architecture.kind is ApplicationKind.API:
            return ()
        found = refitted(
            before.features,
            (before.data_model, self._those_meant_first(model)),
            before.metadata.category,
            views=set(self._views),
            without=self._without,
        )
        told = {(one.kind, one.entity) for one in self._added}
        found = tuple(one for one in found if (one.kind, one.entity) not in told)
        meant = (one for one in found if one in before.features or self._is_meant(one))
        return (*meant, *(one for one in self._added if _has(model, one)))

    def _those_meant_first(self, model: DataModel) -> DataModel:
        """Return the model with the entities before others that views were asked for."""
        meant = set(self._views.values())
        entities = sorted(model.entities, key=lambda one: one.name not in meant)
        return model.model_copy(update={"entities": tuple(entities)})

    def _is_meant(self, feature: Feature) -> bool:
        view = ASKED_BY.get(feature.kind)
        about = self._views.get(view, "") if view else ""
        return about in ("", feature.entity, *feature.fields.values())

    def told(self, features: tuple[Feature, ...], model: DataModel) -> list[str]:
        """Return what comes and what goes, a sentence each."""
        before, language = self._before, self.language
        had = self._had()
        has = {promise(feature, model, language) for feature in features}
        gone = [feature for feature in before.features if feature.kind in self._without]
        return [
            *(sentence for sentence in sorted(has) if sentence not in had),
            *(f"Gone: {promise(feature, before.data_model, language)}" for feature in gone),
        ]

    def unchanged(self, features: tuple[Feature, ...]) -> list[str]:
        """Return what was asked for, and was there and stays, a sentence each."""
        had = self._had()
        return [told for told in self.already() if told in had][:2] if features else []

    @property
    def language(self) -> str:
        """Return the code of the language that what is kept is named in."""
        return self._before.metadata.language

    def _had(self) -> set[str]:
        before, language = self._before, self.language
        return {promise(feature, before.data_model, language) for feature in before.features}

    def already(self) -> list[str]:
        """Return what is there of what was asked for, a sentence each."""
        before = self._before
        asked = [one for one in before.features if ASKED_BY.get(one.kind) in self._views]
        other = [one for one in before.features if ANSWERS.get(one.kind) in self._views]
        met = [one for one in asked if self._is_meant(one)] or other
        return [promise(feature, before.data_model, self.language) for feature in met]


def _has(model: DataModel, feature: Feature) -> bool:
    """Say whether what a feature looks at is still kept."""
    names = {one.name: {field.name for field in one.fields} for one in model.entities}
    return set(feature.fields.values()) <= names.get(feature.entity or "", set())


def _known_by_date(said: str, model: Editing) -> list[str]:
    """Return the things of which a date is named: "the birthdays on a calendar"."""
    words = re.findall(r"[^\W_]+", said.lower())
    low = f" {' '.join(words)} "
    return [
        one.name
        for one in model.entities.values()
        if any(
            f" {word} " in low
            for field in one.fields
            if field.type is FieldType.DATE and field.label.lower() not in _ANY_DATE
            for word in (field.label.lower(), plural(field.label.lower()))
        )
    ]


def _with_room(view: View, entity: Entity, model: DataModel) -> Entity:
    """Return an entity with the fields that a view of it needs."""
    taken = {link.name for link in model.relations if link.source == entity.name}
    (fuller,) = with_room_for({view}, DataModel(entities=(entity,))).entities
    fields = tuple(field for field in fuller.fields if field.name not in taken)
    return entity.model_copy(update={"fields": fields})
