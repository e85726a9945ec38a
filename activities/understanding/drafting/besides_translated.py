"""What is wanted beside the main concern, in half a sentence of another language; pure."""

import re
from functools import cache

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
    DraftLink,
    fill_usual_fields,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import field_in, said_in
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.text.words import identifier, label_of, said
from models.fields import FieldType
from models.specification import RelationKind

_LISTS = ("shopping_item", "packing_item", "applicant")
_NO_DETAILS = r"(?!\s*(?:[:(=]|(?:mit|avec|con|com|met|z|ze)\b))"
"""Whatever is told of it is read as its fields."""
_CLAUSE_ENDS = re.compile(r"[,;.:!?\n]")
_BOOKINGS = ("booking", "reservation", "appointment")
_HOMES = ("flat", "apartment", "house", "household", "family", "unit")
"""Those who live there are told by them."""
_TRADES = ("supplier", "contractor", "vendor", "craftsman", "tradesman", "donor", "sponsor")
"""Those who come to work, and book nothing."""
_OF_A_COST = ("description", "amount", "expense_date")
_LONGEST_CLAUSE = 120
_PRESENCE = {"attendance": "Present", "absence": "Absent"}
_NEAR = 20
"""Characters between "attendance" and what it is of: "at the training"."""


@cache
def _phrases(language: str) -> dict[str, re.Pattern[str]]:
    return {
        concern: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        for concern, words in read_table("besides")[language].items()
    }


def keep_besides_in(draft: Draft, text: str, language: str) -> None:
    """Keep what a request in another language asks for beside that which it describes.

    Args:
        draft: What was understood; things, fields and relations are added.
        text: The request, as it was written.
        language: ISO 639-1 code; of one that is not known nothing is kept.
    """
    if language not in LANGUAGES or not draft.entities:
        return
    besides = _Besides(draft, text, language)
    besides.keep_lists()
    besides.keep_bookings()
    besides.keep_duties()
    besides.keep_costs()
    besides.keep_dues()
    besides.keep_attendance()


