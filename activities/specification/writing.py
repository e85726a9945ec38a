"""From an understanding and answers to a specification; pure."""

from dataclasses import dataclass

from pydantic import ValidationError

from activities.design.declined import kinds_of
from activities.design.fitting.adding import with_room_for
from activities.design.fitting.fit import fit
from activities.design.requirements import (
    complexity_of,
    constraints,
    functional_requirements,
    non_functional_requirements,
    page_requirements,
    page_sentence,
    summary_of,
)
from activities.design.sizing import architecture_for, resources_for
from activities.specification.left_out import (
    is_called_filter,
    left_to_people,
    overlooked,
    unpicked,
    without,
)
from activities.specification.replies import read_reply
from activities.specification.summary import sections_of, summarise
from activities.specification.tracing import changed_by_answer, sources_of, told_in
from activities.understanding.answers import apply_answers
from activities.understanding.knowledge.money import DEFAULT_CURRENCY
from activities.understanding.languages.labels import added_in
from activities.understanding.modification import modify
from activities.understanding.wishes.boundaries import beyond_limits
from activities.understanding.wishes.contradictions import decisions
from models.conversation import YOU_DECIDE, AnswerValue, BeyondLimit, Question, Understanding
from models.errors import RequestRefused
from models.proposal import SummarySection
from models.specification import (
    ApplicationKind,
    ApplicationSpecification,
    DataModel,
    SpecificationMetadata,
    View,
)

__all__ = ["Said", "Written", "compose", "summarise", "write_specification"]

_LONGEST_QUOTE = 120
_SKIMMED = (
    "Your request is very long: from “{}” on it was only skimmed. "
    "Say as a change what is missing of that."
)
_SURE = 0.6
_LEAST = {View.RECURRING: _SURE, View.REMINDER: 0.4}
"""How sure it has to be that a view was asked for, to say that it can't be had."""
_BOUNDS = (
    "Name at most 12 kinds of things with at most 30 fields each, or make two applications of it."
)


@dataclass(frozen=True)
class Said:
    """Everything that a person said."""

    understanding: Understanding
    questions: tuple[Question, ...] = ()
    answers: dict[str, AnswerValue] | None = None
    """By question id; the others take what was recommended."""
    changes: tuple[str, ...] = ()
    """Wishes to change the proposal, oldest first."""
    settled: int = 0
    """How many of the changes were taken up before."""
    request: str = ""
    """The words that were understood; only to quote the sentences that things came from."""


@dataclass(frozen=True)
class Written:
    """A specification, and what is told with it."""

    specification: ApplicationSpecification
    beyond: tuple[BeyondLimit, ...] = ()
    left_out: tuple[str, ...] = ()
    """What was said and not taken up, a sentence each."""

    @property
    def sections(self) -> tuple[SummarySection, ...]:
        """The specification in plain words."""
        return sections_of(self.specification, self.beyond, self.left_out)


def write_specification(
    understanding: Understanding,
    questions: tuple[Question, ...] = (),
    answers: dict[str, AnswerValue] | None = None,
    changes: tuple[str, ...] = (),
) -> ApplicationSpecification:
    """Return the specification of what was said; see :func:`compose`.

    Raises:
        RequestRefused: A wish was not understood, or the whole is beyond what can be built.
    """
    return compose(Said(understanding, questions, answers, changes)).specification


def compose(said: Said) -> Written:
    """Return the specification of what was said, and what was said in vain.

    Raises:
        RequestRefused: A wish that was not taken up before was not understood, or the whole is
            beyond what can be built.
    """
    try:
        return _composed(said)
    except ValidationError as problem:
        raise RequestRefused(
            "That is more, or something else, than one application can keep.",
            remedy=_BOUNDS,
            problems=[error["msg"] for error in problem.errors()[:3]],
        ) from problem


def _composed(said: Said) -> Written:
    writer = _Writer(said.understanding, said.request)
    for question in said.questions:
        writer.answer(question, (said.answers or {}).get(question.id, YOU_DECIDE))
    writer.write()
    for at, wish in enumerate(said.changes):
        writer.change(wish, must=at >= said.settled)
    return writer.finished(adds=bool(said.changes))


