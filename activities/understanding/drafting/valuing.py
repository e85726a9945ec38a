"""What is logged, where only the name of the list tells it: a temperature, a joke; pure."""

import re

from activities.understanding.draft import MOST_FIELDS, Draft, DraftEntity, DraftField
from activities.understanding.drafting.identifying import is_trait
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, plural, singular
from models.fields import COUNTED_TYPES, TEXT_TYPES, FieldType

_LONGEST = 3
_MEASURED = word_set(
    "temperature humidity rainfall salinity acidity alkalinity turbidity glucose visibility"
)
"""Whoever logs one of these logs how much it is, whatever else is told of it."""
_ON_A_DEVICE = re.compile(
    r"(?:meter|gauge|thermometer|barometer|hygrometer|electricity|gas|water|oil|sugar|glucose|"
    r"tide|river|noise|sound|chlorine|oxygen|ph|pressure|heat|power|pollen|co2) "
    r"(?:readings?|levels?)",
    re.IGNORECASE,
)
_READ = ("reading", "measurement")
_SIZES = {
    **dict.fromkeys(
        word_set(
            "weight weighing height length girth waist temperature pulse reading measurement "
            "mileage"
        ),
        FieldType.DECIMAL,
    ),
    "size": FieldType.TEXT,
}
_WEIGHED = "weighing"
_SAID = {
    **dict.fromkeys(
        word_set(
            "joke pun riddle quote quotation saying proverb compliment insult excuse mistake idea "
            "thought worry wish complaint lie remark confession question"
        ),
        FieldType.TEXT,
    ),
    **dict.fromkeys(
        word_set("limerick haiku poem verse dream nightmare prayer anecdote"), FieldType.LONG_TEXT
    ),
}
"""What consists of words, which are what is kept of it, in a line or in several."""
_PART_OF_DAY = "time_of_day"
_TEXTS = TEXT_TYPES
_NUMBERS = COUNTED_TYPES
_BESIDE = re.compile(
    r"(?:(?:to|from|for|with|by|of|about) )?(?:who(?:m|se)?|where|when|which day)\b.*|.{1,40} by|"
    r"stage|place|location|venue|source|mood|feeling|category|topic|weather|occasion|beach|room|"
    r"name|.{0,30} from",
    re.IGNORECASE,
)
"""What tells of words said or written where, when and by whom it was, and not what they were."""
_TOLD_OF_EACH = r"\b(?:every|each|all the|the|any) (?P<noun>[a-z]{3,16}) (?:that )?(?:i|we)\b"
_MANNER = r"(?: [a-z']{2,16}){1,3}? (?:on|at|in|during) (?P<where>[a-z]{3,10})\b"
_SPOKEN = re.compile(_TOLD_OF_EACH + f"(?:{_MANNER})?", re.IGNORECASE)
_SCENES = word_set("stage night bed work home school class church town sleep court air public")
"""What stands without an article where it tells how or when, and no field."""


_COUNTED = re.compile(
    r"\b(?:count|add up|total up|tot up)(?: up)? (?:all )?(?:the |how many )?"
    r"(?P<what>[a-z]{4,15}s)\b"
    r"|\b(?:the|all|his|her|my|our) (?P<counted>[a-z]{4,15}s) (?:to be )?"
    r"(?:counted|added up|totalled)\b",
    re.IGNORECASE,
)
_NO_STUFF = word_set(
    "days hours minutes weeks months years people votes entries points times totals numbers costs "
    "attacks records visits expenses amounts prices sums kilometres miles"
)
"""What is counted of what is kept, or measured anyway."""


def count_stuff(draft: Draft, text: str) -> None:
    """Keep how many of something there were each time, where they are to be counted.

    Args:
        draft: What was understood in English; a field is added to the only list that is dated.
        text: The request.
    """
    match = _COUNTED.search(text)
    noun = (match["what"] or match["counted"]).lower() if match else ""
    kept = [one for one in draft.entities.values() if one.described]
    if match is None or len(kept) != 1 or not is_plural(noun) or noun in _NO_STUFF:
        return
    (entity,) = kept
    dated = any(told.specification.type is FieldType.DATE for told in entity.fields)
    known = {word for told in entity.fields for word in told.specification.label.lower().split()}
    named = {noun, singular(noun)} & {*known, entity.label.lower(), entity.plural_label.lower()}
    if dated and not named and len(entity.fields) < MOST_FIELDS - 1:
        entity.put(Hint(f"Number of {noun}", FieldType.INTEGER), match.group())


