"""One value, one name: "expiry date" of a record, where many have "expiry dates"; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.text.words import (
    identifier,
    is_plural,
    label_of,
    plural,
    singular,
)
from models.fields import FieldType

_ONE_OF = (FieldType.DATE, FieldType.TIME, FieldType.EMAIL)
_WITH_CLAUSE = re.compile(
    r"(?P<noun>[a-z]+(?: [a-z]+)?)"
    r"(?P<rest> (?:(?:that|who|whom|which) )?(?:i|we|they|you) [a-z ]+)",
    re.IGNORECASE,
)
"""What a clause picks out: "people we visit"."""


def name_single(draft: Draft) -> None:
    """Give fields that hold one value the name of one.

    Args:
        draft: What was understood in English; names and labels of its fields are changed.
    """
    for entity in draft.entities.values():
        for told in entity.fields:
            if told.evidence and told.specification.type in _ONE_OF:
                _name_single(entity, told)


def _name_single(entity: DraftEntity, told: DraftField) -> None:
    label = told.specification.label
    name = identifier(singular(label), owner=entity.name)
    if is_plural(label) and name not in entity.names():
        update = {"label": singular(label), "name": name}
        told.specification = told.specification.model_copy(update=update)


def picked_out(called: str) -> tuple[str, str] | None:
    """Return what one and several are called of what a clause picks out: "people we visit".

    Args:
        called: In English; None is returned where no clause follows.
    """
    clause = _WITH_CLAUSE.fullmatch(called)
    if clause is None:
        return None
    noun, rest = singular(clause["noun"]), clause["rest"]
    return label_of(f"{noun}{rest}"), label_of(f"{plural(noun)}{rest}")
