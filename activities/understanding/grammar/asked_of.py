"""Questions with the name of a field in their middle: "how much the deposit was"; pure."""

import re
from typing import NamedTuple

from activities.understanding.knowledge.field_types import type_of
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.shortening import shortened
from models.fields import FieldType

_NOUN = r"(?P<noun>[a-z][\w'-]*(?: [a-z][\w'-]*){0,2}?)"
_THE = r"(?:the|my|our|their|his|her|its|your|a|an|each|every)"
_BE = r"(?:is|was|are|were|will be|has been|had been)"
_HOW_MUCH = re.compile(
    rf"(?:how much|how high|how big|what) (?:(?:{_BE} {_THE} {_NOUN.replace('noun', 'first')})"
    rf"|(?:{_THE} {_NOUN} {_BE}))"
)
_EACH_COSTS = re.compile(
    r"how much (?:each|every)(?: one|(?! costs?\b| is\b| was\b) [a-z]+)? (?:costs?|is|was)"
)
_LEFT = re.compile(
    rf"how many (?:more |of the )?{_NOUN}"
    r"(?: (?:are|is|were|was|i have|we have|they have))?(?: still)?"
    r" (?:left|balance|remaining|remain|pending|outstanding|to go|to come|unpaid|unused)"
)
_PRONOUNS = ("i", "we", "you", "he", "she", "it", "they", "there", "are", "is", "of")
_CAN = re.compile(
    r"when (?:(?P<who>i|we|you|one|it|they|that|this|somebody|someone|the [a-z]+) )"
    r"(?:can|could|may) (?P<what>(?:next |first |be )?[a-z]{3,20}(?: (?:it|them|this|that|out"
    r"|off|up))*"
    r"(?: again)?)"
    r"|when (?:can|could|may) (?P<asker>i|we|you|one|it|they) (?P<asked>(?:next |first "
    r"|be )?[a-z]{3,20}"
    r"(?: (?:it|them|this|that|out|off|up))*(?: again)?)"
)
_IT_BEHIND = re.compile(r" (?:it|them|this|that)(?= |$)")
_ALIVE = ("they",)
"""When they can come is told freely; when it can be picked is a day."""
_WHO_DID = re.compile(
    r"who (?:did|does|is doing|was doing|has done|will do|is going to do) "
    r"(?:the |my |our |their |some )?(?P<what>[a-z][a-z'-]+(?: [a-z][a-z'-]+){0,2})"
)
_GENERAL = word_set(
    "it them this that what which whose work works job jobs task tasks chore chores repair repairs "
    "service servicing maintenance treatment session visit check checks inspection test thing "
    "things one ones so how when where in on at for with by from last most"
)
"""Of such the doer is told without them: who did the work has done it."""
_GRADED = re.compile(
    r"how (?:clear|vivid|intense|bad|good|hard|difficult|easy|tasty|spicy|scary|painful|happy|sad"
    r"|stressful|tiring|stressed|tired|anxious|calm|fun|funny|severe|strong|restful|productive"
    r"|useful"
    r"|satisfied|realistic|confident|comfortable|bitter|sweet|sour|salty|smooth|exciting|boring"
    r"|busy|messy|nice|pretty|reliable|friendly|clean|fresh)"
    r" (?:it|they|he|she|i|we|(?:the|my|our|each) [a-z]+) "
    r"(?:was|were|is|are|felt|feels?|tasted|tastes?|looked|looks?|sounded|went|seemed)",
    re.IGNORECASE,
)
_KNOWN_GRADES = re.compile(
    r"how (?:bad|severe|strong|intense|painful|hard|difficult|easy|good|nice|tasty) "
)
"""Those have names of their own: how hard it was is its difficulty."""
_CAPITALS = re.compile(r"\b[A-Za-z]*[A-Z][A-Z0-9]+s?\b")


class Named(NamedTuple):
    """A field that was asked for."""

    label: str
    words: str
    """From which the type is inferred."""


def asked_in_middle(text: str) -> Named | None:
    """Return the field of a question that has its name in the middle.

    Args:
        text: The question, in small letters.
    """
    readers = (_amount, _left, _can, _doer, _grade)
    return next((found for reader in readers if (found := reader(text))), None)


def is_graded(words: str) -> bool:
    """Say whether words ask how much of a quality something had: "how clear it was".

    Args:
        words: The question.
    """
    return _GRADED.fullmatch(words.strip()) is not None


def as_written(label: str, text: str) -> str:
    """Return a label with abbreviations as they were written: "EMIs left".

    Args:
        label: In small letters.
        text: The words that it was made of.
    """
    for found in _CAPITALS.finditer(text):
        label = re.sub(rf"\b{re.escape(found.group().lower())}\b", found.group(), label)
    return label


def _amount(text: str) -> Named | None:
    if _EACH_COSTS.fullmatch(text):
        return Named("cost", "cost as money")
    match = _HOW_MUCH.fullmatch(text)
    noun = (match["noun"] or match["first"]) if match else ""
    if not noun:
        return None
    kind = type_of(noun)
    if text.startswith("how much"):
        return Named(noun, noun if kind else f"{noun} as money")
    return Named(noun, noun) if kind is FieldType.MONEY else None


def _left(text: str) -> Named | None:
    match = _LEFT.fullmatch(text)
    if match and match["noun"].split()[0] in _PRONOUNS:
        return None
    return Named(f"{match['noun']} left", f"number of {match['noun']}") if match else None


def _can(text: str) -> Named | None:
    match = _CAN.fullmatch(text)
    if match is None:
        return None
    who, what = match["who"] or match["asker"], match["what"] or match["asked"]
    if who in _ALIVE and not what.startswith("be "):
        return Named(shortened(text), f"{shortened(text)} as text")
    label = f"can {_IT_BEHIND.sub('', what)} {'from' if what.startswith('be ') else 'on'}"
    return Named(label, f"{label} as date")


def _doer(text: str) -> Named | None:
    match = _WHO_DID.fullmatch(text)
    if match is None or not _GENERAL.isdisjoint(match["what"].split()):
        return None
    return Named(f"{match['what']} by", f"{match['what']} by as text")


def _grade(text: str) -> Named | None:
    known = _KNOWN_GRADES.match(text)
    return Named(text, f"{text} as rating") if is_graded(text) and not known else None
