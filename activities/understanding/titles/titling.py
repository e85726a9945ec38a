"""Whether words can be what an application is called: a noun phrase, no sentence; pure."""

import re
from itertools import pairwise

from activities.understanding.draft import DraftEntity
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.phrases import APP_NOUNS
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, singular
from models.fields import FieldType

_FINITE = frozenset({"VVZ", "VVB", "VHZ", "VHB", "VHD", "VBZ", "VBB", "VBD", "VM0", "PNP"})
"""Tags of words that make a sentence of a noun: "tool belongs", "daughter has diabetes"."""
_DONE = frozenset({"VVN", "VVD"})
_MOTION = word_set("come comes go goes arrive arrives")
"""What is said of a thing behind its name, also where they could be read as nouns."""
_WHERE = word_set("here there now again today everywhere")
_ANYWHERE = word_set("somewhere anywhere nowhere someplace")
_GENERAL = word_set("items entries things completions")
"""What is kept where nobody says what it is; the heading says more."""
_WORD = re.compile(r"[a-z]{3,}")
_NAMING_NOTHING = (FieldType.DATE, FieldType.TIME, FieldType.YES_NO)
_NO_TITLES = word_set("name title notes what who comment description")
_QUESTION = re.compile(r"(?:what|who|whom|which|when|where|how|why|whether)\b", re.IGNORECASE)
_SHORT = 3
_NO_PURPOSE = word_set("and for the of log list")


def names_something(phrase: str) -> bool:
    """Say whether a phrase is a name: neither a sentence, nor how many, nor where.

    Args:
        phrase: The words that an application may be called by.
    """
    words = tag(phrase)
    if not words or any(word.tag in _FINITE for word in words[1:]):
        return False
    counted = words[0].tag == "CRD" and words[0].text.isalpha()
    if counted or words[-1].low in _WHERE or words[0].low in _ANYWHERE:
        return False
    if any(one.tag in _DONE and two.tag == "CRD" for one, two in pairwise(words)):
        return False  # "aunt left 200 records"
    *_, before, last = [words[0], *words]
    if before is not last and before.is_noun and last.low in _MOTION:
        return False
    return last.tag not in _DONE or before.tag != "NN1"


def is_general(plural_label: str) -> bool:
    """Say whether several of a thing are called so that it tells nothing of an application."""
    return plural_label.lower() in _GENERAL


def is_spoken_of(title: str, text: str) -> bool:
    """Say whether the usual title of a purpose is what a request speaks of.

    Whoever catalogues stamps has no coin collection.

    Args:
        title: "Coin collection".
        text: The request.
    """
    said = {singular(word) for word in _WORD.findall(text.lower())}
    told = [word for word in _WORD.findall(title.lower()) if word not in _NO_PURPOSE]
    own = [word for word in told if not re.fullmatch(APP_NOUNS, word)] or told
    return any(singular(word) in said for word in own)


def is_aside(topic: str, text: str, subjects: tuple[str, ...]) -> bool:
    """Say whether a topic is only told besides: "I usually write in bed on my phone".

    Args:
        topic: What a sentence was taken to be about.
        text: The request.
        subjects: Plural labels of what is kept.
    """
    folded, at = text.lower(), text.lower().find(topic.lower())
    words = {singular(word) for word in _WORD.findall(topic.lower())}
    for subject in subjects:
        kept = {singular(word) for word in _WORD.findall(subject.lower())}
        if kept & words:
            return False
        place = folded.find(singular(subject.lower()))
        if 0 <= place < at and not is_plural(topic):
            return True
    return False


def of_fields(entity: DraftEntity | None, otherwise: str) -> str:
    """Return a title for what has no name: "Blood sugar and food".

    Args:
        entity: What is kept.
        otherwise: The title where none of its fields is a name.
    """
    fields = [told for told in entity.fields if told.evidence] if entity else []
    labels = [
        told.specification.label
        for told in fields
        if told.specification.type not in _NAMING_NOTHING
        and told.specification.label.lower() not in _NO_TITLES
        and len(told.specification.label.split()) <= _SHORT
        and names_something(told.specification.label.lower())
        and not _QUESTION.match(told.specification.label)
    ]
    return " and ".join([*labels[:1], *map(str.lower, labels[1:2])]) or otherwise
