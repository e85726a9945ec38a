"""Which numbers say something when those of all records are added up. Pure."""

from models.fields import FieldSpecification, FieldType

_COUNTED = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY})
_WORDS = """
    minimum min maximum max limit goal target threshold reorder cap interval every between
    age year month week day weight height length width depth temperature pressure pulse humidity
    mileage odometer reading level score grade rank position floor room percent percentage rate
    ratio speed size per unit latitude longitude zip postcode page version
"""
_MEASURES = frozenset(_WORDS.split())
"""Words in the names of numbers that are compared, not added: limits, measures, places."""


def adds_up(field: FieldSpecification) -> bool:
    """Say whether the sum of the field over all records means something."""
    return field.type in _COUNTED and not _MEASURES.intersection(field.name.split("_"))
