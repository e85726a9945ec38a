"""Makes records for the tests out of nothing but the schema."""

from datetime import date, timedelta
from decimal import Decimal

from app.model import Entity, Field, Kind, Schema
from app.values import plain, shown_places

Form = dict[str, str]


def sample(field: Field, number: int, currency: str) -> str:
    """Return the text to enter for the ``number``-th record, different ones where possible."""
    makers = {
        Kind.YES_NO: lambda: "yes" if number % 2 else "",
        Kind.CHOICE: lambda: field.choices[number % len(field.choices)],
        Kind.RATING: lambda: str(1 + number % field.top),
        Kind.DATE: lambda: (date.today() + timedelta(days=number)).isoformat(),
        Kind.TIME: lambda: f"{number // 60 % 24:02}:{number % 60:02}",
        Kind.EMAIL: lambda: f"person{number}@example.org",
        Kind.URL: lambda: f"https://example.org/{number}",
        Kind.PHOTO: lambda: "",  # made only where it is wanted: see Visitor.pictures
    }
    if field.kind in makers:
        return makers[field.kind]()
    if field.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY):
        return _number(field, number, currency)
    return f"Sample {number}"


def _number(field: Field, number: int, currency: str) -> str:
    step = Decimal(1).scaleb(-shown_places(field.kind, currency))
    if field.minimum is None and field.maximum is not None:
        return plain(f"{field.maximum - step * number:f}")
    start = Decimal(10) if field.minimum is None else field.minimum
    value = start + step * number
    if field.maximum is not None and value > field.maximum:
        value = start
    return plain(f"{value:f}")


def form(schema: Schema, entity: Entity, number: int) -> Form:
    """Return a whole form for the ``number``-th record, without its references."""
    return {f.name: sample(f, number, schema.currency) for f in entity.fields}


def distinct(schema: Schema, entity: Entity) -> int:
    """Return how many different records can be made, at most 40."""
    return min(
        [40]
        + [
            len({sample(field, number, schema.currency) for number in range(40)})
            for field in entity.fields
            if field.unique
        ]
    )
