"""Which thing the words before a list speak of."""

import re

from activities.understanding.draft import TEMPLATE, DraftEntity
from activities.understanding.grammar.attributes import attributes, is_known, trim
from activities.understanding.grammar.heads import head_phrase, thing_of_head, written_in
from activities.understanding.grammar.items import (
    NESTED,
    WITH,
    asks,
    core_of,
    fieldlike,
    is_person_word,
)
from activities.understanding.grammar.noting import Notes
from activities.understanding.grammar.nouns import Phrase, is_nameable, phrases
from activities.understanding.grammar.owners import owner
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, singular

_BACK = re.compile(
    r"^(?:for |of |from |about )?(?:each|every one|every|all|any) ?(?:one|of (?:them|"
    r"these|those))?$|^them$|^it$"
    r"|^(?:each )?(?:entry|record|one|item)s?$",
    re.IGNORECASE,
)

_EVENT_CLAUSE = re.compile(
    r"\b(?:every time|each time|whenever|when(?! (?:it|they) (?:is|are))|once|then|after|"
    r"if)\b (?P<clause>.+?)(?:,|$)",
    re.IGNORECASE,
)

_CROWD = frozenset(
    [
        "people",
        "friends",
        "family",
        "team",
        "users",
        "everyone",
        "folks",
        "guys",
        "colleagues",
        "mum",
        "dad",
    ]
)

_RATE = re.compile(
    r"(?:[£$€] ?\d{1,5}(?:[.,]\d{1,2})?|\d{1,5}(?:[.,]\d{1,2})? ?(?:p|c|ct|cents?|pence|pounds?"
    r"|euros?|dollars?|[£$€])) (?:an?|per|each|every|for each|for every) ?$",
    re.IGNORECASE,
)
"""What is told of a mile that something costs is a price."""

_NO_TIMES = frozenset(
    ("line", "lines", "message", "messages", "question", "questions", "part", "parts")
)

_SUBJECT = re.compile(
    r"^(?:and |also )?(?:(?:each|every|an?|one|all|the|our|my) )?(?P<thing>[\w'-]+(?: [\w'-]+)?)"
    r"(?: (?:can|may|must|should|will|also|usually|always))*$",
    re.IGNORECASE,
)

_AND_THEIR = re.compile(
    r"\b(?P<whole>[a-z]+s|children|people) and (?:their|its|his|her) (?P<part>[a-z]+(?: [a-z]+)?)$",
    re.IGNORECASE,
)

_WHAT_EACH = re.compile(
    r"^(?:what|where|how|who) (?:each|every) (?P<thing>[\w-]+)\b", re.IGNORECASE
)

_WHICH_THING = re.compile(
    r"^(?:and )?which (?:of (?:my|our|the) )?(?P<thing>[\w-]+(?: [\w-]+)?)(?: \b(?:is|"
    r"are|was|fell|did|has|have|i|we|my|our|he|she|they)\b.*)?$",
    re.IGNORECASE,
)


