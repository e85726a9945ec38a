"""Gives what is kept lists that belong to it, lists of their own, and what tells who has it."""

from activities.understanding.modifying.adding import Adding
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.foreign_lists import add_list, english_in
from activities.understanding.modifying.ledger import Ledger, refused
from activities.understanding.modifying.places import is_person
from activities.understanding.modifying.superseding import name_in, typed_in
from activities.understanding.text.words import label_of, plural, singular
from models.specification import Entity, FieldSpecification, FieldType

_WHEN_LENT = ("lent to", "date lent", "returned (yes/no)")
_NO_KINDS = frozenset(
    {FieldType.MONEY, FieldType.DATE, FieldType.TIME, FieldType.RATING, FieldType.YES_NO}
)
"""Types of which a value says nothing that more could be known of."""


class Parting:
    """Takes the steps of :func:`activities.understanding.modifying.parts.parts_in`.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        adding: Adds what is new.
    """

    def __init__(self, model: Editing, ledger: Ledger, adding: Adding) -> None:
        self._model = model
        self._ledger = ledger
        self._adding = adding

    def add_parts(self, step: Step) -> None:
        """Keep several of something for each of what is kept: the parts of a job."""
        whole, known = self._model.entity(step.entity), self._model.entity(step.words)
        if whole is None or known is whole:
            raise refused(step, f"there is no “{step.entity}”" if whole is None else "")
        shared = known is not None
        if known is None:
            self._adding.add_entity(step)
            known = self._model.entity(step.words)
        if known is None:
            raise refused(step)
        if shared or is_person(known):
            self._adding.link(whole, known, many=True)
        else:
            self._adding.link(known, whole, many=False)

    def give_own_list(self, step: Step) -> None:
        """Keep in a list of its own what was a field so far."""
        known = self._named(step)
        if known is not None and not step.items:
            raise refused(step, f"{known.plural_label.lower()} have a list of their own already")
        found = self._model.field(step.words) or self._model.field(singular(step.words))
        if found is not None and found[1].type in _NO_KINDS:
            raise refused(step)
        made = self._made(step, known)
        if made is None or known is not None:
            return
        owners = [one for one in self._model.entities.values() if typed_in(one, made)]
        if found is not None and found[0].name not in {one.name for one in owners}:
            owners.append(self._model.entities[found[0].name])
        made = self._in_singular(made, owners)
        for owner in owners:
            self._link(owner, made, found[1] if found else None)

    def _named(self, step: Step) -> Entity | None:
        english = english_in(step.words, step.value) if step.value else ""
        return self._model.entity(step.words) or self._model.entity(english)

    def _made(self, step: Step, known: Entity | None) -> Entity | None:
        items = ", ".join(step.items)
        if step.value and known is None:
            return add_list(self._model, self._ledger, step.words, items, step.value)
        if step.value:
            raise refused(step)
        many = step.words if known is not None else plural(singular(step.words))
        self._adding.add_entity(Step("entity", step.said, words=many, items=step.items))
        return self._model.entity(many)

    def _in_singular(self, made: Entity, owners: list[Entity]) -> Entity:
        """Call one of a list as its field was called, where only the plural was said."""
        typed = [field for one in owners if (field := typed_in(one, made))]
        if not typed or made.label.casefold() != made.plural_label.casefold():
            return made
        made = made.model_copy(update={"label": label_of(name_in(typed[0]))})
        self._model.replace(made)
        return made

    def _link(self, owner: Entity, made: Entity, found: FieldSpecification | None) -> None:
        typed = typed_in(owner, made) or found
        self._adding.link(owner, made, many=False)
        if typed is not None and typed in self._model.entities[owner.name].fields:
            self._ledger.note(
                f"What was entered as “{typed.label}” stays where it is; "
                f"it is not moved to {label_of(made.plural_label).lower()}."
            )

    def lend(self, step: Step) -> None:
        """Note of each thing who has it, since when, and whether it is back."""
        known = self._model.entity(step.words)
        items = _WHEN_LENT if known is not None else ("name", *_WHEN_LENT)
        self._adding.add_entity(Step("entity", step.said, words=step.words, items=items))
