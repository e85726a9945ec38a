"""Warnings of what runs low: each thing with an amount gets the least that there should be."""

import re

from activities.design.fitting.names import MINIMUM, QUANTITY
from activities.design.wording import lowered, with_article
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.places import named_in
from activities.understanding.modifying.settled import already, unmet
from activities.understanding.modifying.viewing import runs_low
from models.specification import Entity, FieldSpecification, FieldType

_LONGEST = 200
_WARNS = re.compile(
    r"\b(?:warn\w*|remind\w*|alert\w*|tell|tells|notify|let (?:me|us) know|mark\w*|highlight\w*"
    r"|show\w*|see|know|say|says|flag\w*|reorder|buy)\b",
    re.IGNORECASE,
)
_NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL})
_COUNTED = re.compile(r"\b(?:than|below|under) (?P<least>\d{1,6})\b", re.IGNORECASE)


class Stocking:
    """Marks what runs low, by an amount and the least that there should be.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
    """

    def __init__(self, model: Editing, ledger: Ledger) -> None:
        self._model = model
        self._ledger = ledger

    def take(self, step: Step) -> bool:
        """Read "warn me when fewer than 5 are left"; False: it is something else.

        Raises:
            RequestRefused: It is so already, or nothing says how much there is.
        """
        said = step.said
        if len(said) > _LONGEST or not (_WARNS.search(said) and runs_low(said)):
            return False
        entities = tuple(self._model.entities.values())
        for entity in (*named_in(said, entities), *entities):
            amount = _called(entity, QUANTITY, but=MINIMUM)
            if amount:
                self._add_least(said, entity, amount)
                return True
        raise unmet(
            step,
            "nothing says how much there is of anything",
            "Say of what, like “add quantity and minimum quantity to "
            f"{lowered(entities[0].plural_label)}”: what is below its minimum is marked then.",
        )

    def _add_least(self, said: str, entity: Entity, amount: FieldSpecification) -> None:
        least = _called(entity, MINIMUM)
        if least:
            raise already(
                f"What is below its “{least.label}” is marked and named on the start page",
                f"Enter in “{least.label}” from where on it is low.",
            )
        label = f"Minimum {lowered(amount.label)}"
        made = amount.model_copy(
            update={"name": f"minimum_{amount.name}"[:60], "label": label[:80]}
        )
        made = made.model_copy(update={"required": False, "unique": False})
        self._model.replace(entity.model_copy(update={"fields": (*entity.fields, made)}))
        self._ledger.tell_field(entity, made)
        counted = _COUNTED.search(said)
        low = counted["least"] if counted else "the least that there should be"
        one = with_article(lowered(entity.label))
        self._ledger.note(
            f"Enter {low} as the “{made.label}” of {one}, and it is marked below that."
        )


def _called(
    entity: Entity, words: frozenset[str], but: frozenset[str] = frozenset()
) -> FieldSpecification | None:
    """Return the first number that is called by one of the words."""
    for field in entity.fields:
        named = set(field.name.split("_"))
        if field.type in _NUMBERS and named & words and not named & but:
            return field
    return None
