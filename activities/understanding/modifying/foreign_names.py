"""What is kept, found by its names in other languages."""

import re
from collections.abc import Iterator

from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.foreign import without_article
from activities.understanding.modifying.foreign_lists import english_in
from models.specification import Entity, FieldSpecification


def forms_of(words: str, language: str) -> Iterator[str]:
    """Return the words as they are and in English, and without what stands behind them."""
    name = without_article(words, language)
    while name:
        yield name
        yield english_in(name, language)
        if language == "pl":
            yield re.sub(r"[yięąu]$", "a", name)  # "ceny", "cenę": the name is "cena"
        name = name.rpartition(" ")[0]


def field_of(model: Editing, words: str, language: str) -> tuple[Entity, FieldSpecification] | None:
    """Return the field that the words speak of."""
    found = (model.field(said) for said in forms_of(words, language))
    known = next((one for one in found if one), None)
    return known or model.meant(without_article(words, language))


def entity_of(model: Editing, words: str, language: str) -> Entity | None:
    """Return the kind of thing that the words speak of."""
    return model.entity(words) or model.entity(english_in(words, language))
