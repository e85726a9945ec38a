"""What the fields of a list tell: of a thing itself, of which one it is, or of a day; pure."""

import re
from collections.abc import Sequence

from activities.understanding.draft import DraftEntity, DraftField
from activities.understanding.drafting.dating import happens_on_a_day
from activities.understanding.drafting.identifying import is_trait
from activities.understanding.grammar.items import is_person_word
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.relating.entries_named import is_done, said_of, words_of
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from models.fields import FieldType

_TRAITS = word_set(
    "name title make model brand plate registration author artist species breed manufacturer "
    "birthday birth colour color size address capacity serial chip material"
)
"""What tells of a thing itself, and of nothing that happens to it."""


def has_its_name(field: DraftField, kept: DraftEntity) -> bool:
    """Say whether a text tells no more than which one it is: "boat" or "boat name" of boats.

    Args:
        field: One of its fields.
        kept: The thing.
    """
    label, own = field.specification.label.lower(), kept.label.lower()
    evidence = said_of(field.evidence).lower()
    named = label in (own, f"{own} name") or (bool(evidence) and evidence == kept.evidence.lower())
    return field.specification.type is FieldType.TEXT and named


def is_itself(field: DraftField, kept: DraftEntity) -> bool:
    """Say whether a field is called like the thing that it is a field of.

    Args:
        field: One of its fields.
        kept: The thing.
    """
    first = kept.label.lower() == field.specification.label.lower().split()[0]
    return has_its_name(field, kept) or (first and field.specification.type is FieldType.TEXT)


def tells_itself(
    told: Sequence[DraftField], kept: DraftEntity, but: DraftField | None = None
) -> bool:
    """Say whether a thing itself is told of, by its make or its name.

    Args:
        told: What was told of it.
        kept: The thing.
        but: The field that only says which one it is.
    """
    names = (one.specification.name for one in told if one is not but and not is_itself(one, kept))
    return any(_TRAITS & set(name.split("_")) for name in names)


def is_one_of_several(field: DraftField) -> bool:
    """Say whether a field can tell one of several things, and is no trait, time or person."""
    known = field.specification
    words = {known.label.lower(), *known.name.split("_")}
    nothing = words & (frames().knowns | frames().times | frames().states) or is_trait(known.name)
    person = any(map(is_person_word, words))
    return (
        known.type is FieldType.TEXT
        and len(known.label.split()) == 1
        and not (nothing or person or known.name == "what")
    )


def is_dated(told: Sequence[DraftField], kept: DraftEntity, language: str) -> bool:
    """Say whether a day is told that is one of several, and not that of a purchase.

    Args:
        told: What was told.
        kept: Of which it was told.
        language: ISO 639-1 code.
    """
    if not (happens_on_a_day(kept) or is_done(told, language)):
        return False
    once = read_table("several_logs")[language]["once"]
    pattern = re.compile(rf"(?<!\w)(?:{once})(?!\w)", re.IGNORECASE)
    days = [one for one in told if one.specification.type is FieldType.DATE]
    return any(not pattern.search(words_of(day)) for day in days)