class _Writer:
    def __init__(self, understanding: Understanding, request: str) -> None:
        self._understanding = understanding
        self._request = request
        self._sources: dict[str, str] = {}
        self._wishes: list[tuple[tuple[str, ...], str]] = []
        """The ways to say each, and where it came from."""
        self._beyond = {wish.limit: wish for wish in understanding.beyond}
        self._left_out: dict[str, str] = {}
        self._written: ApplicationSpecification | None = None

    def answer(self, question: Question, value: AnswerValue) -> None:
        reply = read_reply(question, value)
        before = self._understanding
        after = apply_answers(before, (question,), {question.id: reply.answer})
        self._sources |= changed_by_answer(question, value, before, after)
        self._beyond |= {wish.limit: wish for wish in after.beyond}
        self._understanding = after
        self._wishes += [(ways, told_in(question, value)) for ways in reply.wishes]

    def write(self) -> None:
        """Write down what was understood, with the wishes that were made in answers."""
        sources = sources_of(self._understanding, self._request)
        named = _names_of_pages(self._understanding, self._request)
        self._sources = {**named, **sources, **self._sources}
        self._written = _first(self._understanding, self._sources)
        for ways, source in self._wishes:
            impossible = bool(beyond_limits(ways[-1]))
            if impossible or not any(
                self._change(way, partly=partly, source=source)
                for partly in (False, True)
                for way in ways
            ):
                self._leave_out(ways[-1], "was not understood as a change")

    def change(self, wish: str, *, must: bool) -> None:
        if must:
            outcome = modify(self._known, wish, live=False)
            self._written = outcome.specification
            self._left_out |= outcome.undone
        elif not self._change(wish, partly=True):
            self._leave_out(wish, "does not fit any more after your other answer")

    def finished(self, *, adds: bool) -> Written:
        """Return what was written.

        Args:
            adds: Whether the person has said what was missing.
        """
        limits = tuple(self._beyond.values())
        model = self._known.data_model
        if sentence := without(self._understanding, self._known):
            self._left_out[self._request] = sentence
        self._left_out |= left_to_people(self._understanding, self._known)
        if not adds:
            self._left_out |= unpicked(self._understanding, self._known)
            self._left_out |= overlooked(self._understanding)
        unread = self._understanding.unread
        if unread and not adds:
            self._left_out[unread] = _SKIMMED.format(unread)
        left_out = tuple((sentence, words) for words, sentence in self._left_out.items())
        resources = resources_for(model)
        specification = self._known.model_copy(
            update={
                "architecture": architecture_for(model, self._understanding.kind),
                "constraints": constraints(
                    limits,
                    kind=self._understanding.kind,
                    views=_told(self._understanding),
                    model=model,
                    features=self._known.features,
                    sources=self._sources,
                    left_out=(*decisions(self._understanding.contradictions), *left_out),
                ),
                "non_functional": non_functional_requirements(resources, self._understanding.kind),
                "resources": resources,
            }
        )
        checked = ApplicationSpecification.model_validate(specification.model_dump())
        return Written(checked, limits, tuple(self._left_out.values()))

    @property
    def _known(self) -> ApplicationSpecification:
        if self._written is None:
            raise TypeError("nothing was written yet")
        return self._written

    def _change(self, wish: str, *, partly: bool, source: str = "") -> bool:
        try:
            outcome = modify(self._known, wish, live=False)
        except RequestRefused:
            return False
        if outcome.undone and not partly:
            return False
        changed = outcome.specification
        self._left_out |= outcome.undone
        told = {item.statement for item in self._known.functional}
        self._written = changed.model_copy(
            update={
                "functional": tuple(
                    item.model_copy(update={"source": source or wish})
                    if item.statement not in told and item.source == wish[: len(item.source)]
                    else item
                    for item in changed.functional
                )
            }
        )
        return True

    def _leave_out(self, wish: str, why: str) -> None:
        limits = beyond_limits(wish)
        self._beyond |= {limit.limit: limit for limit in limits}
        if not limits:
            shown = wish if len(wish) <= _LONGEST_QUOTE else f"{wish[: _LONGEST_QUOTE - 1]}…"
            self._left_out[wish] = f"“{shown}” {why}, so it is left out."


def _names_of_pages(understanding: Understanding, request: str) -> dict[str, str]:
    """Return the words that the pages of a web site came from, by the sentences about them."""
    if not understanding.pages:
        return {}
    model = DataModel(entities=understanding.entities)
    said = request.lower()
    places = {page: said.find(page.title.lower()) for page in understanding.pages}
    return {
        page_sentence(page, model): request[at : at + len(page.title)]
        for page, at in places.items()
        if at >= 0
    }


def _first(understanding: Understanding, sources: dict[str, str]) -> ApplicationSpecification:
    kept = DataModel(entities=understanding.entities, relations=understanding.relations)
    pages = understanding.kind is ApplicationKind.RECORDS
    fuller = with_room_for(_surely_asked(understanding), kept) if pages else kept
    model = added_in(kept, fuller, understanding.language)
    declined = frozenset(kinds_of(understanding.unwanted))
    views = _asked_of_dates(understanding)
    suited = fit(model, understanding.category, views, without=declined)
    features = suited if pages else ()
    return ApplicationSpecification(
        metadata=SpecificationMetadata(
            title=understanding.title,
            summary=summary_of(
                understanding.title, model, understanding.pages, understanding.language
            ),
            category=understanding.category,
            complexity=complexity_of(model),
            currency=_currency(understanding),
            language=understanding.language,
        ),
        functional=functional_requirements(
            model,
            sources,
            understanding.views,
            features,
            understanding.kind,
            understanding.language,
        )
        if not understanding.pages
        else page_requirements(understanding.pages, model, sources),
        architecture=architecture_for(model, understanding.kind),
        data_model=model,
        features=features,
        pages=understanding.pages,
    )


def _surely_asked(understanding: Understanding) -> set[View]:
    """Return the views that are no guess: only these are worth a field that nobody named."""
    guessed = {
        finding.what.partition("=")[2]
        for finding in understanding.findings
        if finding.what.startswith("view=") and finding.confidence < _SURE
    }
    return {view for view in _asked_of_dates(understanding) if view.value not in guessed}


def _told(understanding: Understanding) -> tuple[View, ...]:
    """Return the views to account for: nobody asked for what was only guessed."""
    sure = {
        finding.what.removeprefix("view="): finding.confidence
        for finding in understanding.findings
        if finding.what.startswith("view=")
    }
    unsaid = set() if is_called_filter(understanding) else {View.FILTER}
    views = (v for v in understanding.views if v not in unsaid)
    return tuple(v for v in views if sure.get(v.value, 1) >= _LEAST.get(v, 0))


def _asked_of_dates(understanding: Understanding) -> tuple[View, ...]:
    """Return the views that were asked for, without a reminder of what only runs low."""
    counted = any(finding.what == "stock" for finding in understanding.findings)
    return tuple(v for v in understanding.views if not (counted and v is View.REMINDER))


def _currency(understanding: Understanding) -> str:
    named = [f.what for f in understanding.findings if f.what.startswith("currency=")]
    return named[-1].partition("=")[2] if named else DEFAULT_CURRENCY
