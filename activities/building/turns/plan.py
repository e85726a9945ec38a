"""The plan of a build: the tasks of ``tasks.md``, and which of them the tree says are done; pure.

The tasks come from the specification. What an agent makes of the file only ticks boxes.
"""

import re
from collections.abc import Collection, Iterator

from activities.building.turns.messages import PlannedTask
from activities.specification.kiro.groups import Group, groups_of
from activities.specification.kiro.tasks_file import tasks_file
from models.base import Model
from models.specification import ApplicationSpecification

_STAGE = re.compile(r"- \[[ x]\] (\d{1,2})\. (.+)")
_TASK = re.compile(r"  - \[[ x]\] (\d{1,2}\.\d{1,2}) (.+)")
_NEEDS = re.compile(r"    - _Requirements: ([\d, ]+)_")
_TICKED = re.compile(r"^[ \t]*[-*+] \[[xX]\] (\d{1,2}\.\d{1,2})\b", re.MULTILINE)
_BOX = re.compile(r"^( *- )\[[ x]\]( \d{1,2}(?:\.\d{1,2}|\.) )", re.MULTILINE)
_NAMING = frozenset({"Pages", "Tests"})
"""Stages whose steps show what the application is called."""
MOST_TICKED = 200


def planned(
    specification: ApplicationSpecification, previous: ApplicationSpecification | None = None
) -> tuple[PlannedTask, ...]:
    """Return the tasks in order; done is what asks for nothing new since the previous version."""
    before = set() if previous is None else {(t.title, meant) for t, meant in _tasks(previous)}
    return tuple(
        task.model_copy(update={"done": (task.title, meant) in before})
        for task, meant in _tasks(specification)
    )


def _tasks(
    specification: ApplicationSpecification,
) -> Iterator[tuple[PlannedTask, tuple[str, ...]]]:
    """Yield each task with all that it asks for."""
    groups = dict(enumerate(groups_of(specification), start=1))
    stage, found = "", None
    for line in tasks_file(specification, done=False).splitlines():
        if match := _STAGE.fullmatch(line):
            stage = match[2]
        elif match := _TASK.fullmatch(line):
            found = PlannedTask(number=match[1], stage=stage, title=match[2])
        elif found is not None and (match := _NEEDS.fullmatch(line)):
            needed = (groups[int(number)] for number in match[1].split(","))
            meant = [text for group in needed for text in _meant(group, specification)]
            named = _named(specification) if stage in _NAMING else ()
            yield found, (*meant, *named)


def _meant(group: Group, specification: ApplicationSpecification) -> Iterator[str]:
    """Yield what a group asks for, without where that came from.

    Its sentences leave out what goes without saying, like a field of plain text: what is kept
    tells that.
    """
    yield from (group.about, group.title, group.story, *group.criteria)
    model = specification.data_model
    things: dict[str, Model] = {f"entity {entity.name}": entity for entity in model.entities}
    things |= {f"relation {each.source}.{each.name}": each for each in model.relations}
    if group.about in things:
        yield things[group.about].model_dump_json()


def _named(specification: ApplicationSpecification) -> tuple[str, ...]:
    """Return what the whole application is called, which no requirement says."""
    metadata = specification.metadata
    return metadata.title, metadata.currency, specification.architecture.kind.value


def ticked(text: str) -> tuple[str, ...]:
    """Return the numbers of the tasks whose boxes are ticked in a file that an agent may change."""
    return tuple(dict.fromkeys(_TICKED.findall(text)))[:MOST_TICKED]


def with_ticks(text: str, done: Collection[str]) -> str:
    """Return a plan of ours with exactly these tasks ticked, and stages whose tasks all are."""
    numbers = {match[1] for line in text.splitlines() if (match := _TASK.fullmatch(line))}

    def box(match: re.Match[str]) -> str:
        number = match[2].strip().rstrip(".")
        of_stage = {other for other in numbers if other.startswith(f"{number}.")} or {number}
        return f"{match[1]}[{'x' if of_stage <= set(done) else ' '}]{match[2]}"

    return _BOX.sub(box, text)
