"""What is told in a draft that is a rule, or a picture of a page; pure."""

import re

from activities.understanding.draft import Draft, DraftField
from activities.understanding.text.cleaning import word_set
from activities.understanding.wishes.figures import Unmet, unmet_in
from models.conversation import BeyondLimit, Limit
from models.fields import FieldType

_BOUNDS = word_set("minimum maximum min max")
_SCAN = re.compile(r"\bscan(?:s|ned|n?ed copy)?\b", re.IGNORECASE)
_OTHER_FILES = re.compile(r"\b(?:pdfs?|documents?|files?|attach\w*|word|excel)\b", re.IGNORECASE)


def without_rules(draft: Draft, text: str) -> None:
    """Leave out the field "minimum" of "two people minimum on each shift".

    Args:
        draft: What was understood; fields are taken away.
        text: The request.
    """
    rules = [one.words.casefold() for one in unmet_in(text) if one.kind == "limit"]
    for entity in draft.entities.values():
        kept = [told for told in entity.fields if not _is_bound(told, rules)]
        entity.fields = kept or entity.fields


def _is_bound(told: DraftField, rules: list[str]) -> bool:
    label = told.specification.label.casefold()
    return label in _BOUNDS and any(label in rule.split() for rule in rules)


def scans_in(draft: Draft) -> tuple[Unmet, ...]:
    """Return that a scan is kept as a photo, if there is one."""
    fields = (told for entity in draft.entities.values() for told in entity.fields)
    photos = (told for told in fields if told.specification.type is FieldType.PHOTO)
    scans = (_SCAN.search(f"{told.specification.label} {told.evidence}") for told in photos)
    return tuple(Unmet("scan", found.group()) for found in scans if found)[:1]


def without_scans(
    beyond: tuple[BeyondLimit, ...], scans: tuple[Unmet, ...]
) -> tuple[BeyondLimit, ...]:
    """Return the wishes beyond the limits without the scans that are kept as photos."""
    return tuple(one for one in beyond if not (scans and _is_scan(one)))


def _is_scan(one: BeyondLimit) -> bool:
    scanned = one.limit is Limit.FILES and _SCAN.search(one.words)
    return bool(scanned) and not _OTHER_FILES.search(one.words)
