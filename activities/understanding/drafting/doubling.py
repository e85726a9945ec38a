"""Who and whom, where relations tell both already: "each visit: who went, to whom"; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from models.fields import FieldType
from models.specification import RelationKind

_WHO = re.compile(
    r"who(?: (?:went|goes|came|comes|visited|visits|did it|does it|was there|drove|drives|helped"
    r"|helps|called|calls|worked|works))?",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"(?:to|for|with|at) who(?:m|se)?|whom|who (?:was|is|were|got) (?:visited|helped|called|driven)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?:people|persons|those|folks)_")


def drop_doubles(draft: Draft) -> None:
    """Take away who and whom of what is related to two lists of people: they are these.

    Args:
        draft: What was understood in English; fields are taken away.
    """
    for entity in draft.entities.values():
        people = [
            link
            for link in draft.links_of(entity.name)
            if link.relation.kind is RelationKind.MANY_TO_ONE
            and _is_people(draft.entities[link.relation.target])
        ]
        who, whom = ([f for f in entity.fields if _asks(f, asked)] for asked in (_WHO, _WHOM))
        if len(people) == len(("who", "whom")) and len(who) == len(whom) == 1:
            entity.fields = [field for field in entity.fields if field not in (*who, *whom)]


def _is_people(entity: DraftEntity) -> bool:
    return is_somebody(entity) or bool(_PEOPLE.match(entity.name))


def _asks(field: DraftField, asked: re.Pattern[str]) -> bool:
    return field.specification.type is FieldType.TEXT and bool(asked.fullmatch(field.evidence))
