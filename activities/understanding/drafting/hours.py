"""Hours that are worked, told in another language: what they are called, and their number; pure."""

import re

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import entry_of
from activities.understanding.text.words import label_of
from models.fields import COUNTED_TYPES, FieldType

_EXTRA = re.compile(
    r" (?:extra(?:s|ordinari[ae]s?|ordinárias)?|suppl[ée]mentaires?|sup|supp|straordinarie"
    r"|di straordinario|de vol|de voluntariado|de bénévolat|nadliczbowe)\b",
    re.IGNORECASE,
)
_SUMMED = {
    "de": r"(?:stunden|zeiten)\b[^.!?\n]{0,40}\b(?:zusammen\w*|summ\w+|addier\w+)"
    r"|(?:summ\w+|gesamt\w*|wie ?viele)\b[^.!?\n]{0,25}\b(?:stunden|überstunden)",
    "fr": r"(?:total\w*|somme|additionn\w+|combien)\b[^.!?\n]{0,25}\b(?:heures?)",
    "es": r"(?:sum\w+|total\w*|cuántas)\b[^.!?\n]{0,25}\bhoras",
    "it": r"(?:somm\w+|total\w*|quante)\b[^.!?\n]{0,25}\bore\b",
    "pt": r"(?:som\w+|total\w*|quantas)\b[^.!?\n]{0,25}\bhoras",
    "nl": r"(?:opgeteld\w*|optel\w+|totaal|tel|hoeveel)\b[^.!?\n]{0,25}\b\w*uren",
    "pl": r"(?:sum\w+|zlicz\w+|łączn\w+|ile)\b[^.!?\n]{0,25}\bgodzin\w*",
}
_SUMS = {language: re.compile(rf"\b(?:{words})", re.I) for language, words in _SUMMED.items()}
_HOURS = {
    "de": "Stunden",
    "fr": "Heures",
    "es": "Horas",
    "it": "Ore",
    "pt": "Horas",
    "nl": "Uren",
    "pl": "Godziny",
}
_FROM_TO = 2
_NUMBERS = COUNTED_TYPES


def keep_hours(draft: Draft, text: str, language: str) -> None:
    """Call a list of hours as it was, and keep how many they are where their sum is asked for.

    Args:
        draft: What was understood; labels are changed, and a number is added.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    sums = _SUMS.get(language)
    if sums is None:
        return
    for entity in draft.entities.values():
        if entity.name != "time_entry" and not _are_hours(entity, language):
            continue
        _call_in_full(entity, text)
        kinds = [told.specification.type for told in entity.fields]
        asked = kinds.count(FieldType.TIME) >= _FROM_TO and sums.search(text)
        if asked and not any(kind in _NUMBERS for kind in kinds):
            made = field_from(Hint("Hours", FieldType.DECIMAL), owner=entity.name)
            told = made.model_copy(update={"label": _HOURS[language]})
            last = max(at for at, kind in enumerate(kinds) if kind is FieldType.TIME)
            words = asked.group()
            entity.fields.insert(last + 1, DraftField(told, words, STATED))


def _are_hours(entity: DraftEntity, language: str) -> bool:
    entry = entry_of(entity.evidence, language)
    return entry is not None and entry.english == "hours"


def _call_in_full(entity: DraftEntity, text: str) -> None:
    """Call overtime by both of its words: "horas extra"."""
    at = text.find(entity.evidence) if entity.evidence else -1
    behind = _EXTRA.match(text, at + len(entity.evidence)) if at >= 0 else None
    if behind is not None:
        entity.evidence += behind.group()
        entity.label = entity.plural_label = label_of(entity.evidence)
