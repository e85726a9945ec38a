"""What is told of two things at once in other languages: "les points de chaque joueur par match".

Both have to be lists that are kept; who is not named by the word of a list is of the only people
that are kept: the players are the members. Pure.
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
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, field_from, infer
from activities.understanding.languages.bare import without_article
from activities.understanding.languages.labels import english_of, entry_of, field_in, said_in
from activities.understanding.languages.numbers import one_of, several_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.relating.crossing_things import cross_both, is_crossed, put
from activities.understanding.relating.crossing_words import WHOLE
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, label_of, plural, said, singular
from models.fields import COUNTED_TYPES, FieldType

_WORD = r"[^\W\d_]{3,24}"
_LONGEST_ITEM = 3
_RANKS = ("place", "rank", "position", "placement")
_JUDGED = word_set("rating review grade mark score time result comment")
_NUMBERS = COUNTED_TYPES


class _Turns(NamedTuple):
    behind: re.Pattern[str]
    """The figures come first: "the points of each player per match"."""
    before: re.Pattern[str]
    """Both come first: "per match and per player: points, cards"."""
    many: re.Pattern[str]
    """It is asked how many there are: "how many goals each one scored in each match"."""
    parts: re.Pattern[str]
    lead: re.Pattern[str]
    asked: re.Pattern[str]
    what: str
    anyone: frozenset[str]
    came: re.Pattern[str]
    """Who of several was there is asked first: "for each race which runners … and their place"."""
    holds: re.Pattern[str]
    who: str


@cache
def _turns(language: str) -> _Turns | None:
    rows = read_table("crossing").get(language)
    if rows is None:
        return None
    both = rf"(?P<one>{_WORD}) ?,? (?:{rows['in']}) (?P<other>{_WORD})\b"
    begin = rf"(?:^|[,;:.!?\n(]|\b(?:{rows['and']}) )\s*"
    return _Turns(
        re.compile(
            rf"{begin}(?P<list>[^,;:.!?\n()]{{3,60}}?) (?:{rows['of']}) {both}", re.IGNORECASE
        ),
        re.compile(
            rf"{begin}(?:{rows['per']}) {both}(?: ?[:,–-] ?| )(?P<list>[^.;:!?\n]{{3,120}})",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:{rows['many']}) (?P<list>{_WORD})(?: [^\W\d_]{{1,20}}){{0,2}}? "
            rf"(?P<one>(?:{rows['every']})(?: {_WORD})?)(?: [^\W\d_]{{1,20}}){{0,2}}? "
            rf"(?:{rows['in']}) (?P<other>{_WORD})\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\s*,\s*|\s+(?:{rows['and']})\s+", re.IGNORECASE),
        re.compile(rf"^(?:(?:{rows['and']}|{rows['lead']})\b['\u2019]?\s*)+", re.IGNORECASE),
        re.compile(rf"\b(?:{rows['whowhat']})\b", re.IGNORECASE),
        rows["what"],
        frozenset(rows["anyone"].split("|")),
        re.compile(
            rf"\b(?:{rows['per']}) (?P<one>{_WORD}),? (?:{rows['which']}) (?P<other>{_WORD})\b"
            rf"[^.;:!?\n]{{0,60}}? (?:{rows['and']}) (?P<list>[^.;:!?\n]{{3,100}})",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{rows['whowhich']})", re.IGNORECASE),
        rows["who"],
    )


def cross_in(draft: Draft, text: str, language: str) -> None:
    """Keep what is told of two things at once as a list that is related to both.

    Args:
        draft: What was understood; a list is added, and fields go over to it.
        text: The request, as it was written.
        language: ISO 639-1 code; of one that is not known nothing is kept.
    """
    turns = _turns(language)
    if turns is None or len(draft.entities) <= 1:
        return
    for match in turns.came.finditer(text):
        _Crossing(draft, text, language, turns).keep_ranks(match)
    for pattern in (turns.many, turns.behind, turns.before):
        for match in pattern.finditer(text):
            _Crossing(draft, text, language, turns).keep(match)
    for match in turns.asked.finditer(text):
        _tell_what(draft, match, turns.what)
    for match in turns.holds.finditer(text):
        _tell_who(draft, match, turns.who)


class _Crossing:
    def __init__(self, draft: Draft, text: str, language: str, turns: _Turns) -> None:
        self._draft = draft
        self._text = text
        self._language = language
        self._turns = turns

    def keep(self, match: re.Match[str]) -> None:
        """Keep what one clause tells, where both are kept and nothing is between them yet."""
        one, other = self._named(match["one"]), self._named(match["other"])
        if one is None or other is None or one is other:
            return
        words, begin, end = match.group(), self._begin(match, (one, other)), match.end("list")
        listed = self._text[begin:end]
        counted = self._counted(listed, (one, other))
        fields = self._told(begin, end)
        figure = self._figure(listed)
        if is_crossed(self._draft, one, other, counted.name if counted else ""):
            return
        if not (counted or fields or figure):
            return
        taken = [field for _, field in fields]
        for owner, field in fields:
            owner.fields.remove(field)
        made = counted or self._made(words)
        if made is None:
            return
        told = [self._moved(field, made) for field in taken]
        if counted is not None and counted.name == "attendance":
            present = field_from(Hint("Present", FieldType.YES_NO), owner=counted.name)
            shown = field_in(present, self._language)
            label = label_of(one_of(shown.label, self._language))
            told = [DraftField(shown.model_copy(update={"label": label}), words, STATED)]
        elif counted is not None and not any(f.specification.type in _NUMBERS for f in told):
            told.insert(0, self._number(counted.evidence, made, words))
        if not told:
            told = [self._number(figure, made, words)]
        if counted is not None:
            counted.thing, counted.fields = None, []  # a goal that is scored is no aim
            counted.label = label_of(one_of(counted.label, self._language))
        cross_both(self._draft, made, (one, other), words)
        put(made, told)

    def keep_ranks(self, match: re.Match[str]) -> None:
        """Keep how each of those who were there came off, which no field of either can tell."""
        one, other = self._named(match["one"]), self._named(match["other"])
        if one is None or other is None or one is other or is_crossed(self._draft, one, other):
            return
        ranks = [
            (owner, field)
            for owner in self._draft.entities.values()
            for field in owner.fields
            if self._is_rank(field, *match.span("list"))
        ]
        made = self._made(match.group()) if ranks else None
        if made is None:
            return
        for owner, field in ranks:
            owner.fields.remove(field)
        cross_both(self._draft, made, (other, one), match.group())
        put(made, [self._moved(field, made) for _, field in ranks])

    def _is_rank(self, told: DraftField, begin: int, end: int) -> bool:
        """Say whether a clause asks there which place somebody took, or how many points."""
        known, words = told.specification, told.evidence
        english = english_of(known.label, self._language)
        lasts = {known.name.rpartition("_")[2], singular(english.rpartition(" ")[2])}
        counts = lasts & (_JUDGED | set(_RANKS)) or any(WHOLE.fullmatch(plural(x)) for x in lasts)
        asked = known.type in _NUMBERS or len(without_article(words, self._language).split()) > 1
        if not (words and counts and asked):
            return False
        fields = (field for entity in self._draft.entities.values() for field in entity.fields)
        again = sum(field.evidence == words for field in fields) > 1
        at = self._text.find(words, begin, end) if again else self._at(words)
        return begin <= at <= end - len(words)

    def _named(self, word: str) -> DraftEntity | None:
        """Return the list that a word names, or the only people that are kept."""
        word = word.split()[-1]
        low, one = word.lower(), one_of(word, self._language).lower()
        english = english_of(word, self._language) or english_of(one, self._language)
        people = [one for one in self._draft.entities.values() if is_somebody(one)]
        if low in self._turns.anyone:
            return people[0] if len(people) == 1 else None
        for entity in self._draft.entities.values():
            spoken = {entity.label.lower(), entity.plural_label.lower(), entity.evidence.lower()}
            spoken.add(one_of(entity.evidence, self._language).lower())
            if {low, one} & spoken:
                return entity
        if not english:
            return None
        thing = self._draft.lexicon.thing(english)
        for entity in self._draft.entities.values():
            same = thing is not None and entity.thing is thing
            if same or entity.name == identifier(singular(english)):
                return entity
        return people[0] if is_person_word(english) and len(people) == 1 else None

    def _counted(self, listed: str, ends: tuple[DraftEntity, DraftEntity]) -> DraftEntity | None:
        """Return the list that was made of the figures alone: goals."""
        words = re.findall(r"[^\W_]+", listed.lower())
        for entity in self._draft.entities.values():
            told = entity.is_told
            if entity not in ends and not told and entity.evidence.lower() in words:
                return entity
        return None

    def _told(self, begin: int, end: int) -> list[tuple[DraftEntity, DraftField]]:
        """Return the fields that are told there, and nowhere before."""
        return [
            (entity, field)
            for entity in self._draft.entities.values()
            for field in list(entity.fields)
            if field.evidence and begin <= self._at(field.evidence) <= end - len(field.evidence)
        ]

    def _at(self, words: str) -> int:
        """Return where words stand for the first time, not as the end of another one."""
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self._text)
        return found.start() if found else -1

    def _begin(self, match: re.Match[str], ends: tuple[DraftEntity, DraftEntity]) -> int:
        """Return where the figures begin: behind what is told of one of both before them."""
        listed = match["list"].lower() if match.end() > match.end("list") else ""
        spoken = {word for end in ends for word in (end.evidence.lower(), end.label.lower())}
        joined = list(self._turns.parts.finditer(listed))
        if joined and spoken & set(re.findall(r"[^\W_]+", listed)):
            return match.start("list") + joined[-1].end()
        return match.start("list")

    def _figure(self, listed: str) -> str:
        """Return what is counted, if everybody counts it and it is no field yet: points."""
        item = self._turns.lead.sub("", listed.strip()).strip()
        fields = (field for entity in self._draft.entities.values() for field in entity.fields)
        if item.lower() in (field.evidence.lower() for field in fields):
            return ""
        english = english_of(item, self._language)
        counts = english and (WHOLE.fullmatch(plural(singular(english))) or _is_judged(english))
        return item if counts and len(item.split()) <= _LONGEST_ITEM else ""

    def _number(self, label: str, made: DraftEntity, words: str) -> DraftField:
        english = english_of(label, self._language) or said(made.name)
        hint = infer(english) if _is_judged(english) else Hint(english, FieldType.INTEGER)
        field = field_from(hint, owner=made.name).model_copy(update={"label": label_of(label)})
        return DraftField(field, words, STATED)

    def _moved(self, told: DraftField, made: DraftEntity) -> DraftField:
        """Return a field of the list between both: the place of one in a race is a number."""
        known = told.specification
        if known.name in _RANKS and known.type is FieldType.TEXT:
            hint = Hint(label_of(said(known.name)), FieldType.INTEGER)
            ranked = field_from(hint, owner=made.name)
            told.specification = ranked.model_copy(update={"label": known.label})
        return told

    def _made(self, words: str) -> DraftEntity | None:
        if len(self._draft.entities) >= MOST_ENTITIES:
            return None
        entry = said_in("result", self._language) or entry_of("result", self._language)
        one = entry.one if entry else "result"
        many = (entry.many if entry else "") or several_of(one, self._language)
        name = identifier("result", taken=tuple(self._draft.entities))
        made = DraftEntity(name, label_of(one), label_of(many), None, words, STATED)
        self._draft.entities[name] = made
        return made


def _is_judged(english: str) -> bool:
    """Say whether it is no number, but a rating, a time or what somebody thinks."""
    return singular(english.lower()) in _JUDGED


def _tell_what(draft: Draft, match: re.Match[str], label: str) -> None:
    """Keep what each of somebody does of whom is asked: "kto co piecze na którą imprezę"."""
    verb = next(word.lower() for word in match.groups() if word)
    done = next((e for e in draft.entities.values() if e.evidence.lower() == verb), None)
    if done is None or not draft.links_of(done.name):
        return
    made = field_from(Hint("What", FieldType.TEXT), owner=done.name)
    texts = [f for f in done.fields if f.specification.type is FieldType.TEXT and f.evidence]
    if not texts and made.name not in done.names():
        said_so = made.model_copy(update={"label": label})
        done.fields.insert(0, DraftField(said_so, match.group(), STATED))
        done.described = True


def _tell_who(draft: Draft, match: re.Match[str], label: str) -> None:
    """Keep who it is that has one, where nothing else tells: "wer hat welchen, seit wann"."""
    verb = match["verb"].lower()
    done = next((e for e in draft.entities.values() if e.evidence.lower() == verb), None)
    if done is None:
        return
    ends = [draft.entities[link.relation.target] for link in draft.links_of(done.name)]
    known = any(map(is_somebody, ends)) or any(
        told.specification.type is FieldType.TEXT and told.evidence for told in done.fields
    )
    made = field_from(Hint("Who", FieldType.TEXT), owner=done.name)
    if ends and not known and made.name not in done.names():
        said_so = made.model_copy(update={"label": label})
        done.fields.insert(0, DraftField(said_so, match.group(), STATED))
        done.described = True
