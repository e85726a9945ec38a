"""Ways of looking that are asked for in other languages: calendars, sums, parts and reminders."""

import re
from collections.abc import Callable

from rapidfuzz import fuzz

from activities.design.wording import lowered
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.foreign import Asked, without_article
from activities.understanding.modifying.foreign_lists import items_in
from activities.understanding.modifying.foreign_names import entity_of, field_of, forms_of
from activities.understanding.modifying.ledger import refused
from models.errors import RequestRefused
from models.specification import NUMERIC_TYPES, Entity, FieldSpecification, FieldType

_ALIKE = 86
_PER = re.compile(
    r"\s+(?:per|pro|je|par|por|za|na|dla|für jede[nsr]?|pour chaque|per ogni|por cada|voor elke?"
    r"|para cada|dla każde\w+|para cada)\s+(?P<group>[\w-]+(?: [\w-]+)?)$",
    re.IGNORECASE,
)
_IT = re.compile(
    r"(?:es|das|sie|alles|das ganze|ça|cela|tout|le tout|les|lo|la|los|las|todo|esto|tutto|questo"
    r"|het|dit|dat|alles|ze|isto|isso|tudo|os|as|to|je|wszystko)",
    re.IGNORECASE,
)
_VIEWS = {
    "gal": "gallery",
    "gra": "chart",
    "grá": "chart",
    "dia": "chart",
    "wyk": "chart",
    "boa": "board",
    "tab": "board",
    "bac": "board",
    "qua": "board",
    "bor": "board",
}
"""How ways of looking are called in English, by how their names begin anywhere."""


class Looking:
    """Shows, sums up or splits what is named, or reminds of it.

    Args:
        model: What the application keeps.
        do: Does a change that is the same in every language.
    """

    def __init__(self, model: Editing, do: Callable[[Step], None]) -> None:
        self._model = model
        self._do = do

    def take(self, step: Step, asked: Asked) -> None:
        """Show, sum up or split what is named, or remind of it."""
        entity, field = self._named(step, asked)
        many, label = lowered(entity.plural_label), lowered(field.label) if field else ""
        said = f"show the {many} on a {_view(asked.value)}"
        if asked.kind != "view" and field is None:
            raise refused(step, f"there is no “{without_article(asked.words, asked.language)}”")
        if asked.kind == "sum":
            said = f"show the total {label} of the {many}{self._per(asked)}"
        elif asked.kind == "split":
            said = f"split the {label} into {' and '.join(items_in(asked.value))}"
        elif asked.kind == "remind":
            said = f"remind me ({asked.value}) before the {label}"
        self._model.recent = entity.name
        try:
            self._do(Step("unknown", said))
        except RequestRefused as refusal:
            told = refusal.message.replace(said, step.said)
            raise RequestRefused(told, remedy=refusal.remedy, **refusal.context) from refusal

    def _named(self, step: Step, asked: Asked) -> tuple[Entity, FieldSpecification | None]:
        """Return what the words name, or what was spoken of last where they name nothing."""
        if asked.kind == "view" and _IT.fullmatch(asked.words or "es"):
            kinds = self._model.entities
            return kinds.get(self._model.recent) or next(iter(kinds.values())), None
        if not asked.words:
            recent = self._model.entities.get(self._model.recent)
            dates = [one for one in recent.fields if one.type is FieldType.DATE] if recent else []
            if recent is None or len(dates) != 1:
                raise refused(step, "it doesn't say of which date")
            return recent, dates[0]
        for said in forms_of(asked.words, asked.language):
            if asked.kind == "view" and (entity := self._model.entity(said)):
                return entity, None
            if found := self._model.field(said) or self._beginning(said, asked.kind):
                return found
            if entity := self._model.entity(said):
                return entity, None
        raise refused(step, f"there is no “{without_article(asked.words, asked.language)}”")

    def _per(self, asked: Asked) -> str:
        """Return by what a sum is to be divided, as it is called here: " per plot"."""
        told = _PER.search(asked.words)
        known = field_of(self._model, told["group"], asked.language) if told else None
        entity = (
            entity_of(self._model, told["group"], asked.language) if told and not known else None
        )
        group = known[1].label if known else entity.label if entity else ""
        return f" per {lowered(group)}" if group else ""

    def _beginning(self, word: str, kind: str) -> tuple[Entity, FieldSpecification] | None:
        """Return the one amount whose name begins with a word: "the fees" of a monthly fee."""
        found = [
            (entity, field)
            for entity in self._model.entities.values()
            for field in entity.fields
            if kind == "sum"
            and field.type in NUMERIC_TYPES
            and fuzz.ratio(field.label.lower().split()[0], word.lower()) >= _ALIKE
        ]
        return found[0] if len(found) == 1 else None


def _view(value: str) -> str:
    """Return what a way of looking is called in English, by how its name begins anywhere."""
    return _VIEWS.get(value.lower()[:3], "calendar")
