"""Which numbers say something when those of all records are added up. Pure."""

from models.fields import FieldSpecification, FieldType
from models.specification import Entity

_COUNTED = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY})
_WORDS = """
    minimum min maximum max limit goal target threshold reorder cap interval every between
    age year month week day weight height length width depth temperature pressure pulse humidity
    mileage odometer reading level score grade rank position floor room percent percentage rate
    ratio speed size per unit latitude longitude zip postcode page version
    minute minutes serving servings times
"""
_MEASURES = frozenset(_WORDS.split())
"""Words in the names of numbers that are compared, not added: limits, measures, places."""
_UNITS = frozenset({"unit", "units"})


def adds_up(field: FieldSpecification, entity: Entity) -> bool:
    """Say whether the sum of the field over all records means something.

    Litres and pieces make no sum; an amount of money is one, whatever else is measured in units.
    """
    words = [set(other.name.split("_")) for other in entity.fields if other.type not in _COUNTED]
    mixed = field.type is not FieldType.MONEY and any(_UNITS & found for found in words)
    compared = _MEASURES.intersection(field.name.split("_"))
    return field.type in _COUNTED and not compared and not mixed
