"""Of which thing a new field is, or a question where nothing says so; pure."""

from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import UNCLEAR, refused
from activities.understanding.modifying.places import likely_place, which_of
from models.specification import Entity


def owner_of(words: str, step: Step, model: Editing) -> Entity:
    """Return the kind of thing that a new field belongs to.

    Args:
        words: The field.
        step: The change that asks for it.
        model: What is kept, and what was spoken of last.

    Raises:
        RequestRefused: It can be of several, and nothing says of which.
    """
    entities = tuple(model.entities.values())
    found = likely_place(words, step.said, entities, model.relations, model.recent)
    if found is None:
        raise refused(step, which_of(words, entities), UNCLEAR)
    return found
