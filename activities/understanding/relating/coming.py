"""Who comes, and what is told of each who does, in other languages than English; pure.

"Chi viene con la macchina e quanti posti ha liberi" tells neither of the walk nor of the member,
but of both: how somebody comes to that walk.
"""

import re

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.relating.crossing_things import cross_both, is_crossed, put
from activities.understanding.text.words import identifier, label_of
from models.fields import FieldType

_WHO = {
    "de": r"wer (?:mit)?(?:kommt|fährt|geht)|wer (?=(?:mit|ohne)\b)",
    "fr": r"qui (?:vient|viendra|participe)",
    "es": r"quién(?:es)? (?:viene[ns]?|va|van|asiste[ns]?|participan?)",
    "it": r"chi (?:viene|va|partecipa)",
    "pt": r"quem (?:vem|vai|participa)",
    "nl": r"wie (?:er )?(?:komt|gaat|meedoet|meegaat)",
    "pl": r"kto (?:przychodzi|przyjdzie|jedzie|idzie|przyjeżdża)",
}
_WITH = r"(?: (?P<with>(?:mit|avec|en|con|com|met|z|ze) (?:[^\W\d_]{1,4} )?[^\W\d_]{3,20}))?"
_CLAUSES = {
    language: re.compile(rf"\b(?:{who}){_WITH}(?P<rest>[^.;:!?()\n]{{0,120}})", re.IGNORECASE)
    for language, who in _WHO.items()
}
_CALLED = {
    "de": ("Teilnahme", "Teilnahmen"),
    "fr": ("Participation", "Participations"),
    "es": ("Participación", "Participaciones"),
    "it": ("Partecipazione", "Partecipazioni"),
    "pt": ("Participação", "Participações"),
    "nl": ("Deelname", "Deelnames"),
    "pl": ("Udział", "Udziały"),
}


def part_coming(draft: Draft, text: str, language: str) -> None:
    """Keep what is told of each who comes as a list between those people and what they come to.

    Args:
        draft: What was understood; a list is added, and fields go over to it.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    clause = _CLAUSES[language].search(text) if language in _CLAUSES else None
    people = [one for one in draft.entities.values() if is_somebody(one) and one.is_told]
    events = [one for one in draft.entities.values() if _happens(one) and one.is_told]
    if clause is None or len(people) != 1 or len(events) != 1:
        return
    ends = (events[0], people[0])
    span = clause.span("rest")
    passing = [
        e.name for e in draft.entities.values() if e not in ends and _is_inside(e, text, span)
    ]
    if is_crossed(draft, *ends, "".join(passing[:1])) or len(draft.entities) >= MOST_ENTITIES:
        return
    moved = _moved(draft, text, span, ends)
    if not moved:
        return
    fields = [*_how(clause["with"]), *moved]
    one, many = _CALLED[language]
    name = identifier("participation", taken=tuple(draft.entities))
    made = DraftEntity(name, one, many, None, clause.group().strip(), STATED)
    draft.entities[name] = made
    cross_both(draft, made, ends, clause.group())
    put(made, fields)


def _happens(entity: DraftEntity) -> bool:
    dated = any(told.specification.type is FieldType.DATE for told in entity.fields)
    return dated and not is_somebody(entity)


def _is_inside(entity: DraftEntity, text: str, span: tuple[int, int]) -> bool:
    """Say whether all that is told of a list stands in the clause: seats, of a car."""
    told = [_at(text, field.evidence) for field in entity.fields if field.evidence]
    return bool(told) and all(span[0] <= at < span[1] for at in told)


def _how(words: str | None) -> list[DraftField]:
    """Return whether somebody comes with a car, where that is told."""
    if not words:
        return []
    made = field_from(Hint(words, FieldType.YES_NO))
    return [DraftField(made.model_copy(update={"label": label_of(words)}), words, STATED)]


def _moved(
    draft: Draft, text: str, span: tuple[int, int], ends: tuple[DraftEntity, DraftEntity]
) -> list[DraftField]:
    """Take what the clause tells from where it was put; a list made of nothing else is dropped."""
    begin, end = span
    found = []
    for entity in list(draft.entities.values()):
        inside = [f for f in entity.fields if f.evidence and begin <= _at(text, f.evidence) < end]
        if not inside or not (entity in ends or _is_inside(entity, text, span)):
            continue
        found += inside
        entity.fields = [field for field in entity.fields if field not in inside]
        if entity not in ends:
            draft.drop(entity.name)
    return found


def _at(text: str, words: str) -> int:
    """Return where words stand for the first time, not as a part of another one."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return found.start() if found else -1
