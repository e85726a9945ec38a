"""With what a new record begins: "the default for paid is no", "it always starts as ordered"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from activities.design.wording import lowered, with_article
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.choices import How, Offer
from activities.understanding.modifying.choosing import Choosing
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.settled import unmet
from activities.understanding.text.cleaning import word_set
from models.specification import Entity, FieldSpecification, FieldType

_LONGEST = 160
_NAME = r"(?P<words>[\w'/-]+(?: [\w'/-]+){0,3}?)"
_VALUE = r"[\"'“]?(?P<value>[\w-]+(?: [\w'-]+){0,4}?)[\"'”]?"
_NO = word_set("no nein non nee não nie off unticked open empty")
_TICKED = "“{label}” is no until it is ticked."


class Defaulting:
    """Tells, and where it can sets, with what a field begins in a new record.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        choosing: Changes the choices of a field.
    """

    def __init__(self, model: Editing, ledger: Ledger, choosing: Choosing) -> None:
        self._model = model
        self._ledger = ledger
        self._choosing = choosing

    def take(self, step: Step) -> bool:
        """Read "the default for paid is no"; False: the words speak of something else.

        Raises:
            RequestRefused: The field can't begin so.
        """
        for words, value in _told_in(without_politeness(step.said)):
            found = self._model.meant(words) if words else self._offering(value)
            if found is not None:
                self._begin(step, value, *found)
                return True
        return False

    def _begin(self, step: Step, value: str, entity: Entity, known: FieldSpecification) -> None:
        label, said = known.label, value.casefold()
        if known.type is FieldType.YES_NO and said in _NO:
            self._ledger.note(_TICKED.format(label=label))
            return
        own = {choice.casefold(): choice for choice in known.choices}
        if said not in own:
            raise unmet(
                step,
                f"nothing is filled in before: “{label}” is entered for "
                f"{with_article(lowered(entity.label))}",
                "A choice can begin with one of its own: “status starts as open”.",
            )
        if known.choices[0].casefold() == said:
            self._ledger.note(f"“{own[said]}” stands first among the choices of “{label}” already.")
            return
        offer = Offer(label, How.FIRST, (own[said],), entity.label, sure=True)
        self._choosing.change(step, offer, entity, known)

    def _offering(self, value: str) -> tuple[Entity, FieldSpecification] | None:
        found = [
            (entity, field)
            for entity in self._model.entities.values()
            for field in entity.fields
            if value.casefold() in {choice.casefold() for choice in field.choices}
        ]
        return found[0] if len(found) == 1 else None


def _told_in(text: str) -> list[tuple[str, str]]:
    if len(text) > _LONGEST:
        return []
    said = text.strip(" .!?")
    found = (way.fullmatch(said) for way in _ways())
    return [((one.groupdict().get("words") or "").strip(), one["value"]) for one in found if one]


@cache
def _ways() -> tuple[re.Pattern[str], ...]:
    raw = tomllib.loads(files(__package__).joinpath("defaulting.toml").read_text(encoding="utf-8"))
    return tuple(
        re.compile(way.replace("{name}", _NAME).replace("{value}", _VALUE), re.IGNORECASE)
        for rows in raw.values()
        for way in rows["ways"]
    )
