"""What kind an application is: a vote of what it keeps, knows and is called; pure."""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.text import word_set
from models.specification import Category, FieldType

_WEIGHTS = {"heads": 3.0, "words": 0.6, "labels": 0.7, "things": 1.6}
_MOST_WORDS = 4
"""Different words that count for one kind; a long story is no better a witness."""
_SURE = 3.0
_BIRTH = re.compile(r"birth|died|born|purchase|bought|joined|expir|until|warranty|due|next|deadline", re.IGNORECASE)


@cache
def _votes() -> dict[Category, dict[str, frozenset[str]]]:
    raw = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {Category(kind): {by: word_set(text) for by, text in row.items()} for kind, row in raw.items()}


def kind_of(draft: Draft, topic: str, text: str) -> tuple[Category, str, float]:
    """Return the category, the words that speak for it, and by how much it leads (0 to 1)."""
    score: Counter[Category] = Counter()
    entities = [e for e in draft.entities.values() if e.evidence]
    _by_words(score, topic, text)
    for number, entity in enumerate(entities[:6]):
        _by_entity(score, entity, 1.0 if number == 0 else 0.6)
    _by_fields(score, entities)
    best = score.most_common(2)
    if not best or best[0][1] <= 0:
        return Category.OTHER, "", 0.0
    (kind, most), rest = best[0], best[1][1] if len(best) > 1 else 0.0
    lead = (most - rest) / _SURE
    return kind, topic or text[:80], max(0.0, min(1.0, lead))


def _by_words(score: Counter[Category], topic: str, text: str) -> None:
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()[:4_000]))
    head = re.findall(r"[a-z]+(?:-[a-z]+)*", topic.lower())
    for kind, by in _votes().items():
        score[kind] += _WEIGHTS["words"] * min(len(words & by["words"]), _MOST_WORDS)
        if head:
            score[kind] += _WEIGHTS["heads"] * (head[-1] in by["heads"])
            score[kind] += _WEIGHTS["heads"] / 2 * bool(set(head[:-1]) & by["heads"])


def _by_entity(score: Counter[Category], entity: DraftEntity, weight: float) -> None:
    last = entity.label.lower().split()[-1]
    labels = {f.specification.name.removeprefix(f"{entity.name}_") for f in entity.fields if f.evidence}
    if entity.thing is not None:
        score[entity.thing.category] += 1.4 * weight
    for kind, by in _votes().items():
        score[kind] += _WEIGHTS["things"] * weight * (last in by["things"] or entity.name in by["things"])
        score[kind] += _WEIGHTS["labels"] * weight * min(len(labels & by["labels"]), _MOST_WORDS)


def _by_fields(score: Counter[Category], entities: list[DraftEntity]) -> None:
    fields = [f.specification for e in entities for f in e.fields if f.evidence]
    kinds = Counter(f.type for f in fields)
    happened = any(f.type is FieldType.DATE and not _BIRTH.search(f.label) for f in fields)
    if not fields:
        return
    if happened:
        score[Category.LOG] += 1.5
        score[Category.TRACKER] += 0.8
    else:
        for kind in (Category.COLLECTION, Category.INVENTORY, Category.LIST, Category.DIRECTORY):
            score[kind] += 0.8
        score[Category.LOG] -= 1.0
    score[Category.FINANCE] += 0.7 * min(kinds[FieldType.MONEY], 3) - 0.5
    score[Category.SCHEDULE] += 0.8 * min(kinds[FieldType.TIME], 2)
    score[Category.COLLECTION] += 0.6 * (kinds[FieldType.RATING] > 0)
    numbers = kinds[FieldType.DECIMAL] + kinds[FieldType.INTEGER]
    score[Category.TRACKER] += 0.4 * min(numbers, 4) * happened
    if len(fields) <= 3 and kinds[FieldType.LONG_TEXT]:
        score[Category.JOURNAL] += 1.5
