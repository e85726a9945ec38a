"""Lists that are wanted in an order: "newest first", "sort the books by author".

Fields to sort by are found as people write them: "pick up date" of a pickup date.
"""

import re
from collections.abc import Sequence

from activities.design.ordering import order_sentence
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.places import named_in
from activities.understanding.wishes.ordering import orders_in
from models.specification import ApplicationSpecification, Entity

_BY = re.compile(
    r"\b(?P<how>(?:sort|order|arrange|list|rank)(?:s|ed|ing|ered|n)?\b[^.;!?\n]{0,40}? by (?:the "
    r"|their"
    r" |its )?)(?P<by>[\w'-]+(?: [\w'-]+){0,3})",
    re.IGNORECASE,
)
_PART_OF_NAME = re.compile(
    r"(?P<part>(?:last|first|family|given|sur|second)[ -]?names?)\b", re.IGNORECASE
)


class Sorting:
    """Gives lists the order that is wanted.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        before: The specification before the changes; an order that it has is no change.
    """

    def __init__(self, model: Editing, ledger: Ledger, before: ApplicationSpecification) -> None:
        self._model = model
        self._ledger = ledger
        self._orders = {entity.name: entity.order for entity in before.data_model.entities}
        self._language = before.metadata.language

    def take(self, step: Step) -> bool:
        """Read "newest first"; False: the step asks for no order."""
        if step.kind not in ("unknown", "field"):
            return False
        entities, relations = tuple(self._model.entities.values()), self._model.relations
        said, note = with_fields_to_sort_by(step.said, entities)
        orders = orders_in(said, entities, relations)
        for one in orders:
            entity = self._model.entities[one.entity].model_copy(update={"order": one.order})
            self._model.replace(entity)
            if entity.order != self._orders.get(entity.name, ""):
                self._ledger.tell(order_sentence(entity, self._model.finished(), self._language))
                if note:
                    self._ledger.note(note)
        return bool(orders)


def with_fields_to_sort_by(text: str, entities: Sequence[Entity]) -> tuple[str, str]:
    """Return words that ask for an order with fields as they are called here, and a note on that.

    Args:
        text: What was said.
        entities: What is kept.
    """
    found = _BY.search(text)
    if not found:
        return text, ""
    about = named_in(text[: found.start("by")], entities) or [*entities]
    labels = [field.label.lower() for one in about for field in one.fields]
    words = found["by"].split(" ")
    for count in range(len(words), 0, -1):
        said = " ".join(words[:count])
        label = next((one for one in labels if _squeezed(one) == _squeezed(said)), "")
        if label:
            return _put(text, found.start("by"), len(said), label), ""
    part = _PART_OF_NAME.match(found["by"])
    if part and "name" in labels:
        note = f"There is no “{part['part'].lower()}”, so “Name” as a whole is what counts."
        return _put(text, found.start("by"), len(part["part"]), "name"), note
    return text, ""


def _put(text: str, start: int, length: int, label: str) -> str:
    return text[:start] + label + text[start + length :]


def _squeezed(words: str) -> str:
    return re.sub(r"[\s'_-]", "", words.lower())
