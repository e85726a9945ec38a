"""Which of some had which of something and when, told in another language than English; pure.

"Qué niño tomó qué medicamento y cuándo" keeps neither a "tomó" nor medicines alone: it keeps what
each child had, and on which day.
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
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.bare import WHICH
from activities.understanding.languages.labels import english_of, field_in, said_in
from activities.understanding.languages.numbers import labels_of, one_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.words import identifier, label_of
from models.fields import FieldType

_NOUN = r"[^\W\d_]{3,24}"
_VERB = r"(?: [^\W\d_]{1,20}){0,3}?"
_MOST_READ = 4_000


def keep_had_which(draft: Draft, text: str, language: str) -> None:
    """Keep what each had as a list of its own, with its day, that is related to whose it is.

    Args:
        draft: What was understood; what was called by a verb is called by what somebody had.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    turn = _turn(language)
    for match in turn.finditer(text[:_MOST_READ]) if turn else ():
        whose, what = _list_of(draft, match["one"]), _list_of(draft, match["other"])
        verbs = f"{match['verb']} {match['last']}".lower().split()
        done = next((e for e in draft.entities.values() if _is_called_by(e, verbs)), None)
        made = done or what
        if made is None or made is whose or (done is not None and what is not None):
            continue
        if done is not None:
            _call(done, match["other"], match.group(), language)
        _date(made, match.group(), language)
        if whose is None:
            whose = _made(draft, match["one"], language)
        if whose is not None and not _related(draft, made, whose):
            draft.link(made, whose, whose.label, evidence=match.group())


def _list_of(draft: Draft, noun: str) -> DraftEntity | None:
    low = noun.lower()
    for entity in draft.entities.values():
        if low in (entity.evidence.lower(), entity.label.lower(), entity.plural_label.lower()):
            return entity
    return None


def _is_called_by(entity: DraftEntity, verbs: list[str]) -> bool:
    said = entity.evidence.lower().split()
    return bool(said) and all(word in verbs for word in said)


def _call(done: DraftEntity, noun: str, words: str, language: str) -> None:
    """Call what was done by what somebody had, which is what is told of it first."""
    one, many = labels_of(noun, language)
    done.label, done.plural_label, done.thing = label_of(one), label_of(many), None
    done.described = True
    english = english_of(one_of(noun, language), language) or noun
    made = field_from(Hint(english, FieldType.TEXT), owner=done.name)
    known = any(noun.lower() in field.evidence.lower() for field in done.fields)
    if not known and made.name not in done.names():
        told = made.model_copy(update={"label": label_of(one)})
        done.fields.insert(0, DraftField(told, words, STATED))


def _date(entity: DraftEntity, words: str, language: str) -> None:
    if not any(field.specification.type is FieldType.DATE for field in entity.fields):
        made = field_in(field_from(Hint("Date", FieldType.DATE), owner=entity.name), language)
        entity.fields.append(DraftField(made, words, STATED))
        entity.described = True


def _made(draft: Draft, noun: str, language: str) -> DraftEntity | None:
    """Return a new list of those of whom each had something, with their name."""
    if len(draft.entities) >= MOST_ENTITIES:
        return None
    one, many = labels_of(noun, language)
    english = english_of(noun, language) or english_of(one, language)
    usual = said_in(english, language) if english else None
    if usual is not None and usual.many:
        one, many = usual.one, usual.many
    for entity in draft.entities.values():
        entity.fields = [f for f in entity.fields if f.evidence.lower() != noun.lower()]
    name = identifier(english or one, taken=tuple(draft.entities))
    thing = draft.lexicon.things.get(english)
    made = DraftEntity(name, label_of(one), label_of(many), thing, noun, STATED, described=True)
    made.fields = [DraftField(field_from(Hint("Name", FieldType.TEXT), owner=name), "", STATED)]
    draft.entities[name] = made
    return made


def _related(draft: Draft, one: DraftEntity, other: DraftEntity) -> bool:
    pair = {one.name, other.name}
    return any({link.relation.source, link.relation.target} == pair for link in draft.links)


@cache
def _turn(language: str) -> re.Pattern[str] | None:
    which, row = WHICH.get(language), read_table("marks").get(language)
    if which is None or row is None:
        return None
    which = f"{which}|qué" if language == "es" else which
    joined = r"(?:,| [^\W\d_]{1,4})? "
    return re.compile(
        rf"(?<!\w)(?:{which}) (?P<one>{_NOUN})(?P<verb>{_VERB}) (?:{which}) (?P<other>{_NOUN})"
        rf"(?P<last>{_VERB}){joined}(?:{row['when']})(?=\s*(?:[.,;:!?)\n]|$))",
        re.IGNORECASE,
    )
