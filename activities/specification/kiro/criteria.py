"""Acceptance criteria in EARS form: WHEN …, THE SYSTEM SHALL …; pure."""

from collections.abc import Iterator, Sequence

from activities.design.requirements import ALWAYS, NON_FUNCTIONAL
from activities.design.wording import lowered, with_article
from activities.specification.kiro.markdown import text
from models.specification import (
    Entity,
    FieldSpecification,
    FieldType,
    OnDelete,
    Relation,
    RelationKind,
    SitePage,
    View,
)

_REFUSE = "THEN THE SYSTEM SHALL store nothing, keep what was typed and say so beside the field."
_SHAPES = {
    FieldType.INTEGER: "a whole number",
    FieldType.DECIMAL: "a number",
    FieldType.MONEY: "an amount of money",
    FieldType.DATE: "a date",
    FieldType.TIME: "a time of day",
    FieldType.EMAIL: "an e-mail address",
    FieldType.URL: "an http or https address",
    FieldType.PHOTO: "a photo as JPEG, PNG or WebP of at most 12 MB",
}
_TOP_OF_RATING = 5
_VIEWS = {
    View.SEARCH: "WHEN a person types words into the search field of a list, THE SYSTEM SHALL show "
    "the records that hold all of them.",
    View.EXPORT: "WHEN a person asks for a list as CSV, THE SYSTEM SHALL send every record of it "
    "that fits the search.",
    View.PRINT: "WHEN a person prints a page, THE SYSTEM SHALL leave out menus and buttons.",
    View.FILTER: "WHEN a person chooses a value above a list, THE SYSTEM SHALL show the records "
    "that have it.",
    View.STATISTICS: "WHEN a person opens the start page, THE SYSTEM SHALL show the sum of each "
    "number and the average of each rating.",
    View.PHOTO: "WHEN a person chooses a photo in a form, THE SYSTEM SHALL store it in a size that "
    "suits a screen, and show it in the list and on the page of its record.",
    View.REMINDER: "WHEN a date lies within the next 60 days, THE SYSTEM SHALL name it and its "
    "record on the start page.",
}

_KNOWN = dict(
    zip(
        (*ALWAYS, *NON_FUNCTIONAL),
        (
            "WHEN a person opens the start page, THE SYSTEM SHALL show how many records of each "
            "kind there are, and those that were added last.",
            "WHEN a person opens a list, THE SYSTEM SHALL let it be searched, sorted, paged "
            "through and downloaded as a CSV file.",
            "WHEN a program sends a request to the JSON API, THE SYSTEM SHALL read and write the "
            "same records by the same rules as the pages.",
            "WHILE the window is as narrow as that of a phone, or no pointer is used, THE SYSTEM "
            "SHALL let every function be reached.",
            "WHEN it starts again, also as a new version or after a failure, THE SYSTEM SHALL show "
            "everything that it had confirmed as stored.",
            "IF a value is wrong or missing, THEN THE SYSTEM SHALL refuse it with a message beside "
            "its field and keep what was typed.",
            "WHILE it runs, THE SYSTEM SHALL reach nothing of the machine but its own data, within "
            "its limits of memory, processor and disk.",
            "THE SYSTEM SHALL send no request to another machine, and load no part of a page from "
            "one.",
            "WHEN its health address is asked, THE SYSTEM SHALL answer whether it is well; WHEN it "
            "receives SIGTERM, THE SYSTEM SHALL finish its requests and stop.",
        ),
        strict=True,
    )
)
"""What sentences that hold for every application mean, put so that it can be checked."""


def of_statement(statement: str) -> str:
    """Return what a sentence of a specification means."""
    return _KNOWN.get(statement) or f"THE SYSTEM SHALL hold to this: {text(statement)}"


