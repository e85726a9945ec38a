"""Things that are told together, as "books, films and games", and what all of them share."""

import re

from activities.understanding.draft import DraftEntity
from activities.understanding.grammar.attributes import attributes, is_known, trim
from activities.understanding.grammar.items import (
    NESTED,
    WITH,
    asks,
    core_of,
    fieldlike,
    is_person_word,
    items_of,
)
from activities.understanding.grammar.noting import DOES
from activities.understanding.grammar.nouns import is_nameable, phrases
from activities.understanding.grammar.owners import owner
from activities.understanding.grammar.stating import belonging, parts, readings, several, standing
from activities.understanding.grammar.taking import Taker
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.frames import frames
from activities.understanding.text.phrases import strip_request
from activities.understanding.text.words import is_plural, plural, singular

_GOES_ON = re.compile(
    r"^\s*(?:$|[(,]|(?:for|of|in|from|at|on|with|that|which|who|we|i|they|to|about|per)\b)",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"^(?:(?>(?:and|also|my|our|the|their|its|his|her|your|all|some|a|list|of|various|different"
    r"|many|plus|both|several|[a-z]+(?:ing|al|ic|en|y|d))\b)\s+)*$",
    re.IGNORECASE,
)
NO_NOUN = re.compile(r"(?:it|they|this|that|he|she|who|which|what)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"^for both(?: of (?:them|these|those))?(?:,? (?:i|we|you|it)\b.*)?$|^both(?: of them)?$"
    r"|^(?:for|of|about|on|with) (?:each|every|all|every one|any)(?: one)?"
    r"(?: of (?:them|these|those))?"
    r"(?:,? (?:i|we|you|it|the app|there)\b.*)?$"
    r"|^(?:each|every one|all)(?: one)?(?: of (?:them|these|those))?$|^they(?: all)?$",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"^(?:many|several|multiple|one or more|some|lots of|a number of|any number of|different"
    r"|various|more than one|zero or more|a list of|four to|\w+ to \w+)\b",
    re.IGNORECASE,
)
_KEPT_PAIR = re.compile(
    r"^(?P<whole>(?:[\w'-]+ )?[\w'-]+s) with (?:their |its )?(?P<part>(?:[\w'-]+ )?[\w'-]+s)$",
    re.IGNORECASE,
)


_MOST_WORDS = 12


def _may_be_things(item: str) -> bool:
    """Say whether a plural is among a few words; spares most items a closer look."""
    outside = re.sub(r"\(.*", "", item).split()
    return len(outside) <= _MOST_WORDS and any(is_plural(word.strip(",.:;")) for word in outside)


