"""From the words for a field to its type, bounds and choices; pure."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from activities.understanding.knowledge.choice_words import in_steps, stepped, with_units
from activities.understanding.knowledge.field_labels import ARTICLES, demands_in, short_label
from activities.understanding.knowledge.field_types import (
    CHOICE_WORDS,
    tells_growth,
    type_named,
    type_names,
    type_of,
    usual_choices,
)
from activities.understanding.knowledge.numbered import is_numbered
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.words import identifier, label_of
from models.specification import FieldSpecification, FieldType

_TOP_OF_RATING = 10
_USUAL_TOP = 5
_MOST_CHOICES = 40


class Hint(NamedTuple):
    """What was read from the words of one field."""

    label: str
    type: FieldType
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    required: bool = False
    unique: bool = False


_PLAIN_CHOICES = re.compile(
    r"^(?P<label>[^/:(]*?[\w)])[ :]+(?P<choices>\w[\w-]*(?:/\w[\w-]*){2,9}"
    r"|[a-z]{3,}(?:/[a-z]{3,}))$",
    re.I,
)
_EITHER = re.compile(r"^([a-z]{3,}) or (?!not$|no$)([a-z]{3,})$", re.I)
_RANGE = re.compile(
    r"\s*[(,]?\s*\b(?:on a scale )?(?:from|between|of)?\s*(?<![\d.-])(-?\d{1,6})\s*(?:to|-"
    r"|and|\.\.|through)\s*(-?\d{1,6})"
    r"(?:\s+(?:stars?|points?))?\s*\)?",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"\s*\(?\s*(?:out of|of|/)\s*(\d{1,3})\s*(?:stars?|points?)?\)?(?: for (?:each|every) \w+)?$"
    r"|\b(\d{1,2})[ -]stars?\b",
    re.I,
)
_TOPS = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "hundred": 100,
}  # fmt: skip
_TOP_IN_WORDS = re.compile(rf"\bout of (?:an? |one )?(?P<top>{'|'.join(_TOPS)})\b", re.IGNORECASE)
_YES_NO = re.compile(r"^(.*\w)[ :,(-]+(?:yes\s?/\s?no|yes or no|y/n)\)?$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,300})[)\]]\s*$")
_LISTED = re.compile(r",|/|\bor\b|\|")
_EXAMPLE = re.compile(r"e\.?g\b|for example|like\b|such")
_BETWEEN_CHOICES = re.compile(r"\s*(?:,?\s+(?:or|oder|ou|lub)\s+|\||(?<=\w)/(?=\w)|\s/\s)\s*")
_STARS = re.compile(r"\bstars?\b", re.IGNORECASE)
_FRACTION = re.compile(r"(?<![\d/])\d{1,2}/\d{1,3}(?![\d/])")
"""Sizes and beats: the stroke of "1/4, 1/2 or full" parts no choices."""
_STROKE = "\u2044"
_WHEN = re.compile(
    r"a (?:digiuno|mezzogiorno|mezzanotte|mediod[ií]a|medianoche|domicilio|casa|parte|bordo"
    r"|fazer|pagar|entregar|enviar|receber|confirmar|decidir|definir|começar|comprar|combinar"
    r"|cobrar|devolver|recoger|preparar|revisar|tratar|chegar|iniciar|encomendar|levantar"
    r"|confermare|decidere|favor|favore)\b",
    re.IGNORECASE,
)
"""Times, places and what is still to be done in other languages, of which "a" is no article."""
_WEIGHED = word_set(
    """
    ingredient dose dosage feeding feed medication medicine pill drug watering fertilising harvest
    milking pumping supplement nappy bottle
    """
)
_OTHERS_WEIGHED = ("pantry_item", "baby_entry")
_MEASURED = ("reading", "measurement")
_CHOICE_OF = re.compile(
    rf"^(?P<label>(?:[\w'-]+ ){{0,2}}?(?:{CHOICE_WORDS}))(?:\s*[:=]\s*|\s+(?:is |can be |may "
    rf"be |being )?"
    r"(?:either |one of |among )?)(?P<choices>(?!of\b).*(?:\bor\b|/|,|:|\band\b).*)$",
    re.I,
)


def in_digits(words: str) -> str:
    """Return words with the top of a scale in digits: "marks out of ten"."""
    return _TOP_IN_WORDS.sub(lambda match: f"out of {_TOPS[match['top'].lower()]}", words)


def infer(words: str, *, number_of: str = "") -> Hint:
    """Read one field from a person's words.

    Args:
        words: Like ``a rating from 1 to 5`` or ``status (open, closed)``.
        number_of: Name of the entity, for words whose meaning depends on it.
    """
    text, demands = demands_in(ARTICLES.sub("", in_digits(" ".join(words.split()))))
    hint = _explicit(text) or _by_name(text, number_of)
    return hint._replace(required=demands.required, unique=demands.unique)


def _explicit(text: str) -> Hint | None:
    """Return what words tell that name a type, choices or bounds."""
    return (
        _named_type(text) or _stepped(text) or _chosen(text) or _bounded(text) or _bracketed(text)
    )


def _stepped(text: str) -> Hint | None:
    told = in_steps(text)
    return Hint(short_label(told.label), FieldType.CHOICE, told.choices) if told else None


def _named_type(text: str) -> Hint | None:
    first = _named_types().first.match(text)
    if first and (kind := type_named(first["kind"])):
        return Hint(short_label(first["label"]), kind)
    yes_no = _YES_NO.match(text)
    if yes_no:
        return Hint(short_label(yes_no.group(1)), FieldType.YES_NO)
    behind = _named_types().behind.search(text)
    if behind and behind.start() and (kind := type_named(behind.group(1))):
        return Hint(short_label(text[: behind.start()]), kind)
    return None


def _chosen(text: str) -> Hint | None:
    chosen = _CHOICE_OF.match(text) or _PLAIN_CHOICES.match(text)
    if chosen and len(choices := read_choices(chosen["choices"])) > 1:
        return Hint(short_label(chosen["label"]), FieldType.CHOICE, choices)
    either = _EITHER.match(text)
    if either and type_of(text) is None:
        return Hint(short_label(text), FieldType.CHOICE, (either.group(1), either.group(2)))
    return None


def _bounded(text: str) -> Hint | None:
    match = _RANGE.search(text)
    low, high, out_of = 1, 0, _OUT_OF.search(text)
    if match:
        low, high = int(match.group(1)), int(match.group(2))
        rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
    elif out_of:
        high = int(out_of.group(1) or out_of.group(2))
        rest = _OUT_OF.sub(" rating" if out_of.group(2) else "", text).replace(
            "rating rating", "rating"
        )
    else:
        return None
    label = short_label(rest)
    if low >= high or not label or type_of(label) in (FieldType.DATE, FieldType.TIME):
        return None
    judged = _STARS.search(text) or not is_numbered(label)
    if low == 1 and high <= _TOP_OF_RATING and judged:
        return Hint(label, FieldType.RATING, maximum=high)
    return Hint(label, FieldType.INTEGER, minimum=low, maximum=high)


def _bracketed(text: str) -> Hint | None:
    bracket = _BRACKET.search(text)
    if not bracket or not bracket.start():
        return None
    label, inside = text[: bracket.start()], bracket.group(1)
    kind = type_named(inside)
    if kind:
        return Hint(short_label(label), kind)
    listed = _LISTED.search(inside) and not _EXAMPLE.match(inside)
    choices = read_choices(inside) if listed else ()
    if len(choices) > 1:
        return Hint(short_label(label), FieldType.CHOICE, choices)
    return _by_name(f"{label} ({inside})", "")._replace(label=short_label(label))


def read_choices(text: str) -> tuple[str, ...]:
    """Return the different choices in an enumeration like ``low, medium or high``."""
    joined = _BETWEEN_CHOICES.sub(", ", _with_fractions(text)).replace(_STROKE, "/")
    found: dict[str, str] = {}
    for item in stepped(text) or with_units(split_items(joined)):
        words = item.strip("'\" ()")
        choice = (words if _WHEN.match(words) else ARTICLES.sub("", words))[:80].strip()
        found.setdefault(choice.casefold(), choice)
    return tuple(choice for choice in found.values() if choice)[:_MOST_CHOICES]


def _with_fractions(text: str) -> str:
    """Return an enumeration whose fractions have a stroke of their own, where others part it."""
    bare = _FRACTION.sub("", text)
    parted = bool(_FRACTION.search(text)) and re.search(r",|\bor\b", bare) is not None
    whole = _FRACTION.sub(lambda one: one.group().replace("/", _STROKE), text)
    return whole if parted else text


def _by_name(text: str, entity: str) -> Hint:
    label = short_label(text)
    choices = usual_choices(label)
    if choices:
        return Hint(label, FieldType.CHOICE, choices)
    kind = type_of(text.lower()) or FieldType.TEXT
    if kind is FieldType.MONEY:
        kind = unless_measured(label.lower(), entity)
    return Hint(label, kind, maximum=_USUAL_TOP if kind is FieldType.RATING else None)


def unless_measured(label: str, entity: str) -> FieldType:
    """Return what an amount or a value is: money, but not of what is weighed or measured."""
    if tells_growth(label):
        return FieldType.DECIMAL
    weighed = entity in _OTHERS_WEIGHED or entity.rpartition("_")[2] in _WEIGHED
    if label == "amount" and weighed:
        return FieldType.TEXT
    if label == "value" and entity.endswith(_MEASURED):
        return FieldType.DECIMAL
    return FieldType.MONEY


class _NamedTypes(NamedTuple):
    first: re.Pattern[str]
    """The type before the label: "number field pages"."""
    behind: re.Pattern[str]
    """The type behind it: "pages as number"."""


@cache
def _named_types() -> _NamedTypes:
    names = type_names()
    return _NamedTypes(
        re.compile(
            rf"^(?P<kind>{names}) (?:field|column|box)s? (?:called |named |for (?:the |an? )?)?"
            r"(?P<label>.+)$",
            re.IGNORECASE,
        ),
        re.compile(rf"\s+(?:as(?: an?)?|\(|- )\s*({names})\)?$", re.IGNORECASE),
    )


def field_from(hint: Hint, *, owner: str = "", taken: tuple[str, ...] = ()) -> FieldSpecification:
    """Return the specification of a field.

    Raises:
        ValueError: Nothing readable is in the words.
    """
    label = label_of(hint.label)
    if not label or not any(character.isalnum() for character in label):
        raise ValueError("no words")
    numeric = hint.type in (FieldType.RATING, FieldType.INTEGER)
    return FieldSpecification(
        name=identifier(label, owner=owner, taken=taken),
        label=label,
        type=hint.type,
        required=hint.required,
        unique=hint.unique and hint.type not in (FieldType.YES_NO, FieldType.PHOTO),
        choices=hint.choices if hint.type is FieldType.CHOICE else (),
        minimum=Decimal(hint.minimum) if numeric and hint.minimum is not None else None,
        maximum=Decimal(hint.maximum) if numeric and hint.maximum is not None else None,
    )
