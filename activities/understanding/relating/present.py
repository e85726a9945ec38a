"""Whose presence is kept where nobody is named: "attendance at training, parents' phone"; pure.

What is told beside it is theirs: an attendance has no telephone, and those who have one are players
of the team, pupils of the class or members of the club.
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
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import english_of, field_in, said_in
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, label_of, plural, said, singular
from models.fields import FieldType

_PRESENCES = ("attendance", "absence", "presence")
_OF_ITSELF = word_set(
    "date day time hour hours duration lesson present absent reason excuse excused notes note "
    "comment late minutes status session training practice"
)
"""Parts of names of what is told of a presence itself."""
_PERSONAL = word_set(
    "phone mobile telephone email address birth birthday birthdate parent parents mother father "
    "contact certificate medical licence license allergies allergy guardian emergency passport "
    "jersey shirt"
)
_GROUPS = {"team": "player", "class": "pupil", "choir": "member"}
_PEOPLE = word_set(
    "participant member player pupil student child hiker walker runner singer dancer rider guest "
    "scout volunteer sailor rower swimmer cyclist musician attendee helper"
)
_ELSE = ("participant", "student", "member")
"""What they are called where a language has no word for them."""
_ANYBODY = word_set("people person folk")
_WORD = re.compile(r"[^\W\d_]{4,24}")
_MOST_WORDS = 400


def keep_those_present(draft: Draft, text: str, language: str) -> None:
    """Keep the people whose presence is told, where they are no list yet.

    Args:
        draft: What was understood; a list is added, and fields go over to it.
        text: The request.
        language: ISO 639-1 code; of one that is not known nobody is kept.
    """
    groups = _groups(language)
    if not groups or any(map(is_somebody, draft.entities.values())):
        return
    if len(draft.entities) >= MOST_ENTITIES:
        return
    presence = next((one for one in draft.entities.values() if _is_presence(one)), None)
    if presence is not None:
        _part(draft, presence, text, language)
    elif language != "en" and (asked := _asked(text, language)):
        who = _called_in(text, language)
        if who or groups["tick"].search(text):
            _make(draft, who or "participant", asked, language)


def _part(draft: Draft, presence: DraftEntity, text: str, language: str) -> None:
    """Keep those who were there, with all that is told beside their presence."""
    told = [one for one in presence.fields if one.evidence and not _is_its_own(one)]
    groups = _groups(language)
    named = next((who for kind, who in _GROUPS.items() if groups[kind].search(text)), "")
    if not any(map(_is_personal, told)) and not (named and not told):
        return
    people = _make(draft, _called_in(text, language) or named or "member", "", language)
    presence.fields = [one for one in presence.fields if one not in told]
    presence.described = bool(presence.fields) or bool(draft.links_of(presence.name))
    for one in told:
        known = one.specification
        name = known.name.removeprefix(f"{presence.name}_")
        if name in people.names():
            name = identifier(known.label, owner=people.name)
        one.specification = known.model_copy(update={"name": name})
        people.fields.append(one)
    people.evidence = presence.evidence
    rest = {name: one for name, one in draft.entities.items() if one is not people}
    draft.entities.clear()
    draft.entities.update({people.name: people, **rest})
    draft.link(presence, people, people.label, evidence=presence.evidence)


def _make(draft: Draft, name: str, evidence: str, language: str) -> DraftEntity:
    one, many = said(name), plural(said(name))
    usual = (said_in(word, language) for word in (name, *_ELSE) if language != "en")
    if (entry := next(filter(None, usual), None)) is not None:
        several = entry.many if entry.many != entry.one else ""
        one, many = entry.one, several or several_of(entry.one, language)
    name = identifier(name, taken=tuple(draft.entities))
    made = DraftEntity(name, label_of(one), label_of(many), None, evidence, STATED)
    field = field_from(Hint("Name", FieldType.TEXT), owner=name)
    field = field if language == "en" else field_in(field, language)
    made.fields.append(DraftField(field, "", STATED))
    made.described = True
    draft.entities[name] = made
    return made


def _called_in(text: str, language: str) -> str:
    """Return the name of those whom the request speaks of: participants, members, or nothing."""
    found = ""
    for word, _ in zip(_WORD.finditer(text), range(_MOST_WORDS), strict=False):
        low = word.group().lower()
        english = low if language == "en" else english_of(word.group(), language)
        one = singular(english.lower())
        if one in _PEOPLE:
            return one
        found = found or ("participant" if one in _ANYBODY else "")
    return found


def _is_presence(entity: DraftEntity) -> bool:
    return entity.name.rpartition("_")[2] in _PRESENCES


def _parts(told: DraftField) -> set[str]:
    return set(told.specification.name.split("_"))


def _is_its_own(told: DraftField) -> bool:
    parts = _parts(told) - set(_PRESENCES)
    return bool(parts) and parts <= _OF_ITSELF


def _is_personal(told: DraftField) -> bool:
    return bool(_parts(told) & _PERSONAL)


def _asked(text: str, language: str) -> str:
    """Return the clause that asks who was there, unless it stands beside a denial."""
    rows = read_table("besides").get(language, {})
    found = _compiled(rows["attendance"]).search(text) if rows else None
    return found.group() if found else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


@cache
def _groups(language: str) -> dict[str, re.Pattern[str]]:
    rows = read_table("presence").get(language, {})
    return {kind: _compiled(words) for kind, words in rows.items()}
