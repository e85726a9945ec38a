"""Changes of a specification in words: to a proposal, or to an application that has data; pure."""

from dataclasses import dataclass, field

from activities.specification.requirements import (
    complexity_of,
    functional_requirements,
    non_functional_requirements,
    summary_of,
)
from activities.specification.sizing import grown
from activities.specification.wording import enumerate_words, lowered
from activities.understanding.boundaries import beyond_limits, refuse_harm
from activities.understanding.changes import Step, split_place, steps_of, title_in
from activities.understanding.editing import Editing
from activities.understanding.featuring import FeatureWishes
from activities.understanding.inference import by_rules
from activities.understanding.phrases import noun_phrase
from activities.understanding.sites.changes import changed_site
from activities.understanding.text import clean, has_meaning, split_items
from activities.understanding.words import is_plural, label_of, plural, singular
from models.conversation import MAX_REQUEST_CHARACTERS
from models.errors import RequestRefused
from models.specification import (
    ApplicationSpecification,
    DataModel,
    Entity,
    FieldSpecification,
    FieldType,
    Relation,
)

_EXAMPLES = (
    "These work: “add a publisher to books”, “add an entity shop with name and city”, "
    "“add a calendar”, “remove the board”, "
    "“rename author to writer”, "
    "“call it Bookworm”, “add the choice lost to status”, “make author optional”, “each book "
    "belongs to a shop”."
)
_KINDS = {
    FieldType.INTEGER: "whole number",
    FieldType.DECIMAL: "number",
    FieldType.MONEY: "amount of money",
    FieldType.YES_NO: "yes or no",
    FieldType.EMAIL: "e-mail address",
    FieldType.URL: "link",
}
_NOTHING_LOST = "Nothing that exists is changed."
_LABEL = 80


@dataclass
class Outcome:
    """A specification after changes, with what changed and what that means, a sentence each."""

    specification: ApplicationSpecification
    changes: list[str] = field(default_factory=list)
    impact: list[str] = field(default_factory=list)


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
    if len(request) > MAX_REQUEST_CHARACTERS or not has_meaning(clean(request)):
        raise RequestRefused("There is no change in these words.", remedy=_EXAMPLES)
    refuse_harm(clean(request))
    if specification.pages:
        return Outcome(*changed_site(specification, request))
    change = _Change(specification, live=live)
    for step in steps_of(request):
        change.take(step)
    return change.outcome(clean(request))


