"""An understanding from a model's answer, beside what the embedded analyser found; pure."""

import re
from typing import Any, TypeVar

from pydantic import ValidationError

from activities.understanding.draft import STATED, Draft
from activities.understanding.knowledge.money import DEFAULT_CURRENCY, currency_in
from activities.understanding.language_model.answer import label, object_in, objects, one_of, words
from activities.understanding.language_model.evidence import Evidence, Proof
from activities.understanding.language_model.failures import NotRead
from activities.understanding.language_model.reading import draft_of, finished
from activities.understanding.text.cleaning import clean
from activities.understanding.wishes.wished import load_data
from models.conversation import BeyondLimit, Finding, Limit, Understanding
from models.specification import Category, DataModel, Entity, FieldType, View

_LANGUAGE = re.compile(r"[a-z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST_WISHES = 40
_LONGEST_TITLE = 60

Kind = TypeVar("Kind", View, Limit)


def understanding_of(
    text: str, request: str, name: str | None, embedded: Understanding
) -> Understanding:
    """Return what a model's answer says of a request.

    Args:
        text: The answer.
        request: As it was written.
        name: Title that the person chose.
        embedded: What the embedded analyser found; kept where the answer says nothing, and for
            the wishes that can't be met, of which none may be overlooked.

    Raises:
        NotRead: The answer makes no sense, or none for this request.
    """
    answer = object_in(text)
    evidence = Evidence(request)
    draft = draft_of(answer, evidence)
    entities = finished(draft)
    relations = tuple(link.relation for link in draft.links)
    try:
        DataModel(entities=entities, relations=relations)
    except ValidationError as problem:
        raise NotRead("its answer contradicts itself") from problem
    category, why = _category(answer, evidence, embedded)
    views = _wishes(answer.get("views"), View, evidence)
    currency = _currency(answer, evidence, entities, clean(request))
    completeness = _completeness(draft)
    sure = [entity.confidence for entity in draft.entities.values()]
    return Understanding(
        title=embedded.title
        if name
        else label(answer.get("title"), _LONGEST_TITLE) or embedded.title,
        category=category,
        language=_language(answer) or embedded.language,
        entities=entities,
        relations=relations,
        findings=(
            why,
            *_findings(draft),
            *(_finding(f"view={view}", proof) for view, proof in views.items()),
            *currency,
        ),
        views=tuple(views),
        beyond=_beyond(answer, evidence, embedded),
        completeness=completeness,
        clarity=round(min(sure), 2),
        confidence=round((completeness + sum(sure) / len(sure)) / 2, 2),
    )


def _category(
    answer: dict[str, Any], evidence: Evidence, embedded: Understanding
) -> tuple[Category, Finding]:
    told = answer.get("category")
    item = told if isinstance(told, dict) else {}
    found = one_of(Category, item.get("value"))
    if found is not None:
        return found, _finding(f"category={found}", evidence.proof(item))
    known = (f for f in embedded.findings if f.what.startswith("category="))
    assumed = Finding(what=f"category={embedded.category}", evidence="", confidence=0.3)
    return embedded.category, next(known, assumed)


def _language(answer: dict[str, Any]) -> str:
    told = words(answer.get("language")).lower()
    return told if _LANGUAGE.fullmatch(told) else ""


def _wishes(value: Any, kind: type[Kind], evidence: Evidence) -> dict[Kind, Proof]:
    """Return the wishes of a list that the request speaks of; those that are guessed are none."""
    found: dict[Kind, Proof] = {}
    for item in objects(value, _MOST_WISHES):
        wish, proof = one_of(kind, item.get("value")), evidence.proof(item)
        if wish is not None and proof.evidence:
            found.setdefault(wish, proof)
    return found


def _beyond(
    answer: dict[str, Any], evidence: Evidence, embedded: Understanding
) -> tuple[BeyondLimit, ...]:
    known = {wish.limit: wish for wish in embedded.beyond}
    limits = load_data("boundaries.toml")["limits"]
    for limit, proof in _wishes(answer.get("beyond"), Limit, evidence).items():
        if limit not in known and limit in limits:
            # Our own sentences: what is offered instead is what can be kept.
            known[limit] = BeyondLimit(
                limit=limit,
                words=proof.evidence,
                explanation=limits[limit]["explanation"],
                alternatives=tuple(one["says"] for one in limits[limit].get("alternatives", ())),
            )
    return tuple(known.values())


def _currency(
    answer: dict[str, Any], evidence: Evidence, entities: tuple[Entity, ...], text: str
) -> tuple[Finding, ...]:
    if not any(field.type is FieldType.MONEY for entity in entities for field in entity.fields):
        return ()
    if named := currency_in(text):
        return (_finding(f"currency={named[0]}", Proof(named[1], STATED)),)
    told = answer.get("currency")
    item = told if isinstance(told, dict) else {}
    code, proof = words(item.get("code")), evidence.proof(item)
    if proof.evidence and _CURRENCY.fullmatch(code):
        return (_finding(f"currency={code}", proof),)
    return (_finding(f"currency={DEFAULT_CURRENCY}", Proof("", 0.3)),)


def _completeness(draft: Draft) -> float:
    """Return how much of what is needed the request says itself, as for the embedded analyser."""
    targets = {link.relation.target for link in draft.links if link.evidence}
    weights = [
        1.0 if entity.described else 0.7 * (entity.name in targets)
        for entity in draft.entities.values()
    ]
    described = any(entity.described for entity in draft.entities.values())
    return round(0.4 + (0.6 * sum(weights) / len(weights) if described else 0.0), 2)


def _findings(draft: Draft) -> list[Finding]:
    found: list[Finding] = []
    for entity in draft.entities.values():
        found.append(_finding(f"entity={entity.name}", Proof(entity.evidence, entity.confidence)))
        found += (
            _finding(f"field={entity.name}.{f.specification.name}", Proof(f.evidence, f.confidence))
            for f in entity.fields
        )
    for link in draft.links:
        what = f"relation={link.relation.source}.{link.relation.name}"
        found.append(_finding(what, Proof(link.evidence, link.confidence)))
    return found


def _finding(what: str, proof: Proof) -> Finding:
    return Finding(what=what, evidence=proof.evidence, confidence=round(proof.confidence, 2))
