"""Who and whom, where relations tell both already: "each visit: who went, to whom"; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField, DraftLink
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.text.asking_what import asks_what
from activities.understanding.text.cleaning import word_set
from models.fields import FieldType
from models.specification import RelationKind

_WHO = re.compile(
    r"who(?: (?:went|goes|came|comes|visited|visits|did it|does it|was there|drove|drives|helped"
    r"|helps|called|calls|worked|works))?",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"(?:to|for|with|at) who(?:m|se)?|whom"
    r"|who (?:was|is|were|got) (?:visited|helped|called|driven)",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(r"(?:(?:from|to|by|for|with) )?who(?:m|se)?\b", re.IGNORECASE)
_ROLES = word_set(
    "skipper captain pilot driver rider guide instructor coach helmsman umpire referee"
)
_WHO_IS_IN_IT = re.compile(
    r"who(?:['\u2019]?s| is| was| are| were| all)*(?: shown| pictured| seen| there)?"
    r"(?: (?:on|in|at|with|from)(?: (?:it|them|each|there|the [a-z]{3,20}))?)?",
    re.IGNORECASE,
)
"""Those of whom each is one of several that are kept: "who's on it"."""
_PER = re.compile(r"\b(?:per|each|every) [a-z]{3,20}")
_BOOKED = word_set("booking reservation")
_LENT = word_set("loan lending rental borrowing checkout hire")
_MARKED = " … "
_PEOPLE = re.compile(r"(?:people|persons|those|folks)_")


def drop_doubles(draft: Draft, text: str) -> None:
    """Take away who and whom of what is related to two lists of people: they are these.

    A skipper is the one of the members to whom a trip is related.

    Args:
        draft: What was understood in English; fields are taken away.
        text: The request.
    """
    for entity in draft.entities.values():
        people = [
            link
            for link in draft.links_of(entity.name)
            if link.relation.kind is RelationKind.MANY_TO_ONE
            and _is_people(draft.entities[link.relation.target])
        ]
        if _has_several_people(draft, entity):
            entity.fields = [f for f in entity.fields if not _asks(f, _WHO_IS_IN_IT)]
        if len(people) == 1:
            _name_role(draft, entity, people[0], text.lower())
        who, whom = ([f for f in entity.fields if _asks(f, asked)] for asked in (_WHO, _WHOM))
        if len(people) == 1 and entity.name in _BOOKED:
            entity.fields = [f for f in entity.fields if f.evidence.strip().lower() != "who"]
        both = len(people) == len(("who", "whom"))
        if both and len(who) <= 1 and len(whom) <= 1:
            entity.fields = [field for field in entity.fields if field not in (*who, *whom)]


def _has_several_people(draft: Draft, entity: DraftEntity) -> bool:
    """Say whether each has several people of a list, from whichever side that is told."""
    ends = [
        {known.relation.source, known.relation.target}
        for known in draft.links
        if known.relation.kind is RelationKind.MANY_TO_MANY
    ]
    others = {name for pair in ends if entity.name in pair for name in pair - {entity.name}}
    return sum(_is_people(draft.entities[name]) for name in others) == 1


def drop_related(draft: Draft) -> None:
    """Take away texts that are called like the list to which the same thing is related.

    It may be called by another word there: the donor of an object is its giver.

    Args:
        draft: What was understood; fields are taken away.
    """
    for entity in draft.entities.values():
        plain = [
            link.relation
            for link in draft.links_of(entity.name)
            if link.relation.label == draft.entities[link.relation.target].label
        ]
        labels = {relation.label.lower() for relation in plain}
        names = {relation.target for relation in plain}
        targets = {link.relation.target for link in draft.links_of(entity.name)}
        lent = _is_lending(draft, entity)
        entity.fields = [
            field
            for field in entity.fields
            if field.specification.type is not FieldType.TEXT
            or (
                field.specification.label.lower() not in labels
                and field.specification.name not in names
                and not _is_target(field, targets)
                and not (lent and asks_what(field.evidence))
            )
        ]


def _is_lending(draft: Draft, entity: DraftEntity) -> bool:
    """Say whether what was lent or borrowed is the one list of things that it is related to."""
    links = draft.links_of(entity.name)
    ends = [draft.entities[link.relation.target] for link in links]
    things = [one for one in ends if not _is_people(one)]
    single = all(link.relation.kind is RelationKind.MANY_TO_ONE for link in links)
    return entity.name.rsplit("_", 1)[-1] in _LENT and single and len(things) == 1


def _is_target(field: DraftField, targets: set[str]) -> bool:
    """Say whether "who gave it to us" asks for one of the givers, to whom it is related."""
    return field.specification.name in targets and bool(_ASKS_WHO.match(field.evidence))


def _name_role(draft: Draft, entity: DraftEntity, link: DraftLink, text: str) -> None:
    """Call a relation to people by their role, where nothing else tells who they are in it."""
    roles = [
        field
        for field in entity.fields
        if field.specification.name in _ROLES and field.specification.type is FieldType.TEXT
    ]
    target = draft.entities[link.relation.target]
    plain = link.relation.name == target.name and _MARKED in link.evidence
    spoken = re.search(rf"\b{re.escape(target.label.lower())}\b", _PER.sub(" ", text))
    if len(roles) == 1 and plain and not spoken:
        known = roles[0].specification
        entity.fields.remove(roles[0])
        update = {"name": known.name, "label": known.label}
        link.relation = link.relation.model_copy(update=update)


def _is_people(entity: DraftEntity) -> bool:
    return is_somebody(entity) or bool(_PEOPLE.match(entity.name))


def _asks(field: DraftField, asked: re.Pattern[str]) -> bool:
    return field.specification.type is FieldType.TEXT and bool(asked.fullmatch(field.evidence))
