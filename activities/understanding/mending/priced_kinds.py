"""Kinds with what each costs are values of what it is for: "late = £2, yellow card £5"; pure.

No list is called by an adjective that stands before a sum.
"""

import re

from activities.understanding.marking.marks import Marked, MarkedField
from activities.understanding.text.tagging import tag
from models.fields import FieldType

_SUM = re.compile(r"\s*(?:[=:]\s*)?(?:[£$€]\s?\d+(?:[.,]\d+)?|\d+(?:[.,]\d+)?\s?[£$€])\s*$")
_PRICED = re.compile(r"\s{0,3}(?:[=:]\s{0,3})?(?:[£$€]\s?\d|\d{1,5}(?:[.,]\d{1,2})?\s?[£$€])")
_REASONS = frozenset({"reason", "what_for", "purpose", "offence", "kind", "type"})
_LOOSE = (FieldType.TEXT.value, FieldType.LONG_TEXT.value)


def without_priced_kinds(marked: Marked, text: str) -> Marked:
    """Return marks without a list that is called by the first of some kinds with their prices.

    Args:
        marked: The marks of an English request.
        text: The request.
    """
    for thing in marked.things:
        owned = [field for field in marked.fields if field.owner == thing.name]
        others = [field for field in marked.fields if field.owner != thing.name]
        first = tag(thing.words.text)
        adjective = len(first) == 1 and first[0].tag.startswith("AJ")
        priced = _PRICED.match(text, thing.words.end) is not None
        if not (adjective and priced and others) or not all(map(_has_sum, owned)):
            continue
        kinds = [thing.words.text, *(_SUM.sub("", field.words.text) for field in owned)]
        return marked._replace(
            things=tuple(one for one in marked.things if one.name != thing.name),
            fields=tuple(_chosen(field, kinds) for field in others),
            relations=tuple(
                one for one in marked.relations if thing.name not in (one.source, one.target)
            ),
        )
    return marked


def _has_sum(field: MarkedField) -> bool:
    return _SUM.search(field.words.text) is not None


def _chosen(field: MarkedField, kinds: list[str]) -> MarkedField:
    """Return what tells the reason with the kinds to choose from."""
    if field.name not in _REASONS or field.type not in _LOOSE or field.values:
        return field
    values = ", ".join(kinds)
    return field._replace(type=FieldType.CHOICE.value, values=values, said=field.words.text)
