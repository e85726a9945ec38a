"""What is measured is a field of the measuring: "we weigh them, so weight in grams"; pure."""

import re

from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier
from models.fields import FieldType

_MEASURES = word_set("weight height length temperature pulse girth width depth")
_UNIT = re.compile(
    r" (?:in|\()(?: |(?<=\())(?:grams?|g|kg|kilos?|kilograms?|lbs?|pounds?|oz|ounces|stone|cm|mm"
    r"|met(?:re|er)s?|centimet(?:re|er)s?|inch(?:es)?|feet|degrees|celsius|fahrenheit)\b\)?",
    re.IGNORECASE,
)


def with_measures(marked: Marked, text: str) -> Marked:
    """Return marks where the word for what is measured tells a field, and names no list again.

    Only where the list is named by another word too: "weighing" by "weigh".

    Args:
        marked: The marks of an English request.
        text: The request.
    """
    for thing in marked.things:
        word = thing.words.text.lower()
        others = {one.words.text.lower() for one in marked.things if one.name == thing.name}
        told = {field.name.split("_")[0] for field in marked.fields if field.owner == thing.name}
        if word in _MEASURES and thing.name != word and others - {word} and word not in told:
            marked = _as_field(marked, thing, text)
    return marked


def _as_field(marked: Marked, thing: MarkedThing, text: str) -> Marked:
    unit = _UNIT.match(text, thing.words.end)
    end = unit.end() if unit else thing.words.end
    words = Words(thing.words.start, end, text[thing.words.start : end])
    kind = FieldType.DECIMAL.value
    field = MarkedField(words, identifier(words.text), True, kind, thing.name, "", thing.confidence)
    return marked._replace(
        things=tuple(one for one in marked.things if one is not thing),
        fields=tuple(sorted((*marked.fields, field), key=lambda one: one.words.start)),
    )
