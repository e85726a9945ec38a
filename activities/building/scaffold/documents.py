"""Writes the papers around the program: read-me, icon, version. Pure."""

from xml.sax.saxutils import escape

from activities.building.scaffold import design
from models.specification import ApplicationSpecification, Entity, FieldSpecification, FieldType

_KINDS = {
    FieldType.TEXT: "text",
    FieldType.LONG_TEXT: "longer text",
    FieldType.INTEGER: "whole number",
    FieldType.DECIMAL: "number with decimals",
    FieldType.MONEY: "amount of money",
    FieldType.DATE: "date",
    FieldType.TIME: "time of day",
    FieldType.YES_NO: "yes or no",
    FieldType.CHOICE: "one of",
    FieldType.EMAIL: "e-mail address",
    FieldType.URL: "web address",
    FieldType.RATING: "rating",
    FieldType.PHOTO: "photo",
}
_ICON_COLOURS = {
    "indigo": "#4338ca",
    "teal": "#0f6b64",
    "amber": "#8a4708",
    "rose": "#b01549",
    "green": "#1b6b38",
    "blue": "#1c4fb8",
    "plum": "#7c2a82",
}


def readme(specification: ApplicationSpecification, usage: str) -> str:
    """Return the read-me for the owner of the application; ``usage`` is its fixed part."""
    metadata, model = specification.metadata, specification.data_model
    parts = [f"# {plain(metadata.title)}", plain(metadata.summary), "## What it keeps"]
    for entity in model.entities:
        parts.append(f"**{plain(entity.plural_label)}**\n\n{_contents(entity)}")
    if model.relations:
        lines = [
            f"- {plain(model.entity(r.source).plural_label)} refer to "
            f"{plain(model.entity(r.target).plural_label)} as “{plain(r.label)}”"
            for r in model.relations
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n\n" + usage


def icon(specification: ApplicationSpecification) -> str:
    """Return the icon that browsers show: the first letter of the title."""
    colour = _ICON_COLOURS[design.accent(specification.metadata.category)]
    letter = escape(specification.metadata.title[0].upper())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="16" fill="{colour}"/>'
        '<text x="32" y="45" text-anchor="middle" font-family="Georgia, serif" font-size="38"'
        f' font-weight="600" fill="#fff">{letter}</text></svg>\n'
    )


def _contents(entity: Entity) -> str:
    return "\n".join(f"- {plain(field.label)}: {_kind(field)}" for field in entity.fields)


def _kind(field: FieldSpecification) -> str:
    text = _KINDS[field.type]
    if field.choices:
        text = f"{text} {', '.join(plain(choice) for choice in field.choices)}"
    if field.type is FieldType.RATING:
        text = f"{text} from 1 to {field.maximum or 5}"
    return f"{text} (needed)" if field.required else text


def plain(text: str) -> str:
    """Return a text of somebody else's that Markdown takes for nothing but text."""
    line = design.one_line(text)
    return "".join(
        f"\\{character}" if character in "\\`*_[]<>#|" else character for character in line
    )
