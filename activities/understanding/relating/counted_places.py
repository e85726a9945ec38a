"""What there are several of to book, named only in passing: "a guesthouse with three rooms"; pure.

Whoever has three rooms and keeps bookings wants to know which room is booked.
"""

import re
from functools import cache

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    fill_usual_fields,
)
from activities.understanding.languages.labels import english_of
from activities.understanding.languages.numbers import labels_of, several_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, label_of, plural, singular

_BOOKED = word_set("booking reservation rental stay")
TO_BOOK = word_set(
    "room flat apartment house cabin hut chalet bungalow boat canoe kayak bike bicycle van car "
    "caravan trailer tent court hall table pitch studio lane barn cottage machine"
)
_BESIDES = word_set("car van table machine trailer bike bicycle")
"""What a guesthouse has besides what is booked."""
_MOST_READ, _NEAR = 4_000, 40
_DECLINING = ("de", "pl")
"""Languages in which a preposition changes the word for several: "mit fünf Zimmern"."""


def relate_counted_places(draft: Draft, text: str, language: str) -> None:
    """Relate bookings to what is booked, where the words only say how many there are of it.

    Args:
        draft: What was understood; a list and a relation are added.
        text: The request.
        language: ISO 639-1 code.
    """
    bookings = [one for one in draft.entities.values() if one.name in _BOOKED and one.described]
    if len(bookings) != 1 or language not in read_table("counted"):
        return
    (booking,) = bookings
    if draft.links_of(booking.name) or len(draft.entities) >= MOST_ENTITIES:
        return
    for found in _pattern(language).finditer(text[:_MOST_READ]):
        noun = found["noun"]
        name = _to_book(noun, language)
        if not name or _is_beside(found, name, language):
            continue
        if name not in draft.entities and not _is_told(draft, noun, name, language):
            _add(draft, booking, name, found, language)
            return


def _is_beside(found: re.Match[str], name: str, language: str) -> bool:
    """Say whether there only is room for them, or they are what a guesthouse has besides."""
    row, text = read_table("counted")[language], found.string[:_MOST_READ]
    before = text[: found.start()][-_NEAR:]
    space = rf"(?<!\w)(?:{row['space']}) [^\W\d_]{{2,5}} $"
    if re.search(space, before, re.IGNORECASE):
        return True
    lodging = rf"(?<!\w)(?:{row['lodging']})"
    noun = name.removesuffix("_name").rpartition("_")[2]
    return noun in _BESIDES and re.search(lodging, text, re.IGNORECASE) is not None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    row = read_table("counted")[language]
    return re.compile(
        rf"(?<!\w)(?:[2-9]|[1-4]\d|{row['numbers']}) (?:{row['between']})?"
        rf"(?P<noun>[^\W\d_]{{3,30}})(?:['\u2019]s)?"
        rf"(?=\s*(?:[.,;:!?\n)(]|$)| (?:{row['behind']})\b)",
        re.IGNORECASE,
    )


def _to_book(noun: str, language: str) -> str:
    """Return the English name of what can be booked, or nothing."""
    english = singular(noun.lower()) if language == "en" else _english(noun, language)
    last = english.split()[-1] if english else ""
    return identifier(english) if last in TO_BOOK else ""


def _english(noun: str, language: str) -> str:
    """Return what a noun means; a compound means what it ends with, as "Ferienwohnung" does."""
    known: str = read_table("counted")[language]["places"]
    for pair in known.split(";"):
        forms, _, english = pair.partition("=")
        if re.fullmatch(rf"(?:{forms.strip()})", noun, re.IGNORECASE):
            return english.strip()
    return english_of(noun, language)


def _is_told(draft: Draft, noun: str, name: str, language: str) -> bool:
    """Say whether a field or a list is of it already."""
    one, many = called_in_passing(noun, language)
    words = {one.lower(), many.lower(), noun.lower()}
    fields = [told for entity in draft.entities.values() for told in entity.fields]
    labels = {told.specification.label.lower() for told in fields}
    lists = {entity.label.lower() for entity in draft.entities.values()}
    names = {told.specification.name for told in fields}
    return bool(words & (labels | lists)) or name in names


def called_in_passing(noun: str, language: str) -> tuple[str, str]:
    """Return how one and several are called of what was named in either number.

    Args:
        noun: As it was said.
        language: ISO 639-1 code.
    """
    one = singular(noun.lower())
    if language == "en":
        return one, plural(one)
    one, many = labels_of(noun, language)
    return one, several_of(one, language) if language in _DECLINING else many


def _add(
    draft: Draft, booking: DraftEntity, name: str, found: re.Match[str], language: str
) -> None:
    one, many = (label_of(label) for label in called_in_passing(found["noun"], language))
    thing = draft.lexicon.things.get(name)
    place = DraftEntity(name, one, many, thing, found["noun"], STATED)
    draft.entities[name] = place
    fill_usual_fields(draft, place, "name")
    place.fields = place.fields[:1]
    place.described = True
    draft.link(booking, place, place.label, evidence=found.group())
