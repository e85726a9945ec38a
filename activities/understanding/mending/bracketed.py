"""What stands in brackets behind a field: its values, read whole, or a note that is no field; pure.

"size (0.5 l, 2.5 l)" has no size of 5 l, and "from (ICAO), to (ICAO)" are two fields.
"""

import re
from collections.abc import Iterator

from activities.understanding.grammar.attributes import is_known
from activities.understanding.knowledge.field_types import type_of
from activities.understanding.knowledge.inference import read_choices
from activities.understanding.knowledge.numbered import is_numbered
from activities.understanding.marking.marks import Marked, MarkedField, Words
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier
from models.fields import COUNTED_TYPES, FieldType

_NOTE = re.compile(r" ?\((?P<note>[^\W\d_][\w/-]{0,20})\)")
_LISTED = re.compile(r"[ :]{0,2}\((?P<values>[^()]{3,200})\)")
_NUMBER = r"\d{1,5}(?:[.,]\d{1,3})?(?: ?[^\W\d_]{1,12})?"
_NUMBERS = re.compile(
    rf"[ :]{{1,2}}(?P<values>{_NUMBER}(?:, {_NUMBER}){{0,12}},? (?:or|oder|ou|o|of|lub) {_NUMBER})"
)
_LOOSE = re.compile(rf"\b(?P<word>[a-z]{{2,20}}){_NUMBERS.pattern}", re.IGNORECASE)
_STEPS = re.compile(r"[ :]{0,2}\([$€£]{1,6}(?:[/, ]{1,2}[$€£]{1,6})+\)")
_SIGNS = re.compile(r"[$€£]+")
"""Steps of a price are no amounts."""
_NO_LABELS = word_set(
    "of for in every after at has have takes take to about is are lasts last with from by and or"
    " over under than per costs cost around roughly nearly"
)
"""Words before numbers that name nothing: sessions of 10, 20 or 30 minutes."""
_IN_UNITS = re.compile(r"\d{1,5}(?:[.,]\d{1,3})? ?[^\W\d_%]{1,12}")
_WITHIN = re.compile(r"(?P<label>[^()]{1,60}?) ?\((?P<values>[^()/]{1,30}(?:/[^()/]{1,30})+)\)?")
_SLASHED = re.compile(r"(?!yes/|y/|true/)[^/]{2,}(?:/[^/]{2,})+", re.IGNORECASE)
_CHOOSABLE = re.compile(r" ?\((?P<values>[^()/,]{1,30}(?:/[^()/,]{1,30}){2,9})\)")
"""Three or more with strokes between them are what can be chosen, however they were marked."""
_TO = r" ?(?:to|-|\u2013) ?"
_SCALE = re.compile(
    rf"(?:,? (?:on a scale )?(?:from|of|between))? ?(?P<open>\()?(?P<least>[01])(?:{_TO}| and )"
    r"(?P<most>\d{1,2})(?(open)\))(?=\s*(?:[,;)!?\n]|\.(?!\d)|$)|,? (?:and|plus|with)\b)"
)
_BEGUN = re.compile(r"(?:,? (?:on a scale )?(?:from|of|between))? [01](?: ?(?:to|and|-))?$")
"""The beginning of a scale at the end of what tells a field: "how she was from 1 to"."""
_STEP_ONLY = re.compile(rf"\(?[01](?:{_TO}?(?:\d{{1,2}})?)?\)?")
"""What is marked as a value where it only begins a scale."""
_GRADES = re.compile(r"(?:grade|level|class|year|stage|form)$", re.IGNORECASE)
_STARS, _MOST_STARS = 5, 10
_WORDS = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE)
_COUNTED = COUNTED_TYPES
_LEAST = 2
_AFTER_COLON = re.compile(r" ?: (?P<values>[^:;.!?()\n]{5,160})(?=[).;!?\n]|$)")
_BETWEEN = re.compile(
    r"\s*,\s*(?:(?:or|oder|ou|o|of|lub|albo)\s+)?|\s+(?:or|oder|ou|o|of|lub|albo)\s+"
)
_MEASUREMENTS = re.compile(
    r"(?:(?:die|ihre|seine|les?|ses|sus?|las|le|sue|as|suas|de|haar|jej|jego|her|his|their) )?"
    r"(?:(?:body )?measurements|dimensions|(?:Körper)?maße|Abmessungen|Körpermasse|mesures"
    r"|mensurations|medidas|dimensiones|misure|dimensioni|dimensões|(?:lichaams)?maten|afmetingen"
    r"|wymiary|pomiary|miary)(?: (?:in|en|em|w) (?:cm|mm|m|inches))?",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]{1,}){0,3}(?=\s*(?:,|$))")
