"""Which of the things that were understood are the ones that were labelled; pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evaluation.corpus import LabelledEntity, LabelledField, LabelledRelation
from models.specification import Relation, RelationKind

Labelled = TypeVar("Labelled", LabelledEntity, LabelledField)
_FILLERS = frozenset({"the", "a", "an", "of", "is", "was", "it", "my", "our", "in", "for", "on"})


@dataclass(frozen=True)
class Matched:
    """Labels and findings that belong together, by position in their sequences."""

    label_of: dict[int, int]

    def finding_of(self, label: int) -> int | None:
        """Return the finding that a label was matched to."""
        return next((f for f, known in self.label_of.items() if known == label), None)


def match(labels: Sequence[Labelled], names: Sequence[str]) -> Matched:
    """Match findings, by their names, to labels; the best fits first, each at most once.

    Args:
        labels: What was expected.
        names: Of what was found, in snake case.
    """
    fits = sorted(
        (-_fit(name, label.names), not label.required, at, f)
        for at, label in enumerate(labels)
        for f, name in enumerate(names)
        if _fit(name, label.names) > 0
    )
    label_of: dict[int, int] = {}
    for _, _, label, finding in fits:
        if finding not in label_of and label not in label_of.values():
            label_of[finding] = label
    return Matched(label_of)


def _fit(name: str, accepted: Iterable[str]) -> int:
    """Say how well a name fits: 2 the same, 1 the same but for qualifying words, 0 not."""
    found = _words(name)
    best = 0
    for one in accepted:
        wanted = _words(one)
        if found == wanted:
            return 2
        shorter, longer = sorted((found, wanted), key=len)
        if shorter and longer[-len(shorter) :] == shorter:
            best = 1
    return best


def _words(name: str) -> tuple[str, ...]:
    words = (word for word in re.split(r"[_\W]+", name.lower()) if word not in _FILLERS)
    return tuple(_singular(word) for word in words if word)


def _singular(word: str) -> str:
    for ending, other in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + other
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def same_relation(label: LabelledRelation, relation: Relation, label_of: dict[str, str]) -> bool:
    """Say whether a relation is the labelled one.

    Args:
        label: What was expected.
        relation: What was found.
        label_of: The label's name of each entity that was found.
    """
    ends = (label_of.get(relation.source), label_of.get(relation.target))
    if relation.kind is not label.kind:
        return False
    if relation.kind is RelationKind.MANY_TO_MANY:
        return set(ends) == {label.source, label.target}
    return ends == (label.source, label.target)
