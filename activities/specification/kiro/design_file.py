"""``design.md``: how the application is made, and why so; pure."""

from activities.specification.kiro.groups import groups_of
from activities.specification.kiro.markdown import bullets, document, numbered, table, text
from activities.specification.kiro.overview import overview
from activities.specification.kiro.site_design import site_design
from models.specification import (
    ApplicationSpecification,
    DataModel,
    Entity,
    FieldSpecification,
    RelationKind,
)

_COMPONENTS = (
    ("`app/schema.py`", "the entities, fields and relations of this document"),
    ("`app/records.py`, `app/sql.py`", "reading and writing records"),
    ("`app/values.py`, `app/forms.py`", "checking what was typed"),
    ("`app/pages.py`, `app/templates/`", "pages: start page, lists, forms"),
    ("`app/api.py`", "the same as JSON, under `/api`"),
    ("`app/export.py`", "lists as CSV"),
    ("`app/migrations.py`, `migrations/`", "changes of the database, in order"),
    ("`app/security.py`", "headers, and protection of forms against other web sites"),
)
_FLOW = """```mermaid
flowchart LR
    person([Person]) -->|HTTP| pages[Pages and JSON API]
    pages --> checks[Checks of values]
    checks --> records[Records]
    records --> database[(SQLite file)]
    migrations[Migrations] --> database
```"""
_PROPERTIES = (
    "**Round trip.** What was stored is shown unchanged: for every field and every valid value.",
    "**No half change.** A refused form changes no record.",
    "**No loss.** A new version finds every record that the version before has stored.",
    "**Same rules.** The JSON API accepts a value if and only if the form does.",
)
_ERRORS = (
    "A wrong value is refused with a message beside its field; everything typed stays in the form.",
    "A record that is gone is answered with 404, a form of another web site with 403.",
    "An unforeseen failure shows a page without details; the details are in the log.",
)
_TESTS = (
    "Tests that come with the sources cover pages, JSON API, values and security; they run on the "
    "data model of this document.",
    "Static analysis, a search for secrets and the tests must pass before a version goes live.",
)


def design_file(specification: ApplicationSpecification) -> str:
    """Return the document."""
    if specification.pages:
        return site_design(specification)
    model = specification.data_model
    coverage = specification.development.minimum_coverage
    return document(
        *overview(specification),
        _FLOW,
        "## Components and Interfaces",
        bullets(f"{name}: {what}" for name, what in _COMPONENTS),
        "## Data Models",
        _diagram(model),
        *(block for entity in model.entities for block in _entity(entity, specification)),
        "## Correctness Properties",
        numbered(_PROPERTIES),
        "## Error Handling",
        bullets(_ERRORS),
        "## Testing Strategy",
        bullets((*_TESTS, f"At least {coverage} % of the lines are run by the tests.")),
    )


def _diagram(model: DataModel) -> str:
    """Draw entities by their names alone: those can hold nothing but letters, digits and _."""
    lines = [f"    {entity.name} {{ }}" for entity in model.entities]
    for relation in model.relations:
        several = relation.kind is RelationKind.MANY_TO_MANY
        tie = "}o--o{" if several else "}o--||" if relation.required else "}o--o|"
        lines.append(f"    {relation.source} {tie} {relation.target} : {relation.name}")
    return "\n".join(("```mermaid", "erDiagram", *lines, "```"))


def _entity(entity: Entity, specification: ApplicationSpecification) -> tuple[str, str, str]:
    number = next(
        at
        for at, group in enumerate(groups_of(specification), start=1)
        if group.about == f"entity {entity.name}"
    )
    rows = (
        (
            f"`{field.name}`",
            text(field.label),
            field.type.value.replace("_", " "),
            _rules(field, title=field.name == entity.title_field),
        )
        for field in entity.fields
    )
    return (
        f"### {text(entity.label)}",
        f"Table `{entity.name}`. Requirement {number}.",
        table(("name", "label", "type", "rules"), rows),
    )


def _rules(field: FieldSpecification, *, title: bool) -> str:
    rules = ["names the record"] if title else []
    rules += ["required"] if field.required else []
    rules += ["unique"] if field.unique else []
    rules += [f"at least {field.minimum}"] if field.minimum is not None else []
    rules += [f"at most {field.maximum}"] if field.maximum is not None else []
    if field.choices:
        rules.append("one of " + ", ".join(text(choice) for choice in field.choices))
    return "; ".join(rules) or "–"
