"""The reader of requests: sentence by sentence into a draft of the data model."""

import re

from activities.understanding.draft import DraftEntity
from activities.understanding.grammar.attributes import attributes, is_known
from activities.understanding.grammar.heading import Headings
from activities.understanding.grammar.heads import head_phrase
from activities.understanding.grammar.items import (
    WISH,
    asks,
    core_of,
    is_fragment,
    items_of,
)
from activities.understanding.grammar.noting import Reading
from activities.understanding.grammar.nouns import Phrase, is_nameable, phrases
from activities.understanding.grammar.owners import owner
from activities.understanding.grammar.pivots import pivot, separator
from activities.understanding.grammar.saying import Said
from activities.understanding.grammar.stating import for_each, is_generic, plainly
from activities.understanding.text.sentences import Sentence
from activities.understanding.text.skipping import (
    is_looking,
    is_refused,
    is_small_talk,
    is_view_item,
)
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural

_TO_US = re.compile(
    r"^(?:please )?(?:can|could|would|will|do|does|is|are|may|how|what|why)\b", re.IGNORECASE
)

_POSSESSION = re.compile(r"^(?:and |so )?(?:i|we|my \w+) (?:also )?(?:have|own|run)\b", re.I)
_NO_FIELDS = re.compile(r"\b(?:each|every|per|with|has|have)\b", re.IGNORECASE)

_KEEPING = re.compile(
    r"^(?:track|record|log|keep|note|list|store|save|manage|organi[sz]e|plan|remember|monitor)\b",
    re.IGNORECASE,
)
_DEEPEST = 3
"""Lists of lists that are read one in the other."""
_SHORT_FIELD = 4
_SHORT_DETAIL = 7
"""Words of a detail in a list that has no verb."""
_SPEAKERS = ("i", "we", "you", "he", "she", "they", "my", "it")

_FOR_EACH_END = re.compile(
    r",? (?:for|of|per) (?:each|every)(?: of (?:my|our|the))? (?P<thing>[\w-]+(?: [\w-]+)?)$",
    re.IGNORECASE,
)

_APP_WHERE = re.compile(
    r"^(?:[\w' ,]{0,60}? )?(?:app|application|tool|program|website|web site|something|system|place"
    r"|database|spreadsheet|page)(?: (?:for|about|of) (?P<about>[\w' -]{2,40}?))?,?"
    r" (?:where|in which|with which|on which|that lets|to let|which lets|so that)"
    r" (?:i|we|you|me|us|everyone|everybody|people|(?:my|our|the) \w+)"
    r"(?: (?:can|could|may|will|would|should|just|simply|easily|be able to|quickly|also))*"
    r" (?P<done>\S.{8,})$",
    re.IGNORECASE | re.DOTALL,
)


__all__ = ["Reader", "Reading"]