def of_entity(entity: Entity) -> list[str]:
    """Return what keeping records of an entity means."""
    one, many = text(lowered(entity.label)), text(lowered(entity.plural_label))
    a_one = with_article(one)
    title = next(field for field in entity.fields if field.name == entity.title_field)
    criteria = [
        f"WHEN a person sends the form of a new {one} with valid values, THE SYSTEM SHALL store it "
        f"and show it.",
        f"WHEN a person opens the list of {many}, THE SYSTEM SHALL show them a page at a time, in "
        f"the order of the column that was chosen.",
        f"WHEN a person changes {a_one}, THE SYSTEM SHALL store the new values and leave every "
        f"other record as it was.",
        f"WHEN a person deletes {a_one} and confirms it, THE SYSTEM SHALL remove it from every "
        f"list.",
        f"THE SYSTEM SHALL name each {one} by its “{text(lowered(title.label))}” in lists and "
        f"links.",
    ]
    for field in entity.fields:
        criteria += _of_field(one, field)
    return criteria


def _of_field(one: str, field: FieldSpecification) -> Iterator[str]:
    label, a_one = text(lowered(field.label)), with_article(one)
    if field.required:
        yield f"IF “{label}” of {a_one} is empty, {_REFUSE}"
    if field.unique:
        yield f"IF another {one} has the same “{label}”, {_REFUSE}"
    if shape := _shape(field):
        yield f"IF “{label}” of {a_one} is given and is not {shape}, {_REFUSE}"
    if field.type is FieldType.PHOTO:
        yield (
            f"WHEN “{label}” of {a_one} is stored, THE SYSTEM SHALL keep its picture alone, "
            f"without what the camera noted of place, time and device."
        )


def _shape(field: FieldSpecification) -> str:
    if field.type is FieldType.CHOICE:
        return "one of " + ", ".join(text(choice) for choice in field.choices)
    if field.type is FieldType.RATING:
        top = _TOP_OF_RATING if field.maximum is None else field.maximum
        return f"a whole number from 1 to {top}"
    shape = _SHAPES.get(field.type, "")
    if field.minimum is not None:
        shape += f" of at least {field.minimum}"
    if field.maximum is not None:
        shape += f"{' and' if field.minimum is not None else ' of'} at most {field.maximum}"
    return shape


def of_relation(relation: Relation, source: Entity, target: Entity) -> list[str]:
    """Return what belonging together means."""
    one, other = text(lowered(source.label)), text(lowered(target.label))
    label, a_one, an_other = text(lowered(relation.label)), with_article(one), with_article(other)
    if relation.kind is RelationKind.MANY_TO_MANY:
        return [
            f"WHEN a person edits {a_one}, THE SYSTEM SHALL let any number of "
            f"{text(lowered(target.plural_label))} be chosen as “{label}”.",
            f"WHEN {an_other} is deleted, THE SYSTEM SHALL keep every {one} that referred to it.",
        ]
    criteria = [
        f"WHEN a person edits {a_one}, THE SYSTEM SHALL let one {other} be chosen as “{label}”.",
        f"WHEN a person looks at {an_other}, THE SYSTEM SHALL list what refers to it.",
        _deletion(relation, one, other),
    ]
    if relation.required:
        criteria.append(f"IF no “{label}” is chosen for {a_one}, {_REFUSE}")
    return criteria


def _deletion(relation: Relation, one: str, other: str) -> str:
    if relation.on_delete is OnDelete.CASCADE:
        return (
            f"WHEN {with_article(other)} is deleted, THE SYSTEM SHALL delete each {one} that "
            f"refers to it."
        )
    if relation.on_delete is OnDelete.CLEAR:
        return (
            f"WHEN {with_article(other)} is deleted, THE SYSTEM SHALL leave each {one} without it."
        )
    return (
        f"IF {with_article(other)} is to be deleted while {with_article(one)} refers to it, "
        f"THEN THE SYSTEM SHALL refuse and say why."
    )


def of_view(view: View) -> list[str]:
    """Return what a view that the application has means."""
    return [_VIEWS[view]]


def of_page(page: SitePage, lists: Sequence[Entity]) -> Iterator[str]:
    """Return what must hold for a page of a web site."""
    file = f"`content/pages/{page.name}.md`"
    yield f"WHEN a visitor opens the page, THE SYSTEM SHALL show what stands in {file}."
    for entity in lists:
        where = f"`content/{entity.name}.csv`"
        yield f"THE SYSTEM SHALL show every entry of {where} below it, in the order of that file."
