"""Lists in which is noted again and again what was one field so far: "a list of weighings"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from activities.understanding.modifying.adding import Adding
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.foreign_lists import add_list
from activities.understanding.modifying.foreign_names import field_of
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.replacing import leave_out
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.words import plural, singular

_LONGEST = 300
_REASON = re.compile(
    r",? (?:so (?:that )?(?:i|we|you)\b|damit|sodass|pour (?:que|voir)|así|para (?:ver|que)|così"
    r"|per vedere|zodat|assim|żeby)[^;]*$",
    re.IGNORECASE,
)


class LoggingApart:
    """Keeps a list of its own, of which each belongs to what the field was known of.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        adding: Adds what is new.
    """

    def __init__(self, model: Editing, ledger: Ledger, adding: Adding) -> None:
        self._model = model
        self._ledger = ledger
        self._adding = adding

    def take(self, step: Step) -> bool:
        """Read "instead of the weight a list of weighings with date and kilos"."""
        said = _REASON.sub("", without_politeness(step.said))
        if len(said) > _LONGEST:
            return False
        for language, way in _ways():
            told = way.fullmatch(said.strip(" .!?"))
            found = field_of(self._model, told["old"], language) if told else None
            if told and found and self._model.entity(told["name"]) is None:
                entity, old = found
                if language == "en":
                    items = tuple(split_items(told["items"]))
                    many = plural(singular(told["name"]))
                    self._adding.add_entity(Step("entity", step.said, words=many, items=items))
                    made = self._model.entity(many)
                else:
                    made = add_list(
                        self._model, self._ledger, told["name"], told["items"], language
                    )
                if made is None:
                    return False
                self._adding.link(made, entity, many=False)
                leave_out(self._model, self._ledger, self._model.entities[entity.name], old)
                return True
        return False


@cache
def _ways() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = tomllib.loads(
        files(__package__).joinpath("logging_apart.toml").read_text(encoding="utf-8")
    )
    return tuple(
        (language, re.compile(way, re.IGNORECASE))
        for language, rows in raw.items()
        for way in rows["ways"]
    )