class Reader(Headings):
    """The reader of requests: sentence by sentence into a draft of the data model."""

    _depth = 0

    def read(self, told: list[Sentence]) -> Reading:
        """Return what the sentences say."""
        self.told = " ".join(sentence.text for sentence in told)[:4_000]
        for sentence in told:
            self._sentence(sentence)
        return self.reading

    def _sentence(self, sentence: Sentence) -> None:
        text = sentence.text
        self.in_bullet = sentence.bullet
        if _TO_US.match(text):
            text = text.rstrip("? ")
        if is_refused(text):
            self.reading.refused.append(text)
            return
        if is_small_talk(text):
            return
        text = plainly(self._unwrapped(text))
        if self._behind_heading(text) or is_looking(text):
            return
        if self._stated(text) or (sentence.joined and self._goes_on(text)):
            return
        found = pivot(text)
        if found and self._told_by_verb(*found, text):
            return
        if not self._each_told(text) and not self._bare_list(text):
            self._plain(text)

    def _behind_heading(self, text: str) -> bool:
        """Read what stands behind a colon or dash; a list of lists is read one by one."""
        parts = separator(text)
        if parts is None:
            return False
        left, right = parts
        inner = separator(right)
        listed = inner is not None and self._is_kept(inner[0], first=False)
        if self._depth < _DEEPEST and (listed or is_generic(left)):
            self._set_topic(left)
            self._depth += 1
            self._sentence(Sentence(right))
            self._depth -= 1
            return True
        return self._headed(left, right, text)

    def _stated(self, text: str) -> bool:
        """Read plain statements: what belongs to what, and which things there are."""
        if self._parts_with_fields(text) or self._related(text) or self._read_off(text):
            return True
        more = self._belonging(text)
        if more:
            self._sentence(Sentence(more))
        return more is not None or self._listed_alone(text) or self._bracketed_list(text)

    def _unwrapped(self, text: str) -> str:
        """Return what is done with an app: "an app where I can note what I planted"."""
        match = _APP_WHERE.match(text)
        if match is None:
            return text
        if match["about"]:
            self._set_topic(match["about"])
        return f"I can {match['done']}"

    def _listed_alone(self, text: str) -> bool:
        """Read a sentence that says no more than which things are kept."""
        items = items_of(text)
        owned = _POSSESSION.match(text)
        return len(items) > 1 and not owned and self._things_listed(items, text, strict=True)

    def _each_told(self, text: str) -> bool:
        """Read "for every milking the date, the goat and the litres"."""
        each = for_each(text)
        if each is None or not is_nameable(each[0], explicit=True):
            return False
        items = items_of(each[1])
        if len(items) < 2 or not (is_known(items[0]) or asks(items[0])):
            return False
        self._take(self._ensure(each[0], text), items, text)
        return True

    def _goes_on(self, text: str) -> bool:
        """Read fields that follow a semicolon: "status: open, closed; contact person and notes"."""
        items = items_of(text)
        told = is_fragment(text) and not _NO_FIELDS.search(text)
        short = all(len(item.split()) <= _SHORT_FIELD for item in items)
        known = sum(map(is_known, items)) * 2 >= len(items) > 0
        if self.reading.current is None or not (told and short and known):
            return False
        self._take(self.reading.current, items, text)
        return True

    def _told_by_verb(self, left: str, verb: str, right: str, text: str) -> bool:
        if self._each_behind(right, text):
            return True
        said = Said(left, verb, items_of(right), text)
        if said.having and (said.people or not left) and said.first != "with":
            return self._possessions(text)
        if not said.told:
            return False
        if self._shared_by_all(left, said.told, text) or self._parts_told(said):
            return True
        phrase = owner(left, subject=said.having and not said.people)
        subject = self._subject(left) if said.having else None
        if phrase is None and subject is None:
            if said.having and said.first != "with" and self._is_setting(left):
                return self._possessions(text)
            if not said.having and len(said.told) == 1 and not asks(said.told[0]):
                return self._object(said.told[0], text)
        if self._things_of_verb(said, phrase):
            return True
        if not self._tells_fields(said, phrase, subject):
            return False
        self._act(left, text)
        return self._take_told(said, right, phrase)

    def _things_of_verb(self, said: Said, phrase: Phrase | None) -> bool:
        """Read "I want to keep track of dogs, owners and walks"."""
        if said.having or (phrase is not None and phrase.quantified):
            return False
        return self._things_listed(said.told, said.text, strict=phrase is not None)

    def _each_behind(self, right: str, text: str) -> bool:
        """Read "I want to record for each run the date and the distance"."""
        each = for_each(right)
        if each is None or not is_nameable(each[0], explicit=True):
            return False
        if self._is_kept(each[1], first=False):
            return False
        self._take(self._ensure(each[0], text), items_of(each[1]), text)
        return True

    def _parts_told(self, said: Said) -> bool:
        """Read other things behind the verb: "subjects have topics", "an app with beds"."""
        if said.having and self._parts_of(said.left, said.items, said.text):
            return True
        if said.first == "with" and self._whole_with_parts(said.left, said.told, said.text):
            return True
        each = re.search(r"\beach\b|\bevery\b", said.left)
        if said.first not in ("with", "including") or len(said.told) < 2 or each:
            return False
        if not self._things_listed(said.told, said.text):
            return False
        self._set_topic(said.left)
        return True

    def _tells_fields(self, said: Said, phrase: Phrase | None, subject: DraftEntity | None) -> bool:
        """Say whether the items are fields: known ones, or of a thing that is named."""
        if len(said.told) < 2 and not said.having and not asks(said.told[0]) and phrase is None:
            return False
        known = sum(is_known(i) for i in said.told)
        if phrase is None and subject is None and known * 3 < len(said.told):
            return False
        return known > 0 or (said.having and (subject is not None or self._is_named(phrase)))

    def _is_named(self, phrase: Phrase | None) -> bool:
        if phrase is None or phrase.quantified:
            return phrase is not None
        found = self.reading.draft.find(phrase.text)
        return found is not None or self._lexicon.thing(phrase.text.lower()) is not None

    def _take_told(self, said: Said, right: str, phrase: Phrase | None) -> bool:
        quantified = phrase is not None and phrase.quantified
        fresh = not self.reading.topic and not self.reading.draft.entities
        if fresh and not quantified and (said.having or said.verb.startswith(("with", "that"))):
            self.reading.topic = head_phrase(said.left)
        end = _FOR_EACH_END.search(right) if phrase is None and not said.having else None
        if end and is_nameable(end["thing"], explicit=True):
            thing = self._ensure(end["thing"], said.text)
            self._take(thing, items_of(right[: end.start()]), said.text)
            return True
        named = None if said.having or quantified else self._first_named(said.told, said.text)
        if named is not None:
            self._take(named, said.items[1:], said.text)
            return True
        if said.first == "with" and phrase is None and not said.left:
            return False
        target = self._owner_entity(said.left, said.text, headed=False, having=said.having)
        self._take(target, said.items, said.text)
        return True

    def _possessions(self, text: str) -> bool:
        """Take "we have two cars" as a mention of what is there."""
        self._mention(text)
        return False

    def _object(self, item: str, text: str) -> bool:
        """Read what is to be kept: "I want to keep track of our chores"."""
        named = [p for p in phrases(item) if is_nameable(p.text)]
        if not named or is_looking(text):
            return False
        self._set_topic(item)
        return True

    def _bare_list(self, text: str) -> bool:
        """Read a list without a verb: things, questions to be answered, or details."""
        items = items_of(text)
        owned = _POSSESSION.match(text)
        if len(items) >= 2 and not owned and self._things_listed(items, text):
            return True
        told = [i for i in items if not is_view_item(i) and not is_refused(i)]
        if told and asks(told[0]) and len(told) >= 2 and not text.endswith("?"):
            self._take(None, items, text)
            return True
        if not _is_list_of_details(told, text):
            return False
        if sum(is_known(i) for i in told) * 4 < len(told):
            self._set_topic(items[0])
            return True
        first = core_of(told[0])
        thing = first if first and not asks(told[0]) and self._names_thing(first) else ""
        fresh = not self.reading.topic and not self.reading.draft.entities
        if thing and fresh and (is_plural(first) or self._lexicon.domain(first.lower())):
            self._set_topic(told[0])
            items = items[1:]
        if not thing or not is_plural(first) or not is_nameable(first) or is_known(told[0]):
            self._take(None, items, text)
            return True
        target = self._ensure(first, text)
        if target and re.search(r"\bnumbered\b", told[0]):
            target.tell("number", "number", text)
        self._take(target, [i for i in items if i != told[0]], text)
        return True

    def _names_thing(self, phrase: str) -> bool:
        return self._lexicon.thing_at_end(phrase.lower()) is not None

    def _plain(self, text: str) -> None:
        self._act(text, text)
        named = not self.reading.draft.entities and is_fragment(text)
        if WISH.search(text) or _KEEPING.match(text) or named:
            self._set_topic(text)
        else:
            self._mention(text)


def _is_list_of_details(told: list[str], text: str) -> bool:
    """Say whether most of three items and more are short, and nobody says what somebody does."""
    short = [i for i in told if len(i.split()) <= _SHORT_DETAIL and any(attributes(i))]
    if len(told) < 3 or len(short) * 3 < len(told) * 2:
        return False
    return asks(told[0]) or not any(word.low in _SPEAKERS for word in tag(text)[:4])