_SIZES = re.compile(
    r"\d|/|\b(?:x{0,3}[sml]|small|klein|petite?|pequeñ[oa]|piccol[oa]|pequen[oa]|mał[aye])\b",
    re.IGNORECASE,
)
"""What is chosen, and not measured."""
_MOST_OF_ONE = 5
"""Words of a value; what is longer is a clause."""


def with_brackets(marked: Marked, text: str) -> Marked:
    """Return marks with each enumeration of numbers whole, and without notes as fields.

    Args:
        marked: The marks of a request in any language.
        text: The request.
    """
    each = tuple(map(_parted, _with_each_measure(marked.fields, text)))
    scaled = tuple(_scaled(field, text) for field in _with_choosable(each, text))
    told = tuple(_with_last(scaled, text))
    fields = tuple(_with_values(field, text) for field in _without_notes(told, text))
    return marked._replace(fields=fields)


def _scaled(field: MarkedField, text: str) -> MarkedField:
    """Return a field on the scale that is told behind it: "condition 1 to 5"."""
    begun = _BEGUN.search(field.words.text)
    said = field.words.text[: begun.start()] if begun else field.words.text
    end = field.words.start + len(said)
    scale = _SCALE.match(text, end)
    begins = not field.values or _STEP_ONLY.fullmatch(field.values.strip())
    scaled = (*_WORDS, FieldType.RATING, *([FieldType.INTEGER] if begun else []))
    if scale is None or not said or not begins or field.type not in scaled:
        return field
    most = int(scale["most"])
    graded = _GRADES.search(said) and most > _STARS and most != _MOST_STARS
    judged = scale["least"] == "1" and _STARS - 2 <= most <= _MOST_STARS and not graded
    number = FieldType.INTEGER if graded or not is_numbered(said) else FieldType(field.type)
    kind = FieldType.RATING if judged and not is_numbered(said) else number
    name = identifier(said) if begun and field.named else field.name
    words = Words(field.words.start, end, said)
    return field._replace(words=words, name=name, values="", type=kind.value)


def bracketed(text: str) -> str:
    """Return a text with brackets around numbers to choose from: "size 0.5l, 0.75l or 1.5l"."""

    def put(match: re.Match[str]) -> str:
        choices = read_choices(match["values"])
        if match["word"].lower() in _NO_LABELS or not all(map(_IN_UNITS.fullmatch, choices)):
            return match.group()
        return f"{match['word']} ({match['values']})"

    return _LOOSE.sub(put, text)


def _with_each_measure(fields: tuple[MarkedField, ...], text: str) -> Iterator[MarkedField]:
    """Return each of "measurements (bust, waist, hips)" as a number; other fields as they are."""
    inside: set[int] = set()
    for field in fields:
        if field.words.start in inside:
            continue
        match = _measures_behind(field, fields, text)
        if match is None:
            yield field
            continue
        inside.update(range(*match.span("values")))
        for part in _MEASURE.finditer(match["values"]):
            start = match.start("values") + part.start()
            words = Words(start, start + len(part.group()), part.group())
            kind, name = FieldType.DECIMAL.value, identifier(part.group())
            yield field._replace(words=words, name=name, named=True, type=kind, values="")


def _measures_behind(
    field: MarkedField, fields: tuple[MarkedField, ...], text: str
) -> re.Match[str] | None:
    """Return where measures stand behind the word for them, and nothing else does."""
    if not _MEASUREMENTS.fullmatch(field.words.text):
        return None
    match = _LISTED.match(text, field.words.end) or _AFTER_COLON.match(text, field.words.end)
    if match is None or _SIZES.search(match["values"]):
        return None
    closed = text[match.end() - 1 : match.end() + 1].find(")") >= 0
    kinds = (*_COUNTED, FieldType.TEXT) if closed else _COUNTED
    within = [one for one in fields if match.start() <= one.words.start < match.end()]
    several = len(_MEASURE.findall(match["values"])) >= _LEAST
    return match if several and all(one.type in kinds for one in within) else None


