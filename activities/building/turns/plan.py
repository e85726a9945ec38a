"""The plan of a build: the tasks of ``tasks.md``, and which of them the tree says are done; pure.

The tasks come from the specification. What an agent makes of the file only ticks boxes.
"""

import re
from collections.abc import Collection, Iterator

from activities.building.turns.messages import PlannedTask
from activities.specification.kiro.groups import Group, groups_of
from activities.specification.kiro.tasks_file import tasks_file
from models.specification import ApplicationSpecification

_STAGE = re.compile(r"- \[[ x]\] (\d{1,2})\. (.+)")
_TASK = re.compile(r"  - \[[ x]\] (\d{1,2}\.\d{1,2}) (.+)")
_NEEDS = re.compile(r"    - _Requirements: ([\d, ]+)_")
_TICKED = re.compile(r"^[ \t]*[-*+] \[[xX]\] (\d{1,2}\.\d{1,2})\b", re.MULTILINE)
_BOX = re.compile(r"^( *- )\[[ x]\]( \d{1,2}(?:\.\d{1,2}|\.) )", re.MULTILINE)
MOST_TICKED = 200


def planned(
    specification: ApplicationSpecification, previous: ApplicationSpecification | None = None
) -> tuple[PlannedTask, ...]:
    """Return the tasks in order; done is what asks for nothing new since the previous version."""
    before = set() if previous is None else {(t.title, needs) for t, needs in _tasks(previous)}
    return tuple(
        task.model_copy(update={"done": (task.title, needs) in before})
        for task, needs in _tasks(specification)
    )


def _tasks(
    specification: ApplicationSpecification,
) -> Iterator[tuple[PlannedTask, tuple[Group, ...]]]:
    groups = dict(enumerate(groups_of(specification), start=1))
    stage, found = "", None
    for line in tasks_file(specification, done=False).splitlines():
        if match := _STAGE.fullmatch(line):
            stage = match[2]
        elif match := _TASK.fullmatch(line):
            found = PlannedTask(number=match[1], stage=stage, title=match[2])
        elif found is not None and (match := _NEEDS.fullmatch(line)):
            yield found, tuple(_asked(groups[int(n)]) for n in match[1].split(","))


def _asked(group: Group) -> Group:
    """Return what a group asks for, without where that came from."""
    return Group(group.about, group.title, group.story, group.criteria, ())


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
