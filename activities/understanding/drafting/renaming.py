"""What a list is called in another language whose word is a verb, or only where it leads; pure."""

import re

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.bare import bare
from activities.understanding.languages.labels import entry_of, field_in
from activities.understanding.languages.numbers import labels_of
from activities.understanding.languages.vocabulary import CONTAINERS
from activities.understanding.text.words import label_of
from models.fields import FieldType

_MOST_READ = 8_000
_DOING = {"pl": re.compile(r"\bkto co (?P<verb>[^\W\d_]{3,20})\b", re.IGNORECASE)}
"""Who does what, where the verb is what the list was made of."""
_WHITHER = {"de": "nach|zum|zur", "nl": "naar", "fr": "vers"}
_HEADING = (
    r"\s*(?P<what>[^\W\d_]{{3,30}}(?: [^\W\d_]{{3,30}})?) (?:{to}) "
    r"(?P<where>[^:.,;\n]{{3,40}}?)\s?:"
)
_HOW_MUCH = re.compile(r"(?:ile|ilu|kto|kiedy|gdzie)\b", re.IGNORECASE)
"""What asks for something else than what is done."""
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)


def call_as_told(draft: Draft, text: str, language: str) -> None:
    """Call a list by the clause that tells who does what, or by what leads somewhere.

    Args:
        draft: What was understood; labels are changed, and what is done becomes a field.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    if language in _DOING:
        for match in _DOING[language].finditer(text[:_MOST_READ]):
            _call_by_clause(draft, match.group(), match["verb"], language)
    if language in _WHITHER:
        _call_by_heading(draft, text, language)


def _call_by_clause(draft: Draft, clause: str, verb: str, language: str) -> None:
    for entity in draft.entities.values():
        if entity.evidence.lower() == verb.lower():
            entity.label = entity.plural_label = label_of(clause)
            if not any(map(_tells_what, entity.fields)):
                _put(entity, "What", clause, language)
            ends = (draft.entities[link.relation.target] for link in draft.links_of(entity.name))
            if not any(map(is_somebody, ends)):
                _put(entity, "Who", clause, language)
            return


def _tells_what(told: DraftField) -> bool:
    text = told.evidence and told.specification.type in _TEXTS
    return bool(text) and not _HOW_MUCH.match(told.specification.label)


def _put(entity: DraftEntity, label: str, words: str, language: str) -> None:
    made = field_in(field_from(Hint(label, FieldType.TEXT), owner=entity.name), language)
    if made.name not in entity.names():
        entity.fields.insert(0, DraftField(made, words, STATED))


def _call_by_heading(draft: Draft, text: str, language: str) -> None:
    """Call what was named by its aim alone as its heading does: "carpool naar zwemles: …"."""
    match = re.match(_HEADING.format(to=_WHITHER[language]), text, re.IGNORECASE)
    entity = _only(draft, bare(match["where"], language)) if match else None
    if match is None or entity is None:
        return
    what = bare(match["what"], language)
    known = entry_of(what, language)
    if known is not None and known.english.rpartition(" ")[2] in CONTAINERS:
        return
    one, many = labels_of(label_of(what), language)
    entity.label, entity.plural_label = label_of(one), label_of(many)


def _only(draft: Draft, where: str) -> DraftEntity | None:
    """Return the only list, if it was made of the words for where something leads."""
    entities = list(draft.entities.values())
    made = len(entities) == 1 and entities[0].evidence.lower() == where.lower()
    return entities[0] if made else None
