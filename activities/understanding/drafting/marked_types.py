"""The type of a marked field, with what belongs to it: choices, a scale; pure."""

import re

from activities.understanding.grammar.alternatives import alternatives_in
from activities.understanding.grammar.asking import WHEN_TO, WHICH_ONES
from activities.understanding.knowledge.choice_words import exclude_each_other
from activities.understanding.knowledge.field_types import (
    counts_outcomes,
    tells_growth,
    usual_choices,
)
from activities.understanding.knowledge.inference import Hint, read_choices
from activities.understanding.knowledge.numbered import is_numbered
from activities.understanding.marking.marks import MarkedField
from activities.understanding.text.cleaning import word_set
from models.fields import NUMERIC_TYPES, FieldType

NO_NUMBERS = word_set("place location address slot slots shift shifts unit")
"""What is text, though places are counted as well."""
_NOT_WHOLE = re.compile(
    r"\b(?:aperture|blood.sugar|blutzucker\w*|bloedsuiker\w*|glyc[ée]mie|glucemia|glicemia|glucose"
    r"|temperature|humidity|ph)\b",
    re.IGNORECASE,
)
"""What is seldom told in whole numbers: f/2.8, 6.4 mmol."""
_HAVING = re.compile(r"has (?:a |an |the |its )?\w+$", re.IGNORECASE)
"""What a thing has or has not: "has box"."""
_AT_WHAT_TIME = re.compile(
    r"(?:(?:at )?what time|um (?:wie ?viel|welche) uhr|à quelle heure|a qué hora|a che ora|hoe laat"
    r"|o której|a que horas)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:start|starting|end|finish|arrival|departure|pick-?up|kick-?off|opening|closing"
    r"|launch|landing|take-?off|boarding) time$",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"(?:(?:what|how much) (?:it|they|each|each one|he|she)(?:['\u2019]s|['\u2019]re| is| are| was"
    r"| were) )?(?:insured for|worth|valued at)(?: now| today| then)?",
    re.IGNORECASE,
)
_STAND = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,30}stand")
_READ_OFF = re.compile(
    r"(?:kilometer|tacho|zähler|wasser|strom|gas|pegel|konto|punkt|spiel|lager|be|öl|betrieb|akku"
    r"|batterie|füll|kassen|wärme|tank|abstand|zins|kurs|waren|rück|personal|mindest|ab|auf|wider)",
    re.IGNORECASE,
)
"""What such a word begins with that tells a number."""
_MEASURES = word_set("weight height length temperature pulse pressure")
"""What is no day, though words for it were taken for one."""
_FILE = re.compile(r"\b(?:gpx|kml|tcx|mp3s?|pdfs?|docx?|files?)\b", re.IGNORECASE)
"""What is no picture, though it is attached like one."""
_ANY_OF = re.compile(
    r"[\w-]+(?: [\w-]+){0,2}(?:(?: ?/ ?[\w-]+){2,}|(?: / [\w'-]+(?: [\w-]+){0,2}){2,})"
)
_ALTERNATIVES = re.compile(r"[\w-]+(?: [\w-]+)?(?: (?:or|oder|ou|of|lub) |/)[\w-]+(?: [\w-]+)?")
_ENGLISH = re.compile(r"[\w-]+(?: [\w-]+)?(?: or |/)[\w-]+(?: [\w-]+)?")
"""Where "of" is no "or", as it is in Dutch."""
_OR = re.compile(r" (?:oder|ou|of|lub) ", re.IGNORECASE)
_OR_IN = {
    language: re.compile(rf" (?:{words}) ", re.IGNORECASE)
    for language, words in (
        ("de", "oder"),
        ("fr", "ou"),
        ("es", "o|u"),
        ("it", "o|oppure"),
        ("pt", "ou"),
        ("nl", "of"),
        ("pl", "lub|albo|czy"),
    )
}
_LEAST_OF_OTHERS, _MOST_OF_ONE, _PAIR = 3, 3, 2
_WHETHER_IT_WAS = {
    "de": r"ob (?:(?:es|er|sie|das|ich) )?(?:(?:ein|eine|einen) )?",
    "fr": r"s(?:i |['\u2019](?=ils?\b))(?:(?:c['\u2019]|elles? |ils? |ça )?"
    r"(?:est|était|sont) )?(?:(?:un|une|du|de la) )?",
    "es": r"si (?:(?:es|era|fue|est[aá]|estaba|son|eran) )?(?:(?:un|una|de) )?",
    "it": r"se (?:(?:è|e'|era|fu|sono|erano) )?(?:(?:un|una|di) )?",
    "pt": r"se (?:(?:é|era|foi|está|estava|são|eram) )?(?:(?:um|uma|de) )?",
    "nl": r"of (?:(?:het|hij|ze|die) )?(?:(?:een) )?",
    "pl": r"czy (?:to )?(?:(?:jest|był|była|było|są) )?",
}
_BEGINS_AS_WHETHER = {
    language: re.compile(words, re.IGNORECASE) for language, words in _WHETHER_IT_WAS.items()
}
"""What stands before two values of which only one can be so: "si era noche o festivo"."""
_PAID = re.compile(
    r"^(?:pagad[oa]|pagat[oa]|pag[oa]|payée?|réglée?|cobrad[oa]|betaald|bezahlt|zapłacon[oey])"
    r"(?: (?:con|en|in|em|com|par|met|mit|per|de))? ",
    re.IGNORECASE,
)
"""What is said of both ways to pay, and not of the first one alone."""
_SHARING = re.compile(
    r"vor|nach|avant|après|antes|después|depois|voor|na|ohne|mit|sans|avec|sin|con|sem|com|zonder"
    r"|met|bez|z",
    re.IGNORECASE,
)
"""What leaves its noun to the second of two."""
_VERB_AT_THE_END = re.compile(
    r" (?:ist|sind|war|waren|is|zijn|was|waren|est|était|es|era|è|é)$", re.IGNORECASE
)
_NOT = word_set("no non nein nicht não nie niet nee pas not")
"""Whether it bites or not is a yes or no."""
_OPEN_ENDED = re.compile(r"any\b", re.IGNORECASE)
"""Of "any bumps or scratches" there may be both."""
_TOP_OF_RATING = 5
_CHOSEN = (FieldType.CHOICE, FieldType.TEXT)