class _Change:
    def __init__(self, specification: ApplicationSpecification, *, live: bool) -> None:
        self._before = specification
        self._live = live
        self._model = Editing.of(specification.data_model, live=live)
        self._title = specification.metadata.title
        self._wishes = FeatureWishes(specification)
        self._changes: list[str] = []
        self._impact: list[str] = []

    def take(self, step: Step) -> None:
        if self._wishes.take(step, self._model):
            return
        takers = {
            "title": self._retitle,
            "field": self._add_fields,
            "entity": self._add_entity,
            "things": self._add_things,
            "relation": self._relate,
            "choices": self._add_choices,
            "demand": self._demand,
            "rename": self._rename,
            "remove": self._remove,
            "retype": self._retype,
        }
        takers.get(step.kind, self._unknown)(step)

    def outcome(self, request: str) -> Outcome:
        model = self._with_what_views_need(self._model.finished())
        features = self._wishes.features(model)
        self._changes += self._wishes.told(features, model)
        if not self._changes:
            raise RequestRefused(
                f"“{request[:120]}” changes nothing: it is like that already.", remedy=_EXAMPLES
            )
        metadata = self._before.metadata.model_copy(
            update={
                "title": self._title,
                "summary": summary_of(self._title, model),
                "complexity": complexity_of(model),
            }
        )
        functional = functional_requirements(
            model,
            _sources(self._before, request),
            features=features,
            kind=self._before.architecture.kind,
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
        limits = [wish.explanation for wish in beyond_limits(request)]
        checked = ApplicationSpecification.model_validate(changed.model_dump())
        return Outcome(checked, self._changes, [*(self._impact or [_NOTHING_LOST]), *limits])

    def _with_what_views_need(self, model: DataModel) -> DataModel:
        fuller = self._wishes.fuller(model)
        for entity, before in zip(fuller.entities, model.entities, strict=True):
            for made in entity.fields[len(before.fields) :]:
                self._changes.append(
                    f"Each {entity.label.lower()} gets “{made.label}” ({_kind(made)})."
                )
        return fuller

    def _retitle(self, step: Step) -> None:
        title = title_in(step.value)
        if title and title != self._title:
            self._title = title
            self._changes.append(f"The application is called “{title}”.")
            self._note("Its address stays the same.")

    def _add_fields(self, step: Step) -> None:
        """Add what was said to one entity; a plural that is no field is a thing of its own."""
        parts = [step._replace(words=item) for item in split_items(step.words)]
        if len(parts) > 1 and all(self._is_placed(part.words) for part in parts):
            for part in parts:
                self._add_fields(part)
            return
        if self._adds_choice(step):
            return
        words, named = self._place(step)
        items = split_items(words)
        plain = noun_phrase(words) if len(items) == 1 else ""
        if (
            named is None
            and plain
            and is_plural(plain)
            and by_rules(plain) is None
            and not step.value
        ):
            self._add_entity(step._replace(words=plain))
            return
        for item in items:
            typed = f"{item} ({step.value})" if step.value and len(items) == 1 else item
            entity = named or self._model.likely_entity(item)
            self._add_field(self._model.entities[entity.name], typed)

    def _is_placed(self, words: str) -> bool:
        place = split_place(words)
        return bool(place and self._model.entity(noun_phrase(place[2])))

    def _adds_choice(self, step: Step) -> bool:
        """Read "add urgent to the priorities"."""
        place = split_place(step.words)
        if place is None or place[1] not in ("to", "in") or self._is_placed(step.words):
            return False
        found = self._model.field(noun_phrase(place[2]))
        if found is None or found[1].type is not FieldType.CHOICE:
            return False
        items = tuple(split_items(place[0]))
        self._add_choices(step._replace(words=found[1].label, entity=found[0].label, items=items))
        return True

    def _place(self, step: Step) -> tuple[str, Entity | None]:
        place = split_place(step.words)
        if place is None:
            return step.words, None
        words, how, where = place
        entity = self._model.entity(noun_phrase(where))
        if entity is not None:
            return words, entity
        if how == "to" and len(where.split()) == 1 and by_rules(step.words) is None:
            raise self._refused(step, f"there is no “{where}”")
        return step.words, None

    def _add_field(self, entity: Entity, item: str) -> None:
        other = self._model.entity(noun_phrase(item))
        if other is not None and other.name != entity.name:
            self._link(entity, other, many=is_plural(noun_phrase(item)))
            return
        made = self._model.add_field(entity, item)
        if made is None:
            return
        self._changes.append(f"Each {entity.label.lower()} gets “{made.label}” ({_kind(made)}).")
        self._note(f"Existing {entity.plural_label.lower()} will have nothing in “{made.label}”.")

    def _add_entity(self, step: Step) -> None:
        known = self._model.entity(step.words)
        if known is not None:
            for item in step.items:
                self._add_field(self._model.entities[known.name], item)
            return
        before = len(self._model.relations)
        items = () if step.kind == "field" else step.items
        made = self._model.add_entity(step.words, items)
        names = enumerate_words([lowered(f.label) for f in made.fields])
        self._changes.append(f"{made.plural_label} are kept too, with {names}.")
        for relation in self._model.relations[before:]:
            target = self._model.entities[relation.target]
            self._changes.append(f"Each {made.label.lower()} refers to a {target.label.lower()}.")
        self._note(_NOTHING_LOST)

    def _add_things(self, step: Step) -> None:
        if not step.words or not step.items:
            raise self._refused(step)
        found = None if self._model.entity(step.words) else self._model.field(step.words)
        if found and found[1].type is FieldType.CHOICE:
            self._add_choices(step._replace(words=found[1].label, entity=found[0].label))
            return
        self._add_entity(step)
        source, target = self._model.entity(step.words), self._model.entity(step.entity)
        if source and target and source is not target:
            self._link(source, target, many=False)

    def _relate(self, step: Step) -> None:
        source, target = self._model.entity(step.entity), self._model.entity(step.words)
        if source is None and target is None:
            raise self._refused(step, f"there is no “{step.entity}”")
        if source is None:
            self._add_entity(Step("entity", step.said, words=step.entity))
        if target is None:
            self._add_entity(Step("entity", step.said, words=step.words, items=step.items))
        source, target = self._model.entity(step.entity), self._model.entity(step.words)
        if source is None or target is None or source is target:
            raise self._refused(step)
        if step.value in ("many", "pair") and not step.many:
            source, target = target, source
        self._link(source, target, many=step.many)

    def _link(self, source: Entity, target: Entity, *, many: bool) -> None:
        made = self._model.relate(source, target, many=many)
        if made is None:
            return
        amount = f"several {target.plural_label.lower()}" if many else f"a {target.label.lower()}"
        self._changes.append(f"Each {source.label.lower()} can refer to {amount}.")
        self._note(
            f"Existing {source.plural_label.lower()} refer to no {target.label.lower()} yet."
        )

    def _add_choices(self, step: Step) -> None:
        found = self._model.field(step.words, step.entity)
        if found is None or found[1].type is not FieldType.CHOICE:
            raise self._refused(step, f"“{step.words}” is not a field with choices")
        entity, known = found
        folded = {choice.casefold() for choice in known.choices}
        fresh = tuple(i for i in dict.fromkeys(step.items) if i.casefold() not in folded)
        if not fresh:
            return
        self._put(entity, known, choices=(*known.choices, *(i[:_LABEL] for i in fresh)))
        self._changes.append(
            f"“{known.label}” of a {entity.label.lower()} offers {', '.join(fresh)} too."
        )
        self._note(f"Existing {entity.plural_label.lower()} keep their {known.label.lower()}.")

    def _demand(self, step: Step) -> None:
        found = self._model.field(step.words, step.entity)
        if found is None:
            raise self._refused(step, f"there is no field “{step.words}”")
        entity, known = found
        if step.value.lower() == "unique":
            self._make_unique(step, entity, known)
            return
        required = step.value.lower() not in ("optional", "not required")
        if known.required is required:
            return
        if known.name == entity.title_field and not required:
            raise self._refused(
                step, f"“{known.label}” names each {entity.label.lower()} and stays required"
            )
        self._put(entity, known, required=required)
        word = "must be filled in" if required else "may be left empty"
        self._changes.append(f"“{known.label}” of a {entity.label.lower()} {word}.")
        if required:
            self._note(
                f"Existing {entity.plural_label.lower()} without “{known.label}” stay as "
                f"they are until they are changed."
            )

    def _make_unique(self, step: Step, entity: Entity, known: FieldSpecification) -> None:
        if self._live:
            raise self._refused(step, "existing values may be the same")
        self._put(entity, known, unique=True)
        self._changes.append(f"“{known.label}” differs for each {entity.label.lower()}.")

    def _rename(self, step: Step) -> None:
        label = label_of(step.value, _LABEL)
        if step.words.lower() in ("it", "the app", "app", "title", "application"):
            self._retitle(step)
            return
        found = self._model.field(step.words, step.entity)
        entity = self._model.entity(noun_phrase(step.words))
        relation = self._model.relation(step.words, step.entity)
        if not label or (found is None and entity is None and relation is None):
            raise self._refused(step, f"there is no “{step.words}”")
        if found is not None:
            self._put(*found, label=label)
        elif entity is not None and not step.entity:
            self._rename_entity(entity, label)
        elif relation is not None:
            self._relabel(relation, label)
        self._changes.append(f"“{label_of(step.words)}” is shown as “{label}”.")
        self._note("Only what is shown changes; the data and its addresses stay as they are.")

    def _relabel(self, relation: Relation, label: str) -> None:
        position = self._model.relations.index(relation)
        self._model.relations[position] = relation.model_copy(update={"label": label})

    def _rename_entity(self, entity: Entity, label: str) -> None:
        """Rename an entity, and the references to it that were called like it."""
        one, many = label_of(singular(label)), label_of(plural(singular(label)))
        new = {entity.label: one, entity.plural_label: many[:_LABEL]}
        for relation in [r for r in self._model.relations if r.target == entity.name]:
            if relation.label in new:
                self._relabel(relation, new[relation.label])
        self._model.replace(entity.model_copy(update={"label": one, "plural_label": many[:_LABEL]}))

    def _put(self, entity: Entity, known: FieldSpecification, **update: object) -> None:
        changed = known.model_copy(update=update)
        fields = tuple(changed if f.name == known.name else f for f in entity.fields)
        self._model.replace(entity.model_copy(update={"fields": fields}))

    def _remove(self, step: Step) -> None:
        if self._live:
            raise RequestRefused(
                f"“{step.said[:120]}” would lose or hide data that was entered, so it is not "
                f"done yet.",
                remedy=(
                    "Its label can be renamed and new fields can be added; a field that is left "
                    "empty does no harm. "
                )
                + _EXAMPLES,
            )
        for words in split_items(step.words):
            self._remove_one(step, words)

    def _remove_one(self, step: Step, words: str) -> None:
        found = self._model.field(words, step.entity)
        relation = self._model.relation(words, step.entity)
        entity = self._model.entity(noun_phrase(words))
        if found is not None:
            owner, known = found
            if known.name == owner.title_field:
                raise self._refused(step, f"“{known.label}” names each {owner.label.lower()}")
            fields = tuple(f for f in owner.fields if f.name != known.name)
            self._model.replace(owner.model_copy(update={"fields": fields}))
        elif entity is not None and not step.entity and len(self._model.entities) > 1:
            self._model.entities.pop(entity.name)
            ends = (entity.name,)
            kept = [
                r for r in self._model.relations if r.source not in ends and r.target not in ends
            ]
            self._model.relations = kept
        elif relation is not None:
            self._model.relations.remove(relation)
        else:
            raise self._refused(step, f"there is no “{words}”")
        self._changes.append(f"“{label_of(words)}” is left out.")

    def _retype(self, step: Step) -> None:
        raise self._refused(step, "the type of a field stays as it is; add another field instead")

    def _unknown(self, step: Step) -> None:
        raise self._refused(step)

    def _refused(self, step: Step, reason: str = "") -> RequestRefused:
        why = f": {reason}" if reason else ""
        return RequestRefused(
            f"“{step.said[:120]}” was not understood as a change{why}. Nothing was changed.",
            remedy=_EXAMPLES,
        )

    def _note(self, sentence: str) -> None:
        if sentence not in self._impact and not (sentence == _NOTHING_LOST and self._impact):
            self._impact.append(sentence)


def _kind(made: FieldSpecification) -> str:
    if made.type is FieldType.CHOICE:
        return "one of " + ", ".join(made.choices)
    return _KINDS.get(made.type, made.type.value.replace("_", " "))


def _sources(before: ApplicationSpecification, request: str) -> dict[str, str]:
    known = {item.statement: item.source for item in before.functional}
    return {**known, "": request[:300]}
