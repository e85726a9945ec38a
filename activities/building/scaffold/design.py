"""Decides what the specification leaves open: bounds, tables, colours. Pure."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from models.specification import (
    Category,
    DataModel,
    Entity,
    FieldSpecification,
    FieldType,
    Relation,
    RelationKind,
)

DECIMAL_PLACES = 6
NEVER_UNIQUE = frozenset({FieldType.YES_NO, FieldType.PHOTO})
"""Types whose values may always be the same in several records."""
WITH_CAPITALS = frozenset({"de", "lb"})
"""Languages whose nouns begin with a capital within a sentence too."""
_WITHOUT_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_WITH_THREE = "BHD IQD JOD KWD LYD OMR TND"
_ACCENTS = {
    Category.LIST: "indigo",
    Category.TRACKER: "teal",
    Category.PLANNER: "blue",
    Category.INVENTORY: "amber",
    Category.FINANCE: "green",
    Category.JOURNAL: "rose",
    Category.DIRECTORY: "blue",
    Category.COLLECTION: "plum",
    Category.SCHEDULE: "teal",
    Category.LOG: "amber",
    Category.OTHER: "indigo",
}


def accent(category: Category) -> str:
    """Return the colour of the pages."""
    return _ACCENTS[category]


def money_places(currency: str) -> int:
    """Return how many decimals amounts of a currency are shown with."""
    return 0 if currency in _WITHOUT_DECIMALS else 3 if currency in _WITH_THREE else 2


def table(entity: Entity) -> str:
    """Return the table of an entity."""
    return _table(entity.name)


def link_table(relation: Relation) -> str:
    """Return the table of the pairs of a many-to-many relation."""
    return _table(f"{relation.source}__{relation.name}")


def _table(name: str) -> str:
    """Return the table for a name; SQLite keeps those with its own prefix for itself."""
    return f"kept__{name}" if name.startswith("sqlite_") else name


def one_line(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())


def bounds(field: FieldSpecification, currency: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the bounds moved to values that the field can have; none when nothing is between."""
    if field.type is FieldType.RATING:
        return None, field.maximum
    places = {FieldType.MONEY: money_places(currency), FieldType.DECIMAL: DECIMAL_PLACES}
    step = Decimal(1).scaleb(-places.get(field.type, 0))
    low = field.minimum and field.minimum.quantize(step, ROUND_CEILING)
    high = field.maximum and field.maximum.quantize(step, ROUND_FLOOR)
    if low is not None and high is not None and low > high:
        return None, None
    return low, high


def required(relation: Relation, model: DataModel) -> bool:
    """Return whether a reference must be filled in.

    Two entities that each need one of the other could never get a first record, so references
    on such a circle are optional.
    """
    if not relation.required:
        return False
    needs = [r for r in model.relations if r.required and r.kind is RelationKind.MANY_TO_ONE]
    return relation.source not in _reachable(relation.target, needs)


def _reachable(start: str, relations: Iterable[Relation]) -> set[str]:
    edges = list(relations)
    found, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        for edge in edges:
            if edge.source == name and edge.target not in found:
                found.add(edge.target)
                waiting.append(edge.target)
    return found