class Placer(Notes):
    """Which thing the words before a list speak of."""

    def _owner_entity(
        self, left: str, text: str, *, headed: bool, having: bool = False
    ) -> DraftEntity | None:
        if _BACK.match(left.strip()):
            return self.reading.current
        found = self._their_parts(left, text) or (self._told_before(left, text) if having else None)
        if found is not None:
            return found
        phrase = owner(left, subject=having)
        if phrase and phrase.text.lower() in frames().times - _NO_TIMES:
            return self._of_a_time(phrase, text)
        if phrase and not headed and self._is_for_people(phrase):
            kept = self._kept_for_people(left, phrase, text)
            if kept is not None:
                return kept
            self._mention(left)
            phrase = None
        event = self._event(left, text) if not (phrase and phrase.quantified) else None
        if event is not None:
            return event
        if phrase is None:
            if headed:
                self._set_topic(left)
            return None
        if headed and not phrase.quantified:
            return self._headed_entity(left, phrase, text)
        return self._spoken_of(left, phrase, text)

    def _their_parts(self, left: str, text: str) -> DraftEntity | None:
        """Return the second of "projects and their tasks"."""
        pair = _AND_THEIR.search(left.strip())
        if pair is None:
            return None
        whole, part = self._ensure(pair["whole"], text), self._ensure(pair["part"], text)
        if whole and part and whole is not part:
            self.reading.draft.link(part, whole, whole.label, evidence=text)
        return part

    def _told_before(self, left: str, text: str) -> DraftEntity | None:
        """Return the thing that has the fields: told before, or what stands in a diary."""
        subject = self._subject(left)
        if subject is not None:
            self.reading.current = subject
            return subject
        written = written_in(head_phrase(left).lower(), self._lexicon)
        if not written:
            return None
        self._set_topic(left)
        return self._ensure(written, text)

    def _of_a_time(self, phrase: Phrase, text: str) -> DraftEntity | None:
        """Return what is noted "for each day": the topic, or the day itself."""
        thing = thing_of_head(self.reading.topic, self._lexicon)
        day = "day" if phrase.text.lower() in ("day", "night") else "entry"
        made = self._ensure(thing or day, text)
        if made and thing:
            made.tell(phrase.text, "date as date", text)
        return made

    def _is_for_people(self, phrase: Phrase) -> bool:
        told = phrase.quantified or phrase.preposition != "for"
        return not told and is_person_word(phrase.text)

    def _kept_for_people(self, left: str, people: Phrase, text: str) -> DraftEntity | None:
        """Return the first thing of "chores for my kids"."""
        kept = [p for p in phrases(left) if p.end <= people.start and p.plural]
        if not kept or not is_nameable(kept[-1].text) or is_person_word(kept[-1].text):
            return None
        made = self._ensure(kept[-1].text, text)
        self._whom(made, left[kept[-1].end :], text)
        return made

    def _spoken_of(self, left: str, phrase: Phrase, text: str) -> DraftEntity | None:
        if _RATE.search(left[: phrase.end - len(phrase.text)]):
            return None
        made = self._ensure(phrase.text, text)
        self._whom(made, left[phrase.end :], text)
        others = (p for p in phrases(left) if p.quantified and p.start != phrase.start)
        each = next((p for p in others if is_nameable(p.text, explicit=True)), None)
        whole = self._ensure(each.text, text) if each else None
        if made and whole and made is not whole and not re.search(r"\bbelongs?\b", left):
            self.reading.draft.link(made, whole, whole.label, evidence=text)
        self.reading.current = made
        return made

    def _whom(self, entity: DraftEntity | None, behind: str, text: str) -> None:
        """Relate a thing to those that it is kept for: "chores for my kids"."""
        match = re.match(
            r"\s*for (?:my|our|the|all|each|\w+ of)? ?(?:\w+ )?(?P<who>[a-z]+)\s*$",
            behind,
            re.IGNORECASE,
        )
        who = match["who"].lower() if match else ""
        if entity is None or not is_plural(who) or who in _CROWD or not is_person_word(who):
            return
        target = self.reading.draft.ensure(who, text, TEMPLATE)
        if target and target is not entity:
            self.reading.draft.link(
                entity, target, target.label, evidence=text, confidence=TEMPLATE
            )

    def _subject(self, left: str) -> DraftEntity | None:
        """Return the thing that was told before and is spoken of now: "a class" of a school."""
        match = _SUBJECT.match(left.strip())
        return self.reading.draft.find(match["thing"].lower(), exact=True) if match else None

    def _those_kept_for(
        self, entity: DraftEntity | None, left: str, items: list[str], text: str
    ) -> None:
        """Keep those that a heading and a field name: "log for our cars: car, date"."""
        said = {core_of(item).lower() for item in items}
        for phrase in phrases(left):
            one = singular(phrase.text.lower())
            other = self._lexicon.thing(one)
            same = one in said or any(other and self._lexicon.thing(word) is other for word in said)
            made = entity is not None and entity.label.lower() == one
            if same and phrase.plural and phrase.preposition in ("for", "of") and not made:
                self.reading.draft.ensure(phrase.text.lower(), text)

    def _headed_entity(self, left: str, phrase: Phrase, text: str) -> DraftEntity | None:
        """Return the thing that a heading names; the first one may be the application's name."""
        head = head_phrase(left)
        if not self.reading.topic and not self.in_bullet:
            self.reading.topic = head
        if len(left.split()) <= 4 and self.reading.draft.entities:
            return self._ensure(phrase.text, text)
        found = thing_of_head(left, self._lexicon)
        made = self._ensure(found or phrase.text, text)
        self._whom(made, left[phrase.end :], text)
        return made

    def _event(self, left: str, text: str) -> DraftEntity | None:
        """Return what happens in "every time somebody borrows one", as a thing to keep."""
        match = _EVENT_CLAUSE.search(left)
        if match is None:
            return None
        events = frames().events
        verbs = [w for w in tag(match["clause"]) if w.is_verb and w.lemma in events]
        return self._ensure(events[verbs[0].lemma], text) if verbs else None

    def _first_named(self, told: list[str], text: str) -> DraftEntity | None:
        """Return the thing that stands before what is known of it: "gift ideas, what they cost"."""
        core = core_of(told[0])
        rest = told[1:]
        if (
            not core
            or not rest
            or not (is_plural(core) or re.match(r"(?:each|every)\b", told[0], re.IGNORECASE))
            or not is_nameable(core)
            or is_known(core)
            or asks(told[0])
        ):
            return None
        if (
            not all(asks(i) or is_known(i) for i in rest)
            or NESTED.match(trim(told[0]))
            or WITH.match(trim(told[0]))
        ):
            return None
        made = self._ensure(core, text)
        each = next((p for p in phrases(told[0]) if p.quantified and p.text != core), None)
        whole = self._ensure(each.text, text) if each else None
        if made and whole and made is not whole:
            self.reading.draft.link(made, whole, whole.label, evidence=text)
            self.reading.current = made
        return made

    def _of_what(self, items: list[str], text: str) -> DraftEntity | None:
        """Return the thing that the first question asks for: "which scope, who has it"."""
        match = (
            _WHAT_EACH.match(items[0].strip()) or _WHICH_THING.match(items[0].strip())
            if items
            else None
        )
        if match is None:
            return None
        named = [p for p in phrases(match["thing"]) if is_nameable(p.text)]
        if (
            not named
            or is_known(named[0].text)
            or (self._lexicon.thing(named[0].text.lower()) is None and len(items) < 2)
        ):
            return None
        return self._ensure(named[0].text, text)

    def _named_inside(
        self, target: DraftEntity | None, items: list[str], text: str
    ) -> DraftEntity | None:
        if target is not None or not items or self._opens_with_list(items):
            return target
        for item in items:
            for told in attributes(item):
                if told.thing and is_nameable(told.thing) and not is_known(told.thing):
                    return self._ensure(told.thing, text)
        target = self._of_what(items, text)
        return target or self._happening(items, text)

    def _opens_with_thing(self, item: str) -> bool:
        """Say whether a list begins with a thing of its own: "A reading list: books with title"."""
        match = NESTED.match(trim(item)) or WITH.match(trim(item))
        core = core_of(match["thing"]) if match else ""
        fields = match["fields"] if match else ""
        known = fieldlike(fields) or is_known(fields)
        return bool(core) and known and is_plural(core) and is_nameable(core) and not is_known(core)

    def _opens_with_list(self, items: list[str]) -> bool:
        """Say whether a list tells a thing and its fields: "donations with item, donor"."""
        if self._opens_with_thing(items[0]):
            return True
        match = WITH.match(trim(items[0]))
        core = core_of(match["thing"]) if match else ""
        rest = items[1:]
        known = sum(map(is_known, rest)) * 2 >= len(rest) > 0
        return known and is_plural(core) and is_nameable(core) and not is_known(core)
