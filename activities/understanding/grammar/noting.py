"""What the sentences of a request have said so far: things, mentions, and who does what."""

import re
from dataclasses import dataclass, field

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.grammar.attributes import trim
from activities.understanding.grammar.heads import (
    happening_in,
    head_phrase,
    is_happening,
    nameless,
    thing_of_head,
    weigh,
)
from activities.understanding.grammar.items import asks, core_of, is_person_word
from activities.understanding.grammar.nouns import is_nameable, phrases
from activities.understanding.knowledge.lexicon import Lexicon
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, singular
from models.specification import Category

_LIKELY = 3.0

_NO_TOPICS = frozenset(
    ("things", "data", "entities", "tables", "fields", "features", "items", "stuff", "information")
)
DOES = re.compile(
    r"^(?:sends?|shows?|reminds?|tells?|warns?|alerts?|texts?|e-?mails?|lets?|helps?|calculates?"
    r"|notif(?:y|ies))(?=\s|$)(?: (?:me|us|sms|text|e-?mail|push))*"
    r"(?: (?:reminders?|messages?|alerts?"
    r"|warnings?|notifications?))*",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^(?:date|when|day|time|from|since|start|which day|on what day|on which day|what "
    r"day|date and time|times?)\b(?! (?:of birth|born))",
    re.IGNORECASE,
)


@dataclass
class Told:
    """Fields that were told before anything says what of."""

    items: list[str] = field(default_factory=list)
    evidence: str = ""


@dataclass
class Reading:
    """What the sentences said."""

    draft: Draft
    topic: str = ""
    """What the application is called or about, as it was written."""
    current: DraftEntity | None = None
    together: list[DraftEntity] = field(default_factory=list)
    """Things that were told last in one enumeration."""
    mentions: list[tuple[str, str]] = field(default_factory=list)
    """Things that were spoken of, with their sentence."""
    weights: list[float] = field(default_factory=list)
    """Of the mentions: how likely each is what lists are about."""
    homeless: list[Told] = field(default_factory=list)
    acts: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Who does what to what: subject, verb, object, and the sentence."""
    refused: list[str] = field(default_factory=list)


class Notes:
    """What the sentences of a request have said so far: things, mentions, and who does what."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.reading = Reading(Draft(lexicon))
        self.told = ""
        self.in_bullet = False
        self._lexicon = lexicon

    def _set_topic(self, words: str) -> None:
        head = head_phrase(words)
        if DOES.match(head):
            head, words = "", DOES.sub("", head)
        each = [p for p in phrases(words) if p.quantified and is_nameable(p.text)]
        if each and re.match(r"^(?:every|each|all)\b", words.strip(), re.IGNORECASE):
            head = each[0].text
        own = re.match(r"^(?:my|our|the|your) (\w+)", words.strip(), re.IGNORECASE)
        if (
            own
            and (is_person_word(own.group(1)) or own.group(1).lower() in frames().settings)
            and len(words.split()) > 4
        ):
            head = ""
        if head and not self.reading.topic and head.lower() not in _NO_TOPICS:
            self.reading.topic = head
        self._mention(words, asked=True)

    def _mention(self, text: str, *, asked: bool = False) -> None:
        text = text[:300]
        for phrase in phrases(text)[:6]:
            if is_nameable(phrase.text):
                around = text[: phrase.start], text[phrase.end :]
                self.reading.mentions.append((phrase.text, text))
                self.reading.weights.append(weigh(phrase, *around, self._lexicon, asked=asked))

    def _act(self, left: str, text: str) -> None:
        """Note who does what: "members borrow tools", "each plant stands in a room"."""
        words = tag(left[:400])
        named = [p for p in phrases(left[:400]) if is_nameable(p.text)]
        for verb in (w for w in words if w.is_verb and w.tag[:2] == "VV"):
            before = [p for p in named if p.end <= verb.start]
            after = [p for p in named if p.start >= verb.end]
            if before or after or verb.lemma in frames().events:
                subject = before[-1].text if before else ""
                target = after[0].text if after else ""
                behind = left[verb.end : verb.end + 6].strip().lower()
                if self.reading.current is not None and re.match(r"(?:them|it)\b", behind):
                    target = self.reading.current.label.lower()
                self.reading.acts.append((subject, verb.lemma, target, text))

    def _ensure(self, phrase: str, text: str, *, exact: bool = False) -> DraftEntity | None:
        phrase = re.sub(r"'s$", "", phrase.lower().strip())
        known = self.reading.draft.find(phrase, exact=exact)
        known = known or (None if exact else self._same_ending(phrase))
        made = known or self.reading.draft.ensure(phrase, text, exact=exact)
        if made:
            self.reading.current = made
        return made

    def _same_ending(self, phrase: str) -> DraftEntity | None:
        one = singular(phrase.split()[-1]) if phrase.split() else ""
        found = [
            e
            for e in self.reading.draft.entities.values()
            if e.label.lower() == one
            or (len(phrase.split()) == 1 and e.label.lower().endswith(f" {one}"))
        ]
        return found[0] if found else None

    def _default(self) -> DraftEntity | None:
        """Return what a list without a name is about: what was spoken of last, or the topic."""
        reading = self.reading
        if reading.current is not None:
            return reading.current
        found = thing_of_head(reading.topic, self._lexicon)
        named = found and (
            self._lexicon.thing_at_end(found) or is_plural(found) or found.endswith(" entry")
        )
        if named and not is_person_word(found):
            return self._ensure(found, reading.topic)
        likely = max(
            zip(reading.weights, reading.mentions, strict=True),
            default=None,
            key=lambda one: one[0],
        )
        if likely and likely[0] >= _LIKELY:
            return self._ensure(*likely[1])
        return self._ensure(found, reading.topic) if named else None

    def _keep_homeless(self, item: str, text: str) -> None:
        homeless = self.reading.homeless
        if not homeless or homeless[-1].evidence != text:
            homeless.append(Told(evidence=text))
        homeless[-1].items.append(item)

    def _is_setting(self, left: str) -> bool:
        found = phrases(left)
        return bool(found) and found[-1].text.lower().split()[-1] in frames().settings

    def _is_thing(self, item: str) -> bool:
        core = core_of(item)
        ending = self._lexicon.thing_at_end(core.lower())
        return bool(core) and is_plural(core) and ending is not None and not asks(item)

    def _happening(self, items: list[str], text: str) -> DraftEntity | None:
        """Return what happened, when a list tells of something that has no name yet."""
        dated = [i for i in items[:6] if _DATED.match(trim(i))]
        current = self._default()
        if not dated or (current and not current.fields and is_happening(current.label)):
            return None
        first = core_of(trim(items[0])).lower()
        kept = current is not None and (
            is_person_word(current.label)
            or current.label.lower() == first
            or bool(
                current.thing
                and current.thing.category in (Category.DIRECTORY, Category.INVENTORY)
                and _DATED.match(trim(items[0]))
            )
        )
        if current is not None and not kept:
            return None
        name = happening_in(self.told.replace(text, " ")) or nameless(items)
        return self._ensure(name, text)
