"""What kind an application is: a vote of what it keeps, knows and is called; pure."""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import singular
from models.specification import Category, FieldSpecification, FieldType

_MOST_WORDS = 4
"""Different words that count for one kind; a long story is no better a witness."""
_LATER = re.compile(
    r"birth|died|born|purchase|bought|joined|expir|until|warranty|due|next|deadline|valid", re.I
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")

KINDS = tuple(kind for kind in Category if kind is not Category.OTHER)


@dataclass(frozen=True)
class Known:
    """What :file:`kinds.toml` holds."""

    words: dict[Category, dict[str, frozenset[str]]]
    votes: dict[str, float]
    """How much each of the votes weighs."""
    shapes: dict[str, dict[str, float]]
    """How much the shape of the data speaks for each kind."""


@cache
def known() -> Known:
    """Return the words and weights of the vote."""
    raw = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))
    words: dict[Category, dict[str, frozenset[str]]] = {
        kind: {by: word_set(text) for by, text in raw["words"][kind.value].items()}
        for kind in KINDS
    }
    return Known(words, raw.get("votes", {}), raw.get("shapes", {}))


def shares_of(draft: Draft, topic: str, text: str) -> dict[Category, float]:
    """Return the share of the vote that each category gets; nothing when nobody votes."""
    entities = [e for e in draft.entities.values() if e.evidence]
    weights, shape = known(), shape_of(entities)
    found = votes_of(draft, entities, topic, text)
    if not any(any(votes.values()) for votes in found.values()):
        return {}
    scores = {
        kind: sum(weights.votes[by] * vote for by, vote in votes.items())
        + sum(weights.shapes[name].get(kind, 0.0) * value for name, value in shape.items())
        for kind, votes in found.items()
    }
    most = max(scores.values())
    shares = {kind: math.exp(score - most) for kind, score in scores.items()}
    whole = sum(shares.values())
    return {kind: share / whole for kind, share in shares.items()}


def votes_of(
    draft: Draft, entities: list[DraftEntity], topic: str, text: str
) -> dict[Category, dict[str, float]]:
    """Return what speaks for each kind, by where it was found."""
    words = set(_WORD.findall(text.lower()[:4_000]))
    head = _WORD.findall(topic.lower())
    main = _main_of(entities, topic)
    named = [(e, 1.0 if e is main else 0.5) for e in entities[:6]]
    topical = Counter(d.category for d, _ in draft.lexicon.domains_in(topic)[:2])
    spoken = Counter(d.category for d, _ in draft.lexicon.domains_in(text)[:4])
    return {
        kind: {
            "heads": (head[-1:] != [] and head[-1] in by["heads"])
            + 0.5 * bool(set(head[:-1]) & by["heads"]),
            "words": float(min(len(words & by["words"]), _MOST_WORDS)),
            "labels": sum(w * min(len(_names(e) & by["labels"]), _MOST_WORDS) for e, w in named),
            "things": sum(w for e, w in named if _last(e) in by["things"]),
            "thing": sum(w for e, w in named if e.thing and e.thing.category is kind),
            "topic": float(topical[kind] > 0),
            "domain": float(spoken[kind] > 0),
        }
        for kind, by in known().words.items()
    }


def _main_of(entities: list[DraftEntity], topic: str) -> DraftEntity | None:
    """Return the thing that the application is named after, or the first."""
    words = {singular(word) for word in _WORD.findall(topic.lower())}
    return next((e for e in entities[:6] if _last(e) in words), entities[0] if entities else None)


def _names(entity: DraftEntity) -> set[str]:
    told = (f.specification.name for f in entity.fields if f.evidence)
    return {name.removeprefix(f"{entity.name}_") for name in told}


def _last(entity: DraftEntity) -> str:
    return entity.label.lower().split()[-1]


def shape_of(entities: list[DraftEntity]) -> dict[str, float]:
    """Return what can be said about the data without looking at single words."""
    fields = [f.specification for e in entities for f in e.fields if f.evidence]
    kinds = Counter(f.type for f in fields)

    def share(*wanted: FieldType) -> float:
        return min(sum(kinds[kind] for kind in wanted), 3) / 3

    happened: Callable[[FieldSpecification], bool] = lambda f: (  # noqa: E731
        f.type is FieldType.DATE and not _LATER.search(f.label)
    )
    return {
        "always": 1.0,
        "happened": float(any(map(happened, fields))),
        "later": float(any(f.type is FieldType.DATE and not happened(f) for f in fields)),
        "money": share(FieldType.MONEY),
        "time": share(FieldType.TIME),
        "rating": share(FieldType.RATING),
        "numbers": share(FieldType.INTEGER, FieldType.DECIMAL),
        "long": share(FieldType.LONG_TEXT),
        "yes": share(FieldType.YES_NO),
        "contact": share(FieldType.EMAIL) + float(any("phone" in f.name for f in fields)),
        "few": float(0 < len(fields) <= 3),
        "told": float(bool(fields)),
        "several": float(len(entities) > 1),
    }
