"""How much each of somebody wants of each of what there is, in eight languages; pure.

"Every family writes how much they want of each product" is told neither of families nor of
products: each wish has a record of its own, with whether it was collected and paid.
"""

import re
from functools import cache
from typing import NamedTuple

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
    DraftLink,
)
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import english_of, entry_of, field_in
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.relating.crossing_things import is_crossed
from activities.understanding.text.words import identifier, label_of, plural, singular
from models.fields import FieldType

_NOUN = r"[^\W\d_]{3,24}"
_WORDS = r"(?:,? [^\W\d_][\w'\u2019]{0,20})"
_BEHIND = r"(?: [^\W\d_][\w'\u2019]{0,20}){0,2}"
_ORDER = "order"
_DONE = ("collected", "paid")


class _Turns(NamedTuple):
    clauses: tuple[re.Pattern[str], ...]
    want: re.Pattern[str]
    need: re.Pattern[str]
    request: tuple[str, str]
    order: tuple[str, str]
    done: dict[str, tuple[re.Pattern[str], str]]


@cache
def _turns(language: str) -> _Turns | None:
    row = read_table("wants").get(language)
    if row is None:
        return None
    who, what = rf"(?:{row['each']}) (?P<who>{_NOUN})", rf"(?:{row['of']}) (?P<what>{_NOUN})"
    begin, behind = rf"{who}{_WORDS}{{1,3}}?,? (?:{row['much']})\b", rf"{what}{_BEHIND}"
    clauses = (
        rf"\b{begin}{_WORDS}{{0,4}}? {behind}",
        rf"\b(?:{row['much']})\b{_WORDS}{{0,2}}? {who}{_WORDS}{{0,3}}? {behind}",
    )
    done = {}
    for kind in _DONE:
        pattern, _, label = row[kind].rpartition("|")
        done[kind] = (re.compile(rf"\b(?:{pattern.strip()})\b", re.IGNORECASE), label.strip())
    _, one, many = (part.strip() for part in read_table("deeds")[language][_ORDER].rsplit("|", 2))
    called, _, several = row["request"].partition("|")
    return _Turns(
        tuple(re.compile(clause, re.IGNORECASE) for clause in clauses),
        re.compile(rf"\b(?:{row['want']})\b", re.IGNORECASE),
        re.compile(row["need"], re.IGNORECASE),
        (called.strip(), several.strip()),
        (one, many),
        done,
    )


def keep_wants(draft: Draft, text: str, language: str) -> None:
    """Keep what each of somebody wants of each of something as a list between both.

    Args:
        draft: What was understood; lists are added and related, what was made of the clause goes.
        text: The request.
        language: ISO 639-1 code; of one that is not known nothing is kept.
    """
    turns = _turns(language)
    if turns is None or not draft.entities:
        return
    for clause in turns.clauses:
        for match in clause.finditer(text):
            if _is_wished(match, turns, language):
                _Wants(draft, text, language, turns).keep(match)
                return


def _is_wished(clause: re.Match[str], turns: _Turns, language: str) -> bool:
    """Say whether a clause is of a wish; a recipe that needs flour wishes nothing."""
    verbs = [verb.group() for verb in turns.want.finditer(clause.group())]
    if not all(turns.need.fullmatch(verb) for verb in verbs):
        return True
    who = clause["who"].lower() if language == "en" else english_of(clause["who"], language)
    return bool(verbs) and bool(who) and is_person_word(who)


