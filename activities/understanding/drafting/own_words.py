"""Fields that are called as such things usually are, in the words that the person has; pure.

Who took a complaint has borrowed nothing, and "what was wrong" says more than "description".
"""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.text.words import identifier, label_of
from models.fields import FieldType

_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_LENDING = re.compile(
    r"\b(?:len[dt]\w*|loan\w*|borrow\w*|return(?:ed|s)?|back|library|libraries|rent\w*|hir(?:e|ed)"
    r"|keys?|share[ds]?|tools?|equipment|checked out|taken out)\b",
    re.IGNORECASE,
)
"""What tells that who took something has to bring it again."""
_TOOK = re.compile(r"\bwho took (?:it|them|that|this|the (?:call|order|message))\b", re.IGNORECASE)
_WRONG = re.compile(
    r"\bwhat(?:'s| is| was|s)? (?:was |is )?(?:wrong|broken|missing|the matter|the problem)\b",
    re.IGNORECASE,
)
_WHAT_FOR = re.compile(
    r"\bwhat(?:'?s| is| was)?(?: (?:it|that|this|they)(?:'?s| is| was| are)?)? for\b", re.IGNORECASE
)
_FOUND = re.compile(
    r"\bhow (?:they|he|she|you|people|clients?|customers?|guests?|members?|it) "
    r"(?:found|heard|got|came|know|knows|met|learnt|learned|discovered)\b.*",
    re.IGNORECASE,
)
"""Which way somebody came is no verdict on it."""
_TURN = re.compile(r"\bwhose (?:turn|go|job)\b", re.IGNORECASE)
_WHICH = re.compile(
    r"^(?:which )?(?!(?:where|what|who|how|when|place|spot)\b)(?P<noun>[a-z]{3,20})"
    r"(?= (?:it|they|this|that|each)\b)",
    re.IGNORECASE,
)
"""Where something hangs or stands, by its own noun: "which rail it hangs on"."""
_WHO = re.compile(r"^who$", re.IGNORECASE)
_OWN = {
    "person": _WHO,
    "borrower": _TOOK,
    "description": _WRONG,
    "problem": _WRONG,
    "reason": _WHAT_FOR,
    "purpose": _WHAT_FOR,
    "rating": _FOUND,
    "owner": _TURN,
    "location": _WHICH,
}


def say_own_words(draft: Draft, text: str) -> None:
    """Call fields by the words that told them where the usual name says less, or another thing.

    Args:
        draft: What was understood in English; labels are changed.
        text: The request.
    """
    lends = _LENDING.search(text) is not None
    for entity in draft.entities.values():
        for told in entity.fields:
            _call(told, entity, lends=lends)


def _call(told: DraftField, entity: DraftEntity, *, lends: bool) -> None:
    if "olour" in told.evidence and "olor" in told.specification.label:
        label = told.specification.label.replace("olor", "olour")
        told.specification = told.specification.model_copy(update={"label": label})
    known = told.specification
    usual = known.label.lower()
    pattern = _OWN.get(usual)
    texts = (*_TEXTS, FieldType.CHOICE) if pattern is _WHAT_FOR else _TEXTS
    said = pattern.search(told.evidence) if pattern and known.type in texts else None
    if said is None or (usual == "borrower" and lends):
        return
    words = said.groupdict().get("noun") or said.group()
    label = "What for" if pattern is _WHAT_FOR else label_of(words)
    update = {"label": label}
    if usual in ("borrower", "rating"):
        update["name"] = identifier(label, owner=entity.name)
    told.specification = known.model_copy(update=update)
