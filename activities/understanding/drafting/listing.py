"""What is there by name: "we have three rooms: Hall, Studio and Kitchen"; pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.grammar.attributes import is_known
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, label_of, singular
from models.fields import FieldType

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED = re.compile(
    rf"\b(?P<number>[2-9]|1\d|{'|'.join(_NUMBERS)}) (?:of us|(?:[a-z-]{{2,20}} )?"
    r"(?P<noun>[a-z-]{3,30}))(?: here| there)?(?: are)?\s?(?::|,? namely|\(|-|\u2013)\s?"
    r"(?P<names>[^.:;()\n]{3,200})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*,\s*(?:and |or )?|\s+(?:and|or|&)\s+", re.IGNORECASE)
_LAYOUT = word_set(
    "list table sheet tab page section part column field thing item entity record category kind "
    "type sort app step question view screen menu button"
)
"""What is counted of the application itself, or holds records of its own."""
_RELATIVES = word_set("sibling brother sister son daughter cousin grandchild nurse")
_WHO = re.compile(r"who\b.*|.{1,40} by|person|responsible|assigned to", re.IGNORECASE)
_LONGEST_NAME = 3
_WITH = re.compile(r"\b(?:with|has|have|each|per)\b", re.IGNORECASE)


class _Listed(NamedTuple):
    one: str
    """What each is: "room"."""
    names: tuple[str, ...]
    evidence: str


def choose_named(draft: Draft, text: str) -> None:
    """Make a choice of those that are listed by name, as many as there are said to be.

    Args:
        draft: What was understood in English; a field is added, or given its choices.
        text: The request.
    """
    if not any(entity.described for entity in draft.entities.values()):
        return
    for listed in _lists(text):
        _choose(draft, listed)


def _lists(text: str) -> Iterator[_Listed]:
    for match in _NAMED.finditer(text):
        noun = (match["noun"] or "people").lower()
        names = tuple(_BETWEEN.split(match["names"].strip()))
        said = match["number"].lower()
        number = int(said) if said.isdigit() else _NUMBERS.index(said) + 2
        proper = all(name and len(name.split()) <= _LONGEST_NAME for name in names)
        fields = sum(map(is_known, names)) * 2 > len(names)
        if len(names) != number or not proper or fields or _WITH.search(match["names"]):
            continue
        if is_plural(noun) and singular(noun) not in _LAYOUT:
            yield _Listed(singular(noun), tuple(map(label_of, names)), match.group(0))


def _choose(draft: Draft, listed: _Listed) -> None:
    heads = [e for e in draft.entities.values() if e.label.lower().split()[-1] == listed.one]
    if any(field.evidence for kind in heads for field in kind.fields):
        return
    kept = next(iter(heads), None)
    users = [e for e in draft.entities.values() if e is not kept and e.described]
    if not users:
        return
    using = [
        entity
        for entity in users
        if kept and any(k.relation.target == kept.name for k in draft.links_of(entity.name))
    ]
    if kept is not None:
        draft.links[:] = [
            link
            for link in draft.links
            if kept.name not in (link.relation.source, link.relation.target)
        ]
        del draft.entities[kept.name]
    happening = [e for e in users if is_happening(e.label.lower())]
    for entity in using or happening[:1] or users[:1]:
        _give(entity, listed)


def _give(entity: DraftEntity, listed: _Listed) -> None:
    """Give a thing the choice, in the field that has it or in one of its own."""
    made = field_from(Hint(label_of(listed.one), FieldType.CHOICE, listed.names), owner=entity.name)
    person = is_person_word(listed.one) or listed.one in _RELATIVES
    for told in entity.fields:
        label = told.specification.label
        asked = _WHO.fullmatch(label) or told.evidence.lower().startswith("who ")
        same = told.specification.name == made.name or (person and asked)
        if same and told.specification.type in (FieldType.TEXT, FieldType.CHOICE):
            update = {"type": FieldType.CHOICE, "choices": made.choices}
            told.specification = told.specification.model_copy(update=update)
            return
    entity.fields.insert(1, DraftField(made, listed.evidence, STATED))