def typed_as_marked(hint: Hint, told: MarkedField, language: str) -> Hint:
    """Return the field with the type that was marked, and with what belongs to that type."""
    if told.type == FieldType.YES_NO and _asks_which(told.words.text, language):
        told = told._replace(type=FieldType.CHOICE.value)  # new or used is no yes or no
    kind = _kind(hint, told)
    choices = _choices(hint, told, language)
    if kind is FieldType.CHOICE or (kind is FieldType.TEXT and len(choices) > 1):
        usual = usual_choices(hint.label)
        choices = choices if len(choices) > 1 else usual
        kind = FieldType.CHOICE if choices else FieldType.TEXT
        return hint._replace(type=kind, choices=choices, minimum=None, maximum=None)
    numbered = hint.type is FieldType.INTEGER and is_numbered(hint.label)
    if numbered and kind in (FieldType.RATING, FieldType.TEXT):
        return hint
    if kind is FieldType.RATING:
        top = hint.maximum if hint.type is FieldType.RATING else None
        return hint._replace(type=kind, choices=(), minimum=None, maximum=top or _TOP_OF_RATING)
    bounded = kind is FieldType.INTEGER and hint.type in (FieldType.INTEGER, FieldType.RATING)
    if bounded and hint.maximum is not None:
        lowest = 1 if hint.type is FieldType.RATING and hint.minimum is None else hint.minimum
        return hint._replace(type=kind, choices=(), minimum=lowest)
    return hint._replace(type=kind, choices=(), minimum=None, maximum=None)


def _kind(hint: Hint, told: MarkedField) -> FieldType:
    """Return the type that was marked, or the one that the words tell without doubt."""
    words, kind = told.words.text, FieldType(told.type)
    if kind in NUMERIC_TYPES:
        return _numeric(kind, hint, words)
    if kind is FieldType.TEXT:
        return _textual(hint, words)
    if kind is FieldType.PHOTO and _FILE.search(words):
        return FieldType.TEXT
    if kind is not FieldType.DATE:
        return kind
    measured = told.name.rpartition("_")[2] in _MEASURES
    return FieldType.DECIMAL if measured else FieldType.TEXT if WHEN_TO.match(words) else kind


