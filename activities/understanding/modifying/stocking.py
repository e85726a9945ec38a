"""What runs low: how many there should be at least of each, so that the lack of it is told."""

from activities.design.wording import lowered
from activities.understanding.drafting.stocking import (
    AMOUNT_LABEL,
    MINIMUM_LABEL,
    amount_of,
    counted,
    minimum_of,
    names,
    place_of,
)
from activities.understanding.languages.labels import field_in
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.settled import already, unmet
from activities.understanding.wishes.running_low import RunningLow, running_low
from models.fields import FieldSpecification, FieldType
from models.specification import Entity

_LONGEST = 300
_KINDS = ("unknown", "field", "things", "entity", "question")


class Stocking:
    """Adds a minimum to what is counted.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        language: ISO 639-1 code of the one that the application speaks.
    """

    def __init__(self, model: Editing, ledger: Ledger, language: str) -> None:
        self._model = model
        self._ledger = ledger
        self._language = language

    def take(self, step: Step) -> bool:
        """Read "warn me when fewer than 5 are left"; False: it is something else.

        Raises:
            RequestRefused: That is told already, or nothing says what is counted.
        """
        if len(step.said) > _LONGEST or step.kind not in _KINDS:
            return False
        wish = running_low(step.said) or running_low(step.said, self._language)
        entities = [*self._model.entities.values()]
        kept = [(one.label, [*one.fields]) for one in entities]
        at = place_of(wish, kept) if wish else None
        if wish is None or at is None:
            return False
        one = entities[at]
        if not amount_of([*one.fields]) and not names(wish.clause, one.label):
            raise unmet(
                step,
                "nothing says how much there is of anything",
                "Say of what, like “warn me when there is little left of "
                f"{lowered(one.plural_label)}”: then their number and the least of it are kept.",
            )
        self._tell_low(one.name, wish)
        return True

    def _tell_low(self, name: str, wish: RunningLow) -> None:
        entity = self._model.entities[name]
        amount, minimum = amount_of([*entity.fields]), minimum_of([*entity.fields])
        limit = "the least that there should be" if wish.limit is None else f"{wish.limit}"
        if amount and minimum:
            raise already(
                f"The list “To buy” names all {lowered(entity.plural_label)} of which there is "
                f"less than their “{minimum.label}”",
                f"Enter {limit} as the “{minimum.label}” of each {lowered(entity.label)}.",
            )
        known = amount or minimum
        kind = known.type if known else FieldType.INTEGER
        if amount is None:
            self._add(name, AMOUNT_LABEL, kind)
        made = minimum or self._add(name, MINIMUM_LABEL, kind)
        self._ledger.note(
            f"Enter {limit} as the “{made.label}” of each {lowered(entity.label)}: it is not "
            "filled in by itself, and without it only what is used up is told."
        )

    def _add(self, name: str, label: str, kind: FieldType) -> FieldSpecification:
        entity: Entity = self._model.entities[name]
        made = field_in(counted(label, kind, name), self._language)
        self._model.replace(entity.model_copy(update={"fields": (*entity.fields, made)}))
        self._ledger.tell_field(entity, made)
        return made
