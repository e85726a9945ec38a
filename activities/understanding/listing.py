"""The reader of requests: sentence by sentence into a draft of the data model."""

import re

from activities.understanding.attributes import attributes, is_known, trim
from activities.understanding.enumerating import Enumerator
from activities.understanding.frames import frames
from activities.understanding.heads import head_phrase
from activities.understanding.items import (
    NESTED,
    STATES,
    WISH,
    WITH,
    asks,
    core_of,
    is_fragment,
    is_heading,
    items_of,
)
from activities.understanding.noting import Reading
from activities.understanding.owners import is_nameable, owner, phrases, pivot, separator
from activities.understanding.sentences import Sentence
from activities.understanding.skipping import is_looking, is_refused, is_small_talk, is_view_item
from activities.understanding.stating import for_each, is_generic, plainly
from activities.understanding.tagging import tag
from activities.understanding.text import split_items
from activities.understanding.words import is_plural

_TO_US = re.compile(
    r"^(?:please )?(?:can|could|would|will|do|does|is|are|may|how|what|why)\b", re.IGNORECASE
)

_POSSESSION = re.compile(r"^(?:and |so )?(?:i|we|my \w+) (?:also )?(?:have|own|run)\b", re.I)
_NO_FIELDS = re.compile(r"\b(?:each|every|per|with|has|have)\b", re.IGNORECASE)

_KEEPING = re.compile(
    r"^(?:track|record|log|keep|note|list|store|save|manage|organi[sz]e|plan|remember|monitor)\b",
    re.IGNORECASE,
)
_SHORT_FIELD = 4

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


