"""What is told where two things cross, as a list of its own: goals per player and match; pure.

A field of either thing can hold one of it only, and a relation says nothing of how much.
"""

import re

from activities.understanding.draft import (
    ASSUMED,
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
    ensure_named,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, infer
from activities.understanding.relating.crossing_things import is_crossed
from activities.understanding.relating.crossing_turns import (
    Crossing,
    crossings_in,
    order_in,
    parts_in,
    programme_in,
)
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, is_plural, label_of, plural, singular
from models.fields import FieldType

_SPANS = word_set("day week month year")
_FIGURES = word_set("score scores mark marks grade grades points goals rating minutes time times")
_HELD = re.compile(r"who (?:has|have|had|['\u2019]s got)\b", re.IGNORECASE)
_WHEN = {"since": "Since", "until": "Until", "till": "Until"}
_FILLERS = word_set("number of by on the")
_SENTENCE_END = re.compile(r"[.!?\n](?:\s|$)")
_CONTESTS = word_set("race competition contest tournament quiz heat regatta round event show meet")
_PLAYED = word_set("match game fixture")
_PERFORMED = word_set(
    "gig concert show service performance recital mass wedding evening session dance event "
    "rehearsal"
)
_PIECES = word_set("song piece tune hymn act number track dance poem carol set reading")


def cross(draft: Draft, text: str) -> None:
    """Keep what is told of two things at once as a list that is related to both.

    Args:
        draft: What was understood in English; things and relations are added, and fields that
            were made of the same words are taken away.
        text: The request.
    """
    for crossing in crossings_in(text):
        _Crossing(draft, text, crossing).keep()
    for part in parts_in(text):
        _Crossing(draft, text, part).relate()
    _order(draft, text)


class _Crossing:
    def __init__(self, draft: Draft, text: str, told: Crossing) -> None:
        self._draft = draft
        self._text = text
        self._told = told

    def keep(self) -> None:
        """Add the list, unless there is nothing that it could be of."""
        told = self._told
        if told.known and not self._both_apart():
            return
        record = self._other() if told.what else self._record()
        if record is None or len(self._draft.entities) >= MOST_ENTITIES:
            return
        noun = told.noun or _noun_of(record, told)
        self._without_what_was_made(but=record)
        if told.what and told.dated and noun in self._deeds() and _tells_more(record):
            self._tell_whose(record, record)
            record.put(Hint(record.label, FieldType.TEXT), told.said, at=0)
            record.put(Hint("Date", FieldType.DATE), told.said)
            return
        known = self._draft.entities.get(identifier(noun))
        one = _made(self._draft, noun, told.said) if known in (None, record) else known
        if one is None or one is record:
            return
        if _is_span(record):
            self._draft.drop(record.name)
            one.put(Hint("Date", FieldType.DATE), told.said)
        else:
            self._draft.link(one, record, record.label, evidence=told.said)
            _date(record, told.said)
        self._tell_whose(one, record)
        for value in told.values:
            one.put(infer(value.words)._replace(label=label_of(value.label)), told.said)
        if told.dated:
            words = told.said.lower().split()
            label = next((_WHEN[word] for word in words if word in _WHEN), "Date")
            one.put(Hint(label, FieldType.DATE), told.said)

    def _deeds(self) -> tuple[str, ...]:
        """Return what it is called that somebody had something, which may have told fields."""
        return ("dose", "vaccination", f"{self._told.what} record")

    def relate(self) -> None:
        """Relate what is told of each to that in which it is told: an exercise to its workout."""
        part, whole = self._draft.find(self._told.what, exact=True), self._record()
        if part is None or whole is None or part is whole:
            return
        known = {
            frozenset((link.relation.source, link.relation.target)) for link in self._draft.links
        }
        if frozenset((part.name, whole.name)) not in known:
            self._draft.link(part, whole, whole.label, evidence=self._told.said)

    def _both_apart(self) -> bool:
        """Say whether both are lists, and no other one tells of both already."""
        person, where = (
            self._draft.find(one, exact=True) for one in (self._told.person, self._told.where)
        )
        if person is None or where is None or person is where:
            return False
        ends = {person.name, where.name}
        known = (link.relation for link in self._draft.links)
        apart = not any({one.source, one.target} == ends for one in known)
        return apart and not is_crossed(self._draft, person, where)

    def _other(self) -> DraftEntity | None:
        """Return the thing besides the people of which it is told, which the words name."""
        what = self._told.what
        known = self._draft.ending_with(what) or self._draft.find(what, exact=True)
        if known is not None or self._told.noun == "passenger":
            return known or self._record(undated=True)
        return ensure_named(self._draft, what, self._told.said)

    def _record(self, *, undated: bool = False) -> DraftEntity | None:
        """Return what happens again and again, of which this is told."""
        if self._told.where:
            named = self._draft.find(self._told.where, exact=True)
            if named is not None:
                return named
        begin, end = self._sentence()
        near = [
            entity
            for entity in self._draft.entities.values()
            if not is_somebody(entity)
            and any(begin <= at < end for at in _places(entity, self._text))
        ]
        fit = [entity for entity in near if undated or self._stands_alone(entity)]
        return fit[0] if fit else None

    def _stands_alone(self, entity: DraftEntity) -> bool:
        """Say whether it is something without what is told here: it has a day, and more."""
        others = [field for field in entity.fields if not self._is_of(field)]
        dated = any(field.specification.type is FieldType.DATE for field in others)
        return bool(others) and (dated or is_happening(entity.label.lower()))

    def _sentence(self) -> tuple[int, int]:
        start, ends = self._told.start, [m.start() for m in _SENTENCE_END.finditer(self._text)]
        begin = max((end + 1 for end in ends if end < start), default=0)
        return begin, min((end for end in ends if end >= start), default=len(self._text))

    def _is_of(self, field: DraftField) -> bool:
        """Say whether a field was made of these words, which may stand in its whole sentence."""
        at = self._text.lower().find(field.evidence.lower()) if field.evidence else -1
        end = self._told.start + len(self._told.said)
        if at < 0 or at >= end or at + len(field.evidence) <= self._told.start:
            return False
        if field.evidence.lower() in self._told.said.lower():
            return True
        label = set(field.specification.label.lower().split()) - _FILLERS
        if label == {"quantity"}:
            return "how many" in self._told.said.lower()
        return bool(label) and label <= set(self._told.said.lower().split())

    def _without_what_was_made(self, but: DraftEntity) -> None:
        """Take away the fields and things that were made of these words."""
        said = self._told.said.lower()
        for entity in list(self._draft.entities.values()):
            entity.fields = [field for field in entity.fields if not self._is_of(field)]
            made = entity.evidence and entity.evidence.lower() in said
            named = entity is but or entity.name == self._told.person
            if made and not named and not is_somebody(entity):
                self._draft.drop(entity.name)

    def _tell_whose(self, one: DraftEntity, record: DraftEntity) -> None:
        told = self._told
        people = [e for e in self._draft.entities.values() if is_somebody(e) and e is not record]
        whose = self._draft.find(told.person, exact=True) if told.person else None
        if whose is None and len(people) == 1:
            whose = people[0]
        person = told.person or self._people_told_in(record)
        if whose is None and person:
            whose = ensure_named(self._draft, person, told.said, ASSUMED)
        if whose is not None and told.noun != "passenger":
            self._part(whose, record)
            self._draft.link(one, whose, _role(told, whose), evidence=told.said)
        elif told.asked:
            one.put(Hint(label_of(told.asked), FieldType.TEXT), told.said)

    def _people_told_in(self, record: DraftEntity) -> str:
        """Return the people of whom a record has a text: the runners of a race."""
        for field in record.fields:
            label = field.specification.label.lower()
            named = is_plural(label) and is_person_word(label) and " " not in label
            if named and field.specification.type is FieldType.TEXT:
                record.fields.remove(field)
                return singular(label)
        return ""

    def _part(self, one: DraftEntity, other: DraftEntity) -> None:
        """Take away what relates two directly that are related by what is told here."""
        ends, plain = {one.name, other.name}, (one.label, other.label)
        said = self._told.said.lower()
        self._draft.links[:] = [
            link
            for link in self._draft.links
            if {link.relation.source, link.relation.target} != ends
            or not (
                link.relation.label in plain
                or link.evidence.lower() in said
                or _HELD.match(link.relation.label)
                or link.relation.label.lower() == self._done_by()
            )
        ]

    def _done_by(self) -> str:
        """Return what a relation to those who did it is called: "scored by"."""
        asked = self._told.asked.lower()
        return f"{asked.removeprefix('who ')} by" if asked.startswith("who ") else ""


def _date(record: DraftEntity, said: str) -> None:
    """Give what happens again and again its day, where nothing else is known or usual of it."""
    usual = record.thing is not None and record.name not in _PLAYED
    if not record.fields and is_happening(record.label.lower()) and not usual:
        record.put(Hint("Date", FieldType.DATE), said)


def _tells_more(record: DraftEntity) -> bool:
    """Say whether more is told of what somebody had than its name: how much, and by whom."""
    return any(field.evidence and field.specification.name != "name" for field in record.fields)


def _is_span(record: DraftEntity) -> bool:
    """Say whether a record only stands for a day or a week, on which something is told."""
    dates = all(field.specification.type is FieldType.DATE for field in record.fields)
    return dates and record.name.split("_")[-1] in _SPANS


def _role(told: Crossing, whose: DraftEntity) -> str:
    """Return what the one is called whom it is of: "Who scored", or "Player"."""
    return told.asked if told.asked.startswith("Who ") else whose.label


def _noun_of(record: DraftEntity, told: Crossing) -> str:
    """Return what the figures of one in a record are called."""
    last, values = record.name.split("_")[-1], [value.label.lower() for value in told.values]
    if len(values) == 1 and values[0].split()[-1] in _FIGURES:
        return "result" if told.known else singular(values[0])
    if last in _PLAYED and is_person_word(told.person or "player"):
        return "appearance"
    if last in _CONTESTS or last in _SPANS:
        return "result"
    return f"{told.person} {record.label}".strip().lower() if told.person else f"{last} entry"


def _places(entity: DraftEntity, text: str) -> list[int]:
    """Return where an entity and what is known of it are told."""
    said = [entity.evidence, *(field.evidence for field in entity.fields)]
    found = [at for words in said if words and (at := text.find(words)) >= 0]
    if found or not entity.evidence:
        return found
    named = re.search(rf"\b{re.escape(entity.plural_label)}\b", text, re.IGNORECASE)
    return [named.start()] if named else []  # the statement was read with its slips mended


def _made(draft: Draft, noun: str, said: str) -> DraftEntity | None:
    try:
        name = identifier(noun, taken=tuple(draft.entities))
    except ValueError:
        return None
    one = DraftEntity(name, label_of(noun), label_of(plural(noun)), None, said, STATED)
    one.described = one.crosses = True
    draft.entities[name] = one
    return one


def _order(draft: Draft, text: str) -> None:
    """Keep which pieces follow one another in what is performed, each with its place."""
    performed = _only(draft, _PERFORMED)
    pieces = _only(draft, _PIECES)
    said = order_in(text)
    if not said or performed is None or pieces is None or performed is pieces:
        return
    if any(programme_in(entity.label) for entity in draft.entities.values()):
        return
    one = _made(draft, f"{programme_in(said) or performed.label.lower()} entry", said)
    if one is None:
        return
    ends = {performed.name, pieces.name}
    draft.links[:] = [
        link for link in draft.links if {link.relation.source, link.relation.target} != ends
    ]
    for entity in (performed, pieces):
        entity.fields = [field for field in entity.fields if not _tells_order(field, said)]
        draft.link(one, entity, entity.label, evidence=said)
    one.put(Hint("Position", FieldType.INTEGER), said)


def _only(draft: Draft, nouns: frozenset[str]) -> DraftEntity | None:
    found = [e for e in draft.entities.values() if e.name.split("_")[-1] in nouns]
    return found[0] if len(found) == 1 and not is_person_word(found[0].label) else None


def _tells_order(field: DraftField, said: str) -> bool:
    label, evidence = field.specification.label.lower(), field.evidence.lower()
    made = bool(evidence) and (evidence in said.lower() or label in said.lower())
    return made or bool(programme_in(label))
