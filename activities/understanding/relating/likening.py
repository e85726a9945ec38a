"""Things of which the same is told in the very same words have the same fields; pure.

"Tools: name, who has it. Ladders: name, who has it" is not always marked alike: what is known of
the one is known of the other.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField, DraftLink
from activities.understanding.text.words import LONGEST_NAME, singular
from models.specification import RelationKind

_MOST_READ, _MOST_TOLD, _LEAST = 8_000, 40, 6
_TOLD = re.compile(
    r"(?:\b(?:for|at|after|per|of) (?:each|every) (?P<one>[a-z]{3,20}(?: [a-z]{3,20})?)(?= i | we )"
    r"|(?P<head>[^\W\d_][\w'-]{2,24}(?: [^\W\d_][\w'-]{2,24}){0,2}))"
    r"(?P<said> (?:with|mit|avec|con) | ?: | (?:have|haben|ont|tienen|i|we) )(?=\S)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;\n]+")


class _Said(NamedTuple):
    head: str
    words: str


def level_alike(draft: Draft, text: str) -> None:
    """Give things the same fields and relations of which the very same is told.

    Args:
        draft: What was understood; fields and relations are added and taken away.
        text: The request.
    """
    said = list(_said(text[:_MOST_READ]))[:_MOST_TOLD]
    for one, other in combinations(said, 2):
        if one.words != other.words:
            continue
        first, second = _named(draft, one.head), _named(draft, other.head)
        if first is not None and second is not None and first is not second:
            level(draft, first, second, one.words)


def _said(text: str) -> Iterator[_Said]:
    """Yield what is told of what, to the end of each sentence."""
    for sentence in _SENTENCE.finditer(text):
        for match in list(_TOLD.finditer(sentence.group()))[-3:]:
            words = sentence.group()[match.start("said") :].strip().lower()
            if len(words) > _LEAST and "," in words:
                yield _Said((match["one"] or match["head"]).lower(), words)


def _named(draft: Draft, head: str) -> DraftEntity | None:
    """Return the thing that words name at their end: "training sessions" may be trainings."""
    for entity in draft.entities.values():
        names = {
            entity.evidence.lower(),
            entity.label.lower(),
            entity.plural_label.lower(),
            singular(entity.evidence.lower()),
        } - {""}
        if any(f" {head}".endswith(f" {name}") for name in names) or singular(head) in names:
            return entity
    return None


def level(draft: Draft, first: DraftEntity, second: DraftEntity, words: str) -> None:
    """Give two things the same fields and relations, and part them from each other.

    Args:
        draft: What was understood; fields and relations are added and taken away.
        first: One of the things.
        second: The other one.
        words: What is told of both, in lower case.
    """
    pair = {first.name, second.name}
    draft.links[:] = [
        link for link in draft.links if {link.relation.source, link.relation.target} != pair
    ]
    known = [
        (len(draft.links_of(one.name)) + sum(map(bool, _told_in(one, words))))
        for one in (first, second)
    ]
    fuller, other = (second, first) if known[1] > known[0] else (first, second)
    own = [told for told in other.fields if not _is_in(told, words) and told.evidence]
    copies = [_copied(told, fuller.name, other.name) for told in fuller.fields]
    names = {told.specification.name for told in copies}
    other.fields = [*copies, *(told for told in own if told.specification.name not in names)]
    other.described = True
    for link in draft.links_of(fuller.name):
        _copy(draft, link, other)


def _told_in(entity: DraftEntity, words: str) -> list[DraftField]:
    return [told for told in entity.fields if _is_in(told, words)]


def _is_in(told: DraftField, words: str) -> bool:
    return bool(told.evidence) and told.evidence.lower() in words


def _copied(told: DraftField, owner: str, other: str) -> DraftField:
    """Return a field for another owner, whose name may be a part of its own: "match_date"."""
    known = told.specification
    own = known.name.removeprefix(f"{owner}_")
    name = f"{other}_{own}"[:LONGEST_NAME] if own != known.name else own
    return DraftField(known.model_copy(update={"name": name}), told.evidence, told.confidence)


def _copy(draft: Draft, link: DraftLink, source: DraftEntity) -> None:
    """Relate a thing as another one is related, and not the other way round as well."""
    relation = link.relation
    target = draft.entities[relation.target]
    if target is source:
        return
    draft.links[:] = [
        one
        for one in draft.links
        if (one.relation.source, one.relation.target) != (target.name, source.name)
    ]
    many = relation.kind is RelationKind.MANY_TO_MANY
    draft.link(source, target, relation.label, many=many, evidence=link.evidence, confidence=STATED)
