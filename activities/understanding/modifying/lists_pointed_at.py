"""Lists that a change points at: "in the other list, the one with the lessons"; pure."""

import re
from collections.abc import Sequence

from activities.design.wording import lowered
from activities.understanding.modifying.places import named_in
from models.specification import Entity

_LONGEST = 2_000
_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}
_POINTED = re.compile(
    r"\b(?:the |my |our )(?P<which>first|second|third|last|other) (?:list|table|one)\b"
    r"(?:,? (?:(?:the )?one |that is |i mean )?(?:with|for|of) (?:(?:all )?the |my |our )?"
    r"(?P<what>[\w-]+(?: [\w-]+)?))?",
    re.IGNORECASE,
)
_THERE_ADD = re.compile(
    r"(?P<start>^|(?<=[.;!?\n]) ?|,? and )(?:in|on|to|for|with) (?:the |my |our )?"
    r"(?P<where>[\w-]+(?: [\w-]+)?)(?: list| table)?,? (?:please )?(?:also )?add "
    r"(?P<what>[^.;!?\n]{2,120}?)(?=[.;!?\n]|$|,? and (?:in|on|to|for|the) )",
    re.IGNORECASE,
)


def with_lists_named(text: str, entities: Sequence[Entity]) -> str:
    """Return a wish with the names of the lists that it points at.

    Args:
        text: "In the other list, the one with the lessons, add a fee" becomes "add a fee to the
            lessons".
        entities: What is kept, in the order in which it is shown.
    """
    if len(text) > _LONGEST or len(entities) < 2:
        return text

    def named(found: re.Match[str]) -> str:
        meant = _meant(found, text[: found.start()], entities)
        return f"the {lowered(meant.plural_label)}" if meant else found[0]

    def added(found: re.Match[str]) -> str:
        meant = named_in(found["where"], entities)
        if len(meant) != 1:
            return found[0]
        return f"{found['start']}add {found['what']} to {lowered(meant[0].plural_label)}"

    return _THERE_ADD.sub(added, _POINTED.sub(named, text))


def _meant(found: re.Match[str], before: str, entities: Sequence[Entity]) -> Entity | None:
    told = named_in(found["what"] or "", entities)
    if told or found["what"]:
        return told[0] if len(told) == 1 else None
    which = found["which"].lower()
    if which != "other":
        at = _PLACES[which]
        return entities[at] if at < len(entities) else None
    spoken = named_in(before, entities)
    others = [one for one in entities if one not in spoken]
    return others[0] if len(others) == 1 else None
