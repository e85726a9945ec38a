"""Changes of a specification in words: to a proposal, or to an application that has data; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from activities.design.requirements import (
    complexity_of,
    functional_requirements,
    non_functional_requirements,
    summary_of,
)
from activities.design.sizing import grown
from activities.understanding.analysis import analyse
from activities.understanding.modifying.adding import Adding
from activities.understanding.modifying.altering import Altering
from activities.understanding.modifying.answering import answered
from activities.understanding.modifying.attributing import Attributing
from activities.understanding.modifying.changes import Step, title_in, without_politeness
from activities.understanding.modifying.choosing import Choosing
from activities.understanding.modifying.currency import Currency
from activities.understanding.modifying.defaulting import Defaulting
from activities.understanding.modifying.detailing import Detailing
from activities.understanding.modifying.dividing import steps_of
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.everywhere import found_everywhere
from activities.understanding.modifying.examples import examples_for
from activities.understanding.modifying.featuring import FeatureWishes
from activities.understanding.modifying.ledger import (
    ELSEWHERE,
    EXAMPLES,
    IMPOSSIBLE,
    NEEDLESS,
    NOTHING_LOST,
    Ledger,
    answer_to,
    is_about_looks,
    kind_of,
    not_done,
    refused,
    together,
)
from activities.understanding.modifying.limits import known_limit, limit_on
from activities.understanding.modifying.logging_apart import LoggingApart
from activities.understanding.modifying.meant_instead import MeantInstead
from activities.understanding.modifying.measuring import Measuring
from activities.understanding.modifying.moving import Moving
from activities.understanding.modifying.narrowing import NARROWED, narrows
from activities.understanding.modifying.parting import Parting
from activities.understanding.modifying.paying import Paying
from activities.understanding.modifying.picking import Picking
from activities.understanding.modifying.plainly import told_plainly
from activities.understanding.modifying.relating import Relating
from activities.understanding.modifying.reminding import Reminding
from activities.understanding.modifying.reoffering import Reoffering
from activities.understanding.modifying.replacing import Replacing
from activities.understanding.modifying.returning import returns
from activities.understanding.modifying.retyping import Retyping
from activities.understanding.modifying.settled import as_settled, in_vain, is_settled
from activities.understanding.modifying.several import Several
from activities.understanding.modifying.sorting import Sorting
from activities.understanding.modifying.stocking import Stocking
from activities.understanding.modifying.translated import Translated
from activities.understanding.modifying.understood import Understood
from activities.understanding.sites.changes import changed_site
from activities.understanding.text.cleaning import clean, has_meaning
from activities.understanding.wishes.boundaries import beyond_limits, refuse_harm
from models.conversation import MAX_REQUEST_CHARACTERS
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, DataModel

_READ = partial(analyse, as_statements=False)
_SETTLED = frozenset({"remove", "retype", "question", "own"})
"""Kinds of steps that are understood, even where they can't be done."""
_QUOTED = 120
_MOST_STEPS = 50
"""How many changes are made at once: each takes its time."""
_EXACT = frozenset({"parts", "own", "lend"})
"""Kinds of steps that say all that is meant."""
_TITLE = ("it", "the app", "app", "title", "application")


@dataclass
class Outcome:
    """A specification after changes, with what changed and what that means, a sentence each."""

    specification: ApplicationSpecification
    changes: list[str] = field(default_factory=list)
    impact: list[str] = field(default_factory=list)
    undone: dict[str, str] = field(default_factory=dict)
    """For the words of each part that could not be done the sentence that says so."""


def modify(specification: ApplicationSpecification, request: str, *, live: bool) -> Outcome:
    """Return the specification after the changes that the words ask for.

    Args:
        specification: Before the changes; stays as it is.
        request: The wish, in words.
        live: Whether there is data already: then nothing is removed and no column changes its
            name or type.

    Raises:
        RequestRefused: The words are not understood, change nothing, or would lose data.
    """
    try:
        return _modified(specification, request, live=live)
    except RequestRefused as refusal:
        if EXAMPLES not in refusal.remedy:
            raise
        remedy = refusal.remedy.replace(EXAMPLES, examples_for(specification))
        raise RequestRefused(refusal.message, remedy=remedy, **refusal.context) from refusal


