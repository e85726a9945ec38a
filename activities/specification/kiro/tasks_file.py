"""``tasks.md``: what has to be made, in order, each step with its requirements; pure."""

import json
from dataclasses import dataclass

from activities.specification.kiro.groups import Group, groups_of
from activities.specification.kiro.markdown import document, quoted
from models.specification import ApplicationSpecification


@dataclass(frozen=True)
class _Step:
    title: str
    details: tuple[str, ...]
    requirements: tuple[int, ...]


def tasks_file(specification: ApplicationSpecification, *, done: bool) -> str:
    """Return the document.

    Args:
        specification: What to build.
        done: Whether the sources beside it hold the result: then all boxes are ticked.
    """
    stages = _stages(specification)
    box = "[x]" if done else "[ ]"
    lines: list[str] = []
    for at, (title, steps) in enumerate(stages, start=1):
        lines.append(f"- {box} {at}. {title}")
        for number, step in enumerate(steps, start=1):
            references = ", ".join(str(found) for found in step.requirements)
            lines.append(f"  - {box} {at}.{number} {step.title}")
            lines += [f"    - {detail}" for detail in step.details]
            lines.append(f"    - _Requirements: {references}_")
    return document(
        f"# Implementation Plan: {quoted(specification.metadata.title)}",
        "## Tasks",
        "\n".join(lines),
        "## Notes",
        "A version goes live only when its quality gates have passed; a ticked box says that the "
        "step is in the sources, not that it was judged.",
        "## Task Dependency Graph",
        f"```json\n{_waves(stages)}\n```",
    )


_Stages = tuple[tuple[str, tuple[_Step, ...]], ...]


def _stages(specification: ApplicationSpecification) -> _Stages:
    groups = tuple(enumerate(groups_of(specification), start=1))
    entities = _about(groups, "entity")
    relations = _about(groups, "relation")
    views = _about(groups, "view")
    others = _about(groups, "rest", "quality", "limits")
    model = [_Step(f"Keep {group.title}", _MODEL, (number,)) for number, group in entities] + [
        _Step(f"Tie {group.title}", _TIE, (number,)) for number, group in relations
    ]
    pages = [_Step(f"Pages and JSON API of {group.title}", _PAGES, (n,)) for n, group in entities]
    extras = [_Step(group.title, group.criteria[:1], (number,)) for number, group in views]
    written = [_Step(group.title, _WRITTEN, (n,)) for n, group in _about(groups, "page")]
    rest = tuple(number for number, _ in others) or tuple(number for number, _ in entities)
    tested = _TESTED_OF_SITES if specification.pages else _TESTED
    everything = tuple(number for number, _ in groups)
    stages = (
        ("Data model", tuple(model)),
        ("Pages", tuple(pages or written)),
        ("Views", tuple(extras)),
        ("Packaging", (_Step("Run in a container", _PACKAGE, rest),)),
        ("Tests", (_Step("Test everything above", tested, everything),)),
    )
    return tuple(stage for stage in stages if stage[1])


_MODEL = ("Table with its checks, in a migration that keeps what is stored",)
_TIE = ("Reference with its rule for deletion", "Choice of it in the form, and the way back")
_PAGES = ("List with search, sort, paging and CSV", "Form with a message beside each wrong value")
_WRITTEN = ("Text in `content/pages/`, lists in `content/`", "Place in `app/schema.py`")
_TESTED_OF_SITES = ("Pages, texts, lists, headers", "Coverage as the specification asks for")
_PACKAGE = ("Health address, stop on SIGTERM", "No network, no write outside the data")
_TESTED = ("Values, pages, JSON API, security", "Coverage as the specification asks for")


def _about(groups: tuple[tuple[int, Group], ...], *kinds: str) -> tuple[tuple[int, Group], ...]:
    return tuple(item for item in groups if item[1].about.split(" ")[0] in kinds)


def _waves(stages: _Stages) -> str:
    waves = [
        {"id": at, "tasks": [f"{at + 1}.{number + 1}" for number in range(len(steps))]}
        for at, (_, steps) in enumerate(stages)
    ]
    return json.dumps({"waves": waves})
