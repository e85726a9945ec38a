"""Changes that add: fields, choices, things, and how they belong together."""

import re

from activities.design.wording import enumerate_words, lowered, with_article
from activities.understanding.knowledge.field_labels import short_label
from activities.understanding.knowledge.field_types import type_of
from activities.understanding.modifying.belonging import owner_of
from activities.understanding.modifying.changes import Step, split_place
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import NOTHING_LOST, Ledger, refused
from activities.understanding.modifying.places import of_its_own
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import is_plural
from models.specification import Entity, FieldType

_LABEL = 80
_ASKS = re.compile(r"(?:where|who|when|what|how|whether|if|why)\b", re.IGNORECASE)
"""Begins what is known of a thing, however its last word ends: "where the bird sits"."""
_COUNTS = ("number", "amount", "count", "total")
_PRONOUNS = ("me", "us", "you", "him", "her", "them", "it", "whom")


class Adding:
    """Adds what the steps of a change ask for.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
    """

    def __init__(self, model: Editing, ledger: Ledger) -> None:
        self._model = model
        self._ledger = ledger

    def add_fields(self, step: Step) -> None:
        """Add what was said to one entity; a plural that is no field is a thing of its own."""
        parts = [step._replace(words=item) for item in split_items(step.words)]
        placed = [part for part in parts if self._is_placed(part.words)]
        if len(placed) > 1 and placed[-1] is parts[-1]:
            for part in self._with_next_place(parts):
                self.add_fields(part)
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
            and not _ASKS.match(plain)
            and type_of(plain) is None
            and not step.value
        ):
            self.add_entity(step._replace(words=plain))
            return
        for item in items:
            typed = f"{item} ({step.value})" if step.value and len(items) == 1 else item
            entity = named or owner_of(item, step, self._model)
            self._add_field(self._model.entities[entity.name], of_its_own(typed, entity))

    def add_things(self, step: Step) -> None:
        """Add choices of a field, or things of a kind that another kind has."""
        if not step.words or not step.items:
            raise refused(step)
        found = None if self._model.entity(step.words) else self._model.field(step.words)
        if found and found[1].type is FieldType.CHOICE:
            self.add_choices(step._replace(words=found[1].label, entity=found[0].label))
            return
        self.add_entity(step)
        source, target = self._model.entity(step.words), self._model.entity(step.entity)
        if source and target and source is not target:
            self.link(source, target, many=False)

    def relate(self, step: Step) -> None:
        """Let things of one kind refer to those of another."""
        source, target = self._model.place(step.entity), self._model.place(step.words)
        if source is None and target is None:
            raise refused(step, f"there is no “{step.entity}”")
        if source is None:
            self.add_entity(Step("entity", step.said, words=step.entity))
        if target is None:
            self.add_entity(Step("entity", step.said, words=step.words, items=step.items))
        source, target = self._model.place(step.entity), self._model.place(step.words)
        if source is None or target is None or source is target:
            raise refused(step)
        if step.value in ("many", "pair") and not step.many:
            source, target = target, source
        self.link(source, target, many=step.many)

    def add_choices(self, step: Step) -> None:
        """Offer more choices in a field."""
        found = self._model.field(step.words, step.entity)
        if found is None or found[1].type is not FieldType.CHOICE:
            raise refused(step, f"“{step.words}” is not a field with choices")
        entity, known = found
        folded = {choice.casefold() for choice in known.choices}
        fresh = tuple(i for i in dict.fromkeys(step.items) if i.casefold() not in folded)
        if not fresh:
            return
        self._model.alter(entity, known, choices=(*known.choices, *(i[:_LABEL] for i in fresh)))
        self._ledger.tell(
            f"“{known.label}” of a {lowered(entity.label)} offers {', '.join(fresh)} too."
        )
        self._ledger.note(
            f"Existing {lowered(entity.plural_label)} keep their {lowered(known.label)}."
        )

    def add_entity(self, step: Step) -> None:
        """Keep another kind of thing, or more of one that is kept."""
        known = self._model.entity(step.words)
        if known is not None:
            for item in step.items:
                self._add_field(self._model.entities[known.name], item)
            return
        before = len(self._model.relations)
        items = () if step.kind == "field" else step.items
        made = self._model.add_entity(step.words, items)
        names = enumerate_words([lowered(f.label) for f in made.fields])
        self._ledger.tell(f"{made.plural_label} are kept too, with {names}.")
        for relation in self._model.relations[before:]:
            target = self._model.entities[relation.target]
            self._ledger.tell(
                f"Each {lowered(made.label)} refers to {with_article(lowered(target.label))}."
            )
        self._ledger.note(NOTHING_LOST)

    def add_to(self, entity: Entity, words: str) -> None:
        """Add a field of which the thing is known."""
        self._add_field(entity, words)

    def _add_field(self, entity: Entity, item: str) -> None:
        other = self._model.entity(noun_phrase(item))
        if other is not None and other.name != entity.name:
            self.link(entity, other, many=is_plural(noun_phrase(item)))
            return
        made = self._model.add_field(entity, item)
        if made is None:
            known = self._model.field(short_label(item), entity.label)
            if known is not None:
                self._ledger.note(
                    f"“{known[1].label}” is known of each {lowered(entity.label)} already."
                )
            return
        self._ledger.tell_field(entity, made)

    def _with_next_place(self, parts: list[Step]) -> list[Step]:
        """Return fields each with its place: "street and city to customers, a date to jobs"."""
        found: list[Step] = []
        end = ""
        for part in reversed(parts):
            place = split_place(part.words) if self._is_placed(part.words) else None
            end = f"{place[1]} {place[2]}" if place else end
            found.append(part if place else part._replace(words=f"{part.words} {end}"))
        return found[::-1]

    def _is_placed(self, words: str) -> bool:
        place = split_place(words)
        return bool(place and self._model.place(noun_phrase(place[2])))

    def _adds_choice(self, step: Step) -> bool:
        """Read "add urgent to the priorities"."""
        place = split_place(step.words)
        if place is None or place[1] not in ("to", "in") or self._is_placed(step.words):
            return False
        found = self._model.field(noun_phrase(place[2]))
        if found is None or found[1].type is not FieldType.CHOICE:
            return False
        items = tuple(split_items(place[0]))
        self.add_choices(step._replace(words=found[1].label, entity=found[0].label, items=items))
        return True

    def _place(self, step: Step) -> tuple[str, Entity | None]:
        place = split_place(step.words)
        if place is None:
            return step.words, None
        words, how, where = place
        entity = self._model.place(noun_phrase(where))
        if entity is not None and (how != "of" or noun_phrase(words) not in _COUNTS):
            return words, entity
        if (
            how == "to"
            and where.lower() not in _PRONOUNS
            and len(where.split()) == 1
            and type_of(step.words) is None
        ):
            raise refused(step, f"there is no “{where}”")
        return step.words, None

    def link(self, source: Entity, target: Entity, *, many: bool) -> None:
        """Let things of one kind refer to those of another."""
        if self._model.relate(source, target, many=many) is not None:
            now = self._model.entities[source.name]
            self._ledger.tell_link(source, target, many=many, now=now)
