"""Whom and what a clause asks for, where marks tell only the rest of it; pure.

"Who has which plot" says that somebody has it, "which child has which locker" that lockers are
given to children, and "what I planted, when" that something was planted.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.drafting.asides import LISTED, is_somebody
from activities.understanding.grammar.asking import participle
from activities.understanding.grammar.nouns import is_nameable
from activities.understanding.knowledge.inference import Hint
from activities.understanding.marking.marks import Marked, MarkedThing
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, singular
from models.fields import FieldType

_MOST_READ = 8_000
_NEW_CLAUSE = (
    r" and which [a-z-]{3,30} (?:has|have|had|is|are|was|were|still|need|needs)(?:n['\u2019]?t)?\b"
)
"""What asks for something else: "which stallholders haven't paid and which shifts have no …"."""
_ASKED = re.compile(
    r"\b(?:(?P<who>who|whom)(?:['\u2019]s)?|(?P<which>which) (?P<noun>[a-z-]{3,30})"
    r"|(?P<what>what|where) (?:i|we|he|she|they|you|my \w{1,20}|our \w{1,20}))\s+"
    rf"(?P<rest>[a-z](?:(?!{_NEW_CLAUSE})[^,;.:?!\n()]){{0,120}})",
    re.IGNORECASE,
)
_FIRST_VERB = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|will|would|should|can|could|may|might|must|shall|did|"
    r"does|do|got|been|gets|"
    r"usually|always|already|all|of us|else|want to|wants to)"
    r"\s+(?=(?!which\b|what\b|an?\b|the\b|it\b|them\b|my\b|our\b)[a-z]))*(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
_LATER_NOUN = re.compile(r"\b(?P<which>which|what) (?P<noun>[a-z-]{3,30})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?\n;]")
_NO_NOUNS = word_set(
    "one ones kind kinds sort sorts type types way ways time times day days date dates of are is "
    "was were has have had they them she can will month year week weekday and or but for to in on "
    "with by from at if it"
)
"""What "which" asks for besides things: which of them, which kind, on which day."""
_NO_DEEDS = word_set("have get be work live stay go come hold own sit stand belong need")
"""Who does these is no "… by"."""
_SEVERAL = word_set("scored played came helped attended participated joined")
"""What several people do each time."""
_FIRST = ("name", "title")
_HOLDING = word_set("have get hold own keep use")
_BY = re.compile(r"who(?: has it)?|borrower|owner|holder|person|.{1,40} by", re.IGNORECASE)
_OWNS = word_set("own owns owned")
_IT = re.compile(r"\s+(?:it|them|one|this|these)\b", re.IGNORECASE)
_HELD = word_set("has have had got borrowed borrows took takes uses keeps holds rents rented")
_OWED = re.compile(
    r"\b(?P<what>(?:what|how much) (?:they|he|she|each|everyone|everybody)(?: still)? owes?)\b",
    re.IGNORECASE,
)
_OWES = word_set("owe owes owed owing pay paid balance debt")
_EVERY_BELONGS = re.compile(
    r"\b(?:each|every|all(?: the| our)?) (?P<noun>[a-z-]{3,30}) belongs? to "
    r"(?:somebody|someone|(?:one|some) of us|(?:a|one) (?:person|neighbou?r|member|household)"
    r"|(?:different|various) (?:people|neighbou?rs|members|households))\b",
    re.IGNORECASE,
)
_THEIR = re.compile(
    r"\b(?P<one>[a-z]{3,30}s|children|people)(?:,? and|,) (?:"
    r"(?:their|its|his|her) (?P<part>[a-z]{3,30}s)\b"
    r"|(?:the |all the |those )(?P<taken>[a-z]{3,30}s) (?:that |which )?(?:they|each) [a-z])",
    re.IGNORECASE,
)
"""Whose they are: "pupils, their lessons", "pupils and the instruments they borrow"."""


class _Clause(NamedTuple):
    """A question of a request: "which scout has got which badge"."""

    start: int
    asks: int
    """Where what it asks for ends: behind "who", "which scout", "what"."""
    end: int
    word: str
    noun: str
    verb: str
    """As it was written; with its place."""
    verb_at: int
    verb_end: int
    others: tuple[tuple[int, str], ...]
    """What else it asks for with "which", and where: "badge"."""


def tell_asked(draft: Draft, marked: Marked, same: Mapping[str, str], text: str) -> None:
    """Keep whom and what the clauses of a request ask for, where nothing else says it.

    Args:
        draft: What was made of the marks; fields and relations are added.
        marked: The marks.
        same: For each name of a marked thing the one that stands for it.
        text: The request, in English.
    """
    if not draft.entities:
        return
    asked = _Asked(draft, marked, same, text)
    for clause in _clauses(text[:_MOST_READ]):
        asked.tell(clause)
    for match in _THEIR.finditer(text[:_MOST_READ]):
        asked.relate(match)
    for match in _EVERY_BELONGS.finditer(text[:_MOST_READ]):
        owned = draft.find(match["noun"], exact=True)
        if owned is not None and not any(name == "owner" for name in owned.names()):
            _add(owned, "Owner", match.group(0), len(owned.fields))


def tell_owed(draft: Draft, text: str) -> None:
    """Keep "what they owe me" of the people that are kept.

    Args:
        draft: What was understood; a field is added.
        text: The request, in English.
    """
    match = _OWED.search(text[:_MOST_READ])
    fields = (field for entity in draft.entities.values() for field in entity.fields)
    told = any(_OWES & set(field.specification.name.split("_")) for field in fields)
    people = [entity for entity in draft.entities.values() if is_somebody(entity)]
    if match is not None and not told and len(people) == 1:
        _add(people[0], match["what"], match.group(0), len(people[0].fields), FieldType.MONEY)


def _clauses(text: str) -> Iterator[_Clause]:
    at = 0
    while match := _ASKED.search(text, at):
        verb = _FIRST_VERB.match(text, match.start("rest"))
        at = match.start("rest")
        if verb is None:
            continue
        end = match.end("rest")
        others = [
            (other.start(), other["noun"].lower())
            for other in _LATER_NOUN.finditer(text, at, end)
            if other["noun"].lower() not in _NO_NOUNS
        ]
        at = others[0][0] + 1 if others and not (match["who"] or match["which"]) else at
        asks = match.end("noun") if match["which"] else match.start() + len(_word(match))
        if match["which"] and others:
            at = others[-1][0] + len("which")
        yield _Clause(
            start=match.start(),
            asks=asks,
            end=end,
            word=_word(match),
            noun=(match["noun"] or "").lower(),
            verb=verb["verb"].lower(),
            verb_at=verb.start("verb"),
            verb_end=verb.end("verb"),
            others=tuple(others),
        )


def _word(match: re.Match[str]) -> str:
    return str(match["who"] or match["which"] or match["what"]).lower()


class _Asked:
    def __init__(self, draft: Draft, marked: Marked, same: Mapping[str, str], text: str) -> None:
        self._draft = draft
        self._marked = marked
        self._same = same
        self._text = text

    def tell(self, clause: _Clause) -> None:
        """Keep what one clause asks for."""
        entity = self._entity(clause)
        if entity is None:
            return
        if clause.word in ("who", "whom"):
            self._tell_who(entity, clause)
        elif clause.word in ("what", "where"):
            self._tell_what(entity, clause)
        else:
            self._tell_which(entity, clause.start, clause.noun, clause)
        for at, noun in clause.others:
            self._tell_which(entity, at, noun, clause)

    def relate(self, match: re.Match[str]) -> None:
        """Relate what somebody has or takes to those people."""
        one = self._thing_at(match.start("one"), match.end("one"))
        behind = "part" if match["part"] else "taken"
        other = self._thing_at(match.start(behind), match.end(behind))
        part = self._made(other) if other else None
        if one is None or part is None or match["one"].lower() in frames().settings:
            return
        whole = self._made(one)
        if whole is None and singular(match["one"].lower()) in frames().people:
            whole = self._draft.ensure(one.words.text.lower(), one.words.text, STATED)
        if whole and whole is not part and not _is_linked(self._draft, part, whole):
            self._draft.link(part, whole, whole.label, evidence=match.group(0))

    def _entity(self, clause: _Clause) -> DraftEntity | None:
        """Return the thing that a clause tells of: its deed, what it asks for, or its fields'."""
        deed = self._thing_at(clause.asks, clause.verb_end)
        if deed is not None and not deed.noun and self._made(deed) is not None:
            return self._made(deed)
        if clause.word in ("what", "where"):
            return self._made(deed) if deed is not None else None
        if not clause.others and clause.word == "which":
            return None
        named = [self._draft.find(noun, exact=True) for _, noun in reversed(clause.others)]
        found = [entity for entity in named if entity is not None]
        if deed is not None:
            return self._made(deed) or self._of_last_field(clause)
        if found:
            return found[0]
        if clause.others:
            return self._of_next_field(clause)
        (only, *more) = self._draft.entities.values()
        meant = _IT.match(self._text, clause.verb_end)
        return only if meant and not more and clause.verb in _HELD else None

    def _of_next_field(self, clause: _Clause) -> DraftEntity | None:
        """Return what the field is of that follows in the sentence."""
        stop = _SENTENCE.search(self._text, clause.start)
        end = stop.start() if stop else len(self._text)
        near = (f for f in self._marked.fields if clause.start <= f.words.start < end)
        first = next(near, None)
        return self._draft.entities.get(self._same[first.owner]) if first else None

    def _of_last_field(self, clause: _Clause) -> DraftEntity | None:
        """Return what the field is of that the clause follows in a list."""
        before = [f for f in self._marked.fields if f.words.end <= clause.start]
        listed = before and LISTED.fullmatch(self._text[before[-1].words.end : clause.start])
        return self._draft.entities.get(self._same[before[-1].owner]) if listed else None

    def _made(self, thing: MarkedThing) -> DraftEntity | None:
        return self._draft.entities.get(self._same[thing.name])

    def _thing_at(self, start: int, end: int) -> MarkedThing | None:
        return next(
            (t for t in self._marked.things if t.words.start < end and start < t.words.end), None
        )

    def _is_told(self, start: int, end: int) -> bool:
        return any(f.words.start < end and start < f.words.end for f in self._marked.fields)

    def _tell_who(self, entity: DraftEntity, clause: _Clause) -> None:
        links = self._draft.links_of(entity.name)
        people = [k for k in links if is_somebody(self._draft.entities[k.relation.target])]
        told = self._is_told(clause.start, clause.asks) or is_somebody(entity) or people
        if clause.verb in _OWNS and not told and "owner" not in entity.names():
            self._put(entity, "Owner", clause)
            return
        if told or any(_BY.fullmatch(field.specification.label) for field in entity.fields):
            return
        verb = tag(clause.verb)[0]
        lemma = verb.lemma
        named = self._thing_at(clause.asks, clause.verb_end)
        label = "Who" if lemma in _NO_DEEDS or not verb.is_verb else f"{participle(lemma)} by"
        if lemma in _HOLDING and (named is None or named.noun):
            label = "Who has it"
        others = [e for e in self._draft.entities.values() if e is not entity and is_somebody(e)]
        if len(others) == 1:
            words = self._text[clause.start : clause.end]
            many = clause.verb in _SEVERAL
            self._draft.link(entity, others[0], label, many=many, evidence=words)
        else:
            self._put(entity, label, clause)

    def _tell_what(self, entity: DraftEntity, clause: _Clause) -> None:
        announces = self._text[clause.end : clause.end + 1] in (":", "(")
        if announces or self._is_told(clause.start, clause.asks):
            return
        words = self._text[clause.start : clause.verb_end]
        self._put(entity, "Where" if clause.word == "where" else words, clause)

    def _tell_which(self, entity: DraftEntity, at: int, noun: str, clause: _Clause) -> None:
        end = at + len("which ") + len(noun)
        odd = noun in _NO_NOUNS or not is_nameable(noun, explicit=True)
        if odd or self._is_told(at, end) or _is_same(self._draft, entity, noun):
            return
        thing = self._thing_at(at, end)
        other = self._draft.find(noun, exact=True) or (self._made(thing) if thing else None)
        if other is entity:
            return
        if other is None and thing is not None and self._is_kept(thing, noun):
            other = self._draft.ensure(singular(noun), thing.words.text, STATED)
        if other is None:
            self._put(entity, singular(noun), clause)
        elif not _is_linked(self._draft, entity, other):
            words = self._text[clause.start : clause.end]
            self._draft.link(entity, other, other.label, many=is_plural(noun), evidence=words)

    def _is_kept(self, thing: MarkedThing, noun: str) -> bool:
        """Say whether these are kept for themselves: people, or several that were told before."""
        one = singular(noun)
        several = any(
            other is not thing
            and is_plural(other.words.text)
            and singular(other.words.text.lower().split()[-1]) == one
            for other in self._marked.things
        )
        return several or one in frames().people

    def _put(self, entity: DraftEntity, label: str, clause: _Clause) -> None:
        """Add a field where it was told among the others."""
        before = {f.words.text for f in self._marked.fields if f.words.end <= clause.start}
        first = (*_FIRST, entity.name)
        at = sum(field.evidence in before for field in entity.fields)
        at = max(at, *(n + 1 for n, name in enumerate(entity.names()) if name in first), 0)
        _add(entity, label, self._text[clause.start : clause.end], at)


def _add(
    entity: DraftEntity, label: str, evidence: str, at: int, kind: FieldType = FieldType.TEXT
) -> None:
    if entity.put(Hint(label, kind), evidence, at=at):
        entity.described = True


def _is_same(draft: Draft, entity: DraftEntity, noun: str) -> bool:
    """Say whether a noun means the thing itself, or a field of it."""
    one = singular(noun)
    labels = {singular(field.specification.label.lower()) for field in entity.fields}
    return one in labels or draft.find(noun, exact=True) is entity


def _is_linked(draft: Draft, one: DraftEntity, other: DraftEntity) -> bool:
    ends = {one.name, other.name}
    return any({link.relation.source, link.relation.target} == ends for link in draft.links)
