"""Where something is on a map, kept as its place; pure.

Who asks for "the spot on the map" keeps a place, whether a map can be shown or not.
"""

import re
from functools import cache

from activities.understanding.draft import STATED, Draft, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
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
_ON_MAP = {
    "de": r"auf (?:der|einer) (?:land)?karte",
    "fr": r"sur (?:la|une) carte",
    "es": r"en (?:el|un) mapa",
    "it": r"sulla (?:mappa|cartina)|su una (?:mappa|cartina)",
    "pt": r"n[ou]m? mapa|em um mapa",
    "nl": r"op (?:de|een) kaart",
    "pl": r"na mapie",
}
_SPOT = "location"


def keep_places(draft: Draft, text: str, language: str) -> None:
    """Keep a place that is told with a map, and call it by its own word.

    Args:
        draft: What was understood; a field is added or called otherwise.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    found = _pattern(language).search(text) if language in _PLACES else None
    if found is None:
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


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<place>{_PLACES[language]}) (?:{_ON_MAP[language]})(?!\w)", re.IGNORECASE
    )
