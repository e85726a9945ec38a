"""What is said to a job before it has asked.

What a job asks is published by a local activity, so it is shown before the workflow task that asks
is done. Should the worker be killed in between, that task is done again, and what was said
meanwhile comes before the question. It is kept until then.
"""

from collections.abc import Iterable, Mapping

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from models.conversation import AnswerValue
    from workflows.messages import DecisionSignal

_PATCH = "early-words"


class EarlyWords:
    """Answers and decisions that came before what they are about."""

    def __init__(self) -> None:
        self._answers: dict[str, AnswerValue] = {}
        self._decisions: dict[str, DecisionSignal] = {}
        self._asked: set[str] = set()

    def keep_answers(self, given: Mapping[str, AnswerValue], asked: Iterable[str]) -> None:
        """Keep those to questions that are not asked yet."""
        early = {key: value for key, value in given.items() if key not in set(asked)}
        if early and workflow.patched(_PATCH):
            self._answers |= early

    def take_answers(self) -> dict[str, AnswerValue]:
        """Return the answers that were kept."""
        taken, self._answers = self._answers, {}
        return taken

    def keep_decision(self, signal: DecisionSignal) -> None:
        """Keep a decision on something that was not asked yet."""
        if signal.about and signal.about not in self._asked and workflow.patched(_PATCH):
            self._decisions[signal.about] = signal

    def take_decision(self, about: str) -> DecisionSignal | None:
        """Return the decision that was kept on what is asked now."""
        self._asked.add(about)
        return self._decisions.pop(about, None)
