"""One labelled request beside what was understood of it; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from activities.understanding.text.words import said
from evaluation.corpus import NOT_LABELLED, LabelledEntity, LabelledRequest
from evaluation.matching import match, same_relation
from evaluation.scores import Tally
from models.conversation import Understanding
from models.specification import Entity, Relation

CLAIM = 0.5
"""What is less sure than this is a guess, made for want of anything better; it isn't counted."""


@dataclass
class Verdict:
    """What was right and wrong in one understanding."""

    category: bool | None = None
    """None where the label leaves it open."""
    entities: Tally = field(default_factory=Tally)
    fields: Tally = field(default_factory=Tally)
    types: Tally = field(default_factory=Tally)
    """Fields that were found, by whether their type is acceptable; none is ever missed."""
    relations: Tally = field(default_factory=Tally)
    views: Tally = field(default_factory=Tally)
    limits: Tally = field(default_factory=Tally)
    outcomes: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of each finding, and whether it is right."""
    mistakes: list[str] = field(default_factory=list)
    """What was wrong, in short."""


class Judge:
    """Compares one understanding with its label."""

    def __init__(self, label: LabelledRequest, understood: Understanding) -> None:
        self._label = label
        self._understood = understood
        sure = {f.what: f.confidence for f in understood.findings}
        self._sure = sure
        self._entities = [
            entity
            for entity in understood.entities
            if sure.get(f"entity={entity.name}", 1) >= CLAIM
        ]
        self._matched = match(label.entities, [said(e.name) for e in self._entities])
        self.verdict = Verdict()

    def judge(self) -> Verdict:
        """Return the verdict."""
        self._judge_category()
        self._judge_entities()
        self._judge_relations()
        self._judge_wishes()
        return self.verdict

    def _judge_wishes(self) -> None:
        label, understood = self._label, self._understood
        limits = [wish.limit for wish in understood.beyond if wish.limit not in NOT_LABELLED]
        self.verdict.views = self._compare("view", understood.views, label.views, label.also_views)
        self.verdict.limits = self._compare("limit", limits, label.beyond, label.also_beyond)

    def _compare(
        self, what: str, found: Iterable[str], wanted: Iterable[str], harmless: Iterable[str]
    ) -> Tally:
        have, need = set(found), set(wanted)
        extra = have - need - set(harmless)
        self.verdict.mistakes += [f"{what} +{one}" for one in sorted(extra)]
        self.verdict.mistakes += [f"{what} -{one}" for one in sorted(need - have)]
        return Tally(len(have & need), len(extra), len(need - have))

    def _judge_category(self) -> None:
        label = self._label
        if label.category is None:
            return
        found = self._understood.category
        right = found in (label.category, *label.also_category)
        self.verdict.category = right
        self._count(f"category={found}", right)
        if not right:
            self.verdict.mistakes.append(f"category {found} instead of {label.category}")

    def _judge_entities(self) -> None:
        tally, labels = self.verdict.entities, self._label.entities
        for position, entity in enumerate(self._entities):
            at = self._matched.label_of.get(position)
            if at is None:
                tally.wrong += 1
                self._wrong(f"entity={entity.name}", f"entity +{entity.name}")
                self._count_unmatched_fields(entity)
            else:
                tally.right += labels[at].required
                self._count(f"entity={entity.name}", True)
                self._judge_fields(labels[at], entity)
        for at, label in enumerate(labels):
            if label.required and self._matched.finding_of(at) is None:
                tally.missed += 1
                self.verdict.mistakes.append(f"entity -{label.name}")
                self._miss_fields(label)

    def _judge_fields(self, label: LabelledEntity, entity: Entity) -> None:
        stated = [f for f in entity.fields if self._is_stated(entity, f.name)]
        fields = [*stated, *(f for f in entity.fields if f not in stated)]
        matched = match(label.fields, [said(f.name) for f in fields])
        linked = match(
            label.fields,
            [said(r.name) for r in self._understood.relations if r.source == entity.name],
        )
        for position, found in enumerate(fields):
            at = matched.label_of.get(position)
            what = f"field={entity.name}.{found.name}"
            if at is not None:
                wanted = label.fields[at]
                right = wanted.fits(found.type)
                self.verdict.fields.right += wanted.required
                self.verdict.types.add(Tally(right=right, wrong=not right))
                self._count(what, True)
                if not right:
                    self.verdict.mistakes.append(f"type {what[6:]} {found.type} for {wanted.type}")
            elif found in stated and not self._names_relation(label.name, found.name):
                self.verdict.fields.wrong += 1
                self._wrong(what, f"field +{what[6:]}")
        for at, wanted in enumerate(label.fields):
            if wanted.required and matched.finding_of(at) is None:
                if linked.finding_of(at) is not None:
                    self.verdict.fields.right += 1
                else:
                    self.verdict.fields.missed += 1
                    self.verdict.mistakes.append(f"field -{label.name}.{wanted.name}")

    def _names_relation(self, entity: str, name: str) -> bool:
        """Say whether a field stands for a labelled relation; that one is missed already."""
        targets = [r.target for r in self._label.relations if r.source == entity]
        labels = [e for e in self._label.entities if e.name in targets]
        return bool(match(labels, [said(name)]).label_of)

    def _count_unmatched_fields(self, entity: Entity) -> None:
        self.verdict.fields.wrong += sum(self._is_stated(entity, f.name) for f in entity.fields)

    def _miss_fields(self, label: LabelledEntity) -> None:
        self.verdict.fields.missed += sum(f.required for f in label.fields)

    def _judge_relations(self) -> None:
        labels, tally = self._label.relations, self.verdict.relations
        names = {
            entity.name: self._label.entities[self._matched.label_of[position]].name
            for position, entity in enumerate(self._entities)
            if position in self._matched.label_of
        }
        seen: set[int] = set()
        for relation in self._claimed():
            what = f"relation={relation.source}.{relation.name}"
            hits = [n for n, r in enumerate(labels) if same_relation(r, relation, names)]
            fresh = [n for n in hits if n not in seen]
            if fresh:
                seen.add(fresh[0])
                tally.right += labels[fresh[0]].required
                self._count(what, True)
            elif not hits:
                tally.wrong += 1
                self._wrong(what, f"relation +{relation.source}>{relation.target}")
        for number, label in enumerate(labels):
            if label.required and number not in seen:
                tally.missed += 1
                self.verdict.mistakes.append(f"relation -{label.source}>{label.target}")

    def _claimed(self) -> Iterator[Relation]:
        names = {entity.name for entity in self._entities}
        for relation in self._understood.relations:
            if {relation.source, relation.target} <= names:
                yield relation

    def _is_stated(self, entity: Entity, name: str) -> bool:
        return any(
            f.what == f"field={entity.name}.{name}" and f.evidence
            for f in self._understood.findings
        )

    def _count(self, what: str, right: bool) -> None:
        if what in self._sure:
            self.verdict.outcomes.append((self._sure[what], right))

    def _wrong(self, what: str, mistake: str) -> None:
        self._count(what, False)
        self.verdict.mistakes.append(mistake)
