"""Who was there each time, as a tick for each of them: "tick who was there"; pure."""

import re

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
    DraftLink,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.words import identifier, label_of, plural, said
from models.fields import FieldType
from models.specification import RelationKind

_PRESENCE = "attendance"
_ATTENDANCE = re.compile(r"(?:[a-z]+ )?attendance", re.IGNORECASE)
_TICKED = re.compile(
    r"\b(?:tick|mark|check|cross)(?: off)? who (?:(?:was|were|is|are) "
    r"(?:there|present|absent|missing|here)"
    r"|(?:actually |has |have )?(?:came|comes?|attended|showed up|turned up))\b",
    re.IGNORECASE,
)

_SIGNED = re.compile(
    r"\b(?P<who>[a-z]{4,15}) (?:can|could|may|should|must|to) (?:also |then )?(?:be )?"
    r"(?:sign(?:ed)? up|put (?:their names? )?down|regist(?:er|ered)|enrol(?:l|led)?) "
    r"(?:for|on|in) (?:an? |the |each |our |several |many |lots of )?(?P<what>[a-z]{3,20})\b",
    re.IGNORECASE,
)


def tick_presence(draft: Draft, text: str) -> None:
    """Keep of whoever may come whether they were there, and the day of that to which they come.

    Args:
        draft: What was understood in English; an attendance of which nothing is told gets fields.
        text: The request.
    """
    ticked = _TICKED.search(text)
    if ticked is not None and not any(map(_is_presence, draft.entities.values())):
        _part(draft, ticked.group())
    if not any(map(_is_presence, draft.entities.values())):
        _part_from_people(draft)
    for entity in draft.entities.values():
        if not _is_presence(entity) or entity.fields:
            continue
        targets = [draft.entities[link.relation.target] for link in draft.links_of(entity.name)]
        if not any(map(is_somebody, targets)):
            continue
        entity.put(Hint("Present", FieldType.YES_NO), entity.evidence, at=0)
        entity.described = entity.crosses = True
        sessions = [one for one in targets if not is_somebody(one)]
        for one in sessions or [entity]:
            happens = one is entity or is_happening(said(one.name).lower())
            if happens and not any(map(_is_date, one.fields)):
                one.put(Hint("Date", FieldType.DATE), entity.evidence, at=0)
                one.described = True


def sign_up(draft: Draft, text: str) -> None:
    """Relate what people can be signed up for to them: each can go to several.

    Args:
        draft: What was understood in English; a relation is added.
        text: The request.
    """
    people = [one for one in draft.entities.values() if is_somebody(one)]
    for match in _SIGNED.finditer(text):
        event = draft.find(match["what"].lower(), exact=True)
        who = draft.find(match["who"].lower(), exact=True)
        who = who or (people[0] if len(people) == 1 else None)
        if event is None or who is None or who is event or is_somebody(event):
            continue
        if not any({event.name, who.name} <= ends for ends in _related(draft)):
            draft.link(event, who, who.plural_label, many=True, evidence=match.group())


def _related(draft: Draft) -> list[set[str]]:
    """Return for each thing itself and what it is related to."""
    pairs = [(link.relation.source, link.relation.target) for link in draft.links]
    return [{name, *(end for start, end in pairs if start == name)} for name in draft.entities]


def _is_presence(entity: DraftEntity) -> bool:
    return entity.name.rsplit("_", 1)[-1] == _PRESENCE


def _part(draft: Draft, words: str) -> None:
    """Make a list of who came to what, where only a relation tells that several did."""
    several = [link for link in draft.links if _tells_presence(draft, link)]
    if len(several) != 1 or len(draft.entities) >= MOST_ENTITIES:
        return
    (link,) = several
    draft.links.remove(link)
    made = DraftEntity(_PRESENCE, "Attendance", "Attendances", None, words, STATED)
    draft.entities[made.name] = made
    for end in (link.relation.source, link.relation.target):
        other = draft.entities[end]
        draft.link(made, other, other.label, evidence=words)


def _part_from_people(draft: Draft) -> None:
    """Make a list of an attendance that was told of people: there is one for each day."""
    for person in [one for one in draft.entities.values() if is_somebody(one)]:
        told = [one for one in person.fields if _ATTENDANCE.fullmatch(one.specification.label)]
        chosen = [one for one in told if one.evidence and one.specification.choices]
        if len(chosen) != 1 or len(draft.entities) >= MOST_ENTITIES:
            continue
        (field,) = chosen
        if " " not in field.specification.label:  # that of a guest at one party is theirs
            continue
        person.fields.remove(field)
        label = field.specification.label
        name = identifier(label, taken=tuple(draft.entities))
        made = DraftEntity(
            name, label_of(label), label_of(plural(label)), None, field.evidence, STATED
        )
        made.described = made.crosses = True
        draft.entities[name] = made
        made.put(Hint("Date", FieldType.DATE), field.evidence)
        status = Hint("Status", FieldType.CHOICE, choices=field.specification.choices)
        made.put(status, field.evidence)
        draft.link(made, person, person.label, evidence=field.evidence)
        sessions = draft.find(label.rpartition(" ")[0], exact=True) if " " in label else None
        if sessions is not None and not is_somebody(sessions):
            draft.link(made, sessions, sessions.label, evidence=field.evidence)
        return


def _tells_presence(draft: Draft, link: DraftLink) -> bool:
    """Say whether a relation is between people and what happens, of which each has several."""
    ends = [draft.entities[end] for end in (link.relation.source, link.relation.target)]
    people = [end for end in ends if is_somebody(end)]
    happens = [end for end in ends if is_happening(said(end.name).lower())]
    several = link.relation.kind is RelationKind.MANY_TO_MANY
    return several and len(people) == len(happens) == 1 and people != happens


def _is_date(field: DraftField) -> bool:
    return field.specification.type is FieldType.DATE
