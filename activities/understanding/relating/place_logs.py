"""A log of a place, a device or a vehicle keeps what happened there, and no such places; pure.

"Gate log: date, plate, weight" has entries, and so has "diario della caldaia: data, pressione".
"""

import re
from functools import cache
from typing import NamedTuple

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.languages.labels import english_of, said_in
from activities.understanding.languages.numbers import one_of, several_of
from activities.understanding.languages.usual_lists import usual_list_in
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import ENTRY
from activities.understanding.relating.entries_named import entry_of_fields
from activities.understanding.relating.entries_told import is_dated
from activities.understanding.relating.fillings import NUMBERS
from activities.understanding.relating.several_told import is_counted_again
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, is_plural, label_of, said
from models.fields import FieldType

_MOST_READ, _LONGEST = 2_000, 60
_NAMED = word_set("name title make model brand manufacturer species breed model_name")
"""What tells of a thing itself, which is listed then."""
_NOTED = word_set("entry reading measurement maintenance inspection check service log record")
"""What entries are called by the network where it does not know the place."""
_SPANS = ("hour", "minute")
_EVERY = re.compile(
    r"\b(?:every|each|per|an?) (?:[\w-]+ )?(?:hours?|minutes?)\b|\bhourly\b", re.IGNORECASE
)
_READING = "reading"
_TIMES = (FieldType.DATE, FieldType.TIME)


class _Turns(NamedTuple):
    book: str
    of: str


def keep_entries_of_place(draft: Draft, text: str, language: str) -> None:
    """Call what is written down of a place or a device entries, where it was taken for several.

    Args:
        draft: What was understood; lists are called otherwise.
        text: The request.
        language: ISO 639-1 code.
    """
    turns = _turns(language)
    if turns is None:
        return
    for entity in list(draft.entities.values()):
        if _is_span(entity, text, language):
            _call(draft, entity, _READING, *_readings(language))
        if not _tells_entries(draft, entity, language):
            continue
        if _is_book(entity, text, turns, language) or _is_logged(entity, text, turns, language):
            _call(draft, entity, *_entry(entity, language))
        elif _is_measured(entity, text, turns, language):
            _call(draft, entity, _READING, *_readings(language))


@cache
def _turns(language: str) -> _Turns | None:
    row = read_table("place_logs").get(language)
    return _Turns(row["book"], row["of"]) if isinstance(row, dict) else None


@cache
def _places() -> frozenset[str]:
    return word_set(str(read_table("place_logs")["places"]))


def _tells_entries(draft: Draft, entity: DraftEntity, language: str) -> bool:
    """Say whether what is told of a list has a day of its own, and no trait of what lasts."""
    told = [field for field in entity.fields if field.evidence]
    led_to = any(link.relation.target == entity.name for link in draft.links)
    named = any(_NAMED & {field.specification.name} for field in told)
    dated = bool(told) and is_dated(told, entity, language)
    return dated and not (led_to or named or is_somebody(entity) or entity.label == "Entry")


def _is_book(entity: DraftEntity, text: str, turns: _Turns, language: str) -> bool:
    """Say whether a list is called by the word for the log alone: "Logbook", "Kesselbuch"."""
    words = entity.evidence.strip()
    whole = re.fullmatch(turns.book, words, re.IGNORECASE) is not None
    happens = is_happening(said(entity.name)) and entity.name != ENTRY
    happens = happens and entity.label.lower() != words.lower()
    called = not happens and (entity.label.lower() == words.lower() or language != "en")
    about = rf"(?<!\w){re.escape(words)} (?:{turns.of})(?!\w)"
    own = re.search(about, text[:_MOST_READ], re.IGNORECASE) or not _is_usual(words, language)
    return whole and called and bool(own)


def _is_usual(words: str, language: str) -> bool:
    found = usual_list_in(words, language)
    return found is not None and found.words.casefold() == words.casefold()


