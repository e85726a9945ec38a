"""Which wishes that are else left to people an application meets by what it has; pure."""

import re
from collections.abc import Callable, Collection

from activities.design.fitting.names import PAID, says, word_set
from activities.understanding.wishes.figures import Unmet
from models.features import FeatureKind
from models.fields import NUMERIC_TYPES
from models.specification import ApplicationSpecification, FieldType

_MET_BY = {
    FeatureKind.SETTLING: frozenset({"owing", "debtors", "unpaid"}),
    FeatureKind.PROGRESS: frozenset({"target", "share"}),
    FeatureKind.CONSUMPTION: frozenset({"previous"}),
    FeatureKind.INTERVAL: frozenset({"turn"}),
}
_ENTERED = frozenset({"places", "payable", "unpaid", "wins", "share", "balance"})
"""What somebody may also list among what is to be entered."""
_CAPACITY = word_set(
    "capacity places seats beds spots slots spaces size max maximum most limit number needed "
    "helpers people persons participants plaetze volunteers"
)
_LONG = 4
_WORD = re.compile(r"[^\W\d_]+")
_HOW_MANY = ("how many", "how much")
"""What a number is told by that says nothing of what is left."""


def is_answered(one: Unmet, written: ApplicationSpecification, told: Collection[str]) -> bool:
    """Say whether nothing has to be said of a wish: it is met, or entered, or can't be meant.

    Args:
        one: The wish.
        written: What is built.
        told: The words that the fields came from.
    """
    met = (_MET_BY.get(feature.kind, frozenset()) for feature in written.features)
    if any(one.kind in kinds for kinds in met):
        return True
    said = one.words.casefold()
    labels = (field.label for entity in written.data_model.entities for field in entity.fields)
    entered = (words.casefold() for words in _long((*told, *labels)))
    if one.kind in _ENTERED and any(words in said or said in words for words in entered):
        return one.kind != "wins" or _counts(one, written)
    judge = _JUDGES.get(one.kind)
    return judge is not None and judge(one, written)


def _long(told: tuple[str, ...]) -> list[str]:
    """Return the words of fields that say more than one thing: "how many places left"."""
    return [words for words in told if len(words.split()) > 1 and words.lower() not in _HOW_MANY]


def _counts(one: Unmet, written: ApplicationSpecification) -> bool:
    """Say whether a number is kept of what is asked for, like the wins of each player."""
    said = {word for word in _WORD.findall(one.words.casefold()) if len(word) >= _LONG}
    return any(
        said & set(_WORD.findall(f"{field.label} {field.name}".casefold().replace("_", " ")))
        for entity in written.data_model.entities
        for field in entity.fields
        if field.type in NUMERIC_TYPES
    )


def _is_parted(one: Unmet, written: ApplicationSpecification) -> bool:
    """Say whether statistics show the share of each group, and one of them is asked after."""
    said = set(_WORD.findall(one.words.casefold()))
    groups = {
        (feature.entity, feature.fields["group"])
        for feature in written.features
        if feature.kind is FeatureKind.STATISTICS and "group" in feature.fields
    }
    return any(
        said & set(_WORD.findall(" ".join((field.label, *field.choices)).casefold()))
        for entity in written.data_model.entities
        for field in entity.fields
        if (entity.name, field.name) in groups
    )


def _is_unbounded(_: Unmet, written: ApplicationSpecification) -> bool:
    """Say whether it is not kept how many there may be, so that none can be left."""
    return not any(
        field.type is FieldType.INTEGER and says(field.name, _CAPACITY)
        for entity in written.data_model.entities
        for field in entity.fields
    )


def _is_ticked(_: Unmet, written: ApplicationSpecification) -> bool:
    """Say whether it is kept what is paid, by which a list can be narrowed down."""
    return any(
        field.type in (FieldType.YES_NO, FieldType.CHOICE) and says(field.name, PAID)
        for entity in written.data_model.entities
        for field in entity.fields
    )


def _is_one_list(_: Unmet, written: ApplicationSpecification) -> bool:
    return len(written.data_model.entities) == 1


_JUDGES: dict[str, Callable[[Unmet, ApplicationSpecification], bool]] = {
    "share": _is_parted,
    "places": _is_unbounded,
    "debtors": _is_ticked,
    "wins": _counts,
    "apart": _is_one_list,
}