class Reader(Enumerator):
    """The reader of requests: sentence by sentence into a draft of the data model."""

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
        parts = separator(text)
        if parts and is_generic(parts[0]):
            self._sentence(Sentence(parts[1]))
            return
        if parts and self._headed(*parts, text):
            return
        if is_looking(text) or self._parts_with_fields(text) or self._related(text):
            return
        more = self._belonging(text)
        if more is not None:
            if more:
                self._sentence(Sentence(more))
            return
        if self._listed_alone(text) or self._bracketed_list(text):
            return
        if sentence.joined and self._goes_on(text):
            return
        found = pivot(text)
        if found and self._told_by_verb(*found, text):
            return
        if self._each_told(text) or self._bare_list(text):
            return
        self._plain(text)

    def _unwrapped(self, text: str) -> str:
        """Return what is to be done with an app: "an app for my garden where I can note what I planted"."""
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

    def _headed(self, left: str, right: str, text: str) -> bool:
        items = items_of(right)
        inner = separator(right)
        if inner and self._is_kept(inner[0], first=False):
            self._set_topic(left)
            self._sentence(Sentence(right))
            return True
        each = for_each(right)
        if each and is_nameable(each[0], explicit=True):
            self._set_topic(left)
            self._take(self._ensure(each[0], text), items_of(each[1]), text)
            return True
        if self._shared_by_all(left, items, text):
            return True
        if is_looking(left) and len(items) < 3:
            return True
        told = [i for i in items if not is_view_item(i)]
        if not told:
            return False
        if len(told) == 1 and not self._is_listlike(told[0]) and len(left.split()) > 4:
            return False
        *before, last = items_of(left)
        if (
            before
            and sum(is_known(i) for i in before) * 2 >= len(before)
            and not re.search(r"\b(?:following|fields|record|note)$", left)
        ):
            if not is_heading(last):
                return self._list_with_choices(left, right, text)
            self._told_list(before, text)
            left = last
        if self._bracketed_list(left):
            left = last
        if len(told) > 1 and self._things_listed(told, text):
            self._set_topic(left)
            return True
        if self._names_instances(left, told):
            self._mention(left)
            return True
        self._act(left, text)
        first = self._opens_with_list(told)
        if first:
            self._set_topic(left)
            self._take(None, items, text)
            return True
        target = self._pair_before_colon(left, text)
        target = target or self._owner_entity(left, text, headed=True)
        self._those_kept_for(target, left, told, text)
        self._take(target, items, text)
        return True

    def _list_with_choices(self, left: str, right: str, text: str) -> bool:
        """Read "date, plate, status: open, closed": the last field before the colon has choices."""
        *items, last = items_of(left)
        rest = re.split(r"[.;]", right, maxsplit=1)[0]
        asked = [a.label for a in attributes(last)]
        parts = split_items(rest.replace("(", "").replace(")", ""))
        after: list[str] = []
        while len(parts) > 2 and parts[-1].lower().split()[-1] in frames().knowns - STATES:
            after.insert(0, parts.pop())
        chosen = [*items, *([f"{asked[0]} ({', '.join(parts)})"] if asked else []), *after]
        return self._told_list(chosen, text)

    def _told_list(self, items: list[str], text: str) -> bool:
        found = pivot(items[0])
        if found and found[2]:
            target = self._owner_entity(
                found[0], text, headed=False, having=found[1].split()[0] in ("has", "have", "with")
            )
            self._take(target, [found[2], *items[1:]], text)
        else:
            self._take(None, items, text)
        return True

    def _names_instances(self, left: str, items: list[str]) -> bool:
        """Say whether "three posts: ticket desk, driver, café" only names which there are."""
        phrase = owner(left, subject=True)
        priced = sum(bool(re.search(r"\d", i)) for i in items)
        if priced * 2 >= len(items) and not any(
            is_known(re.sub(r"[\d\W]+$", "", i)) for i in items
        ):
            return True
        if phrase is None:
            return not any(is_known(i) for i in items) and self._is_setting(left)
        if phrase.quantified or not (phrase.plural or is_plural(phrase.text)):
            return False
        flat = [i for i in items if not NESTED.match(trim(i)) and not WITH.match(trim(i))]
        named = (
            re.search(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b", left)
            is not None
        )
        known = sum(is_known(i) for i in flat)
        return (
            bool(flat)
            and len(flat) == len(items)
            and (known == 0 or (named and known * 2 < len(flat)))
        )

    def _is_listlike(self, item: str) -> bool:
        return len(item.split()) <= 6 and any(True for _ in attributes(item))

    def _told_by_verb(self, left: str, verb: str, right: str, text: str) -> bool:
        each = for_each(right)
        if each and is_nameable(each[0], explicit=True) and not self._is_kept(each[1], first=False):
            self._take(self._ensure(each[0], text), items_of(each[1]), text)
            return True
        items = items_of(right)
        having = verb.split()[0] in (
            "have",
            "has",
            "having",
            "with",
            "get",
            "gets",
            "contain",
            "contains",
            "containing",
            "include",
            "includes",
            "including",
            "consists",
            "consist",
            "needs",
            "comes",
            "come",
        )
        people = re.search(r"\b(?:i|we|you|my \w+|he|she)$", left, re.IGNORECASE) is not None
        if having and (people or not left) and verb.split()[0] != "with":
            return self._possessions(text)
        told = [i for i in items if not is_view_item(i) and not is_refused(i)]
        if not told:
            return False
        if self._shared_by_all(left, told, text):
            return True
        if having and self._parts_of(left, items, text):
            return True
        if verb.split()[0] == "with" and self._whole_with_parts(left, told, text):
            return True
        if (
            verb.split()[0] in ("with", "including")
            and len(told) > 1
            and not re.search(r"\beach\b|\bevery\b", left)
            and self._things_listed(told, text)
        ):
            self._set_topic(left)
            return True
        phrase = owner(left, subject=having and not people)
        subject = self._subject(left) if having else None
        plain = having and phrase is None and subject is None
        if plain and verb.split()[0] != "with" and self._is_setting(left):
            return self._possessions(text)
        if not having and phrase is None and len(told) == 1 and not asks(told[0]):
            return self._object(told[0], text)
        quantified = phrase is not None and phrase.quantified
        if not having and not quantified and self._things_listed(told, text, strict=bool(phrase)):
            return True
        if len(told) < 2 and not having and not asks(told[0]) and phrase is None:
            return False
        known = sum(is_known(i) for i in told)
        if phrase is None and subject is None and known * 3 < len(told):
            return False
        named = (
            subject is not None
            or (phrase is not None
            and (
                phrase.quantified
                or self.reading.draft.find(phrase.text)
                or self._lexicon.thing(phrase.text.lower())
            ))
        )
        if not known and not (having and named):
            return False
        self._act(left, text)
        if (
            not self.reading.topic
            and not self.reading.draft.entities
            and (having or verb.startswith(("with", "that")))
            and not (phrase and phrase.quantified)
        ):
            self.reading.topic = head_phrase(left)
        end = _FOR_EACH_END.search(right) if phrase is None and not having else None
        if end and is_nameable(end["thing"], explicit=True):
            self._take(self._ensure(end["thing"], text), items_of(right[: end.start()]), text)
            return True
        named = None if having or (phrase and phrase.quantified) else self._first_named(told, text)
        if named is not None:
            self._take(named, items[1:], text)
            return True
        if verb.split()[0] == "with" and phrase is None and not left:
            return False
        target = self._owner_entity(left, text, headed=False, having=having)
        self._take(target, items, text)
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
        items = items_of(text)
        owned = _POSSESSION.match(text)
        if len(items) >= 2 and not owned and self._things_listed(items, text):
            return True
        told = [i for i in items if not is_view_item(i) and not is_refused(i)]
        short = [i for i in told if len(i.split()) <= 7 and any(True for _ in attributes(i))]
        asked = [i for i in told if asks(i)]
        spoken = [
            w for w in tag(text)[:4] if w.low in ("i", "we", "you", "he", "she", "they", "my", "it")
        ]
        if asked and asked[0] == told[0] and len(told) >= 2 and not text.endswith("?"):
            self._take(None, items, text)
            return True
        if len(told) < 3 or len(short) * 3 < len(told) * 2 or (spoken and not asks(told[0])):
            return False
        if sum(is_known(i) for i in told) * 4 < len(told):
            self._set_topic(items[0])
            return True
        if not self.reading.topic and not self.reading.draft.entities:
            first = core_of(told[0])
            if (
                first
                and (is_plural(first) or self._lexicon.domain(first.lower()))
                and not asks(told[0])
                and self._lexicon.thing_at_end(first.lower())
            ):
                self._set_topic(told[0])
                items = items[1:]
        first = core_of(told[0])
        target = None
        if (
            first
            and is_plural(first)
            and is_nameable(first)
            and not is_known(told[0])
            and not asks(told[0])
            and self._lexicon.thing_at_end(first.lower())
        ):
            target = self._ensure(first, text)
            if re.search(r"\bnumbered\b", told[0]) and target:
                target.tell("number", "number", text)
            items = [i for i in items if i != told[0]]
        self._take(target, items, text)
        return True

    def _plain(self, text: str) -> None:
        self._act(text, text)
        named = not self.reading.draft.entities and is_fragment(text)
        if WISH.search(text) or _KEEPING.match(text) or named:
            self._set_topic(text)
        else:
            self._mention(text)
