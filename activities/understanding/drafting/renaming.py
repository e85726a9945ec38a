"""What a list is called in another language whose word is a verb, or only where it leads; pure."""

import re

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.bare import bare
from activities.understanding.languages.labels import entry_of
from activities.understanding.languages.numbers import labels_of, one_of
from activities.understanding.languages.vocabulary import CONTAINERS
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of
from models.fields import FieldType

_END = r"(?=\s*(?:[:.,;?!\n(]|$))"
_REST = rf"(?: (?:[^\W\d_]+ ){{0,3}}?[^\W\d_]+)??{_END}"
_DOING = {
    "de": rf"wer (?P<verb>[^\W\d_]{{3,20}}) was{_REST}|wer was (?P<last>[^\W\d_]{{3,20}}){_END}"
    r"|wer hat was (?P<done>[^\W\d_]{3,20})\b",
    "nl": rf"wie (?P<verb>[^\W\d_]{{3,20}}) wat{_REST}|wie wat (?P<last>[^\W\d_]{{3,20}}){_END}"
    r"|wie heeft wat (?P<done>[^\W\d_]{3,20})\b",
    "fr": r"qui (?:a )?(?P<verb>[^\W\d_]{3,20}) quoi\b",
    "es": r"quién (?:ha )?(?P<verb>[^\W\d_]{3,20}) qué\b",
    "it": r"chi (?:ha )?(?P<verb>[^\W\d_]{3,20}) (?:che )?cosa\b",
    "pt": r"quem (?P<verb>[^\W\d_]{3,20}) o qu[eê]\b",
    "pl": r"kto co (?P<verb>[^\W\d_]{3,20})\b",
}
"""Who does what, where the verb is what the list was made of."""
_LABELS = {
    "de": ("Wer", "Was"),
    "nl": ("Wie", "Wat"),
    "fr": ("Qui", "Quoi"),
    "es": ("Quién", "Qué"),
    "it": ("Chi", "Cosa"),
    "pt": ("Quem", "O quê"),
    "pl": ("Kto", "Co"),
}
_WHITHER = {"de": "nach|zum|zur", "nl": "naar", "fr": "vers"}
_HEADING = (
    r"\s*(?P<what>[^\W\d_]{{3,30}}(?: [^\W\d_]{{3,30}})?) (?:{to}) "
    r"(?P<where>[^:.,;\n]{{3,40}}?)\s?:"
)
_WHO = re.compile(
    r"(?:(?:vor|nach)?name|nom|prénom|nombre|nome|naam|imię(?: i nazwisko)?|person\w*|osoba|"
    r"wer|wie|qui|quién|chi|quem|kto)$",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"(?:ile|ilu|kto|kiedy|gdzie|wie ?viele?|wann|wo|wer|für wen|hoeveel|wanneer|waar|combien|"
    r"quand|où|pour combien|cuánt[oa]s?|cuándo|dónde|quant[oaie]s?|quando|dove|onde)\b",
    re.IGNORECASE,
)
"""What asks for something else than what is done."""
_AND = r"(?:und|et|y|e|ed|en|i|oraz)"
_OR = r"(?:oder|ou|o|oppure|of|lub|albo)"
_EACH = r"jede[rsmn]?|pro|chaque|cada|ogni|elke?|iedere?|per|każd[ayeą]|każdego|każdej"
_NOUN = r"[^\W\d_]{3,20}"
_EITHER = re.compile(rf"(?<!\w)(?:{_EACH}) {_NOUN} {_OR} {_NOUN}(?=\s*[:(])", re.IGNORECASE)
_PAIR = 2
_TOOK = {
    "de": "mitgenommen|mitnimmt|mitnehmen|mitnahm|ausgegeben|ausgehändigt|übergeben",
    "fr": "emporté|emporte|pris|prend|récupéré|remise?s?|distribuée?s?",
    "es": "llevó|lleva|llevan|llevaron|llevado|entregad[oa]s?|entregó|entrega",
    "it": "preso|presa|prende|prendono|ritirato|ritira|consegnat[oaie]",
    "pt": "levou|leva|levam|levaram|levado|entregues?|entregou",
    "nl": "meegenomen|meeneemt|meenam|uitgereikt|uitgegeven|meegegeven",
    "pl": "wziął|wzięła|zabrał|zabrała|odebrał|odebrała|wydan[yae]|przekazan[yae]",
}
_HANDED_OVER = {
    "de": ("Ausgabe", "Ausgaben"),
    "fr": ("Remise", "Remises"),
    "es": ("Entrega", "Entregas"),
    "it": ("Consegna", "Consegne"),
    "pt": ("Entrega", "Entregas"),
    "nl": ("Uitgifte", "Uitgiftes"),
    "pl": ("Wydanie", "Wydania"),
}
_MEASURED = word_set("reading measurement weighing weight blood_sugar blood_pressure temperature")
_SPENT = word_set("expense payment purchase loan debt")
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)


