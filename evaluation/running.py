"""Runs the analyser over the corpus and adds the verdicts up."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.questions import questions_for
from evaluation.corpus import LabelledRequest
from evaluation.judging import Judge, Verdict
from evaluation.scores import Tally, calibration_error, quantile
from models.conversation import AnswerValue, Question, QuestionKind, Understanding
from models.errors import RequestRefused

_TALLIES = ("entities", "fields", "types", "relations", "views", "limits")


@dataclass
class Totals:
    """Everything that was measured over a part of the corpus."""

    requests: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: {n: Tally() for n in _TALLIES})
    categories: Tally = field(default_factory=Tally)
    refusals: Tally = field(default_factory=Tally)
    asked_when_vague: Tally = field(default_factory=Tally)
    silent_when_complete: Tally = field(default_factory=Tally)
    languages: Tally = field(default_factory=Tally)
    answers_that_count: Tally = field(default_factory=Tally)
    questions: int = 0
    outcomes: list[tuple[float, bool]] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    mistakes: dict[str, list[str]] = field(default_factory=dict)
    """By id of the request."""

    @property
    def calibration(self) -> float:
        """The expected calibration error over all findings."""
        return calibration_error(self.outcomes)

    def slowest(self, share: float) -> float:
        """Return the time in milliseconds below which that share of the analyses stayed."""
        return quantile(self.milliseconds, share)


def evaluate(requests: Iterable[LabelledRequest]) -> Totals:
    """Analyse each request and compare."""
    totals = Totals()
    for label in requests:
        totals.requests += 1
        began = time.perf_counter()
        understood = _understand(label.text)
        totals.milliseconds.append(1000 * (time.perf_counter() - began))
        mistakes = _judge(totals, label, understood)
        if mistakes:
            totals.mistakes[label.id] = mistakes
    return totals


def _understand(text: str) -> Understanding | None:
    try:
        return analyse(text)
    except RequestRefused:
        return None


def _judge(totals: Totals, label: LabelledRequest, understood: Understanding | None) -> list[str]:
    meaningless = label.category is None and not label.entities
    if label.refuse or (understood is None and not meaningless):
        totals.refusals.add(_binary(wanted=label.refuse, found=understood is None))
    if understood is None:
        return [] if label.refuse or meaningless else ["refused"]
    if label.refuse:
        return ["not refused"]
    verdict = Judge(label, understood).judge()
    _add(totals, verdict)
    questions = questions_for(understood)
    totals.questions += len(questions)
    _judge_questions(totals, label, questions, verdict)
    for question in questions:
        counts = _changes_something(understood, questions, question)
        totals.answers_that_count.add(Tally(right=counts, missed=not counts))
    right = understood.language == label.language
    totals.languages.add(Tally(right=right, missed=not right))
    return verdict.mistakes


def _judge_questions(
    totals: Totals, label: LabelledRequest, questions: tuple[Question, ...], verdict: Verdict
) -> None:
    if label.needs_questions is None:
        return
    right = bool(questions) == label.needs_questions
    tally = totals.asked_when_vague if label.needs_questions else totals.silent_when_complete
    tally.add(Tally(right=right, missed=not right))
    if not right:
        asked = ", ".join(question.id for question in questions)
        verdict.mistakes.append(f"asked {asked}" if asked else "asked nothing")


def _add(totals: Totals, verdict: Verdict) -> None:
    for name in _TALLIES:
        totals.tallies[name].add(getattr(verdict, name))
    if verdict.category is not None:
        totals.categories.add(Tally(right=verdict.category, missed=not verdict.category))
    totals.outcomes.extend(verdict.outcomes)


def _binary(*, wanted: bool, found: bool) -> Tally:
    return Tally(right=wanted and found, wrong=found and not wanted, missed=wanted and not found)


def _changes_something(
    understood: Understanding, questions: tuple[Question, ...], question: Question
) -> bool:
    """Say whether some answer leads to another specification than the recommended one."""
    usual = write_specification(understood, questions)
    return any(
        write_specification(understood, questions, {question.id: answer}) != usual
        for answer in _other_answers(question)
    )


def _other_answers(question: Question) -> list[AnswerValue]:
    if question.kind is QuestionKind.YES_NO:
        return [not question.recommended]
    if question.kind is QuestionKind.SEVERAL:
        return [(), question.options]
    if question.kind is QuestionKind.CHOICE:
        return [option for option in question.options if option != question.recommended]
    return ["Plants with name, room and when they were watered last"]
