"""Fields that are wanted in another list: "move the phone to the customer"."""

import re

from activities.design.wording import lowered
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.text.words import identifier

_LONGEST = 200
_MOVED = re.compile(
    r"^(?:move|shift) (?:(?:the|their|its|each) )?(?P<what>[\w'-]+(?: [\w'-]+){0,3}?)"
    r"(?: from (?:the |each )?(?P<origin>[\w'-]+(?: [\w'-]+){0,2}?))?"
    r"(?: over)? (?:to|into) (?:(?:the|each|our|my) )?(?P<place>[\w'-]+(?: [\w'-]+){0,2})$",
    re.IGNORECASE,
)


class Moving:
    """Moves a field from one list to another, as long as nothing was entered.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        live: Whether there is data already: then every field stays where it is.
    """

    def __init__(self, model: Editing, ledger: Ledger, *, live: bool) -> None:
        self._model = model
        self._ledger = ledger
        self._live = live

    def take(self, step: Step) -> bool:
        """Read where a field is to go; False: it is something else."""
        said = without_politeness(step.said)
        match = _MOVED.match(said) if len(said) <= _LONGEST and not self._live else None
        target = self._model.place(match["place"]) if match else None
        found = self._model.meant(match["what"], match["origin"] or "") if match else None
        if target is None or found is None:
            return False
        owner, known = found
        labels = {field.label.casefold() for field in target.fields}
        if owner.name == target.name or known.label.casefold() in labels:
            return False
        if known.name == owner.title_field:
            return False
        taken = {field.name for field in target.fields}
        taken |= {one.name for one in self._model.relations if one.source == target.name}
        name = identifier(known.name, owner=target.name, taken=tuple(taken))
        moved = known.model_copy(update={"name": name})
        kept = tuple(field for field in owner.fields if field.name != known.name)
        self._model.replace(owner.model_copy(update={"fields": kept}))
        self._model.replace(target.model_copy(update={"fields": (*target.fields, moved)}))
        self._ledger.tell(
            f"“{known.label}” is kept with {lowered(target.plural_label)} instead of "
            f"{lowered(owner.plural_label)}."
        )
        return True
