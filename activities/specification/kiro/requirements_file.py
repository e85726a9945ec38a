"""``requirements.md``: numbered requirements with acceptance criteria and their origin; pure."""

from activities.design.requirements import ALWAYS, ALWAYS_OF_SITES
from activities.design.wording import enumerate_words, lowered
from activities.specification.kiro.groups import Group, groups_of
from activities.specification.kiro.markdown import bullets, document, numbered, quoted, text
from models.specification import ApplicationSpecification, Requirement

_ASSUMED = "assumed: it was not said, and the proposal showed it"


def requirements_file(specification: ApplicationSpecification) -> str:
    """Return the document."""
    metadata = specification.metadata
    blocks = [
        "# Requirements Document",
        "## Introduction",
        text(metadata.summary),
        "Each requirement names the sentence or the answer that it came from, and the numbers that "
        "the specification gives it.",
        "## Glossary",
        _glossary(specification),
        "## Requirements",
    ]
    for number, group in enumerate(groups_of(specification), start=1):
        blocks += _requirement(number, group)
    return document(*blocks)


def _glossary(specification: ApplicationSpecification) -> str:
    what = "web site" if specification.pages else "web application"
    terms = [f"**THE SYSTEM**: the {what} {quoted(specification.metadata.title)}."]
    for entity in specification.data_model.entities:
        known = enumerate_words([text(lowered(field.label)) for field in entity.fields])
        terms.append(f"**{text(entity.label)}**: a record with {known}.")
    return bullets(terms)


def _requirement(number: int, group: Group) -> list[str]:
    return [
        f"### Requirement {number}: {group.title}",
        f"**User Story:** {group.story}",
        "#### Acceptance Criteria",
        numbered(group.criteria),
        _origin(group.traces),
    ]


def _origin(traces: tuple[Requirement, ...]) -> str:
    if not traces:
        return "**Traces to:** the data model."
    lines = [f"**Traces to:** {', '.join(item.id for item in traces)}"]
    by_source: dict[str, list[str]] = {}
    for item in traces:
        by_source.setdefault(_source(item), []).append(item.id)
    lines += [f"**Source of {', '.join(ids)}:** {words}" for words, ids in by_source.items()]
    return bullets(lines)


def _source(item: Requirement) -> str:
    if item.source:
        return quoted(item.source)
    if item.statement in (*ALWAYS, *ALWAYS_OF_SITES) or item.id[0] in "NC":
        return "holds for every application"
    return _ASSUMED if item.id[0] == "F" else "asked for in the request"
