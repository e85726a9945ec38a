"""The items of enumerations, taken as fields of things or as things of their own."""

import re

from activities.understanding.draft import DraftEntity
from activities.understanding.grammar.asking import participle
from activities.understanding.grammar.attributes import attributes, is_known, trim
from activities.understanding.grammar.items import (
    NESTED,
    WITH,
    asks,
    core_of,
    fieldlike,
    is_thing_alone,
)
from activities.understanding.grammar.nouns import is_nameable
from activities.understanding.grammar.placing import Placer
from activities.understanding.grammar.qualifying import folded_words, own_words
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.opposites import whole_items
from activities.understanding.text.skipping import is_refused, is_view_item
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, singular

_MOST_FIELDS = 40

_WHICH_WHICH = re.compile(
    r"^(?:what|which (?P<one>[a-z]+)) (?P<verb>(?:is |are |was |were |has |have |may |"
    r"can )?(?:[a-z]+)(?: [a-z]+)?)(?: (?:in|on|at|to|for|with))? "
    r"(?:which|what) (?P<other>[a-z]+)\b",
    re.IGNORECASE,
)

_LASTING = word_set(
    "be go come belong fit open unlock stand sit live hang lie stem grow match suit"
)
"""What one of two stays with is told by these; what is done happens again."""
_DATED = re.compile(r"\b(?:when|what day|which day|date)\b", re.IGNORECASE)
_NO_PAIR = frozenset(("slot", "way", "price", "colour", "color", "size", "date", "number"))

_WHO_HAS = re.compile(
    r"^(?:who|whom) (?:has |have )?(?:borrowed|borrows|has|have|took|got|is using) "
    r"(?:(?:my|our|the|which|what|a) )+(?P<thing>[a-z]+)\b",
    re.IGNORECASE,
)

_BELONGS = re.compile(
    r"^(?:belongs? to|is part of|lives? in|stands? in|is assigned to) (?:an?|one|the|"
    r"exactly one) (?P<thing>[a-z]+)$",
    re.IGNORECASE,
)


