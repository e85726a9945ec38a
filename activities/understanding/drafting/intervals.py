"""How often something is due is known of what it is done to, and no list of its own; pure.

"Every plant should be watered every so many days, so there's an interval in days."
"""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.grammar.heads import is_happening
from activities.understanding.text.words import identifier
from models.specification import RelationKind

_INTERVAL = re.compile(
    r"(?:[a-z]+ )?(?:interval|frequency)(?: in [a-z]+| \([a-z]+\))?"
    r"|how often|every how many (?:days|weeks|months)",
    re.IGNORECASE,
)


def keep_intervals(draft: Draft) -> None:
    """Make the interval of a deed a field of what it is done to, where nothing else is told of it.

    Args:
        draft: What was understood in English; a list becomes a field.
    """
    for deed in list(draft.entities.values()):
        links = draft.links_of(deed.name)
        told = [field for field in deed.fields if field.evidence]
        used = any(link.relation.target == deed.name for link in draft.links)
        if len(told) != 1 or len(links) != 1 or used or not _INTERVAL.fullmatch(_label(deed)):
            continue
        whole = draft.entities[links[0].relation.target]
        single = links[0].relation.kind is RelationKind.MANY_TO_ONE
        if single and not is_happening(whole.label):
            _keep(draft, deed, whole)


def _label(deed: DraftEntity) -> str:
    return next(field.specification.label for field in deed.fields if field.evidence)


def _keep(draft: Draft, deed: DraftEntity, whole: DraftEntity) -> None:
    (field,) = (one for one in deed.fields if one.evidence)
    known = field.specification
    own = known.label if " " in known.label.split("(")[0].strip() else known.label.lower()
    label = own if own is known.label else f"{deed.label} {own}"
    name = identifier(label, owner=whole.name)
    if name in whole.names():
        return
    field.specification = known.model_copy(update={"label": label, "name": name})
    whole.fields.append(field)
    draft.drop(deed.name)
