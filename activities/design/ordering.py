"""How lists are sorted at first, in plain words; pure."""

from activities.design.wording import in_sentence
from models.fields import NUMERIC_TYPES
from models.specification import DataModel, Entity, FieldType, RelationKind

ADDED = "created_at"
"""Stands for when a record was added, where no field tells a day."""
_WAYS = {
    **dict.fromkeys(NUMERIC_TYPES, ("the lowest first", "the highest first")),
    **dict.fromkeys((FieldType.DATE, FieldType.TIME), ("the earliest first", "the latest first")),
    FieldType.CHOICE: ("in the order of its choices", "its last choice first"),
    FieldType.YES_NO: ("no first", "yes first"),
}
_WORDS = ("A to Z", "Z to A")


def order_sentence(entity: Entity, model: DataModel, language: str = "en") -> str:
    """Return how a list is sorted at first; empty where nothing was said, or the field is gone.

    Args:
        entity: Whose list it is.
        model: That has it.
        language: ISO 639 code of the language of the labels.
    """
    name, back = entity.order.removeprefix("-"), entity.order.startswith("-")
    if not name:
        return ""
    if name == ADDED:
        way = "last" if back else "first"
        return f"{entity.plural_label} are listed with those added {way} on top."
    kinds: dict[str, tuple[str, FieldType | None]] = {
        relation.name: (relation.label, None)
        for relation in model.relations
        if relation.source == entity.name and relation.kind is RelationKind.MANY_TO_ONE
    }
    kinds |= {field.name: (field.label, field.type) for field in entity.fields}
    if name not in kinds:
        return ""
    label, kind = kinds[name]
    way = (_WAYS.get(kind, _WORDS) if kind else _WORDS)[back]
    return f"{entity.plural_label} are listed by {in_sentence(label, language)}, {way}."