def call_as_told(draft: Draft, text: str, language: str) -> None:
    """Call a list by the clause that tells who does what, or by what leads somewhere.

    Args:
        draft: What was understood; labels are changed, and what is done becomes a field.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    if language in _DOING:
        for match in re.finditer(rf"\b(?:{_DOING[language]})", text, re.IGNORECASE):
            verb = next(word for word in match.groups() if word)
            _call_by_clause(draft, match.group(), verb, language)
    if language in _WHITHER:
        _call_by_heading(draft, text, language)
    for entity in draft.entities.values():
        _call_by_both(entity, text, language)
        if _is_handed_over(draft, entity, language):
            entity.label, entity.plural_label = _HANDED_OVER[language]
        if entity.name in _MEASURED and entity.label.lower() == entity.evidence.lower():
            entity.plural_label = entity.label  # there is one weight, read several times


def _is_handed_over(draft: Draft, entity: DraftEntity, language: str) -> bool:
    """Say whether a list was only made of a verb, of what somebody took: "qué se llevó"."""
    took = _TOOK.get(language)
    verb = took is not None and re.fullmatch(took, entity.evidence, re.IGNORECASE)
    return bool(verb) and len(list(draft.links_of(entity.name))) >= _PAIR


def _call_by_both(entity: DraftEntity, text: str, language: str) -> None:
    """Call by both what is one of two: "sellos y monedas", each "sello o moneda"."""
    noun = re.escape(entity.evidence)
    either = rf"(?:{_EACH}) (?P<both>{noun} {_OR} {_NOUN}|{_NOUN} {_OR} {noun})(?=\s*[:(])"
    several = noun and _EITHER.search(text)
    if several and (each := re.search(rf"(?<!\w){either}", text, re.IGNORECASE)):
        one, many = labels_of(each["both"], language)
        entity.label, entity.plural_label = label_of(one), label_of(many)
        return
    for told in entity.fields:
        choices = [one.lower() for one in told.specification.choices]
        if len(choices) != _PAIR or not noun or not told.evidence:
            continue
        for pattern in (rf"{noun} {_AND} (?P<other>{_NOUN})", rf"(?P<other>{_NOUN}) {_AND} {noun}"):
            both = re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
            nouns = (entity.evidence, both["other"]) if both else ()
            ones = {one_of(word, language).lower() for word in nouns}
            if both and ones == set(choices):
                entity.label = label_of(told.evidence)
                entity.plural_label = label_of(both.group())
                return


def _call_by_clause(draft: Draft, clause: str, verb: str, language: str) -> None:
    for entity in draft.entities.values():
        if entity.evidence.lower() == verb.lower():
            if entity.name in _SPENT and entity.label.lower() != verb.lower():
                return  # it is called an expense already
            entity.label = entity.plural_label = label_of(clause)
            who, what = _LABELS[language]
            if not any(map(_tells_what, entity.fields)):
                _put(entity, "What", what, clause)
            ends = (draft.entities[link.relation.target] for link in draft.links_of(entity.name))
            told = any(_WHO.match(one.evidence.strip()) for one in entity.fields)
            if not told and not any(map(is_somebody, ends)):
                _put(entity, "Who", who, clause)
            return


def _tells_what(told: DraftField) -> bool:
    known = told.specification
    text = told.evidence and known.type in _TEXTS and not _WHO.match(told.evidence.strip())
    return bool(text) and not _HOW_MUCH.match(known.label)


def _put(entity: DraftEntity, english: str, label: str, words: str) -> None:
    made = field_from(Hint(english, FieldType.TEXT), owner=entity.name)
    if made.name not in entity.names():
        told = made.model_copy(update={"label": label})
        entity.fields.insert(0, DraftField(told, words, STATED))


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
