"""Entries of petrol are called by the filling, and keep how much it was; pure."""

from collections.abc import Sequence

from activities.understanding.draft import STATED, Draft, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of
from models.fields import FieldType

_REFUEL = "refuel"
_DEEDS = word_set("refuel refuelling")
_BURNT = _DEEDS | word_set("fuel petrol gasoline diesel")
_POURED = word_set("gas litres liters")
"""What is watered, milked or burnt in a boiler as well: petrol only where somebody drives."""
_FUEL = _BURNT | _POURED
_WAY = word_set("mileage odometer km kilometres kilometers miles")
_DRIVEN = _WAY | word_set("hours engine")
_AMOUNTS = ("amount", "quantity", "how_much")
_CALLED = _FUEL | word_set(
    "benzin sprit kraftstoff treibstoff essence carburant gazole gasolina combustible gasóleo "
    "benzina gasolio carburante combustível benzine brandstof benzyna paliwo"
)
NUMBERS = (FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY)


def is_filling(told: Sequence[DraftField]) -> bool:
    """Say whether it is noted how much was filled up, and how far it went or had gone.

    Args:
        told: What is noted in each entry.
    """
    numbers = [one.specification for one in told if one.specification.type in NUMBERS]
    words = {word for one in numbers for word in one.name.split("_")}
    return bool(words & _BURNT and words & _DRIVEN) or bool(words & _POURED and words & _WAY)


def called_filling(language: str) -> tuple[str, str]:
    """Return what one and several fillings are called."""
    one, _, many = read_table("several_logs")[language]["filling"].partition("|")
    return one.strip(), many.strip()


def call_fillings(draft: Draft, language: str) -> None:
    """Call fillings what only was called by what is filled in, and keep how much of it it was.

    Args:
        draft: What was understood; a list that is called "Petrol" is changed.
        language: ISO 639-1 code.
    """
    kept = draft.entities.get(_REFUEL)
    if kept is None or kept.label.lower() not in _CALLED:
        return
    if language not in read_table("several_logs"):
        return
    label = kept.label
    kept.label, kept.plural_label = map(label_of, called_filling(language))
    words = {word for name in kept.names() for word in name.split("_")}
    if words & _FUEL or label.lower() in _DEEDS or any(map(_is_amount, kept.fields)):
        return
    made = field_from(Hint(label, FieldType.DECIMAL), owner=kept.name, taken=kept.names())
    dated = any(one.specification.type is FieldType.DATE for one in kept.fields[:1])
    kept.fields.insert(int(dated), DraftField(made, kept.evidence, STATED))


def _is_amount(field: DraftField) -> bool:
    known = field.specification
    return known.type in NUMBERS and known.name in _AMOUNTS
