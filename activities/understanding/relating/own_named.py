"""A list that was told by one word twice, as the list and as a field of it; pure.

"An overview of the beds, what was sown in it and when" has beds with a name, and sowings of them.
"""

import re

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
    fill_usual_fields,
)
from activities.understanding.drafting.verb_named import noun_of_verb
from activities.understanding.grammar.heads import is_happening
from activities.understanding.languages.labels import english_of, said_in
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.marking.marks import ENTRY
from activities.understanding.text.words import identifier, label_of, said
from models.fields import FieldType

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 80
_NAMES = frozenset({"name", "title"})
_TELLING = frozenset({"description"})
"""What is known of an expense and the like in place of a name."""
_INSIDE = ("contents", "crop")
"""What is put into a thing, whatever it is called that somebody does so."""


def part_own_named(draft: Draft, language: str) -> None:
    """Keep the name of a thing in place of a field that repeats it, and what is done to it apart.

    Args:
        draft: What was understood; the field is changed, and entries may be added.
        language: ISO 639-1 code of another language than English.
    """
    if language not in LANGUAGES:
        return
    for thing in list(draft.entities.values()):
        own = next((field for field in thing.fields if _repeats(field, thing)), None)
        if own is None or is_happening(said(thing.name).lower()):
            continue
        thing.fields.remove(own)
        done = _done_when(thing, language)
        if done is not None and len(draft.entities) < MOST_ENTITIES:
            _part(draft, thing, done, language)
        told, thing.fields = thing.fields, []
        if not any(one.specification.name in ("name", "title", "number") for one in told):
            fill_usual_fields(draft, thing, "name")
        thing.fields = [*thing.fields[:1], *told]
        thing.described = True


def name_own(draft: Draft) -> None:
    """Call what repeats the name of a known list by what such things have, as their title.

    Args:
        draft: What was understood; "Book" of books becomes their title.
    """
    for thing in draft.entities.values():
        own = next((field for field in thing.fields if _is_called_like(field, thing)), None)
        if own is None or thing.thing is None:
            continue
        happens = is_happening(said(thing.name).lower())
        wanted = _TELLING if happens else _NAMES
        if wanted & {one.specification.name for one in thing.fields if one is not own}:
            continue
        told, thing.fields = thing.fields, []
        fill_usual_fields(draft, thing, "name")
        usual = thing.fields[:1]
        thing.fields = told
        if usual and usual[0].specification.name in wanted:
            thing.fields[told.index(own)] = usual[0]


def _is_called_like(field: DraftField, thing: DraftEntity) -> bool:
    known = field.specification
    return known.type is FieldType.TEXT and known.label.lower() == thing.label.lower()


def _repeats(field: DraftField, thing: DraftEntity) -> bool:
    """Say whether the word for several made a field that is called like one of them."""
    label = thing.label.lower()
    same = field.evidence.lower() == thing.evidence.lower()
    return _is_called_like(field, thing) and same and thing.evidence.lower() != label


def _done_when(thing: DraftEntity, language: str) -> tuple[str, str] | None:
    """Return what is called what is done to it on some day: "what was sown in it and when"."""
    for told, day in zip(thing.fields, thing.fields[1:], strict=False):
        words = _WORD.findall(day.evidence)
        if day.specification.type is not FieldType.DATE or len(words) != 1:
            continue
        clause = told.evidence[:_LONGEST].lower()
        once = read_table("several_logs")[language]["once"]
        if len(_WORD.findall(clause)) <= 1 or re.search(rf"(?<!\w)(?:{once})(?!\w)", clause):
            return None
        nouns = (noun_of_verb(word, language) for word in _WORD.findall(clause))
        noun = next((noun for noun in nouns if noun), None)
        inside = told.specification.name in _INSIDE
        return noun or (_entry(language) if inside else None)
    return None


def _entry(language: str) -> tuple[str, str] | None:
    general = said_in(ENTRY, language)
    return (general.one, general.many or general.one) if general else None


def _part(draft: Draft, thing: DraftEntity, called: tuple[str, str], language: str) -> None:
    """Give what is done to a thing, all but what tells of the thing itself, to its entries."""
    one, many = called
    english = english_of(one, language) or one
    if any(link.relation.target == thing.name for link in draft.links):
        return
    name = identifier(english, taken=tuple(draft.entities))
    made = DraftEntity(name, label_of(one), label_of(many), None, thing.evidence, STATED)
    made.described = True
    own = re.compile(rf"(?<!\w){re.escape(thing.label)}(?!\w)", re.IGNORECASE)
    stays = [field for field in thing.fields if own.search(field.evidence)]
    made.fields = [field for field in thing.fields if field not in stays]
    thing.fields = stays
    for link in draft.links_of(thing.name):
        link.relation = link.relation.model_copy(update={"source": name})
    rest = dict(draft.entities)
    draft.entities.clear()
    draft.entities.update({name: made, **rest})
    draft.link(made, thing, thing.label, evidence=thing.evidence)
