"""What the owner says to a job, also before the job has asked.

What a job asks is published by a local activity, so it is shown before the workflow task that asks
is done. Should the worker be killed in between, that task is done again, and what was said
meanwhile comes before the question. It is kept until then.
"""

from collections.abc import Iterable, Mapping

from temporalio import workflow

from workflows import patches

with workflow.unsafe.imports_passed_through():
    from models.conversation import AnswerValue
    from models.decisions import PROPOSAL, Decision
    from workflows.messages import DecisionSignal


class Hearing:
    """Decisions on what is asked, and what was said before it was asked."""

    def __init__(self) -> None:
        self.decision: DecisionSignal | None = None
        """The last one that counted."""
        self.keeps_early = False
        """Whether the run keeps what comes early: one from before finds out when that happens."""
        self._about: str | None = None
        """What a decision is waited for; None while there is none."""
        self._shown: dict[str, AnswerValue] = {}
        self._asked: set[str] = set()
        self._early_answers: dict[str, AnswerValue] = {}
        self._early_decisions: dict[str, DecisionSignal] = {}

    @property
    def agreed(self) -> bool:
        """Whether the last decision asks for no change."""
        return self.decision is not None and self.decision.decision is not Decision.CHANGE

    def show(self, answers: dict[str, AnswerValue]) -> None:
        """Note which answers a proposal is written from that will be shown."""
        self._shown = answers

    def changed(self, answers: dict[str, AnswerValue]) -> bool:
        """Say whether something was answered anew since what is shown was written."""
        return answers != self._shown

    def expect(self, about: str, answers: dict[str, AnswerValue]) -> None:
        """Let the next decision count, and none that is about something else."""
        self._asked.add(about)
        self._about = about
        self.decision = self._early_decisions.pop(about, None)
        self.show(answers)

    def heard(self) -> DecisionSignal | None:
        """Return what was decided; whatever comes from now on is too late."""
        self._about = None
        return self.decision

    def decide(self, signal: DecisionSignal, answers: dict[str, AnswerValue]) -> None:
        """Take a decision on what is waited for, or keep it until that is asked."""
        # An approval is of what was shown, and answers given since make something else of it.
        if signal.decision is Decision.APPROVE and self.changed(answers):
            return
        if self._about is None:
            self._keep(signal)
        elif self.decision is None and self._is_meant(signal, self._about):
            self.decision = signal

    def keep_answers(self, given: Mapping[str, AnswerValue], asked: Iterable[str]) -> None:
        """Keep those to questions that are not asked yet."""
        early = {key: value for key, value in given.items() if key not in set(asked)}
        if early and self._keeps():
            self._early_answers |= early

    def take_answers(self) -> dict[str, AnswerValue]:
        """Return the answers that were kept."""
        taken, self._early_answers = self._early_answers, {}
        return taken

    def _keeps(self) -> bool:
        # No marker from a signal, if it can be helped: its place among other commands may differ
        # in a replay, when it came while a local activity ran.
        return self.keeps_early or workflow.patched(patches.EARLY_WORDS)

    def _keep(self, signal: DecisionSignal) -> None:
        if signal.about and signal.about not in self._asked and self._keeps():
            self._early_decisions[signal.about] = signal

    @staticmethod
    def _is_meant(signal: DecisionSignal, about: str) -> bool:
        """Say whether a decision is on what is waited for; one without an id is on a proposal."""
        return signal.about == about if signal.about else about.startswith(PROPOSAL)
