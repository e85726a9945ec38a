"""Gives what is kept lists that belong to it, lists of their own, and what tells who has it."""

from activities.understanding.modifying.adding import Adding
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger, refused
from activities.understanding.modifying.places import is_person
from activities.understanding.text.words import label_of, plural, singular

_WHEN_LENT = ("lent to", "date lent", "returned (yes/no)")


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
        entity = self._model.entity(step.words)
        if entity is not None and not step.items:
            raise refused(step, f"{entity.plural_label.lower()} have a list of their own already")
        found = self._model.field(step.words) or self._model.field(singular(step.words))
        many = step.words if entity is not None else plural(singular(step.words))
        self._adding.add_entity(Step("entity", step.said, words=many, items=step.items))
        made = self._model.entity(many)
        if found is None or entity is not None or made is None:
            return
        owner = self._model.entities[found[0].name]
        self._adding.link(owner, made, many=False)
        self._ledger.note(
            f"What was entered as “{found[1].label}” stays where it is; "
            f"it is not moved to {label_of(made.plural_label).lower()}."
        )

    def lend(self, step: Step) -> None:
        """Note of each thing who has it, since when, and whether it is back."""
        known = self._model.entity(step.words)
        items = _WHEN_LENT if known is not None else ("name", *_WHEN_LENT)
        self._adding.add_entity(Step("entity", step.said, words=step.words, items=items))