class Taker(Placer):
    """The items of enumerations, taken as fields of things or as things of their own."""

    def _take(self, target: DraftEntity | None, items: list[str], text: str) -> None:
        """Read the items of an enumeration as fields of a thing, or as things with fields."""
        target = self._named_inside(target, items, text)
        at: DraftEntity | None = target
        named = whole_items(items[:_MOST_FIELDS])
        alike = _alike(named)
        for place, item in enumerate(named):
            if re.match(r"^so (?:that|i|we|it|you|my)\b|^because\b|^then i\b", item, re.IGNORECASE):
                break
            if is_view_item(trim(item)) or is_refused(item):
                continue
            if target and self._belongs(target, item, text):
                continue
            lent = self._lent(item, text)
            if lent is not None:
                at = target = lent
                continue
            paired = self._which_which(item, text)
            if paired is not None:
                at = target = paired
                continue
            if place and self._is_referred_to(item, named[place + 1 :]):
                self._ensure(trim(item), text)
                continue
            nested = self._nested(item, text)
            if nested is not None:
                at = nested if WITH.match(trim(item)) and " and " not in item else target
                continue
            at = self._field(at, item, text, whole=item in alike)
            target = target or at

    def _belongs(self, target: DraftEntity, item: str, text: str) -> bool:
        """Read "each belongs to a shelf" among what is told of a thing."""
        told = _BELONGS.match(trim(item))
        draft = self.reading.draft
        other = told and (draft.find(told["thing"]) or draft.ensure(told["thing"], text))
        if not other or other is target:
            return False
        draft.link(target, other, other.label, evidence=text)
        return True

    def _lent(self, item: str, text: str) -> DraftEntity | None:
        """Read "who has which books" as loans; None: it says something else."""
        told = _WHO_HAS.match(trim(item))
        if not told or not is_plural(told["thing"]):
            return None
        thing, loan = self._ensure(told["thing"], text), self._ensure("loan", text)
        if thing and loan:
            self.reading.draft.link(loan, thing, thing.label, evidence=text)
            loan.tell("borrower", "borrower", text)
        return loan

    def _is_referred_to(self, item: str, later: list[str]) -> bool:
        """Say whether others of a list have one of these: "members, bookings with member, date"."""
        bare = trim(item).lower()
        if not is_plural(bare) or asks(bare) or is_known(bare) or not is_nameable(bare):
            return False
        told = (WITH.match(trim(one)) or NESTED.match(trim(one)) for one in later)
        inside = {match["fields"].lower() for match in told if match}
        begun = next((n for n, one in enumerate(later) if WITH.match(trim(one))), len(later))
        return singular(bare) in inside | {trim(one).lower() for one in later[begun:]}

    def _which_which(self, item: str, text: str) -> DraftEntity | None:
        """Read "which girl wears which costume" and "what was sown in which bed"."""
        match = _WHICH_WHICH.match(item.strip())
        if match is None:
            return None
        if not all(
            is_nameable(match[n], explicit=True) and match[n].lower() not in _NO_PAIR
            for n in ("one", "other")
            if match[n]
        ):
            return None
        verbs = [w for w in tag(match["verb"]) if w.is_verb and w.tag[:2] == "VV"]
        lemma = verbs[0].lemma if verbs else ""
        if match["one"] and (lemma in _LASTING or not lemma) and not _DATED.search(item):
            return self._fitting(match["one"], match["other"], text)
        happening = frames().events.get(lemma) or (
            f"{lemma}ing" if lemma and "what" in item[:6].lower() else "assignment"
        )
        other = self._ensure(match["other"], text)
        one = self._ensure(match["one"], text) if match["one"] else None
        made = self._ensure(happening, text)
        if made is None or other is None:
            return made
        self.reading.draft.link(made, other, other.label, evidence=text)
        if one:
            self.reading.draft.link(made, one, one.label, evidence=text)
        else:
            made.tell(f"what was {participle(lemma)}", "what", text)
        made.described = True
        return made

    def _fitting(self, one: str, other: str, text: str) -> DraftEntity | None:
        """Relate what stays with another: "which jar comes from which harvest"."""
        source, target = self._ensure(one, text), self._ensure(other, text)
        if source is not None and target is not None and source is not target:
            self.reading.draft.link(source, target, target.label, evidence=text)
        return source

    def _nested(self, item: str, text: str) -> DraftEntity | None:
        bare = trim(item)
        match = NESTED.match(bare) or WITH.match(bare)
        if match is None or asks(bare):
            return None
        core = core_of(match["thing"])
        inside = match["fields"]
        the = (
            re.match(r"^(?:and |also )*(?:the|each|an?) ", item.strip(), re.IGNORECASE) is not None
        )
        plural = (
            bool(core)
            and is_nameable(core)
            and (is_plural(core) or (the and is_thing_alone(core, self._lexicon)))
        )
        thing = self._lexicon.thing_at_end(core.lower()) if core else None
        several = len(split_items(inside)) > 1 and fieldlike(inside)
        told = (bool(WITH.match(bare)) and (thing is not None)) or (
            bool(WITH.match(bare))
            and is_known(split_items(inside)[0] if split_items(inside) else "")
        )
        parts = [trim(p).lower() for p in split_items(inside)]
        if (
            not plural
            and several
            and parts
            and parts[0] in ("name", "title", "what", "first name")
            and core
            and is_nameable(core, explicit=True)
        ):
            plural = True
        if not plural or not (several or (told and is_plural(core))):
            return None
        entity = self._ensure(core, text)
        if entity:
            self._take(entity, split_items(inside), text)
        return entity

    def _field(
        self, target: DraftEntity | None, item: str, text: str, *, whole: bool
    ) -> DraftEntity | None:
        for told in attributes(item):
            if told.thing and target is None:
                target = self._ensure(told.thing, text)
            target = target or self._default()
            if target is None:
                self._keep_homeless(item, text)
                return None
            label = own_words(trim(item)) if whole else told.label
            target.tell(label, told.words, text)
        return target


def _alike(items: list[str]) -> frozenset[str]:
    """Return the items that name different fields by the same noun: "which boxer is in the …"."""
    by_label: dict[str, list[str]] = {}
    for item in items:
        told = list(attributes(item))
        if len(told) == 1:
            by_label.setdefault(told[0].label.lower(), []).append(item)
    groups = (same for same in by_label.values() if len(set(map(folded_words, same))) > 1)
    return frozenset(item for same in groups for item in same)