def _with_last(fields: tuple[MarkedField, ...], text: str) -> Iterator[MarkedField]:
    """Return fields with the values behind a colon that end a list: "(…, status: open, done)"."""
    begins = [field.words.start for field in fields]
    for field in fields:
        match = _AFTER_COLON.match(text, field.words.end)
        chosen = field.type == FieldType.CHOICE and not field.values
        if match is None or not chosen or any(match.start() <= at < match.end() for at in begins):
            yield field
            continue
        values = [one.strip() for one in _BETWEEN.split(match["values"]) if one.strip()]
        fits = all(len(one.split()) <= _MOST_OF_ONE and not is_known(one.lower()) for one in values)
        told = len(values) >= _LEAST and fits
        yield field._replace(values=", ".join(values)) if told else field


def _parted(field: MarkedField) -> MarkedField:
    """Return a field whose values were marked with it: "payment (cash/bank)"."""
    match = _WITHIN.fullmatch(field.words.text)
    choices = read_choices(match["values"].replace("/", ", ")) if match else ()
    if match is None or len(choices) < _LEAST or field.type not in _WORDS:
        return field
    words = Words(field.words.start, field.words.start + match.end("label"), match["label"])
    name = identifier(match["label"]) if field.named else field.name
    values, kind = match["values"], FieldType.CHOICE.value
    return field._replace(words=words, name=name, values=values, type=kind)


def _with_choosable(fields: tuple[MarkedField, ...], text: str) -> tuple[MarkedField, ...]:
    """Return fields with the values that strokes part behind them, and those for no fields."""
    behind = {field: _CHOOSABLE.match(text, field.words.end) for field in fields}
    spans = [
        match.span("values")
        for field, match in behind.items()
        if match and field.type in (*_WORDS, FieldType.YES_NO) and not _names_fields(match)
    ]
    told = [f for f in fields if not any(a <= f.words.start < b for a, b in spans)]
    return tuple(
        field._replace(values=match["values"], type=FieldType.CHOICE.value)
        if (match := behind[field]) and match.span("values") in spans
        else field
        for field in told
    )


def _names_fields(match: re.Match[str]) -> bool:
    values = match["values"].lower().split("/")
    return 2 * sum(is_known(value.strip()) for value in values) >= len(values)


def _without_notes(fields: tuple[MarkedField, ...], text: str) -> Iterator[MarkedField]:
    notes = {found for field in fields if (found := _note_behind(field, text))}
    fields_only = [f for f in fields if (f.words.start, f.words.end) not in notes]
    dropped = {f.words.text.lower() for f in fields if f not in fields_only}
    for field in fields_only:
        span = _note_behind(field, text)
        note = text[slice(*span)] if span is not None else ""
        told = note.lower() in dropped
        if told and _SLASHED.fullmatch(note) and field.type in _WORDS:
            yield field._replace(values=note, type=FieldType.CHOICE.value)
            continue
        yield field._replace(said=f"{field.words.text} ({note})") if told else field


def _note_behind(field: MarkedField, text: str) -> tuple[int, int] | None:
    """Return where the one word in brackets behind a field stands, unless it names a field."""
    match = _NOTE.match(text, field.words.end)
    if match is None:
        return None
    note = match["note"].lower()
    return None if is_known(note) or type_of(note) is not None else match.span("note")


def _with_values(field: MarkedField, text: str) -> MarkedField:
    steps = _STEPS.match(text, field.words.end)
    if steps is not None:
        values = ", ".join(_SIGNS.findall(steps.group()))
        return field._replace(values=values, type=FieldType.CHOICE.value)
    match = _LISTED.match(text, field.words.end) or _NUMBERS.match(text, field.words.end)
    told = field.values.strip(" ()")
    if match is None or not told or told not in match["values"]:
        return field
    whole = match["values"]
    choices = read_choices(whole)
    if len(choices) < _LEAST:
        return field
    if not all(choice[:1].isdigit() for choice in choices):
        return field
    measured = field.type in _COUNTED and all(map(_IN_UNITS.fullmatch, choices))
    return field._replace(values=whole, type=FieldType.CHOICE.value if measured else field.type)
