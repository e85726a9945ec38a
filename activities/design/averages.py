"""Which numbers are averaged and never added up: a sum of grades or percentages is none; pure."""

from models.fields import COUNTED_TYPES, FieldSpecification, FieldType

_WORDS = """
    percent percentage grade grades mark score rank level age year temperature humidity pressure
    pulse latitude longitude
"""
_COMPARED = frozenset(_WORDS.split())
_RATES = frozenset({"rate", "ratio", "hourly", "average"})
_PERIODS = frozenset({"day", "week", "month", "quarter", "year"})


def averaged(field: FieldSpecification) -> bool:
    """Say whether the numbers of a field are only compared; pieces and amounts are added up.

    Args:
        field: Of any type.
    """
    words = field.name.split("_")
    if field.type is FieldType.MONEY:
        return _is_rate(words)
    sized = words == ["size"] or "%" in field.label or not _COMPARED.isdisjoint(words)
    compared = field.type in COUNTED_TYPES and (sized or _is_rate(words))
    return compared or field.type is FieldType.RATING


def _is_rate(words: list[str]) -> bool:
    """Say whether a number is told for one of something; what a month takes can be added up."""
    unit = words[words.index("per") + 1 :][:1] if "per" in words else []
    return not _RATES.isdisjoint(words) or (bool(unit) and unit[0] not in _PERIODS)
