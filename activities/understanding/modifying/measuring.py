"""Changes of the unit that a number is told in: "the length in inches", "miles, not km"."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from activities.design.wording import lowered, with_article
from activities.understanding.drafting.units import unit_in, unit_named, without_unit
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger, kind_of
from activities.understanding.modifying.settled import already, unmet
from activities.understanding.text.words import label_of
from models.specification import NUMERIC_TYPES, Entity, FieldSpecification, FieldType

_LONGEST = 160
_NAME = r"(?P<words>(?:number|amount) of [\w'/-]+|[\w'/-]+(?: [\w'/-]+){0,4}?)"
_UNIT = r"(?P<unit>[\w°²³/%]+(?: [\w°²³]+)??)"
_OLD = r"(?P<old>[\w°²³/%]+(?: [\w°²³]+)??)"
_ADDS = re.compile(
    r"(?:please )?(?:add|include|note|record|füg|ergänz|ajout|añad|agreg|aggiung|adicion|acrescent"
    r"|voeg|dodaj)",
    re.IGNORECASE,
)
"""Begins what asks for something new."""
_LABEL = 80


class Measured(NamedTuple):
    """In which unit a number is wanted."""

    words: str
    """That name the field; empty where only the old unit tells it."""
    unit: str
    old: str = ""


class Measuring:
    """Tells numbers in another unit; what was entered is not converted.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
    """

    def __init__(self, model: Editing, ledger: Ledger) -> None:
        self._model = model
        self._ledger = ledger

    def take(self, step: Step) -> bool:
        """Read "the length should be in inches"; False: the words speak of something else.

        Raises:
            RequestRefused: It is so already, or what is named is no number.
        """
        for told in measured_in(without_politeness(step.said)):
            found = self._meant(told)
            if found is not None:
                self._measure(step, told, *found)
                return True
        return False

    def _meant(self, told: Measured) -> tuple[Entity, FieldSpecification] | None:
        if told.words:
            return self._model.meant(told.words)
        found = [
            (entity, field)
            for entity in self._model.entities.values()
            for field in entity.fields
            if unit_in(field.label) == told.old
        ]
        return found[0] if len(found) == 1 else None

    def _measure(
        self, step: Step, told: Measured, entity: Entity, known: FieldSpecification
    ) -> None:
        bare, was = without_unit(known.label), unit_in(known.label)
        place = f"“{bare}” of {with_article(lowered(entity.label))}"
        if was == told.unit:
            raise already(f"{place} is told in {told.unit}", "Say which other unit it has.")
        if known.type not in NUMERIC_TYPES or known.type is FieldType.MONEY:
            raise unmet(
                step,
                f"“{known.label}” is kept as {kind_of(known)}, and only numbers have a unit",
                f"Add a number: “add {lowered(bare)} in {told.unit}”.",
            )
        self._model.alter(entity, known, label=label_of(f"{bare} ({told.unit})", _LABEL))
        self._ledger.tell(f"{place} is told in {told.unit}{f', no more in {was}' if was else ''}.")
        if was:
            self._ledger.note(
                f"Numbers of “{bare}” that were entered stay as they are and are not converted."
            )


def measured_in(text: str) -> list[Measured]:
    """Return the units that are wanted for what, as each language says it."""
    if len(text) > _LONGEST or _ADDS.match(text):
        return []
    said, found = text.strip(" .!?"), []
    for way in _ways():
        match = way.fullmatch(said)
        groups = match.groupdict() if match else {}
        unit, old = (unit_named(groups.get(name) or "") for name in ("unit", "old"))
        if unit and (old or groups.get("words")):
            found.append(Measured((groups.get("words") or "").strip(" ,"), unit, old))
    return found


@cache
def _ways() -> tuple[re.Pattern[str], ...]:
    raw = tomllib.loads(files(__package__).joinpath("measuring.toml").read_text(encoding="utf-8"))
    return tuple(_compiled(way, rows["not"]) for rows in raw.values() for way in rows["ways"])


def _compiled(way: str, nope: str) -> re.Pattern[str]:
    told = way.replace("{not}", f"{nope}?")
    for name, pattern in (("{name}", _NAME), ("{unit}", _UNIT), ("{old}", _OLD)):
        told = told.replace(name, pattern)
    return re.compile(told, re.IGNORECASE)
