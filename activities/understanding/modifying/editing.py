"""A data model that is being changed; pure apart from the object itself."""

import re
from dataclasses import dataclass, field

from pydantic import ValidationError
from rapidfuzz import fuzz

from activities.understanding.draft import Draft, fill_usual_fields
from activities.understanding.drafting.entitling import finish
from activities.understanding.drafting.units import without_unit
from activities.understanding.knowledge.inference import field_from, infer
from activities.understanding.knowledge.lexicon import load
from activities.understanding.modifying.ledger import EXAMPLES
from activities.understanding.modifying.linking import is_helper, link_in
from activities.understanding.modifying.naming import is_part, names_no_field, names_no_kind
from activities.understanding.modifying.superseding import typed_for, typed_in, without_typed
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import identifier, label_of, plural, singular
from models.errors import RequestRefused
from models.specification import DataModel, Entity, FieldSpecification, Relation, RelationKind

_LEAST_SIMILARITY = 86
_BELONGS = re.compile(r"^(?:and )?(?:it )?(?:belongs? to|refers? to|is about) (?=\w)", re.I)


@dataclass
class Editing:
    """The parts of a data model, with look-ups by a person's words."""

    entities: dict[str, Entity]
    relations: list[Relation] = field(default_factory=list)
    live: bool = True
    """Whether there are records already."""
    recent: str = ""
    """Name of the entity that was spoken of last."""

    @classmethod
    def of(cls, model: DataModel, *, live: bool) -> "Editing":
        """Return the parts of a data model."""
        return cls({e.name: e for e in model.entities}, list(model.relations), live)

    def copy(self) -> "Editing":
        """Return the parts as they are now, to go back to."""
        return Editing(dict(self.entities), list(self.relations), self.live, self.recent)

    def restore(self, earlier: "Editing") -> None:
        """Go back to what was copied."""
        self.entities, self.relations = earlier.entities, earlier.relations
        self.recent = earlier.recent

    def finished(self) -> DataModel:
        """Return the data model.

        Raises:
            RequestRefused: It is beyond what can be built.
        """
        try:
            return DataModel.model_validate(
                {"entities": tuple(self.entities.values()), "relations": tuple(self.relations)}
            )
        except ValidationError as error:
            reason = str(error.errors()[0]["msg"])
            raise RequestRefused(
                f"The change does not fit: {reason}.",
                remedy="At most 12 kinds of things with 30 fields each can be kept; ask for less.",
            ) from error

    def alter(self, entity: Entity, known: FieldSpecification, **update: object) -> None:
        """Put a field in place of one that is known, with other values."""
        changed = known.model_copy(update=update)
        fields = tuple(changed if f.name == known.name else f for f in entity.fields)
        self.replace(entity.model_copy(update={"fields": fields}))

    def entity(self, words: str) -> Entity | None:
        """Return the entity that the words speak of."""
        folded = words.lower().strip()
        if not folded:
            return None
        forms = {folded, singular(folded)}
        for entity in self.entities.values():
            if {entity.label.lower(), entity.plural_label.lower(), entity.name} & forms:
                return entity
        for entity in self.entities.values():
            if fuzz.ratio(entity.label.lower(), singular(folded)) >= _LEAST_SIMILARITY:
                return entity
        return None

    def place(self, words: str) -> Entity | None:
        """Return the entity that the words speak of, also by the last word of its name."""
        folded = words.lower().strip(" \"'")
        known = self.entity(folded)
        if known is not None or not folded:
            return known
        one = singular(folded)
        ending = [e for e in self.entities.values() if e.label.lower().endswith(f" {one}")]
        return ending[0] if len(ending) == 1 else None

    def field(self, words: str, where: str = "") -> tuple[Entity, FieldSpecification] | None:
        """Return the field that the words speak of, in one entity or in any."""
        folded = words.lower().strip(" \"'")
        within = self.place(where)
        if within is None:
            within, folded = self._prefixed(folded)
        places = [within] if within else list(self.entities.values())
        found = self._exact(places, folded)
        return found or self._similar(places, folded)

    def meant(self, words: str, where: str = "") -> tuple[Entity, FieldSpecification] | None:
        """Return the field that the words speak of, also by a part of its name that no other has.

        Only for words that speak of what is there: those of something new may be alike.
        """
        found = self.field(words, where)
        if found or self.entity(noun_phrase(words)) or self.relation(words, where):
            return found
        within = self.place(where)
        places = [within] if within else list(self.entities.values())
        links = (one.label for one in self.relations)
        if any(is_part(words, label) for label in links):
            return None
        fit = [(one, f) for one in places for f in one.fields if is_part(words, f.label)]
        return fit[0] if len(fit) == 1 else None

    def _prefixed(self, folded: str) -> tuple[Entity | None, str]:
        """Read "book title" or "the title of each book"."""
        first, _, rest = folded.partition(" ")
        if rest and self._exact(list(self.entities.values()), folded) is None:
            entity = self.place(first.removesuffix("'s").removesuffix("'"))
            if entity and self._exact([entity], rest):
                return entity, rest
        return None, folded

    @staticmethod
    def _exact(places: list[Entity], folded: str) -> tuple[Entity, FieldSpecification] | None:
        fields = [(entity, known) for entity in places for known in entity.fields]
        for entity, known in fields:
            label = known.label.lower()
            if folded in (plural(label), label, without_unit(label)):
                return entity, known
        for entity, known in fields:
            if folded in (known.name, known.name.replace("_", " ")):
                return entity, known
        return None

    @staticmethod
    def _similar(places: list[Entity], folded: str) -> tuple[Entity, FieldSpecification] | None:
        for entity in places:
            for known in entity.fields:
                if fuzz.ratio(folded, without_unit(known.label.lower())) >= _LEAST_SIMILARITY:
                    return entity, known
        return None

    def relation(self, words: str, where: str = "") -> Relation | None:
        """Return the relation that is labelled so."""
        folded = words.lower().strip()
        within = self.entity(where)
        for relation in self.relations:
            if within is not None and relation.source != within.name:
                continue
            if folded in (relation.label.lower(), relation.name):
                return relation
        return None

    def replace(self, entity: Entity) -> None:
        """Put a changed entity in its place."""
        self.entities[entity.name] = entity
        self.recent = entity.name

    def add_field(self, entity: Entity, words: str) -> FieldSpecification | None:
        """Add a field; nothing when the entity has one of that label already.

        Raises:
            RequestRefused: The words name nothing.
        """
        taken = {f.name for f in entity.fields}
        taken |= {r.name for r in self.relations if r.source == entity.name}
        try:
            if names_no_field(words):
                raise ValueError(words)
            hint = infer(words[:200], number_of=entity.name)
            labels = {f.label.lower() for f in entity.fields}
            if label_of(hint.label).lower() in labels:
                return None
            made = field_from(hint, owner=entity.name, taken=tuple(taken))
        except ValueError as error:
            raise RequestRefused(
                f"“{words[:80]}” does not name a field.", remedy=EXAMPLES
            ) from error
        if self.live:
            # What exists has no value for it, so it can neither be demanded nor be unique.
            made = made.model_copy(update={"required": False, "unique": False})
        self.replace(entity.model_copy(update={"fields": (*entity.fields, made)}))
        return made

    def add_entity(self, words: str, items: tuple[str, ...]) -> Entity:
        """Add an entity with its fields, or with the usual ones.

        Raises:
            RequestRefused: The words name nothing.
        """
        draft = Draft(load())
        phrase = noun_phrase(words)
        made = None if names_no_kind(phrase) else draft.ensure(phrase, words)
        if made is None or any(names_no_field(item) for item in items):
            raise RequestRefused(
                f"“{words[:80]}” does not name a kind of thing to keep.", remedy=EXAMPLES
            )
        items = tuple(_BELONGS.sub("", item) for item in items)
        linked = [link for item in items if (link := self._linked(item, phrase))]
        items = tuple(item for item in items if self._linked(item, phrase) is None)
        own = [item for item in items if self.entity(noun_phrase(item)) is None]
        for item in own:
            made.add(item, words, 1.0)
        if not made.fields and not items:
            fill_usual_fields(draft, made, otherwise="name, notes")
        made.name = identifier(made.label, taken=self.entities)
        entity = finish(made, frozenset())
        self.replace(entity)
        for item in items:
            target = self.entity(noun_phrase(item))
            if target is not None and item not in own:
                self.relate(entity, target, many=False, label=infer(item).label)
        for target, label, many in linked:
            self.relate(entity, target, many=many, label=label)
        whole = self.entity(entity.label.lower().removeprefix("sub").strip("- "))
        if whole is not None and whole.name != entity.name:
            self.relate(entity, whole, many=False)
        return entity

    def _linked(self, item: str, phrase: str) -> tuple[Entity, str, bool] | None:
        """Return what an item of a new list refers to: "drives one van", "who does it"."""
        told = link_in(item)
        if told is None or told.target == phrase:
            return None
        if told.target:
            target = self.place(told.target)
            return (target, "", told.many) if target is not None else None
        people = [one for one in self.entities.values() if is_helper(one)]
        return (people[0], told.label, False) if len(people) == 1 else None

    def relate(
        self, source: Entity, target: Entity, *, many: bool, label: str = ""
    ) -> Relation | None:
        """Add a relation; nothing when there is one already."""
        if (
            any((r.source, r.target) == (source.name, target.name) for r in self.relations)
            and not label
        ):
            return None
        words = label_of(label) or (target.plural_label if many else target.label)
        source = self._without_typed(source, label, target)
        taken = {f.name for f in source.fields}
        taken |= {r.name for r in self.relations if r.source == source.name}
        relation = Relation(
            name=identifier(words, owner=source.name, taken=taken),
            label=words,
            source=source.name,
            target=target.name,
            kind=RelationKind.MANY_TO_MANY if many else RelationKind.MANY_TO_ONE,
        )
        self.relations.append(relation)
        return relation

    def _without_typed(self, source: Entity, label: str, target: Entity) -> Entity:
        """Leave out the field in which was typed what is chosen from now on, if all are empty."""
        source = self.entities.get(source.name, source)
        held = None if label else typed_in(source, target)
        typed = typed_for(source, label) if label else (held.name if held else "")
        if (
            self.live
            or not typed
            or typed == source.title_field
            or (source.name == target.name and not label)
        ):
            return source
        source = self.entities[source.name] = without_typed(source, typed)
        return source