class _Besides:
    def __init__(self, draft: Draft, text: str, language: str) -> None:
        self._draft = draft
        self._text = text
        self._language = language
        self._phrases = _phrases(language)

    def keep_lists(self) -> None:
        """Keep what lists are of that everybody knows."""
        for name in _LISTS:
            found = self._wanted(name, _NO_DETAILS)
            if found is None or self._is_first(found) or self._is_told(name):
                continue
            self._without(found.group())
            entity = self._ensure(name, found.group())
            if entity is not None and not entity.fields:
                fill_usual_fields(self._draft, entity)

    def keep_bookings(self) -> None:
        """Keep who has booked what all may use, and when: "e da reserva do salão"."""
        found = self._phrases["booking"].search(self._text)
        if found is None or self._is_first(found) or self._is_booked(found):
            return
        ahead = self._text[max(0, found.start() - _LONGEST_CLAUSE) : found.start()]
        detailed = re.match(_NO_DETAILS, self._text[found.end() :]) is None
        if detailed or self._phrases["not"].search(_CLAUSE_ENDS.split(ahead)[-1]):
            return
        self._without(found.group())
        booking = self._ensure("booking", found.group())
        if booking is None or booking.is_told:
            return
        booking.plural_label = label_of(several_of(booking.label.lower(), self._language))
        booking.fields.clear()
        self._draft.links[:] = [
            link for link in self._draft.links if link.relation.source != booking.name
        ]
        self._add(booking, "Date", FieldType.DATE, found.group())
        people = [one for one in self._people() if one.name not in _TRADES]
        people += [one for one in self._draft.entities.values() if one.name in _HOMES]
        if people:
            self._link(booking, people[0], people[0].label, found.group())
        else:
            self._add(booking, "Person", FieldType.TEXT, found.group())

    def _is_booked(self, found: re.Match[str]) -> bool:
        """Say whether bookings are told of already, or are those of one of the lists."""
        last = found.group().split()[-1].lower()
        for one in self._draft.entities.values():
            if one.name.rpartition("_")[2] in _BOOKINGS and one.is_told:
                return True
            if last in (one.label.lower(), one.plural_label.lower()):
                return True
        return False

    def keep_duties(self) -> None:
        """Keep whose turn it is to do what people take turns in."""
        found = self._wanted("cleaning_duty", _NO_DETAILS)
        if found is not None and not self._is_first(found):
            self._without(found.group())
            self._keep_turns(self._ensure("cleaning_duty", found.group()), found.group())
        for match in self._phrases["duty"].finditer(self._text):
            if self._is_denied(match):
                continue
            what = next(word for word in match.groups() if word)
            self._without(match.group())
            self._keep_turns(self._named(what, match.group()), match.group())

    def keep_costs(self) -> None:
        """Keep who paid what, where costs are shared and nothing says so yet."""
        found = self._wanted("expense")
        known = self._draft.entities.get("expense")
        if found is None or (known is not None and known.described) or self._tells_money():
            return
        self._without(found.group())
        cost = self._ensure("expense", found.group())
        if cost is not None and not cost.is_told:
            cost.fields.clear()
            fill_usual_fields(self._draft, cost)
            cost.fields = [told for told in cost.fields if told.specification.name in _OF_A_COST]
            self._tell_who(cost, "Paid by", found.group())

    def keep_dues(self) -> None:
        """Keep of everybody whether they have paid what everybody pays."""
        people = self._people()
        found = self._wanted("dues") or (None if self._tells_money() else self._wanted("paid"))
        if found is None or not people:
            return
        self._without(found.group())
        self._add(people[0], "Paid", FieldType.YES_NO, found.group())

    def keep_attendance(self) -> None:
        """Keep who was there, or who was not, each time."""
        for concern, label in _PRESENCE.items():
            self._keep_those(concern, label)

    def _keep_those(self, concern: str, label: str) -> None:
        found = self._wanted(concern)
        people = self._people()
        if found is None or len(people) != 1:
            return
        self._without(found.group())
        if self._is_told("attendance"):
            return
        known = self._draft.entities.pop("attendance", None)
        if known is not None:
            self._draft.links[:] = [
                link
                for link in self._draft.links
                if known.name not in (link.relation.source, link.relation.target)
            ]
        session = self._session(found) or self._ensure(
            "attendance", found.group(), "Attendance list"
        )
        if session is None:
            return
        if FieldType.DATE not in [told.specification.type for told in session.fields]:
            self._add(session, "Date", FieldType.DATE, found.group(), first=True)
        session.described = True
        self._link(session, people[0], label, found.group(), many=True)

    def _session(self, found: re.Match[str]) -> DraftEntity | None:
        """Return what those were at who were there: the last that happens and is named before."""
        named = [
            (self._text.find(entity.evidence), entity)
            for entity in self._draft.entities.values()
            if entity.evidence
        ]
        sessions = [one for one in named if is_happening(said(one[1].name).lower())]
        dated = [one for one in named if not is_somebody(one[1]) and _has_told_day(one[1])]
        sessions = sessions or (dated if len(dated) == 1 else [])
        before = [one for one in sessions if 0 <= one[0] < found.start()]
        if before:
            return max(before, key=lambda one: one[0])[1]
        behind = [one for one in sessions if 0 <= one[0] - found.end() < _NEAR]
        return min(behind, key=lambda one: one[0])[1] if behind else None

    def _keep_turns(self, duty: DraftEntity | None, evidence: str) -> None:
        if duty is None or duty.is_told:
            return
        duty.fields.clear()
        self._add(duty, "Date", FieldType.DATE, evidence)
        self._tell_who(duty, "Whose turn", evidence)

    def _wanted(self, concern: str, behind: str = "") -> re.Match[str] | None:
        """Return where a concern is told of, unless it is denied, or told of at length."""
        known = self._phrases[concern]
        found = known.search(self._text)
        if found is None or (behind and re.match(behind, self._text[found.end() :]) is None):
            return None
        return None if self._is_denied(found) else found

    def _is_denied(self, found: re.Match[str]) -> bool:
        ahead = self._text[max(0, found.start() - _LONGEST_CLAUSE) : found.start()]
        after = self._text[found.end() : found.end() + _LONGEST_CLAUSE]
        clause = f"{_CLAUSE_ENDS.split(ahead)[-1]} {_CLAUSE_ENDS.split(after)[0]}"
        return self._phrases["not"].search(clause) is not None

    def _is_first(self, found: re.Match[str]) -> bool:
        """Say whether nothing that is kept is named before, so that it is the main concern."""
        ahead = self._text[: found.start()]
        return not any(
            entity.evidence and entity.evidence in ahead for entity in self._draft.entities.values()
        )

    def _is_told(self, name: str) -> bool:
        """Say whether fields of a thing are told already."""
        known = self._draft.entities.get(name)
        return known is not None and known.is_told

    def _ensure(self, name: str, evidence: str, noun: str = "") -> DraftEntity | None:
        entity = self._draft.entities.get(name)
        if entity is None and len(self._draft.entities) < MOST_ENTITIES:
            label = label_of(said(name))
            thing = self._draft.lexicon.things.get(name)
            entity = DraftEntity(name, label, label, thing, evidence, STATED)
            self._draft.entities[name] = entity
        if entity is not None:
            entry = said_in(noun or name, self._language)
            if entry is not None:
                entity.label = label_of(entry.one)
                entity.plural_label = label_of(entry.many or entry.one)
            entity.described = True
        return entity

    def _named(self, what: str, evidence: str) -> DraftEntity | None:
        """Return the thing of a name that no table knows."""
        entity = self._draft.find(what, exact=True) or self._draft.ensure(what, evidence)
        if entity is not None and not entity.described:
            entity.label = entity.plural_label = label_of(what)
            entity.described = True
        return entity

    def _without(self, words: str) -> None:
        """Take away fields that were made of the words."""
        low = words.lower()
        for entity in self._draft.entities.values():
            entity.fields = [
                told
                for told in entity.fields
                if not told.evidence or told.evidence.lower() not in low
            ]

    def _tell_who(self, entity: DraftEntity, label: str, evidence: str) -> None:
        people = [one for one in self._people() if one is not entity]
        if len(people) == 1:
            self._link(entity, people[0], label, evidence)
        else:
            self._add(entity, label, FieldType.TEXT, evidence)

    def _link(
        self,
        source: DraftEntity,
        target: DraftEntity,
        label: str,
        evidence: str,
        *,
        many: bool = False,
    ) -> None:
        either = ({source.name, target.name}, many)
        self._draft.links[:] = [
            link
            for link in self._draft.links
            if (link.relation.source, link.relation.target) != (source.name, target.name)
            and ({link.relation.source, link.relation.target}, _is_many(link)) != either
        ]
        entry = said_in(label, self._language)
        self._draft.link(source, target, label, many=many, evidence=evidence)
        link = self._draft.links[-1]
        if entry is not None and link.relation.name == identifier(label, owner=source.name):
            update = {"label": label_of(entry.one)}
            link.relation = link.relation.model_copy(update=update)

    def _people(self) -> list[DraftEntity]:
        return [
            entity
            for entity in self._draft.entities.values()
            if is_somebody(entity) and entity.name != "applicant"
        ]

    def _tells_money(self) -> bool:
        return any(
            told.specification.type is FieldType.MONEY and told.evidence
            for entity in self._draft.entities.values()
            for told in entity.fields
        )

    def _add(
        self, entity: DraftEntity, label: str, kind: FieldType, words: str, *, first: bool = False
    ) -> None:
        made = field_in(field_from(Hint(label, kind), owner=entity.name), self._language)
        if made.name not in entity.names():
            at = 0 if first else len(entity.fields)
            entity.fields.insert(at, DraftField(made, words, STATED))


def _has_told_day(entity: DraftEntity) -> bool:
    days = (told for told in entity.fields if told.specification.type is FieldType.DATE)
    return any(told.evidence for told in days)


def _is_many(link: DraftLink) -> bool:
    return link.relation.kind is RelationKind.MANY_TO_MANY