def _modified(specification: ApplicationSpecification, request: str, *, live: bool) -> Outcome:
    if len(request) > MAX_REQUEST_CHARACTERS or not has_meaning(clean(request)):
        raise RequestRefused("There is no change in these words.", remedy=EXAMPLES)
    refuse_harm(clean(request))
    if specification.pages:
        return Outcome(*changed_site(specification, request))
    entities = specification.data_model.entities
    said = steps_of(told_plainly(request, entities))
    steps = tuple(step for step in said if step.kind != "chat")
    if not steps:
        raise RequestRefused("There is no change in these words.", remedy=EXAMPLES)
    change = _Change(specification, live=live)
    refusals = change.take_all(steps)
    if refusals and not change.is_any:
        change = _Change(specification, live=live)
        settled = any(step.kind in _SETTLED for step in steps)
        settled = settled or any(is_settled(refusal) for refusal in refusals.values())
        if settled or not change.understands(clean(request)):
            raise together(list(refusals.values()))
    return change.outcome(clean(request), refusals)


class _Change:
    def __init__(self, specification: ApplicationSpecification, *, live: bool) -> None:
        self._before = specification
        self._model = Editing.of(specification.data_model, live=live)
        self._title = specification.metadata.title
        self._wishes = FeatureWishes(specification)
        self._ledger = Ledger()
        self._currency = Currency(
            specification.metadata.currency, self._ledger, self._model, live=live
        )
        self._sorting = Sorting(self._model, self._ledger, specification)
        adding = Adding(self._model, self._ledger)
        choosing = Choosing(self._model, self._ledger, live=live)
        several = Several(self._model, self._ledger)
        replacing = Replacing(self._model, self._ledger, live=live)
        reminding = Reminding(self._model, self._ledger, self._wishes)
        self._told_plainly = (reminding.take, replacing.take)
        self._readers = (
            self._currency.take,
            MeantInstead(self._model, self._ledger, self._as_read).take,
            LoggingApart(self._model, self._ledger, adding).take,
            Defaulting(self._model, self._ledger, choosing).take,
            Measuring(self._model, self._ledger).take,
            Picking(self._model, self._ledger, adding).take,
            Moving(self._model, self._ledger, live=live).take,
            Relating(self._model, self._ledger, adding, several).take,
            several.take,
            Stocking(self._model, self._ledger, specification.metadata.language).take,
            Attributing(self._model, self._ledger).take,
            Reoffering(self._model, self._ledger, choosing, self._as_meant, live=live).take,
            Retyping(self._model, self._ledger, live=live).take,
            choosing.take,
            Detailing(self._model, self._ledger, self._as_meant, live=live).take,
            replacing.take,
            reminding.take,
            Paying(self._model, self._ledger).take,
            Translated(self._model, self._ledger, choosing, self._as_meant).take,
        )
        altering = Altering(self._model, self._ledger, adding, live=live)
        parting = Parting(self._model, self._ledger, adding)
        self._understood = Understood(self._model, self._ledger, _READ, live=live)
        self._takers: dict[str, Callable[[Step], None]] = {
            "title": self._retitle,
            "field": adding.add_fields,
            "entity": adding.add_entity,
            "things": adding.add_things,
            "relation": adding.relate,
            "choices": adding.add_choices,
            "parts": parting.add_parts,
            "own": parting.give_own_list,
            "lend": parting.lend,
            "demand": altering.demand,
            "rename": altering.rename,
            "remove": altering.remove,
            "retype": altering.retype,
        }

    @property
    def is_any(self) -> bool:
        """Whether anything was understood so far."""
        return bool(self._ledger.changes) or self._wishes.is_any

    def take_all(self, steps: tuple[Step, ...]) -> dict[str, RequestRefused]:
        """Take what can be done; return why the others can't, by their words."""
        refusals: dict[str, RequestRefused] = {}
        for step in steps[:_MOST_STEPS]:
            try:
                self.take(step)
            except RequestRefused as refusal:
                refusals[step.said] = refusal
        for step in steps[_MOST_STEPS : _MOST_STEPS + 1]:
            refusals[step.said] = refused(step, "from here on it is too much at once")
        return refusals

    def take(self, step: Step) -> None:
        step, currency = self._currency.of_added(step)
        self._take(step)
        self._currency.adopt(currency)

    def _take(self, step: Step) -> None:
        plain = without_politeness(step.said)
        if (limit := limit_on(plain)) and step.kind != "title":
            raise refused(step, limit, IMPOSSIBLE)
        self._answer(step, plain)
        if step.kind not in _EXACT and self._is_read(step):
            return
        if self._wishes.take(step, self._model):
            return
        if self._sorting.take(step):
            return
        begun, told = self._model.copy(), self._ledger.copy()
        try:
            self._as_said(step)
        except RequestRefused as refusal:
            self._model.restore(begun)
            self._ledger.restore(told)
            if step.kind in _SETTLED or not self.understands(step.said):
                named = step.said[:_QUOTED] in refusal.message
                if step.kind == "unknown" and (limit := known_limit(step.said)):
                    raise refused(step, limit, IMPOSSIBLE) from refusal
                raise refusal if named else refused(step) from refusal

    def _answer(self, step: Step, plain: str) -> None:
        """Refuse what is no change, and say what is there instead."""
        if returns(plain):
            raise as_settled(refused(step, answer_to("undo"), ELSEWHERE))
        if step.kind == "question":
            raise answered(step)
        if there := found_everywhere(step):
            raise as_settled(refused(step, there, NEEDLESS))
        if narrows(plain, tuple(self._model.entities.values())):
            raise as_settled(refused(step, NARROWED, NEEDLESS))

    def understands(self, words: str) -> bool:
        """Take what the words mean as a whole; False: they mean nothing more to keep."""
        return self._understood.take(words)

    def _is_read(self, step: Step) -> bool:
        try:
            return any(reader(step) for reader in self._readers)
        except ValueError as error:
            message = f"“{step.said[:80]}” names nothing that can be kept so."
            raise RequestRefused(message, remedy=EXAMPLES) from error

    def _as_read(self, step: Step) -> None:
        if not self._is_read(step):
            self._as_meant(step)

    def _as_meant(self, step: Step) -> None:
        plain = step.kind == "unknown"
        if plain and (self._sorting.take(step) or any(read(step) for read in self._told_plainly)):
            return
        if not self._wishes.take(step, self._model):
            self._as_said(step)

    def _as_said(self, step: Step) -> None:
        if step.kind not in self._takers or is_about_looks(step.said):
            raise refused(step)
        renames_all = step.kind == "rename" and step.words.lower() in _TITLE
        self._takers["title" if renames_all else step.kind](step)

    def outcome(self, request: str, refusals: Mapping[str, RequestRefused]) -> Outcome:
        model = self._with_what_views_need(self._model.finished())
        features = self._wishes.features(model)
        self._ledger.changes += self._wishes.told(features, model)
        if not self._ledger.changes and refusals:
            there = [*self._wishes.already(), *self._ledger.notes()]
            met = [in_vain(request, there, (), views=True)] if there else []
            raise together([*refusals.values(), *met])
        if not self._ledger.changes:
            there = self._wishes.already()
            known = [one for one in self._ledger.impact if one.endswith(" already.")]
            raise in_vain(request, there, known, views=self._wishes.is_any)
        if self._wishes.is_any and (there := self._wishes.unchanged(features)):
            self._ledger.impact.append(f"This is there already: {' '.join(there)}")
        language = self._before.metadata.language
        metadata = self._before.metadata.model_copy(
            update={
                "title": self._title,
                "currency": self._currency.code,
                "summary": summary_of(self._title, model, language=language),
                "complexity": complexity_of(model),
            }
        )
        functional = functional_requirements(
            model,
            _sources(self._before, request),
            features=features,
            kind=self._before.architecture.kind,
            language=language,
        )
        resources = grown(self._before.resources, model)
        changed = self._before.model_copy(
            update={
                "metadata": metadata,
                "functional": functional,
                "data_model": model,
                "features": features,
                "resources": resources,
                "non_functional": non_functional_requirements(resources),
            }
        )
        limits = self._limits_in(request)
        checked = ApplicationSpecification.model_validate(changed.model_dump())
        undone = {said: not_done(refusal) for said, refusal in refusals.items()}
        meant = self._ledger.impact or [NOTHING_LOST]
        return Outcome(checked, self._ledger.changes, [*undone.values(), *meant, *limits], undone)

    def _limits_in(self, request: str) -> list[str]:
        """Return what can't be had, without what only names something that is kept now."""
        told = " ".join(self._ledger.changes).casefold()
        wishes = beyond_limits(request)
        return [wish.explanation for wish in wishes if wish.words.casefold() not in told]

    def _with_what_views_need(self, model: DataModel) -> DataModel:
        fuller = self._wishes.fuller(model)
        for entity, before in zip(fuller.entities, model.entities, strict=True):
            for made in entity.fields[len(before.fields) :]:
                self._ledger.tell(
                    f"Each {entity.label.lower()} gets “{made.label}” ({kind_of(made)})."
                )
        return fuller

    def _retitle(self, step: Step) -> None:
        title = title_in(step.value)
        if title and title != self._title:
            self._title = title
            self._ledger.tell(f"The application is called “{title}”.")
            self._ledger.note("Its address stays the same.")


def _sources(before: ApplicationSpecification, request: str) -> dict[str, str]:
    known = {item.statement: item.source for item in before.functional}
    return {**known, "": request[:300]}
