"""A whole wish for changes in the words that are read, before it is divided into steps; pure."""

from collections.abc import Sequence

from activities.understanding.modifying.choices_told import with_choices_named
from activities.understanding.modifying.corrected import without_corrected
from activities.understanding.modifying.hurried import in_full
from activities.understanding.modifying.lists_pointed_at import with_lists_named
from activities.understanding.modifying.places import with_known_names
from activities.understanding.text.cleaning import clean
from models.specification import Entity


def told_plainly(request: str, entities: Sequence[Entity]) -> str:
    """Return a wish as it is meant, with the names that things have.

    Args:
        request: As it was written.
        entities: What is kept.
    """
    said = without_corrected(in_full(clean(request), entities))
    said = with_lists_named(with_known_names(said, entities), entities)
    return with_choices_named(said, entities)
