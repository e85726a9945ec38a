"""Items of a new list that refer to a list which is kept: "drives one van"; pure."""

import re
from typing import NamedTuple

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of, singular
from models.specification import Entity

_LONGEST = 80
_DOES = re.compile(
    r"^(?:and |also |which |that |it |she |he )*(?:can |may |always |usually )*"
    r"(?:(?!(?:as|has|is|was|does|this|costs|means|looks|sounds|needs)\b)[a-z]{3,12}s|is"
    r"|be|sit|live|work|play)(?: (?:in|at|for|to|with|by|assigned to|part of|made by|used by"
    r"|owned by))? "
    r"(?:(?P<many>several|many|multiple|more than one)|(?:exactly |only |just )?one|an?) "
    r"(?P<target>[a-z][\w'-]+(?: [\w'-]+)?)$",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^(?P<label>who (?:(?:does|did|has done|will do|is doing|takes care of|looks after|runs|leads"
    r"|organi[sz]es|handles) (?:it|that|this|them)"
    r"|is (?:responsible|in charge)(?: for (?:it|that))?))$",
    re.IGNORECASE,
)
_HELPERS = word_set(
    "member helper volunteer employee colleague worker person roommate flatmate teammate crew "
    "player sibling parent teacher coach staff"
)
"""People who do what is to be done, and not those for whom it is done."""


class Link(NamedTuple):
    """What an item refers to; to whoever does things where there is no target."""

    target: str
    label: str
    many: bool


def link_in(item: str) -> Link | None:
    """Return what an item of a list refers to; None for one that may be a field."""
    text = item.strip()
    if len(text) > _LONGEST:
        return None
    if who := _WHO.match(text):
        return Link("", label_of(who["label"]), many=False)
    found = _DOES.match(text)
    return Link(found["target"].lower(), "", bool(found["many"])) if found else None


def is_helper(entity: Entity) -> bool:
    """Say whether records of a kind are people who do things for each other."""
    return singular(entity.label.lower()).split(" ")[-1] in _HELPERS
