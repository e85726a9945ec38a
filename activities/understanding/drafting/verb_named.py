"""A list that only a verb tells of, called by a noun, in other languages than English; pure.

"Wann wurde welcher Filter getauscht" keeps changes of filters; nobody keeps a "getauscht".
"""

import re
from functools import cache

from activities.understanding.draft import (
    STATED,
    Draft,
    DraftEntity,
    DraftField,
    fill_usual_fields,
)
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.bare import bare
from activities.understanding.languages.clause_labels import PARTICIPLES, is_done_on
from activities.understanding.languages.labels import field_in, said_in
from activities.understanding.languages.nouns import is_no_noun, writes_capitals
from activities.understanding.languages.numbers import labels_of
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.marking.marks import ENTRY
from activities.understanding.text.words import label_of
from models.fields import FieldType


def name_by_noun(draft: Draft, text: str, language: str) -> None:
    """Call what was done by its noun, where a list was called by the verb for it.

    Args:
        draft: What was understood; labels are changed.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    if language not in LANGUAGES:
        return
    capitals = writes_capitals(text)
    for entity in draft.entities.values():
        if _is_called_by_evidence(entity, language):
            told = bare(entity.evidence, language).lower()
            noun = noun_of_verb(told, language) or _any(told, language, capitals=capitals)
            taken = {one.label for one in draft.entities.values() if one is not entity}
            if noun and noun[0] not in taken:
                entity.label, entity.plural_label = noun
                _only_name(draft, entity)
                _date(entity, language)


def _only_name(draft: Draft, entity: DraftEntity) -> None:
    """Keep no more than the name of what only stands beside the verb: "welche Pflanze gedüngt"."""
    for link in draft.links_of(entity.name):
        target = draft.entities[link.relation.target]
        if not target.described and not target.fields:
            fill_usual_fields(draft, target, "name")
            target.fields = target.fields[:1]
            target.described = True


def _date(entity: DraftEntity, language: str) -> None:
    """Keep the day on which it was done, beside that of the next time."""
    known = [told.specification for told in entity.fields if told.evidence]
    dates = [one for one in known if one.type is FieldType.DATE]
    if not any(is_done_on(one.label, language) for one in dates):
        made = field_from(Hint("Date", FieldType.DATE), owner=entity.name)
        if made.name not in entity.names():
            told = DraftField(field_in(made, language), entity.evidence, STATED)
            entity.fields.insert(0, told)
    entity.described = True


def _is_called_by_evidence(entity: DraftEntity, language: str) -> bool:
    told = bare(entity.evidence, language)
    one, many = labels_of(label_of(told), language)
    labels = {told.lower(), one.lower(), many.lower()}
    written = told.isalpha() and told[:1].islower()
    return written and bool({entity.label.lower(), entity.plural_label.lower()} & labels)


def noun_of_verb(told: str, language: str) -> tuple[str, str] | None:
    """Return what is called like that, one and several, if a noun is known for the verb.

    Args:
        told: What was done, as it was said.
        language: ISO 639-1 code of another language than English.
    """
    for pattern, noun in _nouns(language):
        if pattern.fullmatch(told):
            return noun
    return None


@cache
def _nouns(language: str) -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    rows = read_table("verb_nouns").get(language, {})
    found = []
    for forms, row in rows.items():
        one, _, many = (part.strip() for part in row.partition("|"))
        found.append((re.compile(forms, re.IGNORECASE), (one, many)))
    return tuple(found)


def _any(told: str, language: str, *, capitals: bool) -> tuple[str, str] | None:
    """Return the word for entries, for a participle of which nobody knows a noun."""
    shape, entry = PARTICIPLES.get(language), said_in(ENTRY, language)
    done = shape is not None and re.fullmatch(shape, told)
    if not done or entry is None or not is_no_noun(told, language, capitals=capitals):
        return None
    return label_of(entry.one), label_of(entry.many or entry.one)
