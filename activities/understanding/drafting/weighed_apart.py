"""What people measure of themselves beside what they log: "weight every Monday"; pure.

A weight that is noted once a week is no field of each meal, but a list with a day of its own.
"""

import re

from activities.understanding.draft import MOST_ENTITIES, STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_alive
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import said_in
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of
from models.fields import FieldType

_NAME = "weighing"
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|diens|donners|frei|sams|sonn)tag"
    r"|mittwoch"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves"
    r"|viernes|sábado"
    r"|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag"
    r"|donderdag|vrijdag|zaterdag|zondag|segunda(?:-feira)?|terça(?:-feira)?|quarta(?:-feira)?"
    r"|quinta(?:-feira)?|sexta(?:-feira)?|poniedziałek|wtorek|środę|czwartek|piątek|sobotę"
    r"|niedzielę)"
)
_SPAN = (
    r"(?:week|month|fortnight|woche|monat|semaine|mois|semana|mes|settimana|mese|maand|mês|tydzień"
    r"|miesiąc|morning|morgen|matin|mañana|mattina|ochtend|manhã|rano)"
)
_EVERY = (
    r"(?:every|each|on|jeden|jede|immer|chaque|tous les|cada|todos los|ogni|elke|iedere"
    r"|toda|todos os|co)"
)
_WEIGHT = (
    r"(?:(?:my |body ?|mein |mon |mi |il |o meu |het |de |moja )?(?P<what>weight|gewicht"
    r"|körpergewicht"
    r"|poids|peso|waga)|(?:i )?weigh(?:ing)? (?:myself|in))"
)
_TOLD = re.compile(
    rf"(?<![\w-]){_WEIGHT},?(?: (?:{_EVERY}|once a|once every|einmal (?:pro|die)|une fois par"
    rf"|una vez por"
    rf"|una volta (?:a|alla)|een keer per|uma vez por|raz (?:na|w)) (?:{_WEEKDAY}|{_SPAN})s?\b"
    r"| (?:weekly|monthly|wöchentlich|monatlich|wekelijks|co tydzień)\b)",
    re.IGNORECASE,
)
_WEIGHING = {
    "en": ("weigh-in", "weigh-ins"),
    "de": ("Wiegen", "Wiegen"),
    "fr": ("pesée", "pesées"),
    "es": ("pesaje", "pesajes"),
    "it": ("pesata", "pesate"),
    "nl": ("weging", "wegingen"),
    "pt": ("pesagem", "pesagens"),
    "pl": ("ważenie", "ważenia"),
}
_LOGGED = word_set(
    "meal food snack drink workout exercise run ride walk swim training calorie diet day symptom "
    "dish water intake session habit sleep"
)
"""What is noted of oneself many times before one is weighed again."""


def part_weighings(draft: Draft, text: str, language: str) -> None:
    """Keep each weighing of oneself with its day, beside what is logged more often.

    Args:
        draft: What was understood; a list is added, and a field of another one taken away.
        text: The request.
        language: ISO 639-1 code.
    """
    match = _TOLD.search(text)
    logged = [one for one in draft.entities.values() if one.name.split("_")[-1] in _LOGGED]
    others = any(map(is_alive, draft.entities.values()))
    known = any("weigh" in name or name == "weight" for name in draft.entities)
    if match is None or not logged or others or known or len(draft.entities) >= MOST_ENTITIES:
        return
    for entity in logged:
        kept = [one for one in entity.fields if not _is_weight(one, match)]
        if not any(one.evidence for one in kept):
            return
        entity.fields = kept
    weighing = _weighing(match.group(), language)
    if weighing is not None:
        draft.entities[_NAME] = weighing


def _is_weight(told: DraftField, match: re.Match[str]) -> bool:
    """Say whether a field was made of these very words: "weight lifted" stays."""
    if not told.evidence or told.evidence.lower() not in match.group().lower():
        return False
    number = told.specification.type in (FieldType.DECIMAL, FieldType.INTEGER, FieldType.TEXT)
    return number and match.string.lower().count(told.evidence.lower()) == 1


def _weighing(words: str, language: str) -> DraftEntity | None:
    named = _WEIGHING.get(language)
    if named is None:
        return None
    made = DraftEntity(_NAME, label_of(named[0]), label_of(named[1]), None, words, STATED)
    for label, kind in (("date", FieldType.DATE), ("weight", FieldType.DECIMAL)):
        field = field_from(Hint(label_of(label), kind), owner=_NAME)
        own = said_in(label, language) if language != "en" else None
        update = {"label": label_of(own.one if own else label)}
        made.fields.append(DraftField(field.model_copy(update=update), words, STATED))
    made.described = True
    return made
