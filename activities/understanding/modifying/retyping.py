"""Changes of what can be entered into a field: "the berth number should be text"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from activities.design.wording import lowered, with_article
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import EXAMPLES, Ledger, kind_of
from activities.understanding.modifying.settled import unmet
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.phrases import noun_phrase
from models.specification import Entity, FieldSpecification, FieldType

_LONGEST = 160
_NAME = r"(?P<words>[\w'/-]+(?: [\w'/-]+){0,4}?)"
_NO_NAME = word_set("it this that there they these those everything all each which who what")
_WORDED = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE})
"""What is kept alike, so that what was entered stays when one becomes the other."""


class Retyping:
    """Lets something else be entered into a field.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        live: Whether there is data already: then what was entered has to fit.
    """

    def __init__(self, model: Editing, ledger: Ledger, *, live: bool) -> None:
        self._model = model
        self._ledger = ledger
        self._live = live

    def take(self, step: Step) -> bool:
        """Read "the berth number should be text"; False: the words speak of something else.

        Raises:
            RequestRefused: What was entered, or what names a thing, can't be that.
        """
        told = kinds_told(without_politeness(step.said))
        for words, kind in told:
            found = self._model.meant(words)
            if found is not None:
                self._retype(step, kind, *found)
                return True
        for words, _ in told[:1]:
            if words.lower() in _NO_NAME or self._model.place(noun_phrase(words)):
                return False
            raise unmet(step, f"there is no “{words}”", f"Add it: “add {words}”.")
        return False

    def _retype(
        self, step: Step, kind: FieldType, entity: Entity, known: FieldSpecification
    ) -> None:
        if known.type is kind:
            self._ledger.note(f"“{known.label}” is kept as {kind_of(known)} already.")
            return
        if known.name == entity.title_field and kind is not FieldType.TEXT:
            thing = with_article(lowered(entity.label))
            raise unmet(
                step,
                "the type of a field stays as it is where it names something: "
                f"“{known.label}” names {thing}",
                f"Add a field beside it: “add {lowered(known.label)} as {kind.value}”.",
            )
        if self._live and not {known.type, kind} <= _WORDED:
            raise unmet(
                step,
                f"“{known.label}” is kept as {kind_of(known)}, and what was entered stays so",
                f"Add a field beside it: “add another {lowered(known.label)}”. {EXAMPLES}",
            )
        changed = known.model_copy(
            update={"type": kind, "choices": (), "minimum": None, "maximum": None}
        )
        fields = tuple(changed if one.name == known.name else one for one in entity.fields)
        self._model.replace(entity.model_copy(update={"fields": fields}))
        place = with_article(lowered(entity.label))
        self._ledger.tell(f"“{known.label}” of {place} is kept as {kind_of(changed)}.")


def kinds_told(text: str) -> list[tuple[str, FieldType]]:
    """Return the words for a field and what shall be entered into it, as each language has it."""
    if len(text) > _LONGEST:
        return []
    said = text.strip(" .!?")
    found = ((way.fullmatch(said), kinds) for way, kinds in _ways())
    return [(one["words"], kinds[one["kind"].casefold()]) for one, kinds in found if one]


@cache
def _ways() -> tuple[tuple[re.Pattern[str], dict[str, FieldType]], ...]:
    raw = tomllib.loads(files(__package__).joinpath("retyping.toml").read_text(encoding="utf-8"))
    return tuple(
        (_compiled(way, kinds), kinds)
        for rows in raw.values()
        for kinds in (_kinds(rows),)
        for way in rows["ways"]
    )


def _kinds(rows: dict[str, list[str]]) -> dict[str, FieldType]:
    return {
        word: FieldType(kind) for kind, words in rows.items() if kind != "ways" for word in words
    }


def _compiled(way: str, kinds: dict[str, FieldType]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    pattern = way.replace("{name}", _NAME).replace("{kind}", f"(?P<kind>{names})")
    return re.compile(pattern, re.IGNORECASE)
