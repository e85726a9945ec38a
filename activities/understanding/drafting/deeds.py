"""What each of somebody does with one of something: "each family orders from a farm"; pure.

What is told of it is of neither of them, as each can do it again.
"""

import re
from functools import cache
from typing import NamedTuple

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    TEMPLATE,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import english_of, entry_of, field_in
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.words import identifier, is_plural, label_of, plural, singular
from models.fields import FieldType

_SHORTEST = 3
_NO_VERBS = ("each", "one")
_LIST = r" ?(?::| [-–]| with\b| mit\b| avec\b| con\b| com\b| met\b) ?(?P<told>[^.!?\n]{3,400})"
_OF_PEOPLE = ("name", "phone", "mobile", "email", "address")
_TAKEN = ("loan", "rental", "booking", "reservation", "adoption", "visit")
"""What is done with a thing that is there before and afterwards; a cake is only ordered."""


class _Act(NamedTuple):
    name: str
    one: str
    many: str
    verbs: re.Pattern[str]


class _Deed(NamedTuple):
    """A clause that tells who does what with what."""

    words: str
    who: str
    verb: str
    what: str
    told: str
    single: bool
    act: _Act


@cache
def _acts(language: str) -> tuple[_Act, ...]:
    rows = read_table("deeds").get(language, {})
    acts = []
    for name, row in rows.items():
        if name not in _NO_VERBS:
            verbs, one, many = (part.strip() for part in row.rsplit("|", 2))
            acts.append(_Act(name, one, many, re.compile(verbs, re.IGNORECASE)))
    return tuple(acts)


@cache
def _clauses(language: str) -> tuple[re.Pattern[str], ...]:
    rows = read_table("deeds").get(language)
    if rows is None:
        return ()
    verbs = "|".join(act.verbs.pattern for act in _acts(language))
    each = (
        rf"\b(?:{rows['each']}) (?P<who>[^\W\d_]{{3,20}}) (?P<verb>{verbs}) "
        rf"(?:[^\W\d_]{{2,20}} )?(?:{rows['one']}) (?P<what>[^\W\d_]{{3,24}}){_LIST}"
    )
    several = (
        rf"(?:^|[.!?:\n] ?)(?P<who>[a-z]{{3,20}}s) (?P<verb>{verbs}) (?P<what>[a-z]{{3,24}}s)"
        rf"{_LIST}"
    )
    patterns = (each, several) if language == "en" else (each,)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def keep_deeds(draft: Draft, text: str, language: str) -> None:
    """Keep each time that somebody does something as a record of its own, with who and what.

    Args:
        draft: What was understood; things are added and related, fields go over.
        text: The request.
        language: ISO 639-1 code; of one that is not known nothing is kept.
    """
    for clause in _clauses(language):
        for match in clause.finditer(text):
            deed = _deed(match, language)
            if deed is not None:
                _Deeds(draft, text, language).keep(deed)


def _deed(match: re.Match[str], language: str) -> _Deed | None:
    verb = match["verb"]
    act = next((one for one in _acts(language) if one.verbs.fullmatch(verb)), None)
    who, what = match["who"], match["what"]
    single = not match.group().lstrip(".!?:\n ").startswith(who)
    if act is None or (language == "en" and is_happening(what)):
        return None
    if not single and not (is_person_word(singular(who.lower())) and is_plural(what)):
        return None
    return _Deed(match.group(), who, verb, what, match["told"], single, act)


