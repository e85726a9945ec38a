"""Roles of records that are of the same list: "mother and father are persons on the list"; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.text.words import label_of, singular
from models.fields import FieldType

_ROLE = r"(?!(?:it|they|these|those|we|all|both|some|i|you|he|she)\b)[a-z]{3,20}"
_ARE = r"(?:are|is|should be|refers? to|points? to)"
_AGAIN = r"(?:also |both |again |themselves |itself |another |other |an? )*"
_SAME = re.compile(
    r"(?:^|[.!?;:,\n(]|\b(?:where|and|with)\b) *(?:(?:the|whose|his|her|their|a|an) )*"
    rf"(?P<one>{_ROLE})(?:(?: and|,| or) (?:the |a )?(?P<other>{_ROLE}))? {_ARE} {_AGAIN}"
    r"(?P<what>[a-z]{3,20})"
    r"(?:,? (?:(?:on|in|from|of) the (?:same|very same|own) (?:list|table|tree|register)"
    r"|(?:on|in|from) (?:the|this|that|my|our) (?:list|table|tree)(?: too| as well| themselves)?"
    r"|themselves|itself|as well|too))(?=\s*(?:[.,;:!?)\n]|$))",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    rf"\b(?P<one>{_ROLE})(?P<other>)? ?\((?:is |must be |which is )?"
    r"(?:also|again|another|itself|one)(?: an?| another| one)?(?: of)?"
    r"(?: (?:the|our|my))? (?P<what>[a-z]{3,20})"
    r"(?: (?:of (?:ours|mine)|on the list|in the list|from the list|too|as well))?\)",
    re.IGNORECASE,
)
"""The same behind a field: "mother (also a cow of ours)"."""


_PARENTS = (
    r"(?:mother|father|dam|sire|mum|mom|dad|parents?|grandmother|grandfather|foster mother"
    r"|queen mother|mate|partner|spouse|husband|wife|sibling|twin)"
)
_IN_GROUP = re.compile(
    rf"\b(?P<one>{_PARENTS})(?:(?: and|,| or| ?/| ?&) ?(?P<other>{_PARENTS}))?"
    r"(?:,? ?\( ?| ?- ?|, ?(?=(?:which|who|they|these|most|usually|often|mostly|both|also|all)\b))"
    r"(?:(?:which|who|they|these|most|usually|often|mostly|both|are|is|also|too|all) ){0,4}"
    r"(?:in|from|of|on|out of|belong(?:s|ing)? to) (?:the|our|my|this|that|same|own) "
    r"(?:same |own )?(?:flock|herd|stud|kennel|cattery|stable|loft|aviary|colony|apiary|list"
    r"|register|tree|family tree|family|club|pack|stock|breeding stock|barn|collection)\b"
    r"(?! since\b)",
    re.IGNORECASE,
)
"""Parents who are kept in the same list, by the word for all of it: "(also in the flock)"."""


def relate_to_own_kind(draft: Draft, text: str) -> None:
    """Relate records to others of their own list, once for each role that is told.

    Args:
        draft: What was understood in English; relations take the place of fields.
        text: The request.
    """
    for match in (*_SAME.finditer(text), *_IN_BRACKETS.finditer(text)):
        entity = draft.find(singular(match["what"].lower()), exact=True)
        roles = [role.lower() for role in (match["one"], match["other"]) if role]
        named = [one for role in roles if (one := draft.find(role, exact=True)) is not None]
        if entity is None or any(one.is_told for one in named):
            continue
        for one in named:
            draft.drop(one.name)
        for role in roles:
            _relate(draft, entity, role, match.group().strip(" .,;:("))
    for match in _IN_GROUP.finditer(text):
        roles = [role.lower() for role in (match["one"], match["other"]) if role]
        owner = next((one for one in draft.entities.values() if _has(one, roles)), None)
        if owner is None:
            continue
        for role in roles:
            _relate(draft, owner, role, match.group().strip(" .,;:("))


def _has(entity: DraftEntity, roles: list[str]) -> bool:
    """Say whether each of some roles is a text of it."""
    labels = {field.specification.label.lower() for field in entity.fields}
    return set(roles) <= labels


def _relate(draft: Draft, entity: DraftEntity, role: str, said: str) -> None:
    entity.fields = [
        field
        for field in entity.fields
        if field.specification.label.lower() != role or field.specification.type != FieldType.TEXT
    ]
    draft.link(entity, entity, label_of(role), evidence=said)
