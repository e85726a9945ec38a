"""Statements that can't both hold: found, quoted, and settled by a choice; pure."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from activities.understanding.knowledge.inference import field_from, infer
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.patterns import ENDS, Phrases, Span, Token, tokens
from activities.understanding.text.words import singular
from activities.understanding.wishes.counting import conflicts
from activities.understanding.wishes.wished import is_background, is_denied, load_data, phrases_of
from models.conversation import Contradiction, Question, QuestionKind, Understanding
from models.specification import Entity, View

_LONGEST_QUOTE = 140
_MOST, _NEAR = 2, 4
_CHANGING = word_set("change changes edit edits alter alters touch delete modify update changing")
_ARTICLES = word_set("the any our my their these those")
_SEEING = word_set("see sees view views look looks access open opens read reads know knows")
_ALLOWED = word_set(
    "should can may must could shall shouldn't can't cannot mustn't couldn't shouldnt cant mustnt "
    "allowed able"
)
_THEMSELVES = word_set("i we")
_BY_SOME = word_set("from by")
_SENTENCE = 24
"""Words of a sentence that are looked at before what is not wanted."""
ABOUT = "contradiction"
"""The first part of the ids of questions about a contradiction."""


class _Side(NamedTuple):
    """What choosing a side brings and drops."""

    brings: tuple[View, ...] = ()
    drops: tuple[View, ...] = ()
    adds_field: str = ""
    drops_fields: frozenset[str] = frozenset()


@cache
def _data() -> dict[str, dict[str, Any]]:
    return load_data("contradictions.toml")


@cache
def _phrases() -> Phrases:
    rows: dict[str, list[str]] = {}
    for name, topic in _data()["topics"].items():
        rows |= {f"{name} first": topic["first"], f"{name} second": topic["second"]}
    for name, feature in _data()["features"].items():
        rows |= {f"{name} denied": feature["denied"], f"{name} wished": feature["wished"]}
    return phrases_of(rows)


def contradictions_in(text: str) -> tuple[Contradiction, ...]:
    """Return what the words say both ways; each pair once, at most two pairs."""
    words = tokens(text)
    pairs = {**_of_topics(words), **_of_features(words)}
    for first, second in conflicts(words):
        pairs["count"] = (first, second)
    return tuple(
        Contradiction(
            topic=topic, first=_quote(text, words, first), second=_quote(text, words, second)
        )
        for topic, (first, second) in list(pairs.items())[:_MOST]
    )


def _of_topics(words: tuple[Token, ...]) -> dict[str, tuple[Span, Span]]:
    spans = _by_key(words)
    found: dict[str, tuple[Span, Span]] = {}
    for name in _data()["topics"]:
        first = spans.get(f"{name} first", [])
        second = [s for s in spans.get(f"{name} second", []) if not is_denied(words, s)]
        if _data()["topics"][name].get("same_noun"):
            pair = _of_one_noun(words, first, second)
        else:
            pair = _apart(first, second)
        if pair:
            found[name] = pair
    return found


def _of_one_noun(
    words: tuple[Token, ...], first: list[Span], second: list[Span]
) -> tuple[Span, Span] | None:
    """Return two spans of the same noun: one shelf and several authors go together."""
    pairs = ((one, other) for one in first for other in second)
    return next((p for p in pairs if _noun(words, p[0]) == _noun(words, p[1])), None)


def _noun(words: tuple[Token, ...], span: Span) -> str:
    return singular(words[span.end].word) if span.end < len(words) else ""


def _of_features(words: tuple[Token, ...]) -> dict[str, tuple[Span, Span]]:
    spans = _by_key(words)
    found: dict[str, tuple[Span, Span]] = {}
    for name in _data()["features"]:
        denied = [s for s in spans.get(f"{name} denied", []) if _is_unwanted(words, s)]
        wished = [s for s in spans.get(f"{name} wished", []) if not is_denied(words, s)]
        pair = _apart(denied, wished)
        if pair:
            found[name] = pair
    return found


def _is_unwanted(words: tuple[Token, ...], span: Span) -> bool:
    """Say whether something is not wanted; whoever may not change prices wants them kept."""
    before = [token.word for token in words[max(0, span.start - _NEAR) : span.start]]
    told = [word for word in before if word not in _ARTICLES]
    changes = bool(told) and told[-1] in _CHANGING
    only_some = span.end < len(words) and words[span.end].word in _BY_SOME
    hidden = only_some or _is_hidden(words, span)
    return not changes and not hidden and is_denied(words, span)


def _is_hidden(words: tuple[Token, ...], span: Span) -> bool:
    """Say whether somebody else may not see it: "the carer should see the rota, not the money"."""
    before = [token.word for token in words[max(0, span.start - _SENTENCE) : span.start]]
    ends = [at for at, word in enumerate(before) if word in ENDS]
    clause = before[ends[-1] + 1 :] if ends else before
    allowed = next((at for at, word in enumerate(clause) if word in _ALLOWED), None)
    if allowed is None or not allowed:
        return False
    return _THEMSELVES.isdisjoint(clause[:allowed]) and not _SEEING.isdisjoint(clause[allowed:])


def _by_key(words: tuple[Token, ...]) -> Mapping[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for span in _phrases().find(words):
        if not is_background(words, span):
            spans.setdefault(span.key, []).append(span)
    return spans


def _apart(first: list[Span], second: list[Span]) -> tuple[Span, Span] | None:
    """Return two spans that do not overlap; one that explains the other is no contradiction."""
    for one in first:
        for other in second:
            if other.end <= one.start or other.start >= one.end:
                return one, other
    return None


def _quote(text: str, words: tuple[Token, ...], span: Span) -> str:
    """Return the clause around the words, as it was written."""
    first, last = span.start, span.end
    while first and words[first - 1].word not in ENDS | {",", ":"}:
        first -= 1
    while last < len(words) and words[last].word not in ENDS | {",", ":"}:
        last += 1
    quote = text[words[first].start : words[last - 1].end]
    if len(quote) > _LONGEST_QUOTE:
        quote = text[words[span.start].start : words[span.end - 1].end]
    return quote[:_LONGEST_QUOTE].strip()


def questions_about(contradictions: tuple[Contradiction, ...]) -> Iterator[Question]:
    """Return a question for each that was not settled yet."""
    data = {**_data()["topics"], **_data()["features"]}
    for one in contradictions:
        if one.chosen or one.first == one.second:
            continue
        asks = data[one.topic]["asks"] if one.topic in data else "How many may there be?"
        yield Question(
            id=f"{ABOUT}.{one.topic}",
            text=f"{asks} “{one.first}” and “{one.second}” don't go together. What holds?",
            reason="Both can't be true at once; the application does what is chosen here.",
            kind=QuestionKind.CHOICE,
            options=(one.first, one.second),
            recommended=one.first,
        )


def settle(understanding: Understanding, topic: str, answer: str) -> Understanding:
    """Return the understanding with one statement made true: the first unless told otherwise."""
    known = next((c for c in understanding.contradictions if c.topic == topic), None)
    if known is None:
        return understanding
    second = answer.strip().casefold() == known.second.casefold()
    chosen = known.model_copy(update={"chosen": known.second if second else known.first})
    contradictions = tuple(chosen if c is known else c for c in understanding.contradictions)
    side = _side(topic, second=second)
    views = dict.fromkeys([*understanding.views, *side.brings])
    entities = [_without(entity, side.drops_fields) for entity in understanding.entities]
    if side.adds_field and entities:
        entities[0] = _with(entities[0], side.adds_field)
    return understanding.model_copy(
        update={
            "contradictions": contradictions,
            "views": tuple(view for view in views if view not in side.drops),
            "entities": tuple(entities),
        }
    )


def decisions(contradictions: tuple[Contradiction, ...]) -> tuple[tuple[str, str], ...]:
    """Return a sentence for each that says what holds, and the words that do not."""
    told: list[tuple[str, str]] = []
    for one in contradictions:
        holds = one.chosen or one.first
        other = one.second if holds == one.first else one.first
        told.append((f"Decided: “{holds}” holds, not “{other}”.", other))
    return tuple(told)


def _side(topic: str, *, second: bool) -> _Side:
    if topic in _data()["topics"]:
        data, name = _data()["topics"][topic], "second" if second else "first"
        return _Side(
            brings=_views(data.get(f"{name}_brings", ())),
            drops=_views(data.get(f"{name}_drops", ())),
            drops_fields=frozenset(data.get(f"{name}_fields_go", ())),
        )
    if topic not in _data()["features"]:
        return _Side()
    data = _data()["features"][topic]
    views, field = _views(data.get("views", ())), data.get("fields", "")
    if second:
        return _Side(brings=views[:1], adds_field=field)
    return _Side(drops=views, drops_fields=frozenset([field] if field else []))


def _views(names: tuple[str, ...] | list[str]) -> tuple[View, ...]:
    return tuple(View(name) for name in names)


def _without(entity: Entity, words: frozenset[str]) -> Entity:
    kept = tuple(
        field
        for field in entity.fields
        if field.name == entity.title_field or not words & set(field.name.split("_"))
    )
    return entity.model_copy(update={"fields": kept})


def _with(entity: Entity, words: str) -> Entity:
    if any(words in field.name.split("_") for field in entity.fields):
        return entity
    made = field_from(infer(words), owner=entity.name, taken=tuple(f.name for f in entity.fields))
    return entity.model_copy(update={"fields": (*entity.fields, made)})