def tell_values(draft: Draft, text: str) -> None:
    """Keep what is measured as a number, and what is said or written as its words.

    Args:
        draft: What was understood in English; fields are added to what is described.
        text: The request.
    """
    for entity in draft.entities.values():
        if not entity.described or len(entity.fields) >= MOST_FIELDS - 1:
            continue
        label = _measured(entity, text)
        if label:
            _put(entity, label, FieldType.DECIMAL)
        elif entity.name.endswith(_WEIGHED) and not any(map(_tells_weight, entity.fields)):
            _put(entity, "Weight", FieldType.DECIMAL)
        elif _last(entity.label) in _SAID and not _is_something_else(entity):
            _tell_words(entity, text)


def tell_sizes(draft: Draft) -> None:
    """Keep how much it was where a list of sizes or weights has no more than its days.

    Args:
        draft: What was understood in any language; fields are added to what is dated only.
    """
    for entity in draft.entities.values():
        kind = _SIZES.get(entity.name.rsplit("_", 1)[-1]) or _SIZES.get(_last(entity.label))
        told = (one.specification for one in entity.fields)
        types = {one.type for one in told if one.name != _PART_OF_DAY}
        if kind is not None and types == {FieldType.DATE} and entity.described:
            hint = Hint(entity.label, kind, required=True)
            entity.put(hint, entity.evidence, at=len(entity.fields))


def _is_something_else(entity: DraftEntity) -> bool:
    """Say whether a usual thing is meant, as by a gift idea."""
    return entity.thing is not None and entity.thing.name != _last(entity.label)


def _measured(entity: DraftEntity, text: str) -> str:
    """Return what a list of measurements is of that has no number yet."""
    if any(told.specification.type in _NUMBERS for told in entity.fields if told.evidence):
        return ""
    words = entity.label.lower().split()[-_LONGEST:]
    label = entity.label if _last(entity.label) in _MEASURED else ""
    if not label and _ON_A_DEVICE.search(" ".join(words)):
        label = words[-1]
    if not label and entity.name.rsplit("_", 1)[-1] in _READ:
        device = _ON_A_DEVICE.search(text)
        label = "Reading" if device else next(iter(_named(text)), "")
    own = {_last(told.specification.label) for told in entity.fields}
    return "" if _last(label or "entry") in own else label


def _tells_weight(told: DraftField) -> bool:
    return "weight" in told.specification.name or told.specification.type in _NUMBERS


def _named(text: str) -> list[str]:
    """Return what is measured by the words of a text, whose list is called otherwise."""
    words = re.findall(r"[a-z]{4,20}", text.lower())
    return [singular(word) for word in words if singular(word) in _MEASURED]


def _tell_words(entity: DraftEntity, text: str) -> None:
    """Put the words themselves before what is told of them."""
    noun = _last(entity.label)
    for match in _SPOKEN.finditer(text):
        if match["noun"].lower() in (noun, plural(noun)) and match["where"]:
            _drop_scene(entity, match["where"].lower())
    if not any(map(_may_hold, entity.fields)):
        _put(entity, noun, _SAID[noun])


def _drop_scene(entity: DraftEntity, where: str) -> None:
    if where in _SCENES:
        entity.fields = [told for told in entity.fields if told.evidence.lower() != where]


def _may_hold(told: DraftField) -> bool:
    """Say whether a text can hold what was said, and no more than who said it, and where."""
    known = told.specification
    label = known.label.lower()
    if known.type not in _TEXTS or not told.evidence or is_trait(known.name):
        return False
    return not (_BESIDE.fullmatch(label) or is_person_word(label)) or label == "name"


def _last(words: str) -> str:
    return singular(words.lower().split()[-1])


def _put(entity: DraftEntity, label: str, kind: FieldType) -> None:
    entity.put(Hint(singular(label), kind, required=True), entity.evidence, at=0)
