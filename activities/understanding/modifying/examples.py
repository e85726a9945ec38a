"""Changes that work, as examples that fit what an application keeps; pure."""

from activities.design.wording import lowered
from models.fields import FieldType
from models.specification import ApplicationSpecification, Entity

_FRESH = ("notes", "colour", "photo", "remark")
"""Fields of which nearly everything lacks one."""
_HELPERS = ("helpers", "shops", "places")


def examples_for(specification: ApplicationSpecification) -> str:
    """Return a sentence with changes that work, about what is kept."""
    model = specification.data_model
    main = model.entities[0]
    lists = {one.plural_label.casefold() for one in model.entities}
    fresh = next((many for many in _HELPERS if many not in lists), _HELPERS[0])
    said = (
        f"add {_lacking(main)} to {lowered(main.plural_label)}",
        f"add a list of {fresh} with name and phone",
        *_about_fields(main),
        *(
            f"add the choice … to {lowered(field.label)}"
            for one in model.entities
            for field in one.fields
            if field.type is FieldType.CHOICE
        ),
    )
    quoted = ", ".join(f"“{one}”" for one in (*said[:5], "call it …"))
    return f"These work: {quoted}."


def _lacking(entity: Entity) -> str:
    taken = {field.name for field in entity.fields}
    return next((name for name in _FRESH if name not in taken), _FRESH[-1])


def _about_fields(entity: Entity) -> tuple[str, ...]:
    """Return examples that name a field which is not the one that names a record."""
    others = [field for field in entity.fields if field.name != entity.title_field]
    if not others:
        return ()
    first, last = lowered(others[0].label), lowered(others[-1].label)
    demand = "optional" if others[-1].required else "required"
    return (
        f"rename {first} to …",
        f"make {last} {demand}",
        f"sort {lowered(entity.plural_label)} by {first}",
    )
