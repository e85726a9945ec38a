"""People whom a clause picks out: "people I owe a letter to" are people and no debts; pure."""

import re

from activities.understanding.draft import MOST_FIELDS, Draft, DraftEntity
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.words import identifier, label_of, singular
from models.fields import FieldType

_LONGEST_NAME = 60
_PEOPLE = "people|friends|relatives|neighbours|neighbors|colleagues|clients|customers|members"
_WHOM = re.compile(
    rf"\b(?P<who>{_PEOPLE}) (?:that |whom? )?(?:i|we) (?P<clause>[a-z']+(?: [a-z']+){{0,7}}?)"
    r"(?= with\b| and\b|\s?[,.;:(!?\n-]|\s*$)",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:an?|some) [a-z]{3,15}(?: (?:to|for|from|with))?$", re.IGNORECASE)
"""A letter, a call: one that is still to come, of which no list is kept."""


def keep_whom(draft: Draft, text: str) -> None:
    """Keep the people themselves, and what is told of them.

    Args:
        draft: What was understood in English; things that only the clause names are taken away.
        text: The request.
    """
    for match in _WHOM.finditer(text):
        told = match.group().lower()
        made = [one for one in draft.entities.values() if _is_made_of(one, told)]
        people = [one for one in made if one.evidence.lower().startswith(match["who"].lower())]
        if len(people) != 1:
            continue
        others = [one for one in made if one not in people]
        single = _ONE.search(match["clause"]) is not None
        if others and not single:
            continue
        if others or single or people[0].evidence.lower() != match["who"].lower():
            _make_one(draft, people[0], others, match)


def _is_made_of(entity: DraftEntity, told: str) -> bool:
    words = entity.evidence.lower()
    return bool(words) and f" {words} " in f" {told} "


def _make_one(
    draft: Draft, people: DraftEntity, others: list[DraftEntity], match: re.Match[str]
) -> None:
    gone = {one.name for one in others}
    draft.links[:] = [
        link for link in draft.links if not gone & {link.relation.source, link.relation.target}
    ]
    for other in others:
        del draft.entities[other.name]
        for told in other.fields:
            label = told.specification.label
            name = identifier(label, owner=people.name)
            if name not in people.names():
                told.specification = told.specification.model_copy(update={"name": name})
                people.fields.append(told)
    people.fields = people.fields[: MOST_FIELDS - 1]
    _call(people, match)


def _call(people: DraftEntity, match: re.Match[str]) -> None:
    one = singular(match["who"].lower())
    whole = label_of(match.group())
    people.label = label_of(one)
    people.plural_label = whole if len(whole) <= _LONGEST_NAME else label_of(match["who"])
    people.put(Hint("Name", FieldType.TEXT), "", at=0)
    people.described = True
