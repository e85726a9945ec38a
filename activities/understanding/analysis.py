"""From a request in plain words to an understanding; pure and deterministic."""

from activities.understanding.attributes import is_known
from activities.understanding.boundaries import beyond_limits, refuse_harm
from activities.understanding.contradictions import contradictions_in
from activities.understanding.draft import ASSUMED, STATED, Draft, DraftEntity, finish
from activities.understanding.joining import join
from activities.understanding.kinds import kind_of
from activities.understanding.languages.glossing import gloss
from activities.understanding.languages.restoring import Restorer
from activities.understanding.lexicon import Domain, Lexicon, load
from activities.understanding.listing import Reader, Reading
from activities.understanding.money import DEFAULT_CURRENCY, currency_in
from activities.understanding.naming import given_name, title_of
from activities.understanding.orders import without_orders
from activities.understanding.sentences import sentences
from activities.understanding.settling import house, refer, settle
from activities.understanding.spelling import plain
from activities.understanding.sureness import sureness
from activities.understanding.text import clean, has_meaning
from activities.understanding.typos import spell
from activities.understanding.views import view_findings, views_in
from activities.understanding.words import label_of
from models.conversation import MAX_REQUEST_CHARACTERS, Finding, Understanding
from models.errors import RequestRefused
from models.specification import Entity, FieldType

_EXAMPLE = "For example: a reading list with title, author and a rating from 1 to 5."
_ENOUGH, _MAIN_TOLD = 3, 0.7
"""Fields from which on a thing is told well, and how complete that makes the whole at least."""
_HARDLY_TOLD = 0.3


def analyse(request: str, name: str | None = None) -> Understanding:
    """Return what a request asks for.

    Args:
        request: As it was written; at most 20,000 characters.
        name: Title that the person chose.

    Raises:
        RequestRefused: The words mean nothing, are too many, or ask for something harmful.
    """
    if len(request) > MAX_REQUEST_CHARACTERS:
        raise RequestRefused(
            f"The request is longer than {MAX_REQUEST_CHARACTERS:,} characters.",
            remedy="Say in a few sentences what the application should keep.",
        )
    text = clean(without_orders(request))
    glossed = gloss(text)
    if glossed.pieces:
        found = Restorer(glossed).restored(_analysed(plain(glossed.english), name))
        return found.model_copy(update={"title": label_of(clean(name or ""), 80) or found.title})
    found = _analysed(spell(plain(text)), name)
    return found.model_copy(update={"language": glossed.language})


def _analysed(text: str, name: str | None) -> Understanding:
    if not has_meaning(text):
        raise RequestRefused("There are no words in the request.", remedy=_EXAMPLE)
    refuse_harm(text)
    called, rest = given_name(text)
    lexicon = load()
    reading = _read(rest, lexicon)
    domain = settle(reading, rest)
    return _understanding(reading, domain, rest, label_of(clean(name or ""), 80) or called)


def _read(text: str, lexicon: Lexicon) -> Reading:
    reading = Reader(lexicon).read(sentences(text))
    house(reading, text)
    refer(reading, text)
    join(reading, text)
    return reading


def _understanding(reading: Reading, domain: Domain | None, text: str, name: str) -> Understanding:
    draft = reading.draft
    title = name or title_of(
        text, reading.topic, _title_domain(reading, domain), _subjects(reading)
    )
    category, words, sure = kind_of(draft, reading.topic, text)
    entities = tuple(_finished(draft, entity) for entity in draft.entities.values())
    completeness = _completeness(draft)
    confidences = [entity.confidence for entity in draft.entities.values()]
    return Understanding(
        title=title,
        category=category,
        entities=entities,
        relations=tuple(link.relation for link in draft.links),
        findings=(
            Finding(what=f"category={category}", evidence=words[:300], confidence=sure),
            *_findings(draft),
            *view_findings(text),
            *_currency(entities, text),
        ),
        views=views_in(text),
        beyond=beyond_limits(text),
        contradictions=contradictions_in(text),
        completeness=completeness,
        clarity=round(min(confidences), 2),
        confidence=round((completeness + sum(confidences) / len(confidences)) / 2, 2),
    )


def _subjects(reading: Reading) -> tuple[str, ...]:
    entities = reading.draft.entities.values()
    return tuple(e.plural_label for e in entities if e.evidence and not _guessed(e))


def _title_domain(reading: Reading, domain: Domain | None) -> Domain | None:
    """Return the domain that may give the title: not one that other words happen to name."""
    if domain is None or not _subjects(reading):
        return domain
    main = next(iter(reading.draft.entities.values()))
    fits = main.thing is not None and main.thing.name in domain.things
    return domain if fits and len(_subjects(reading)) == 1 else None


def _guessed(entity: DraftEntity) -> bool:
    return entity.confidence <= ASSUMED and not entity.evidence


def _finished(draft: Draft, entity: DraftEntity) -> Entity:
    taken = frozenset(link.relation.name for link in draft.links_of(entity.name))
    entity.fields = [f for f in entity.fields if f.specification.name not in taken]
    return finish(entity, taken)


def _completeness(draft: Draft) -> float:
    targets = {link.relation.target for link in draft.links if link.evidence}
    weights: list[float] = []
    for entity in draft.entities.values():
        if entity.described:
            weights.append(1.0)
        else:
            weights.append(0.7 if entity.name in targets and entity.thing else 0.0)
    said = any(entity.confidence >= STATED for entity in draft.entities.values())
    described = any(entity.described for entity in draft.entities.values())
    share = sum(weights) / len(weights) if described else 0.0
    told = [sum(bool(f.evidence) for f in entity.fields) for entity in draft.entities.values()]
    if max(told) >= _ENOUGH:
        share = max(share, _MAIN_TOLD)
    elif sum(told) <= 1 and not any(link.evidence for link in draft.links):
        share = min(share, _HARDLY_TOLD)
    return round((0.4 if said else 0.2 * described) + 0.6 * share, 2)


def _findings(draft: Draft) -> list[Finding]:
    found: list[Finding] = []
    for entity in draft.entities.values():
        sure = sureness("entity", entity.confidence)
        found.append(_finding(f"entity={entity.name}", entity.evidence, sure))
        for told in entity.fields:
            usual = is_known(told.specification.label)
            sure = sureness("field", told.confidence, known=usual)
            what = f"field={entity.name}.{told.specification.name}"
            found.append(_finding(what, told.evidence, sure))
    for link in draft.links:
        what = f"relation={link.relation.source}.{link.relation.name}"
        found.append(_finding(what, link.evidence, sureness("relation", link.confidence)))
    return found


def _finding(what: str, evidence: str, confidence: float) -> Finding:
    return Finding(what=what, evidence=evidence[:300], confidence=confidence)


def _currency(entities: tuple[Entity, ...], text: str) -> list[Finding]:
    if not any(field.type is FieldType.MONEY for entity in entities for field in entity.fields):
        return []
    named = currency_in(text)
    if named:
        return [_finding(f"currency={named[0]}", named[1], STATED)]
    return [_finding(f"currency={DEFAULT_CURRENCY}", "", 0.3)]
