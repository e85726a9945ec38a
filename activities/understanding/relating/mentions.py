"""A list that is named among the fields of another: "broken things: flat, what, fixed"; pure."""

import re
from collections.abc import Iterator

from activities.understanding.draft import STATED, Draft, DraftEntity, fill_usual_fields
from activities.understanding.text.cleaning import QUOTED
from activities.understanding.text.words import identifier, singular

_MANY = 3
"""Fields of a list that is told in detail."""
_SENTENCE = re.compile(r"[^.!?\n]{1,600}")
_ITEM = re.compile(r"(?P<item>[^,:;()]{1,60})(?P<behind>[:(]?)")
_HEADED = re.compile(
    r"(?:^|(?<=[.!?;\n])) *(?:(?:and|our|the|my|then) )*(?P<many>[a-z]{3,20}s|people|children)"
    r"(?: (?:on|in|at|of|for|to) (?:an?|the|each|every|one) (?P<one>[a-z]{3,20}))?"
    r"(?: have)?(?: ?:| with| \u2013| -|(?<=have)) "
    r"(?P<list>(?:[^.!?;\n(]|\([^()\n]{1,60}\)){3,300})",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"(?:,| and|,? plus) (?:their|his|her|its) (?P<own>[a-z]{3,20})(?=\s*(?:,|and\b|$))",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?:who|which)\s", re.IGNORECASE)
_LEADING = re.compile(
    r"^\s*(?:(?:and|und|et|y|e|en|i|the|a|an|which|der|die|das|le|la|les|el|los|las|il|lo|i|gli|"
    r"de|het|o|os|as)\s+)*",
    re.IGNORECASE,
)


def relate_mentions(draft: Draft, text: str) -> None:
    """Relate a list to another one that is named right beside its fields.

    Args:
        draft: What was understood; relations are added.
        text: The request.
    """
    for items, behind in _sentences(text):
        for at, item in enumerate(items):
            named = None if behind[at] else _named(draft, item)
            if named is not None:
                _relate(draft, items, at, named)


def relate_headed(draft: Draft, text: str) -> None:
    """Relate a list to what its heading and its last words name: "passengers on a flight: …".

    Args:
        draft: What was understood in English; relations are added.
        text: The request.
    """
    for match in _HEADED.finditer(text):
        owner = _several(draft, match["many"])
        if owner is None or not owner.is_told:
            continue
        named = _WHOSE.findall(match["list"]) + ([match["one"]] if match["one"] else [])
        for word in named:
            one = _named(draft, word.lower())
            if one is not None and one is not owner and not _related(draft, owner, one):
                draft.link(owner, one, one.label, evidence=match.group()[:QUOTED])


def _several(draft: Draft, words: str) -> DraftEntity | None:
    """Return the list that is called by its word for several."""
    said = words.lower()
    return next((one for one in draft.entities.values() if one.plural_label.lower() == said), None)


def name_listed(draft: Draft, text: str) -> None:
    """Keep no more than the name of what only stands among the many fields of another list.

    Args:
        draft: What was understood; a list gets its only field.
        text: The request.
    """
    for items, behind in _sentences(text):
        for at, item in enumerate(items):
            named = None if behind[at] else _named(draft, item)
            if named is None or named.described or named.is_told:
                continue
            owners = [_owner_of(draft, items, beside) for beside in (at - 1, at + 1)]
            owner = next((one for one in owners if one is not None and one is not named), None)
            told = [one for one in owner.fields if one.evidence] if owner else []
            if len(told) >= _MANY:
                fill_usual_fields(draft, named, "name")
                named.fields = named.fields[:1]
                named.described = True


def name_asked(draft: Draft) -> None:
    """Call a relation by what it leads to, where a whole question was made its label.

    Args:
        draft: What was understood; "who is in which course" becomes the course.
    """
    for link in draft.links:
        if not _ASKED.match(link.relation.label):
            continue
        target = draft.entities[link.relation.target]
        asked = re.match(
            rf"(?:who|which) .*\b{re.escape(target.label)}$", link.relation.label, re.I
        )
        name = identifier(target.label, owner=link.relation.source)
        own = draft.entities[link.relation.source].names()
        others = [k.relation.name for k in draft.links_of(link.relation.source) if k is not link]
        if asked and name not in (*own, *others):
            link.relation = link.relation.model_copy(update={"name": name, "label": target.label})


def _sentences(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Return what each sentence lists, and which sign stands behind each of it, if any."""
    for sentence in _SENTENCE.finditer(text):
        parts = list(_ITEM.finditer(sentence.group()))
        items = [_LEADING.sub("", part["item"]).strip().lower() for part in parts]
        yield items, [part["behind"] for part in parts]


def _relate(draft: Draft, items: list[str], at: int, named: DraftEntity) -> None:
    owners = [_owner_of(draft, items, beside) for beside in (at - 1, at + 1)]
    owner = next((one for one in owners if one is not None and one is not named), None)
    others = {one.name for one in owners if one is not None}
    if owner is not None and others == {owner.name} and not _related(draft, owner, named):
        draft.link(owner, named, named.label, evidence=items[at], confidence=STATED)


def _named(draft: Draft, item: str) -> DraftEntity | None:
    """Return the list that an item names in the singular, as "flat" does."""
    for entity in draft.entities.values():
        if item and item == entity.label.lower() and item != entity.plural_label.lower():
            return entity
    return None


def _owner_of(draft: Draft, items: list[str], at: int) -> DraftEntity | None:
    """Return the only list of which an item is a field."""
    if not 0 <= at < len(items) or not items[at]:
        return None
    found = [
        entity
        for entity in draft.entities.values()
        if any(field.evidence.strip().lower() == items[at] for field in entity.fields)
    ]
    return found[0] if len(found) == 1 else None


def _related(draft: Draft, one: DraftEntity, other: DraftEntity) -> bool:
    ends = {one.name, other.name}
    known = any({link.relation.source, link.relation.target} == ends for link in draft.links)
    labels = {singular(field.specification.label.lower()) for field in one.fields}
    return known or other.label.lower() in labels