class Enumerator(Taker):
    """Things that are told together, and what all of them share."""

    def _things_listed(self, items: list[str], text: str, *, strict: bool = False) -> bool:
        """Read "I want to keep books, films and games" as things.

        Args:
            items: What stands between the commas.
            text: The whole sentence, as evidence.
            strict: Whether every item must be a thing, and not most of them.
        """
        if len(items) < 2:
            return False
        first = strip_request(items[0]) or items[0]
        items = [first, *items[1:]]
        if strict and not all(map(_may_be_things, items)):
            return False
        things = [i for n, i in enumerate(items) if self._is_kept(i, first=not n)]
        sure = [i for i in things if self._is_thing(i) or self._is_spoken_of(core_of(i))]
        if not sure or len(sure) * 2 < len(items) or (strict and len(things) < len(items)):
            return False
        if any(WITH.match(trim(i)) for i in items):
            return False
        named = [self._listed_thing(item, text) for item in things]
        self.reading.together = [e for e in named if e is not None]
        return True

    def _listed_thing(self, item: str, text: str) -> DraftEntity | None:
        entity = self._ensure(core_of(item), text, exact=True)
        inside = NESTED.match(trim(item))
        if entity and inside:
            self._take(entity, split_items(inside["fields"]), text)
        return entity

    def _is_kept(self, item: str, *, first: bool) -> bool:
        """Say whether an item names things to keep and nothing more."""
        bare = trim(item)
        if not _may_be_things(bare):
            return False
        inside = NESTED.match(bare)
        if asks(item) or DOES.match(bare) or (inside and not fieldlike(inside["fields"])):
            return False
        core = core_of(item)
        at = bare.find(core) if core else -1
        if at < 0 or not is_plural(core) or not is_nameable(core):
            return False
        before, behind = bare[:at], bare[at + len(core) :]
        if not _GOES_ON.match(behind) or not (first or _DETERMINED.match(before)):
            return False
        return is_person_word(core) or not is_known(core) or self._is_spoken_of(core)

    def _is_spoken_of(self, core: str) -> bool:
        """Say whether the request goes on to speak of each of these."""
        one = re.escape(singular(core.lower()))
        return bool(
            re.search(rf"\b(?:each|every|per|one|a single) {one}\b", self.told, re.IGNORECASE)
        )

    def _shared_by_all(self, left: str, items: list[str], text: str) -> bool:
        """Give what is told "for each of them" to all the things that were told together."""
        together = self.reading.together
        bare = len(together) > 1 and not any(e.fields for e in together)
        if not bare or not _TOGETHER.match(left.strip(" ,")):
            return False
        for entity in together:
            self._take(entity, items, text)
        return True

    def _whole_with_parts(self, left: str, items: list[str], text: str) -> bool:
        """Read "flats with tenants and rents": things with other things, and fields."""
        whole = owner(left, subject=True)
        if whole is None or not (whole.plural or is_plural(whole.text)) or whole.end < len(left):
            return False
        parts = [i for i in items if self._is_kept(i, first=False) and self._is_part(i)]
        fields = [i for i in items if i not in parts]
        if items[0] not in parts or WITH.match(trim(items[0])) or not all(map(is_known, fields)):
            return False
        one = self._ensure(whole.text, text)
        for item in parts:
            part = self._ensure(core_of(item), text, exact=True)
            if one and part and part is not one:
                self._belong(one, part, core_of(item), text)
        self._set_topic(left)
        if one and fields:
            self._take(one, fields, text)
        self.reading.current = one
        return True

    def _belonging(self, text: str) -> str | None:
        """Read "each order belongs to a customer and has a date"; return what else it says."""
        said = belonging(text)
        if said is None or NO_NOUN.match(said.source):
            return None
        one, other = self._both(said.source, said.target, text)
        if one is None or other is None:
            return None
        label = plural(other.label) if said.many else other.label
        self.reading.draft.link(one, other, label, many=said.many, evidence=text)
        self.reading.current = one
        return said.more

    def _both(
        self, one: str, other: str, text: str
    ) -> tuple[DraftEntity, DraftEntity] | tuple[None, None]:
        """Return two different things that a statement names, old or new."""
        source, target = self._ensure(one, text), self._ensure(other, text)
        if source is target:
            target = self._ensure(other, text, exact=True)
        return (source, target) if source and target and source is not target else (None, None)

    def _related(self, text: str) -> bool:
        """Read "each tree stands in an orchard" and "each participant can take several courses"."""
        pair = standing(text)
        many = several(text) if pair is None else None
        named = pair or many
        if named is None or NO_NOUN.match(named[0]) or not self.reading.draft.find(named[0]):
            return False
        one, other = self._both(*named, text)
        if one is None or other is None:
            return False
        label = plural(other.label) if many else other.label
        self.reading.draft.link(one, other, label, many=many is not None, evidence=text)
        self.reading.current = one
        return True

    def _read_off(self, text: str) -> bool:
        """Read "meter readings for gas, water and electricity every month": a number of each."""
        said = readings(text)
        made = self._ensure(said[0], text) if said else None
        if said is None or made is None:
            return False
        self._set_topic(said[0])
        for item in items_of(said[1]):
            for told in attributes(item):
                made.tell(told.label, f"{told.label} as decimal", text)
        return True

    def _parts_with_fields(self, text: str) -> bool:
        """Read "an invoice has several lines with article, quantity and price"."""
        said = parts(text)
        if said is None:
            return False
        whole, part = self._ensure(said.whole, text), self._ensure(said.part, text, exact=True)
        if whole is None or part is None or whole is part:
            return False
        self._belong(whole, part, said.part, text)
        self._take(part, items_of(said.items), text)
        return True

    def _is_part(self, item: str) -> bool:
        core = core_of(item).lower()
        return is_person_word(core) or (
            self._lexicon.thing(core) is not None and not is_known(core)
        )

    def _belong(self, whole: DraftEntity, part: DraftEntity, label: str, text: str) -> None:
        """Relate a thing to the one that has many of it, or both ways when others have it too."""
        person = is_person_word(whole.label) or bool(whole.thing and whole.thing.is_person)
        if person and singular(label.lower().split()[-1]) in frames().shared:
            many = plural(part.label).lower()
            self.reading.draft.link(whole, part, many, many=True, evidence=text)
            return
        self.reading.draft.link(part, whole, whole.label, evidence=text)

    def _pair_before_colon(self, left: str, text: str) -> DraftEntity | None:
        """Read "invoices with lines:" and return the first of the two."""
        match = _KEPT_PAIR.match(strip_request(left))
        if match is None or (is_known(match["part"]) and not self._is_spoken_of(match["part"])):
            return None
        whole = self._ensure(match["whole"], text)
        part = self._ensure(match["part"], text, exact=True)
        if whole and part and whole is not part:
            self._belong(whole, part, match["part"], text)
            self.reading.current = whole
            return whole
        return None

    def _bracketed_list(self, text: str) -> bool:
        """Read "Books (title, author) and films (title)" and "Our tools (name, place)"."""
        groups = re.findall(r"([^,()]{2,60}?)\s*\(([^()]{5,300})\)", text)
        rich = [
            (head, inside) for head, inside in groups if inside.count(",") and fieldlike(inside)
        ]
        outer = re.sub(r"\([^()]*\)", "", text)
        if not rich or (len(rich) == 1 and outer.count(",") > 1):
            return False
        made = False
        for head, inside in rich:
            phrase = owner(head, subject=True)
            if phrase is None:
                continue
            entity = self._ensure(phrase.text, text)
            if entity:
                self._take(entity, split_items(inside), text)
                made = True
        return made

    def _parts_of(self, left: str, items: list[str], text: str) -> bool:
        """Read "subjects have topics" and "a customer has one or more cars"."""
        whole = owner(left, subject=True)
        if whole is None or len(items) > 2:
            return False
        part = [p for p in phrases(items[0]) if is_nameable(p.text)]
        if not part or not (part[0].plural or is_plural(part[0].text)) or asks(items[0]):
            return False
        plain = len(items[0].split()) == len(part[0].text.split())
        if not _MANY.match(items[0]) and not (plain and len(items) == 1):
            return False
        one, other = self._ensure(whole.text, text), self._ensure(part[0].text, text)
        if one and other and one is not other:
            self._belong(one, other, part[0].text, text)
            self.reading.current = other
        return True
