"""What is told in a draft that is a rule, a price or a picture of a page; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, label_of
from activities.understanding.wishes.figures import Unmet, unmet_in
from activities.understanding.wishes.unmet_words import LATER
from models.conversation import BeyondLimit, Limit
from models.fields import FieldType

_BOUNDS = word_set("minimum maximum min max")
_SHORTEST_RULE = 2
_MONEY = (
    r"(?:[£$€] ?\d{1,6}(?:[.,]\d{1,2})?|\d{1,6}(?:[.,]\d{1,2})? ?(?:[£$€]|euros?|pounds?|dollars?))"
)
_EACH = r"(?: (?:an?|per|each|pro|par|por|je) [\w'\u2019-]{2,20}| each| p\.?p\.?)?"
_PRICE = re.compile(rf"{_MONEY}{_EACH}", re.IGNORECASE)
_TOLD_BEHIND = re.compile(
    rf"[\s:(]+(?:{LATER}|{_MONEY}{_EACH})\)?$"
    r"|\s+(?:winners? takes? (?:the pot|it all|all)|first come,? first served?)$",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"\b(?:divided|multiplied) by$|\b(?:times|minus|plus|geteilt durch|mal)$", re.IGNORECASE
)
"""How the label of a field ends that is only how another one is worked out."""
_SCAN = re.compile(r"\bscan(?:s|ned|n?ed copy)?\b", re.IGNORECASE)
_OTHER_FILES = re.compile(r"\b(?:pdfs?|documents?|files?|attach\w*|word|excel)\b", re.IGNORECASE)


def without_rules(draft: Draft, text: str) -> None:
    """Leave out fields that are rules or prices, and call days without how they are told.

    "Two people minimum on each shift" makes no field "minimum", "winner takes the pot" and "£2 a
    head" none at all, and "cure date 6 weeks later" is the cure date.

    Args:
        draft: What was understood; fields are taken away and called otherwise.
        text: The request.
    """
    told = unmet_in(text)
    bounds = [one.words.casefold() for one in told if one.kind == "limit"]
    rules = [one.words.casefold() for one in told if one.kind in ("limit", "rule")]
    for entity in draft.entities.values():
        kept = [
            told
            for told in entity.fields
            if not _is_bound(told, bounds) and not _is_rule(told, rules) and not _is_no_field(told)
        ]
        entity.fields = kept or entity.fields
        for field in entity.fields:
            _call_plainly(field, entity)


def _is_bound(told: DraftField, rules: list[str]) -> bool:
    label = told.specification.label.casefold()
    return label in _BOUNDS and any(label in rule.split() for rule in rules)


def _is_rule(told: DraftField, rules: list[str]) -> bool:
    """Say whether a label is nothing but the words of a rule, or ends in all of them."""
    label = told.specification.label.casefold()
    return len(label.split()) > _SHORTEST_RULE and any(label in rule for rule in rules)


def _is_no_field(told: DraftField) -> bool:
    """Say whether a label is a price, or a piece of a formula."""
    label = told.specification.label
    return _PRICE.fullmatch(label) is not None or _FORMULA.search(label) is not None


def _call_plainly(told: DraftField, entity: DraftEntity) -> None:
    """Call a field without the rule or the price that is told behind it."""
    known = told.specification
    found = _TOLD_BEHIND.search(known.label)
    if not found:
        return
    label = label_of(known.label[: found.start()])
    others = tuple(name for name in entity.names() if name != known.name)
    name = identifier(label, owner=entity.name) if label else known.name
    if label and name not in others:
        update = {"label": label, "name": name}
        told.specification = known.model_copy(update=update)


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
