"""Where something is on a map, kept as its place; pure.

Who asks for "the spot on the map" keeps a place, whether a map can be shown or not.
"""

import re
from functools import cache

from activities.understanding.draft import STATED, Draft, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import field_in
from activities.understanding.text.cleaning import QUOTED
from activities.understanding.text.words import label_of
from models.fields import FieldType

_PLACES = {
    "de": r"(?:fund|stand)?ort|(?:fund)?stelle|platz|standpunkt",
    "fr": r"lieu|endroit|emplacement|position",
    "es": r"lugar|sitio|ubicación|punto",
    "it": r"posto|luogo|punto|posizione",
    "pt": r"lugar|local|localização|ponto",
    "nl": r"(?:vind)?plek|(?:vind)?plaats|locatie",
    "pl": r"miejsce|lokalizacja|położenie",
}
_SPOT = "location"
_ON_MAP = {
    "en": r"(?:on|in) (?:an?|the|one|our) (?:little |simple |plain )?map(?! (?:of|app)\b)"
    r"|(?<!no )map view|(?:an?|the) map (?:showing|with all|of (?:all |where|the|our|my))",
    "de": r"(?:auf|in) (?:der|einer|ner) (?:land|übersichts)?karte|kartenansicht",
    "fr": r"sur (?:la|une|cette) carte",
    "es": r"en (?:el|un) mapa",
    "it": r"su(?:lla| una) (?:mappa|cartina)",
    "pt": r"n(?:o|um) mapa|em um mapa",
    "nl": r"op (?:de|een) (?:land)?kaart",
    "pl": r"na mapie",
}
_LOOKED_AT = (
    r"\b(?:where|see|show|shown|view|display|look|pins?|sehen|zeig\w*|anzeig\w*|wo|où|voir|affich\w*"
    r"|montr\w*|ver|verl[oa]s?|mostrar|dónde|vedere|mostrare|dove|onde|zien|tonen|waar|zobaczyć"
    r"|pokaz\w*|widzieć|gdzie)\b"
)
_NO_MAP = re.compile(
    r"\b(?:no|not|without|don['\u2019]t|kein\w*|nicht|ohne|pas|sans|sin|non|senza|não|sem|geen|niet"
    r"|zonder|nie|bez)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"location|place|address|position|coordinates|gps|spot|site|venue|where|street|town|city|area"
    r"|country|region|destination|route|plot|garden|room"
)
_MENU = re.compile(
    r"\b(?:gericht|speise|getränk|wein|menü|plats?\b|vins?\b|boisson|menu|gerecht|drank|wijn)",
    re.IGNORECASE,
)
"""Where the word for a map is that for what one can order."""
_SENTENCE = re.compile(r"[^.!?;\n]+")
_MOST_READ = 4_000


def keep_places(draft: Draft, text: str, language: str) -> None:
    """Keep a place that is told with a map, and call it by its own word.

    Args:
        draft: What was understood; a field is added or called otherwise.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    found = _pattern(language).search(text) if language in _PLACES else None
    if found is None or _MENU.search(text):
        return
    place, whole = found["place"].lower(), found.group().lower()
    for entity in draft.entities.values():
        for told in entity.fields:
            if told.evidence and place in re.findall(r"[^\W\d_]+", told.evidence.lower()):
                known = told.specification
                label = label_of(place) if known.label.lower() == whole else known.label
                told.specification = known.model_copy(update={"label": label})
                return
    owner = next((one for one in draft.entities.values() if one.described), None)
    if owner is not None and _SPOT not in owner.names():
        made = field_from(Hint("Location", FieldType.TEXT), owner=owner.name)
        made = made.model_copy(update={"label": label_of(place)})
        kinds = [told.specification.type for told in owner.fields]
        behind = kinds.index(FieldType.TEXT) + 1 if FieldType.TEXT in kinds else len(kinds)
        owner.fields.insert(behind, DraftField(made, found.group(), STATED))


def keep_spots(draft: Draft, text: str, language: str) -> None:
    """Keep of each where it is, where somebody wants to see on a map where they are.

    Args:
        draft: What was understood; a place is added to what is told of first.
        text: The request.
        language: ISO 639-1 code.
    """
    shown = None if _MENU.search(text) else _shown(language)
    said = _SENTENCE.findall(text[:_MOST_READ]) if shown else []
    told = [words for words in said if shown and shown.search(words)]
    told = [words for words in told if re.search(_LOOKED_AT, words, re.IGNORECASE)]
    things = [one for one in draft.entities.values() if not is_somebody(one)]
    known = [name for one in draft.entities.values() for name in one.names()]
    if not told or not things or _NO_MAP.search(told[0]) or any(map(_PLACED.search, known)):
        return
    owner = next((one for one in things if one.described), things[0])
    made = field_in(field_from(Hint("Location", FieldType.TEXT), owner=owner.name), language)
    texts = any(one.specification.type is FieldType.TEXT for one in owner.fields)
    owner.fields.append(DraftField(made, told[0].strip()[:QUOTED], STATED))
    owner.described = True
    if not texts:  # a place alone tells nobody which one it is
        name = field_in(field_from(Hint("Name", FieldType.TEXT), owner=owner.name), language)
        owner.fields.insert(0, DraftField(name, "", STATED))


@cache
def _shown(language: str) -> re.Pattern[str] | None:
    known = _ON_MAP.get(language)
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)", re.IGNORECASE) if known else None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<place>{_PLACES[language]}) (?:{_ON_MAP[language]})(?!\w)", re.IGNORECASE
    )
