"""Changes of one field: how far its scale goes, its time of day, its cents, yes or no."""

import re
from collections.abc import Callable

from activities.design.wording import lowered, with_article
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.knowledge.scales import Scale
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger, kind_of
from activities.understanding.modifying.scales import bounds_of, is_about, on_scale, scale_in
from activities.understanding.modifying.settled import already, unmet
from models.specification import NUMERIC_TYPES, Entity, FieldSpecification, FieldType

_NAME = r"(?P<words>[\w'-]+(?: [\w'-]+){0,4}?)"
_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:the |each |every )?{_NAME}(?: also| too)? (?:needs?|wants?|gets?|has|have"
        r"|(?:should|must|has to|needs to|could)(?: also)? (?:have|include|get|show|contain|come "
        r"with|be with))(?: also)? (?:an? |the |its )?(?:exact )?time(?: of day)?(?: too| as "
        r"well)?$",
        rf"^(?:add|include) (?:an? |the )?(?:exact )?time(?: of day)? (?:to|for) (?:the )?{_NAME}$",
        rf"^(?:the )?{_NAME} (?:should|must|has to) be (?:an? )?date (?:and|with) (?:an? )?time$",
        rf"^(?:add |i meant |make (?:it )?)?(?:the )?{_NAME} (?:and|with|including|plus) "
        r"(?:an? |the |its )?time(?: of day)?$",
    )
)
_YES_NO = re.compile(
    r"^(?:add|include|note|record|track|keep|store) (?:an? |the )?(?P<words>[^:(]{2,60}?)"
    r"\s*[:,(-]?\s*\(?(?:yes ?/ ?no|yes or no|y/n|true/false)\)?(?P<place> (?:to|for) .{2,60})?$",
    re.IGNORECASE,
)
_CENTS = re.compile(
    rf"^(?:the |each )?{_NAME} (?:should|must|has to|needs to|can|could) (?:also )?(?:be|have|show"
    r"|allow|take)\b.{0,40}\b(?:cents?|pence|decimals?|comma)\b",
    re.IGNORECASE,
)
_SCALED = (FieldType.RATING, FieldType.INTEGER)
"""What is kept alike: one becomes the other without a change of what was entered."""
_COULD_BE_SCALED = (*_SCALED, FieldType.TEXT, FieldType.DECIMAL, FieldType.CHOICE)


class Detailing:
    """Changes one field as it is asked for.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        do: Does a change that another reads as well.
        live: Whether there is data already: then nothing that was entered may be out of bounds.
    """

    def __init__(
        self, model: Editing, ledger: Ledger, do: Callable[[Step], None], *, live: bool
    ) -> None:
        self._model = model
        self._ledger = ledger
        self._do = do
        self._live = live

    def take(self, step: Step) -> bool:
        """Read "rating from 1 to 5" and "the date needs a time"; False: it is something else.

        Raises:
            RequestRefused: It can't be done to this field, or is so already.
        """
        said = without_politeness(step.said)
        readers = (self._scale, self._time, self._yes_no, self._cents)
        return any(reader(step, said) for reader in readers)

    def _scale(self, step: Step, said: str) -> bool:
        told = scale_in(said)
        if told is None:
            return False
        scale, rest = told
        for entity in self._model.entities.values():
            for field in entity.fields:
                if field.type in _COULD_BE_SCALED and is_about(field, rest):
                    self._put_on(step, scale, entity, field)
                    return True
        return False

    def _put_on(self, step: Step, scale: Scale, entity: Entity, field: FieldSpecification) -> None:
        bounds, beside = bounds_of(field), f"Add a field beside it: “add {_beside(field, scale)}”."
        if field.type in _SCALED and bounds and tuple(map(int, bounds)) == scale:
            raise already(f"“{field.label}” goes from {scale.lowest} to {scale.highest}", beside)
        if self._live and field.type not in _SCALED:
            reason = f"“{field.label}” is kept as {kind_of(field)}, and that stays so"
            raise unmet(step, reason, beside)
        narrower = bounds is None or scale.lowest > bounds[0] or scale.highest < bounds[1]
        if self._live and narrower:
            far = f" up to {bounds[1]}" if bounds else ""
            reason = f"in “{field.label}” numbers{far} may have been entered, and they stay"
            raise unmet(step, reason, beside)
        self._model.alter(entity, field, **on_scale(scale))
        self._ledger.tell(
            f"“{field.label}” of {with_article(lowered(entity.label))} goes from {scale.lowest} "
            f"to {scale.highest}."
        )
        self._ledger.note(
            f"Existing {lowered(entity.plural_label)} keep their {lowered(field.label)}."
        )

    def _time(self, _: Step, said: str) -> bool:
        for pattern in _TIMES:
            match = pattern.match(said)
            found = self._model.meant(match["words"]) if match else None
            if found and found[1].type is FieldType.DATE:
                self._add_time(*found)
                return True
        return False

    def _add_time(self, entity: Entity, day: FieldSpecification) -> None:
        label = _time_for(day.label)
        labels = {field.label.casefold() for field in entity.fields}
        if label.casefold() in labels:
            raise already(
                f"Each {lowered(entity.label)} has “{label}”", f"It stands beside “{day.label}”."
            )
        taken = tuple(field.name for field in entity.fields)
        made = field_from(Hint(label, FieldType.TIME), owner=entity.name, taken=taken)
        self._model.replace(entity.model_copy(update={"fields": (*entity.fields, made)}))
        self._ledger.tell_field(entity, made)

    def _yes_no(self, step: Step, said: str) -> bool:
        match = _YES_NO.match(said)
        if match:
            words = f"{match['words']} (yes/no){match['place'] or ''}"
            self._do(Step("field", step.said, words=words))
        return bool(match)

    def _cents(self, step: Step, said: str) -> bool:
        match = _CENTS.match(said)
        found = self._model.meant(match["words"]) if match else None
        if found is None:
            return False
        entity, field = found
        label = lowered(field.label)
        if field.type in (FieldType.MONEY, FieldType.DECIMAL):
            raise already(
                f"“{field.label}” of {with_article(lowered(entity.label))} takes cents",
                f"Enter the {label} like 12.50.",
            )
        if self._live or field.type not in {*NUMERIC_TYPES, FieldType.TEXT}:
            raise unmet(
                step,
                f"“{field.label}” is kept as {kind_of(field)}, and that stays so",
                f"Add a field beside it: “add {label} in euros (money)”.",
            )
        self._model.alter(entity, field, type=FieldType.MONEY, minimum=None, maximum=None)
        self._ledger.tell(f"“{field.label}” is an amount of money, with cents.")
        return True


def _beside(field: FieldSpecification, scale: Scale) -> str:
    name = "stars" if field.label.lower() != "stars" else "points"
    return f"{name} from {scale.lowest} to {scale.highest}"


def _time_for(label: str) -> str:
    """Return what the time of day beside a date is called: "Pickup time" beside "Pickup date"."""
    changed = re.sub(r"\bdate\b", "time", label)
    changed = re.sub(r"\bDate\b", "Time", changed)
    return changed if changed != label else f"{label} time"