def _numeric(kind: FieldType, hint: Hint, words: str) -> FieldType:
    if hint.label.lower() in NO_NUMBERS or _is_place(words):
        return FieldType.TEXT
    whole = kind is FieldType.INTEGER and not _NOT_WHOLE.search(f"{hint.label} {words}")
    return kind if whole or kind is not FieldType.INTEGER else FieldType.DECIMAL


def _textual(hint: Hint, words: str) -> FieldType:
    if _AT_WHAT_TIME.match(words) or _CLOCK.match(words):
        return FieldType.TIME
    if _WORTH.fullmatch(words):
        return FieldType.MONEY
    if counts_outcomes(words):
        return FieldType.INTEGER
    if tells_growth(words):
        return FieldType.DECIMAL
    having = _HAVING.match(hint.label) or WHICH_ONES.match(words)
    return FieldType.YES_NO if having else FieldType.TEXT


def _is_place(words: str) -> bool:
    """Say whether a German word names where somebody stands, and no reading: "Bienenstand"."""
    return bool(_STAND.fullmatch(words)) and not _READ_OFF.match(words)


def _choices(hint: Hint, told: MarkedField, language: str) -> tuple[str, ...]:
    """Return the values that were marked, or those that its words are: "OK or defect"."""
    if told.values:
        return read_choices(told.values)
    words = told.words.text.strip()
    if _OPEN_ENDED.match(words):
        return ()
    either = _one_of_several(words, language) if told.type in _CHOSEN else ()
    if not either and told.type == FieldType.CHOICE:
        either = _one_of_two(words, language)
    if either:
        return either
    alternatives = alternatives_in(words) if told.type in _CHOSEN else None
    if alternatives:
        return alternatives.choices
    chosen = told.type == FieldType.CHOICE or exclude_each_other(words)
    two = chosen and (_ENGLISH if language == "en" else _ALTERNATIVES).fullmatch(words)
    if two or (told.type in _CHOSEN and _ANY_OF.fullmatch(words)):
        return read_choices(_OR.sub(" or ", words))
    return hint.choices


def _one_of_several(words: str, language: str) -> tuple[str, ...]:
    """Return the values of "hin oder zurück oder beides", in other languages than English."""
    joint = _OR_IN.get(language)
    parts = tuple(joint.split(words)) if joint else ()
    short = all(0 < len(part.split()) <= _MOST_OF_ONE and "," not in part for part in parts)
    return parts if len(parts) >= _LEAST_OF_OTHERS and short else ()


def _asks_which(words: str, language: str) -> bool:
    """Say whether a clause asks which of two it is: "si es nuevo o usado"."""
    whether = _BEGINS_AS_WHETHER.get(language)
    return bool(whether and whether.match(words) and _one_of_two(words, language))


def _one_of_two(words: str, language: str) -> tuple[str, ...]:
    """Return the values of "en casa o fuera", "si era noche o festivo"; nothing of "si o no"."""
    joint, whether = _OR_IN.get(language), _BEGINS_AS_WHETHER.get(language)
    if joint is None or whether is None:
        return ()
    asked = whether.match(words)
    bare = _VERB_AT_THE_END.sub("", words[asked.end() :]) if asked else words
    bare = _PAID.sub("", bare)
    parts = tuple(part.strip() for part in joint.split(bare))
    short = all(0 < len(part.split()) <= _MOST_OF_ONE and "," not in part for part in parts)
    denied = any(not _NOT.isdisjoint(part.lower().split()) for part in parts)
    different = len({part.lower() for part in parts}) == len(parts)
    told = len(parts) == _PAIR and short and different and not denied
    return _with_last_words(parts) if told else ()


def _with_last_words(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return "antes de comer, después de comer" of "antes o después de comer"."""
    one, other = parts
    _, _, rest = other.partition(" ")
    return (f"{one} {rest}", other) if _SHARING.fullmatch(one) and rest else parts