def _is_logged(entity: DraftEntity, text: str, turns: _Turns, language: str) -> bool:
    """Say whether a list is called by the one place or device of which a log is kept."""
    words = entity.label if language == "en" else _said(entity)
    noun, read = re.escape(words), text[:_MOST_READ]
    behind = rf"(?<!\w)(?:{turns.book}) (?:(?:{turns.of})(?:(?<=['\u2019]) ?| ))"
    behind += "?" if language == "pl" else ""
    of_one = re.search(rf"{behind}{noun}(?!\w)", read, re.IGNORECASE) is not None
    if language == "en":
        before = re.search(rf"(?<!\w){noun} (?:{turns.book})(?!\w)", read, re.IGNORECASE)
        return _is_place(entity, language) and (before is not None or of_one)
    return of_one and _is_single(words, language) and _may_be_place(entity, language)


def _said(entity: DraftEntity) -> str:
    """Return the words that named a list, or what it is called where those tell of more."""
    words = entity.evidence.strip()
    return words if words and len(words) <= _LONGEST and "," not in words else entity.label


def _is_single(words: str, language: str) -> bool:
    if language == "en":
        return not is_plural(words)
    return one_of(words, language).lower() == words.lower() or language == "pl"


def _is_place(entity: DraftEntity, language: str) -> bool:
    """Say whether things can be written down of it on many days."""
    word = entity.label.lower() if language == "en" else english_of(_said(entity), language)
    last = word.lower().replace("_", " ").split()[-1:] or [""]
    return last[0] in _places()


def _may_be_place(entity: DraftEntity, language: str) -> bool:
    """Say whether it is a place or a device, or nothing that the languages know."""
    known = english_of(_said(entity), language)
    return _is_place(entity, language) if known else said(entity.name) in _NOTED


def _is_measured(entity: DraftEntity, text: str, turns: _Turns, language: str) -> bool:
    """Say whether only numbers are told of a single place, over and over: "of the cellar"."""
    words = _said(entity)
    one = re.search(rf"(?<!\w)(?:{turns.of}) {re.escape(words)}(?!\w)", text[:_MOST_READ], re.I)
    again = _counts_only(entity) and is_counted_again(text, language)
    single = _is_single(words, language) and not is_happening(entity.label.lower())
    return again and one is not None and single and _is_place(entity, language)


def _counts_only(entity: DraftEntity) -> bool:
    """Say whether nothing but numbers and when they were read is told."""
    told = [field.specification for field in entity.fields if field.evidence]
    counts = [one for one in told if one.type in NUMBERS]
    return bool(counts) and len(counts) + sum(one.type in _TIMES for one in told) == len(told)


def _is_span(entity: DraftEntity, text: str, language: str) -> bool:
    """Say whether a list of numbers is only called by how often they are read: "jede Stunde"."""
    if language == "en" and not _EVERY.search(text[:_MOST_READ]):
        return False  # hours that somebody worked
    known = english_of(entity.label, language) if language != "en" else entity.label.lower()
    return known in _SPANS and _counts_only(entity)


def _entry(entity: DraftEntity, language: str) -> tuple[str, str, str]:
    """Return what an entry is called: a trip or a filling, but no service for all that is done."""
    told = [field for field in entity.fields if field.evidence]
    found = entry_of_fields(told, language)
    work, _, _ = str(read_table("several_logs")[language]["work"]).partition("|")
    return entry_of_fields((), language) if found[1] == work.strip() else found


def _readings(language: str) -> tuple[str, str]:
    entry = said_in(_READING, language)
    if entry is None:
        return "Reading", "Readings"
    return entry.one, entry.many or several_of(entry.one, language)


def _call(draft: Draft, entity: DraftEntity, english: str, one: str, many: str) -> None:
    labels = {other.label.lower() for other in draft.entities.values() if other is not entity}
    if one.lower() in labels:
        return
    entity.label, entity.plural_label, entity.thing = label_of(one), label_of(many), None
    others = tuple(name for name in draft.entities if name != entity.name)
    new = identifier(english, taken=others)
    if new != entity.name:
        draft.rename(entity.name, new)
    entity.untitled = english == ENTRY and len(draft.entities) > 1