class _Deeds:
    def __init__(self, draft: Draft, text: str, language: str) -> None:
        self._draft = draft
        self._text = text.lower()
        self._language = language

    def keep(self, deed: _Deed) -> None:
        """Make the record, and relate it to whoever did it and to what it was done with."""
        told = [(one, self._told(one, deed)) for one in self._draft.entities.values()]
        if not any(fields for _, fields in told):
            return
        act, doer = self._act(deed), self._named(deed.who, deed)
        found = self._find(deed.what)
        described = found is not None and not self._is_all_told_of(found, deed)
        kept = deed.single or deed.act.name in _TAKEN or described
        thing = self._named(deed.what, deed) if kept else None
        if act is None or doer is None or act in (doer, thing):
            return
        for owner, fields in told:
            own = [one for one in fields if owner is doer and _tells_person(one)]
            self._move([one for one in fields if one not in own], owner, act)
        self._drop_misread(deed, act, doer, thing)
        self._put_first(act)
        for end in (doer, thing):
            self._relate(act, end, deed)
        there = found is not None and found.name in self._draft.entities
        if found is not None and there and not (kept or found.fields):
            self._draft.drop(found.name)

    def _is_all_told_of(self, thing: DraftEntity, deed: _Deed) -> bool:
        """Say whether nothing but the deed tells of a thing: the cakes that are ordered."""
        return bool(thing.fields) and len(self._told(thing, deed)) == len(thing.fields)

    def _told(self, owner: DraftEntity, deed: _Deed) -> list[DraftField]:
        """Return the fields that were told behind the clause, and nowhere else."""
        return [one for one in owner.fields if self._is_told(one, deed)]

    def _is_told(self, field: DraftField, deed: _Deed) -> bool:
        words = field.evidence.lower()
        if len(words) < _SHORTEST:
            return False
        clause = deed.words.lower().lstrip(".!?:\n ")
        if words in deed.told.lower():
            return self._text.count(words) == clause.count(words)
        return words.startswith(clause.partition(":")[0].rstrip())

    def _act(self, deed: _Deed) -> DraftEntity | None:
        known = self._draft.entities.get(deed.act.name)
        verb = deed.verb.lower()
        entities = self._draft.entities.values()
        known = known or next((one for one in entities if one.evidence.lower() == verb), None)
        if known is None:
            return self._make(deed.act.name, deed.act.one, deed.act.many, deed.verb)
        if known.evidence.lower() == verb and known.name != deed.act.name:
            known.label, known.plural_label = label_of(deed.act.one), label_of(deed.act.many)
        return known

    def _named(self, word: str, deed: _Deed) -> DraftEntity | None:
        """Return what a noun names; with a name and no more, if nothing else is told of it."""
        known = self._find(word)
        if known is None and self._language == "en":
            one = singular(word.lower())
            known = self._make(identifier(one), one, plural(one), deed.words)
        elif known is None:
            entry = entry_of(word, self._language)
            one, many = (entry.one, entry.many) if entry else (word, "")
            english = english_of(word, self._language) or word
            known = self._make(
                identifier(english), one, many or several_of(one, self._language), deed.words
            )
        return known

    def _find(self, word: str) -> DraftEntity | None:
        low = word.lower()
        names = {low, singular(low)} if self._language == "en" else {low}
        english = english_of(word, self._language) if self._language != "en" else ""
        return next(
            (
                one
                for one in self._draft.entities.values()
                if names & {one.label.lower(), one.plural_label.lower(), one.evidence.lower()}
                or (english and one.name == identifier(english))
            ),
            None,
        )

    def _make(self, name: str, one: str, many: str, evidence: str) -> DraftEntity | None:
        if len(self._draft.entities) >= MOST_ENTITIES:
            return None
        name = identifier(name, taken=tuple(self._draft.entities))
        thing = self._draft.lexicon.things.get(name)
        made = DraftEntity(name, label_of(one), label_of(many), thing, evidence, TEMPLATE)
        made.described = True
        self._draft.entities[name] = made
        return made

    def _move(self, fields: list[DraftField], owner: DraftEntity, act: DraftEntity) -> None:
        if owner is act:
            return
        owner.fields = [one for one in owner.fields if one not in fields]
        for one in fields:
            label = one.specification.label
            name = one.specification.name
            if name.startswith(f"{owner.name}_") or name in act.names():
                name = identifier(label, owner=act.name)
            if name not in act.names():
                one.specification = one.specification.model_copy(update={"name": name})
                act.fields.append(one)
        act.described = True

    def _drop_misread(
        self, deed: _Deed, act: DraftEntity, doer: DraftEntity, thing: DraftEntity | None
    ) -> None:
        """Take away what was made of the clause as a whole, and ties that it doesn't tell."""
        verb = deed.verb.lower()
        gone = {
            one.name
            for one in self._draft.entities.values()
            if one not in (act, doer, thing) and not one.fields and self._is_misread(one, verb)
        }
        ends = {doer.name, thing.name if thing else ""}
        self._draft.links[:] = [
            link
            for link in self._draft.links
            if not gone & {link.relation.source, link.relation.target}
            and {link.relation.source, link.relation.target} != ends
        ]
        for name in gone:
            del self._draft.entities[name]

    def _is_misread(self, entity: DraftEntity, verb: str) -> bool:
        """Say whether a thing was made of what is the verb of the clause."""
        if entity.evidence.lower() == verb or verb in entity.label.lower().split():
            return True
        named = (entity.label.lower(), entity.plural_label.lower())
        return verb in named and self._text.count(verb) == 1

    def _put_first(self, act: DraftEntity) -> None:
        """Let the record be what it is all about, where nothing else is described."""
        others = (one for one in self._draft.entities.values() if one is not act)
        if any(told.evidence for one in others for told in one.fields):
            return
        rest = {name: one for name, one in self._draft.entities.items() if one is not act}
        self._draft.entities.clear()
        self._draft.entities.update({act.name: act, **rest})

    def _relate(self, act: DraftEntity, end: DraftEntity | None, deed: _Deed) -> None:
        if end is None:
            return
        if not end.fields:
            named = field_from(Hint("Name", FieldType.TEXT), owner=end.name)
            end.fields = [DraftField(field_in(named, self._language), "", STATED)]
            end.described = True
        ends = {act.name, end.name}
        known = [{one.relation.source, one.relation.target} for one in self._draft.links]
        if ends not in known:
            self._draft.link(act, end, end.label, evidence=deed.words[:200])


def _tells_person(field: DraftField) -> bool:
    """Say whether a field is of whoever does it, whatever is done: a phone number."""
    return field.specification.name in _OF_PEOPLE