class _Wants:
    def __init__(self, draft: Draft, text: str, language: str, turns: _Turns) -> None:
        self._draft = draft
        self._text = text
        self._language = language
        self._turns = turns

    def keep(self, match: re.Match[str]) -> None:
        """Make the list, with a quantity and what each has done."""
        words = match.group()
        nouns = match["who"], match["what"]
        doer, thing = map(self._find, nouns)
        order = self._draft.entities.get(_ORDER)
        kept = [one for one in (doer, thing, order) if one is not None]
        before = self._told()
        for pattern, _ in self._turns.done.values():
            if (done := pattern.search(self._text)) is not None:
                self._drop_done(done.group().lower(), kept)
                self._without(done.group(), (), kept)
        crossed = doer and thing and is_crossed(self._draft, doer, thing)
        if crossed or len(self._draft.entities) + len(nouns) >= MOST_ENTITIES:
            self._put_back(*before)
            return
        self._without(words, tuple(noun.lower() for noun in nouns), kept)
        who = doer or self._make(match["who"], words)
        what = thing or self._make(match["what"], words)
        made = self._record(words, order)
        for end in (order, who, what):
            if end is not None:
                self._draft.link(made, end, end.label, evidence=words[:200])
        self._put(made, Hint("Quantity", FieldType.DECIMAL), words)
        for pattern, label in self._turns.done.values():
            if (done := pattern.search(self._text)) is not None:
                self._put(made, Hint(label, FieldType.YES_NO), done.group(), label)

    def _told(self) -> tuple[list[tuple[DraftEntity, list[DraftField]]], list[DraftLink]]:
        entities = [(one, list(one.fields)) for one in self._draft.entities.values()]
        return entities, list(self._draft.links)

    def _put_back(
        self, entities: list[tuple[DraftEntity, list[DraftField]]], links: list[DraftLink]
    ) -> None:
        """Leave all as it was told, where nothing takes the place of what was taken away."""
        self._draft.entities.clear()
        for entity, fields in entities:
            entity.fields = fields
            self._draft.entities[entity.name] = entity
        self._draft.links[:] = links

    def _record(self, words: str, order: DraftEntity | None) -> DraftEntity:
        one, many = self._turns.request if order else self._turns.order
        name = identifier("request" if order else _ORDER, taken=tuple(self._draft.entities))
        made = DraftEntity(name, label_of(one), label_of(many), None, words, STATED)
        made.described = made.crosses = True
        self._draft.entities[name] = made
        return made

    def _put(self, made: DraftEntity, hint: Hint, words: str, label: str = "") -> None:
        field = field_from(hint, owner=made.name)
        if not label and self._language != "en":
            field = field_in(field, self._language)
        if field.name not in made.names():
            update = {"label": label} if label else {}
            made.fields.append(DraftField(field.model_copy(update=update), words, STATED))

    def _find(self, noun: str) -> DraftEntity | None:
        """Return the list that a noun names, in either number."""
        low = noun.lower()
        english = low if self._language == "en" else english_of(noun, self._language).lower()
        names = {low, singular(low)} if self._language == "en" else {low}
        for entity in self._draft.entities.values():
            spoken = {entity.label.lower(), entity.plural_label.lower(), entity.evidence.lower()}
            if names & spoken or (english and entity.name == identifier(singular(english))):
                return entity
        return None

    def _make(self, noun: str, words: str) -> DraftEntity:
        """Return a new list of what has a name and no more."""
        if self._language == "en":
            one = singular(noun.lower())
            english, many = one, plural(one)
        else:
            entry = entry_of(noun, self._language)
            one = entry.one if entry else noun
            many = (entry.many if entry else "") or several_of(one, self._language)
            english = english_of(noun, self._language) or noun
        name = identifier(singular(english), taken=tuple(self._draft.entities))
        made = DraftEntity(name, label_of(one), label_of(many), None, words, STATED)
        made.described = True
        self._draft.entities[name] = made
        self._put(made, Hint("Name", FieldType.TEXT), "")
        return made

    def _without(self, words: str, but: tuple[str, ...], kept: list[DraftEntity]) -> None:
        """Take away fields and lists that were only made of the words of a clause."""
        low = words.lower()
        for entity in list(self._draft.entities.values()):
            inside = [f for f in entity.fields if f.evidence and self._is_inside(f.evidence, low)]
            entity.fields = [one for one in entity.fields if one not in inside]
            told = entity.is_told
            made = entity.evidence.lower() in low and entity.evidence.lower() not in but
            if entity in kept or not made or told:
                continue
            if self._is_inside(entity.evidence, low):
                self._draft.drop(entity.name)

    def _drop_done(self, clause: str, kept: list[DraftEntity]) -> None:
        """Take away a list that was only made of who has done something."""
        for entity in list(self._draft.entities.values()):
            told = [one.evidence.lower() for one in entity.fields if one.evidence]
            word = entity.evidence.lower()
            made = word and len(told) == len(entity.fields) and self._is_inside(word, clause)
            asks = clause.split()[0]
            if entity in kept:
                continue
            if made and all(one.split()[0] == asks for one in told):
                self._draft.drop(entity.name)

    def _is_inside(self, words: str, clause: str) -> bool:
        """Say whether words stand in the clause, and nowhere else in the request."""
        said = words.lower()
        whole = re.compile(rf"(?<!\w){re.escape(said)}(?!\w)")
        inside = len(whole.findall(clause))
        return inside > 0 and len(whole.findall(self._text.lower())) == inside
