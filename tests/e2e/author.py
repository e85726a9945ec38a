"""A model that knows an application by heart and has an agent write it, step by step of the plan.

What it writes first has a mistake that the lint gate finds; it mends the files that it is told of.
"""

import re

from activities.building.scaffold.render import MIGRATIONS, render
from models.specification import ApplicationSpecification
from tests.integration.agents.model_server import Call, Conversation, Reply

_TASK = re.compile(r"^- (\d+\.\d+) (.+) \(([^()]+)\)$", re.MULTILINE)
_PLAN = re.compile(r"`(\.kiro/specs/[^`]+/tasks\.md)`")
_NAMED = re.compile(r"`([^`\s]+)`")
_OF_STAGE = {
    "Data model": re.compile(
        r"migrations/|app/(__init__|schema|model|database|migrations|records|values|sql)\.py"
    ),
    "Packaging": re.compile(
        r"Dockerfile|\.\w+ignore|README|requirements\.txt|app/VERSION|app/__main__|generated-files"
    ),
    "Tests": re.compile(r"tests/|pyproject\.toml|requirements-test\.txt"),
}
_OF_VIEWS = re.compile(r"app/features/(?!__init__)")
CARELESS = "app/values.py"
"""The file with the mistake."""
MISTAKE = "\n\ndef halved(number: float) -> float:\n    return numbr / 2\n"


class Author:
    """Answers for the model; its knowledge is what the embedded builder would write."""

    def __init__(self) -> None:
        self.prompts: list[str] = []
        """Everything that it was asked, once each."""
        self._wanted: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self._slips = {CARELESS: MISTAKE}

    def learn(self, specification: ApplicationSpecification, version: int) -> None:
        """Know how a version is written, on top of what was written for the one before."""
        kept = {
            name.removeprefix(MIGRATIONS): content
            for name, content in self._written.items()
            if name.startswith(MIGRATIONS)
        }
        self._wanted = render(specification, version, kept)

    def answer(self, conversation: Conversation) -> Reply:
        """Look at what is there, write, tick the boxes, and end."""
        prompt = conversation.prompts[-1]
        if conversation.steps == 0:
            self.prompts.append(prompt)
            return Reply(calls=tuple(self._looking(prompt)))
        refused = [told for told in conversation.results if told.startswith("Error")]
        if refused:
            raise AssertionError(refused)
        if conversation.steps == 1:
            return Reply(calls=tuple(self._working(prompt)))
        return Reply("This step is done.")

    def _looking(self, prompt: str) -> list[Call]:
        """Read what will be changed: opencode overwrites nothing that the model hasn't seen."""
        files = [name for name in self._asked(prompt) if name in self._written]
        return [Call("read", {"filePath": name}) for name in [*_PLAN.findall(prompt)[:1], *files]]

    def _working(self, prompt: str) -> list[Call]:
        calls = [self._write(name) for name in self._asked(prompt)]
        for plan in _PLAN.findall(prompt)[:1]:
            calls += [
                _edit(plan, f"- [ ] {number} ", f"- [x] {number} ")
                for number, _, _ in _TASK.findall(prompt)
            ]
        return calls

    def _write(self, name: str) -> Call:
        """Write a file; whoever makes a mistake believes to have written what was meant."""
        self._written[name] = self._wanted[name]
        content = self._wanted[name] + self._slips.pop(name, "")
        return Call("write", {"filePath": name, "content": content})

    def _asked(self, prompt: str) -> list[str]:
        """Return the files that a prompt names, and those of its steps that are to be written."""
        tasks = [(title, stage) for _, title, stage in _TASK.findall(prompt)]
        named = set(_NAMED.findall(prompt))
        return [
            name
            for name, content in self._wanted.items()
            if name in named
            or (self._written.get(name) != content and any(_belongs(name, *task) for task in tasks))
        ]


def _belongs(name: str, title: str, stage: str) -> bool:
    """Tell whether a step of the plan takes a file; the last one takes what is left."""
    if stage == "Tests":
        return True
    if stage in _OF_STAGE:
        return _OF_STAGE[stage].match(name) is not None
    if stage == "Views":
        return _OF_VIEWS.match(name) is not None and title.lower() in name
    others = (*_OF_STAGE.values(), _OF_VIEWS)
    return not any(other.match(name) for other in others)


def _edit(name: str, old: str, new: str) -> Call:
    return Call("edit", {"filePath": name, "oldString": old, "newString": new})
