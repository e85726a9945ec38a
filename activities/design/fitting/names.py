"""Fields found by what their names say; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.fields import FieldSpecification
from models.fields import FieldType as Type
from models.specification import DataModel, Entity, Relation, RelationKind


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, to be looked for in names."""
    return frozenset(words.split())


NUMBERS = (Type.MONEY, Type.DECIMAL, Type.INTEGER)

BIRTH = word_set("birthday birthdate birth born dob anniversary name_day")
EXPIRY = word_set(
    "best_before use_by expiry expires expiration expire drink_until drink_by drink_before "
    "valid_until warranty_until warranty guarantee_until insurance_until valid_to"
)
DUE = word_set("due deadline renewal refill expected promised next return_by pay_by until")
LAST = word_set("last")
EVERY = word_set("every interval days frequency each")
START = word_set("start starts from begin begins arrival departure check_in checkin")
END = word_set("end ends to finish until check_out checkout return")
PAST = word_set(
    "purchase purchased bought built opened joined started finished read watched made planted sown "
    "acquired lent borrowed taken reported applied founded"
)
DONE = word_set(
    "done bought packed completed complete finished ticked checked paid sent booked cleaned "
    "learned watched read visited played listened collected delivered picked tried"
)
PAID = frozenset({"paid"})
RETURNED = word_set("returned back given_back brought_back came_back")
BORROWER = word_set("borrower borrowed_by lent_to loaned_to")
LOANS = word_set("loan lending borrowing rental hire checkout")
STATE = word_set("status state stage progress phase")
PEOPLE = word_set(
    "person people member child kid roommate flatmate housemate volunteer helper player student "
    "employee colleague worker user parent sibling friend resident tenant who"
)
WHO = word_set("who assigned assignee person responsible turn member by whose doer")
PAYER = word_set("payer paid_by who_paid payed_by paid")
LIMIT = word_set("limit budget planned allowance maximum cap")
QUANTITY = word_set("quantity stock amount pieces bottles count number pairs units left")
MINIMUM = word_set("minimum min reorder threshold")
_OF_STOCK = QUANTITY | word_set("level point reorder order supply of to at in on hand")
_OF_OTHERS = word_set(
    "age ages height weight player players people person persons participant participants guest "
    "guests stay night nights bid temperature price order_value grade score"
)
"""Whoever is younger than the minimum age of a game does not run low."""
HABIT = word_set("habit routine goal practice")
DISTANCE = word_set("mileage odometer km kilometres kilometers miles")
FUEL = word_set("litres liters gallons kwh fuel")
COMING = word_set(
    "coming accepted confirmed attending yes going kommt vient viene vem komt przyjdzie"
)
HEADS = word_set("size heads persons people guests adults seats party_size")
PLACE = word_set("address street place location city")
PHONE = word_set("phone telephone mobile tel")


@dataclass(frozen=True)
class Things:
    """An entity with its references, and questions to its names.

    Args:
        model: The whole data model.
        entity: One of its entities.
    """

    model: DataModel
    entity: Entity

    @property
    def references(self) -> tuple[Relation, ...]:
        """Its references to one record each."""
        return tuple(
            r
            for r in self.model.relations
            if r.source == self.entity.name and r.kind is RelationKind.MANY_TO_ONE
        )

    def of(self, *types: Type) -> Iterator[FieldSpecification]:
        """Return its fields of some types."""
        return (field for field in self.entity.fields if field.type in types)

    def first(self, words: Iterable[str], *types: Type, but: Iterable[str] = ()) -> str:
        """Return the first field of some types that is called by one of the words; else nothing."""
        wanted, unwanted = frozenset(words), frozenset(but)
        for field in self.of(*types):
            if says(field.name, wanted) and not says(field.name, unwanted):
                return field.name
        return ""

    def any(self, *types: Type) -> str:
        """Return the first field of some types; else nothing."""
        return next((field.name for field in self.of(*types)), "")

    def reference(self, names: frozenset[str], words: frozenset[str] = frozenset()) -> str:
        """Return the first reference to an entity, or by a name, that the words name."""
        for relation in self.references:
            if says(relation.target, names) or says(relation.name, words):
                return relation.name
        return ""

    def called(self, words: Iterable[str]) -> bool:
        """Say whether the entity is called by one of the words."""
        return says(self.entity.name, frozenset(words))


def says(name: str, words: frozenset[str]) -> bool:
    """Say whether a name is, or has among its parts, one of the words.

    A word of several parts must stand in it as a whole.
    """
    parts = name.split("_")
    joined = f"_{name}_"
    return any((f"_{word}_" in joined) if "_" in word else (word in parts) for word in words)


def limits_stock(name: str, amount: str = "") -> bool:
    """Say whether a name is that of how many there should be at least.

    Args:
        name: "minimum", "minimum_stock" and "reorder_at" are; "minimum_age" is not, nor is
            "duration_min", which is told in minutes.
        amount: Name of what counts them: "boxes" has "minimum_boxes".
    """
    if not says(name, MINIMUM) or says(name, _OF_OTHERS):
        return False
    first, *more = name.split("_")
    rest = {part for part in (first, *more) if part not in MINIMUM}
    unit = "min" in more and not says(name, MINIMUM - {"min"})
    return not unit and ("reorder" in (first, *more) or rest <= _OF_STOCK | {*amount.split("_")})
