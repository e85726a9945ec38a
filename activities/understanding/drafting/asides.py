"""Things that are mentioned beside the fields of others: fields, or kept for themselves; pure."""

import re
from collections.abc import Mapping, Sequence

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint
from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, said
from models.fields import FieldType

LISTED = re.compile(r"\s*(?:,|/|;|\+|&|,? and)\s*(?:the |an? )?", re.IGNORECASE)
"""What stands between two of an enumeration."""
_COUNTED = re.compile(
    r"(?<!\w)(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|twenty|thirty|forty|fifty|sixty|a dozen|two dozen) $",
    re.IGNORECASE,
)
_LONGEST_COUNT = 12
_LEAST_LISTED = 3
"""Things that are listed for themselves; two may only be in passing, like "kids and dogs"."""


_SEVERAL_PEOPLE = word_set("group household family team")
_ASIDE = 0.8
"""Below, a thing without fields is only mentioned."""
_SURELY_TIED, _NAMED = 0.95, 0.6
"""One that surely belongs to another may be less sure itself: "and who pays the subs"."""


class Asides:
    """Judges what is only mentioned.

    Args:
        draft: What was made of the marks; things are taken away.
        marked: The marks.
        same: For each name of a marked thing the one that stands for it.
        told: The marked fields, said in full.
        text: The request.
    """

    def __init__(
        self,
        draft: Draft,
        marked: Marked,
        same: Mapping[str, str],
        told: Sequence[MarkedField],
        text: str,
    ) -> None:
        self._draft = draft
        self._marked = marked
        self._same = same
        self._told = told
        self._text = text

    def drop(self) -> None:
        """Leave out what was only mentioned, where other things are described."""
        entities, links = self._draft.entities, self._draft.links
        if not any(entity.described for entity in entities.values()):
            return
        listed = self._listed_with_others()
        for entity in list(entities.values()):
            ends = ((link, (link.relation.source, link.relation.target)) for link in links)
            own = [link for link, names in ends if entity.name in names]
            tied = max((link.confidence for link in own), default=0.0)
            if (own and self._is_counted(entity)) or entity.name in listed:
                continue
            if entity.described or min(entity.confidence, tied) >= _ASIDE:
                continue
            if tied >= _SURELY_TIED and self._is_named_besides(entity):
                loose = [link for link in own if link.confidence < _SURELY_TIED]
                links[:] = [link for link in links if link not in loose]
                continue
            del entities[entity.name]
            links[:] = [link for link in links if link not in own]
            self._keep_as_field(entity)

    def _is_named_besides(self, aside: DraftEntity) -> bool:
        """Say whether it is wanted, too: "and who pays the subs"."""
        mentions = (t for t in self._marked.things if self._same[t.name] == aside.name)
        single = all(is_single(self._text, thing.words) for thing in mentions)
        return not single and aside.confidence >= _NAMED

    def _listed_with_others(self) -> set[str]:
        """Return the things that are listed among those of which something is told."""
        names = [self._same[thing.name] for thing in self._marked.things]
        entities = self._draft.entities
        kept = [name in entities and entities[name].described for name in names]
        mentions = [thing.words for thing in self._marked.things]
        return {names[at] for at in listed_with(self._text, mentions, kept)}

    def _is_counted(self, aside: DraftEntity) -> bool:
        mentions = (t for t in self._marked.things if self._same[t.name] == aside.name)
        people = is_person(aside.name) or said(aside.name).split()[-1] in _SEVERAL_PEOPLE
        return people and any(is_counted(self._text, t.words) for t in mentions)

    def _keep_as_field(self, aside: DraftEntity) -> None:
        """Make a thing that is listed among the fields of another one of them."""
        for thing in self._marked.things:
            if self._same[thing.name] != aside.name:
                continue
            beside = next((f for f in self._told if self._listed(thing, f)), None)
            owner = self._draft.entities.get(self._same[beside.owner]) if beside else None
            if owner is None or beside is None:
                continue
            told = [field.evidence for field in owner.fields]
            at = told.index(beside.words.text) if beside.words.text in told else len(told)
            at += thing.words.start > beside.words.start
            hint = Hint(aside.label, FieldType.TEXT)
            owner.put(hint, thing.words.text, thing.confidence, at=at)
            return

    def _listed(self, thing: MarkedThing, told: MarkedField) -> bool:
        """Say whether a thing stands right beside a field in an enumeration."""
        named = [one.words.text for one in self._marked.things if one.name == told.owner]
        return is_beside(self._text, thing.words, told.words, named)


def is_somebody(entity: DraftEntity) -> bool:
    """Say whether a thing is one person, by what is usual or by its name, which is English."""
    known = entity.thing is not None and entity.thing.is_person
    return known or is_person(entity.name)


def is_alive(entity: DraftEntity) -> bool:
    """Say whether a thing is somebody or an animal, and is called by a name of its own."""
    return is_somebody(entity) or (entity.thing is not None and entity.thing.name == "pet")


def is_person(name: str) -> bool:
    """Say whether a thing is one person; a family is several."""
    noun = said(name).split()[-1]
    return is_person_word(noun) and noun not in _SEVERAL_PEOPLE


def is_counted(text: str, words: Words) -> bool:
    """Say whether it is told how many there are, as of "three kids": each is kept for itself."""
    start = max(0, words.start - _LONGEST_COUNT)
    return is_plural(words.text) and bool(_COUNTED.search(text, start, words.start))


def is_single(text: str, words: Words) -> bool:
    """Say whether there is one of it: "a quiz" may be the whole that is wanted."""
    return text[: words.start].lower().endswith((" a ", " an "))


def is_beside(text: str, thing: Words, told: Words, named: Sequence[str]) -> bool:
    """Say whether a thing stands right beside a field in an enumeration.

    What the field is of may stand between them: "member, rifle, serial number".

    Args:
        text: The request.
        thing: Where the thing is mentioned.
        told: Where the field is.
        named: What the field is of, in the words of the request.
    """
    one, other = sorted((thing, told))
    between = text[one.end : other.start]
    return bool(LISTED.fullmatch(between)) or any(
        between.count(words) == 1 and all(LISTED.fullmatch(part) for part in between.split(words))
        for words in named
    )


def listed_with(text: str, mentions: Sequence[Words], kept: Sequence[bool]) -> set[int]:
    """Return which mentions stand in one enumeration with one that is kept: "guests and tasks".

    Args:
        text: The request.
        mentions: Of things, in their order.
        kept: For each, whether anything is told of its thing.
    """
    runs: list[list[int]] = []
    for at, words in enumerate(mentions):
        before = mentions[at - 1].end if at else 0
        joined = at and is_plural(words.text) and LISTED.fullmatch(text[before : words.start])
        if joined and is_plural(mentions[at - 1].text):
            runs[-1].append(at)
        else:
            runs.append([at])
    long = (run for run in runs if len(run) >= _LEAST_LISTED and any(kept[at] for at in run))
    return {at for run in long for at in run}
