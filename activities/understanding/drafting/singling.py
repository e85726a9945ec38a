"""One value, one name: "expiry date" of a record, where many have "expiry dates"; pure."""

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.text.words import identifier, is_plural, singular
from models.fields import FieldType

_ONE_OF = (FieldType.DATE, FieldType.TIME, FieldType.EMAIL)


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
