"""Who is on duty on which day, told in half a sentence, as a list; pure.

"La liste des enfants, et un planning des accompagnateurs par jour" keeps who accompanies when.
"""

import re
from functools import cache

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import english_of, field_in
from activities.understanding.languages.numbers import one_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.words import identifier, label_of, singular
from models.fields import FieldType

_MOST_READ = 4_000
_NAME = "duty"


def keep_duties(draft: Draft, text: str, language: str) -> None:
    """Keep on which day who is on duty, where only a plan of those people is spoken of.

    Args:
        draft: What was understood; a list is added.
        text: The request.
        language: ISO 639-1 code.
    """
    turn = _turn(language)
    match = turn.search(text[:_MOST_READ]) if turn else None
    if match is None or not _are_people(match["who"], language):
        return
    words, who = match.group(), match["who"]
    people = _list_of(draft, who, language)
    inside = [one for one in draft.entities.values() if _is_made_of(one, match, text)]
    full = len(draft.entities) >= MOST_ENTITIES
    if full or any(one.is_told for one in inside if one is not people):
        return
    for one in inside:
        if one is not people:
            draft.drop(one.name)
    if text.lower().count(who.lower()) == 1:
        _drop_fields(draft, who)
    one, _, many = read_table("duties")[language]["duties"].partition("|")
    name = identifier(_NAME, taken=tuple(draft.entities))
    made = DraftEntity(name, one, many, None, words, STATED, described=True)
    date = field_in(field_from(Hint("Date", FieldType.DATE), owner=name), language)
    made.fields = [DraftField(date, words, STATED)]
    draft.entities[name] = made
    if people is not None:
        draft.link(made, people, people.label, evidence=words)
        return
    somebody = field_from(Hint("Who", FieldType.TEXT), owner=name)
    called = somebody.model_copy(update={"label": label_of(_one(who, language))})
    made.fields.append(DraftField(called, words, STATED))


def _drop_fields(draft: Draft, who: str) -> None:
    """Take away what was made of the word for those people, which only the plan speaks of."""
    for entity in draft.entities.values():
        entity.fields = [f for f in entity.fields if f.evidence.lower() != who.lower()]


def _one(who: str, language: str) -> str:
    return singular(who.lower()) if language == "en" else one_of(who, language)


def _are_people(who: str, language: str) -> bool:
    one = _one(who, language)
    english = one if language == "en" else english_of(one, language) or english_of(who, language)
    known = bool(english) and is_person_word(english.lower())
    return known or re.fullmatch(read_table("duties")[language]["people"], who, re.I) is not None


def _list_of(draft: Draft, who: str, language: str) -> DraftEntity | None:
    """Return the list of those people, of whom more is told."""
    words = {who.lower(), _one(who, language).lower()}
    for entity in draft.entities.values():
        if entity.is_told and words & {entity.label.lower(), entity.plural_label.lower()}:
            return entity
    return None


def _is_made_of(entity: DraftEntity, match: re.Match[str], text: str) -> bool:
    """Say whether a list was made of the words for the plan or for those people."""
    said = entity.evidence.lower()
    return bool(said) and said in match.group().lower() and text.lower().count(said) == 1


@cache
def _turn(language: str) -> re.Pattern[str] | None:
    row = read_table("duties").get(language)
    if row is None:
        return None
    return re.compile(
        rf"(?<!\w)(?:{row['plan']}) (?:{row['of']})(?P<who>[^\W\d_]{{4,24}}),? "
        rf"(?:{row['per']})(?=\s*(?:[.,;!?\n]|$))",
        re.IGNORECASE,
    )
