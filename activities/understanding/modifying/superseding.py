"""Fields that were typed in so far, and that a list takes the place of; pure."""

import re

from activities.understanding.text.words import plural, singular
from models.fields import FieldType
from models.specification import Entity, FieldSpecification

_NAME = r"(?:names?|nom|nombre|nome|naam|imię|nazwa|bezeichnung)"
_OF = r"(?:of|du|de|des|del|della|dell|dello|do|da|van|von|der)"
_THE = r"(?:the|la|el|le|l|los|las|os|as|de|het|den|der|dem)"
_NAME_OF = re.compile(rf"^{_NAME} (?:{_OF}[ ']|d')(?:{_THE}[ '])?(?P<who>[^()]+)$", re.IGNORECASE)
_NAMED = re.compile(r"^(?P<who>[^()]+?)(?:'s)?[ -]?(?:name|naam)$", re.IGNORECASE)
"""How a text field says that it only holds the name of what has a list of its own."""


def typed_for(entity: Entity, words: str, *, others: tuple[str, ...] = ()) -> str:
    """Return the name of the text field in which a thing was typed in that now has a list.

    Args:
        entity: Of which the field is.
        words: What the thing is called, in the singular.
        others: What else it is called, like its plural.
    """
    called = {one.casefold() for one in (words, singular(words), plural(words), *others) if one}
    return next(
        (
            field.name
            for field in entity.fields
            if field.type is FieldType.TEXT and _holds(field.label.casefold()) & called
        ),
        "",
    )


def without_typed(entity: Entity, name: str) -> Entity:
    """Return an entity without a field that a reference of the same meaning replaces."""
    kept = tuple(field for field in entity.fields if field.name != name)
    return entity.model_copy(update={"fields": kept})


def typed_in(entity: Entity, target: Entity) -> FieldSpecification | None:
    """Return the text field of an entity in which records of another were typed in."""
    names = (one.label for one in target.fields if one.name == target.title_field)
    others = (target.plural_label, *(f"{target.label} {name}" for name in names))
    name = typed_for(entity, target.label, others=others)
    return next((field for field in entity.fields if field.name == name and name), None)


def name_in(field: FieldSpecification) -> str:
    """Return what a text field holds the name of: "client" of "name of the client"."""
    found = _NAME_OF.match(field.label) or _NAMED.match(field.label)
    return found["who"].strip() if found else field.label


def _holds(label: str) -> set[str]:
    """Return what a label names: "client" in "name of the client" and "client name"."""
    found = [pattern.match(label) for pattern in (_NAME_OF, _NAMED)]
    return {label, *(one["who"].strip() for one in found if one)}
