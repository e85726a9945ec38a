"""What the entries of a log are called: by what is done, or else by a general word; pure."""

import re
from collections.abc import Sequence

from activities.understanding.draft import DraftField
from activities.understanding.drafting.verb_named import noun_of_verb
from activities.understanding.languages.labels import english_of, said_in
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import ENTRY
from activities.understanding.relating.fillings import called_filling, is_filling
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import plural
from models.fields import FieldType

_LONGEST = 60
"""Characters of words that tell of a field; longer ones are a whole statement."""
_SHORTEST = 3
_DRIVEN = word_set("driver passenger passengers skipper crew destination")
_DISTANCE = word_set("km kilometres kilometers mileage miles odometer engine")
_WORK = word_set("work_done repairs work_carried_out parts_replaced")
_WORKED = word_set("work parts")
"""What may as well be the work of an apprentice or the parts of a choir, unless more is said."""
_NO_DEED = word_set(
    "be have do go get make take see need begin start end finish happen write note update add "
    "create use receive schedule plan planned expire complete"
)
"""Verbs that say nothing of what is done."""
_STATES = re.compile(r"[,:;]")
_DONE = re.compile(
    r"(?=[a-z]*[aeiouy][a-z]*ed$)[a-z]{1,11}[a-df-z]ed|shorn|mown|sown|dug|fed|swept"
)
"""How a verb ends that tells what was done, and neither "weed" nor "shed"."""


def entry_of_fields(told: Sequence[DraftField], language: str) -> tuple[str, str, str]:
    """Return the English name of an entry, and what one and several are called.

    Args:
        told: What is noted in each.
        language: ISO 639-1 code.
    """
    called = _called_by_verbs(told, language) or called_by_fields(told, language)
    if called is not None:
        english = english_of(called[0], language) if language != "en" else ""
        return (english or called[0], *called)
    entry = said_in(ENTRY, language)
    return (ENTRY, entry.one, entry.many or entry.one) if entry else (ENTRY, "Entry", "Entries")


def called_by_fields(told: Sequence[DraftField], language: str) -> tuple[str, str] | None:
    """Return what one and several are called where somebody drives, repairs or fills up.

    Args:
        told: What is noted in each entry.
        language: ISO 639-1 code.
    """
    names = {field.specification.name for field in told}
    words = {word for name in names for word in name.split("_")}
    row = read_table("several_logs")[language]
    if any(map(_tells_work, told)):
        return _both(row["work"])
    if words & _DRIVEN and words & _DISTANCE:
        return _both(row["trip"])
    return called_filling(language) if is_filling(told) else None


def is_done(told: Sequence[DraftField], language: str) -> bool:
    """Say whether a day is told by what was done on it, for which there is a noun.

    Args:
        told: What is noted in each entry.
        language: ISO 639-1 code.
    """
    return _called_by_verbs(told, language) is not None


def words_of(field: DraftField) -> str:
    """Return what a field was made of, unless that is a whole statement, and what it is called."""
    return f"{said_of(field.evidence)} {field.specification.label}"


def said_of(evidence: str) -> str:
    """Return the words that something was made of, or nothing where they tell of more."""
    return evidence if len(evidence) <= _LONGEST and not _STATES.search(evidence) else ""


def _tells_work(field: DraftField) -> bool:
    """Say whether it is told what was repaired: "work done", and "travaux faits" in French."""
    known = field.specification
    return known.name in _WORK or (known.name in _WORKED and len(known.label.split()) > 1)


def _called_by_verbs(told: Sequence[DraftField], language: str) -> tuple[str, str] | None:
    """Return what is called like what was done on a day that is noted: "when inspected"."""
    for field in told:
        if field.specification.type is not FieldType.DATE:
            continue
        for word in re.findall(r"[^\W\d_]+", words_of(field).lower()):
            noun = noun_of_verb(word, language) if language != "en" else _noun_of(word)
            if noun is not None:
                return noun
    return None


def _noun_of(done: str) -> tuple[str, str] | None:
    word = tag(done)[0] if len(done) >= _SHORTEST and _DONE.fullmatch(done) else None
    if word is None or word.is_noun or _NO_DEED & {word.lemma, done[:-1], done[:-2]}:
        return None
    noun = frames().events.get(word.lemma) or _doing(done, word.lemma)
    return (noun, plural(noun)) if noun else None


def _doing(done: str, lemma: str) -> str:
    """Return what was done as a noun: "spraying", "pruning", "drying"."""
    if done.endswith("ied"):
        return f"{done[:-3]}ying"
    if done.endswith("ed"):
        return f"{done[:-2]}ing"
    return f"{lemma}ing" if lemma != done else ""


def _both(row: str) -> tuple[str, str]:
    one, _, many = (part.strip() for part in row.partition("|"))
    return one, many
