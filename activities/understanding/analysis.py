"""From a request in plain words to an understanding; pure and deterministic."""

import re

from activities.understanding.bodies import Reading
from activities.understanding.boundaries import beyond_limits, refuse_harm
from activities.understanding.draft import (
    ASSUMED,
    STATED,
    TEMPLATE,
    Draft,
    DraftEntity,
    fill_usual_fields,
    finish,
)
from activities.understanding.lexicon import Domain, Lexicon, load
from activities.understanding.money import DEFAULT_CURRENCY, currency_in
from activities.understanding.naming import category_of, given_name, title_of
from activities.understanding.phrases import noun_phrase, without_app_noun
from activities.understanding.reading import read_clauses
from activities.understanding.spelling import plain
from activities.understanding.text import Clause, clauses, clean, has_meaning, word_set
from activities.understanding.words import label_of
from models.conversation import MAX_REQUEST_CHARACTERS, Finding, Understanding
from models.errors import RequestRefused
from models.specification import Category, Entity, FieldType

_EXAMPLE = "For example: a reading list with title, author and a rating from 1 to 5."
_JOINED = re.compile(
    r",?\s+(?:and\s+)?(?=(?:each|every)\s+[\w-]+(?: [\w-]+)?\s+(?:has|have|belongs?|should"
    r"|must|needs?|can|is|gets|contains)\b)"
    r"|,?\s+and\s+(?=(?:(?:i|we) )?(?:need|want|would like) to "
    r"(?:track|keep|record|store|log"
    r"|know))"
    r"|,?\s+and\s+(?=for (?:each|every) )|,\s+(?=for (?:each|every) )"
    r"|,\s+(?:and\s+)?(?=(?!(?:who|what|which|whether|if|that|when|how|or|it|i|we|they|you)\b)"
    r"[a-z][\w-]*(?: [\w-]+)? (?:have|has) )",
    re.IGNORECASE,
)
_OTHER_LANGUAGES = {
    "de": word_set(
        """
    ich wir und eine einen für mit möchte brauche unsere meine die der das liste
    """
    ),
    "fr": word_set(
        """
    je nous et une des pour avec veux voudrais mes nos les liste besoin
    """
    ),
    "es": word_set(
        """
    yo y una unos para con quiero necesito mis nuestros los las lista
    """
    ),
    "it": word_set(
        """
    io e una per con voglio vorrei miei nostri gli lista di
    """
    ),
    "nl": word_set(
        """
    ik wij en een voor met wil onze mijn het de lijst van
    """
    ),
}
_ASKED = re.compile(
    r"^(?:please )?(?:can|could|would|will|do|does|is|are|may|how|what|why)\b", re.I
)
_LEAST_FOREIGN = 2


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
    text = _respelled(plain(clean(request)))
    if not has_meaning(text):
        raise RequestRefused("There are no words in the request.", remedy=_EXAMPLE)
    refuse_harm(text)
    called, rest = given_name(text)
    lexicon = load()
    reading = _read(rest, lexicon)
    domain = _settle(reading, rest)
    return _understanding(reading, domain, rest, label_of(clean(name or ""), 80) or called)


def _respelled(text: str) -> str:
    lexicon = load()
    return re.sub(r"\b[^\W\d_]{7,24}\b", lambda m: lexicon.respell(m.group(0)), text)


def _read(text: str, lexicon: Lexicon) -> Reading:
    reading = read_clauses(_split(text), lexicon)
    if reading.draft.entities or reading.domain or lexicon.domains_in(text):
        return reading
    # Only words that led nowhere are taken for typos: a rare word may be right as it is.
    corrected = re.sub(r"[^\W\d_]{5,20}", lambda m: lexicon.correct(m.group(0)), text[:2_000])
    return reading if corrected == text else read_clauses(_split(corrected), lexicon)


def _split(text: str) -> tuple[Clause, ...]:
    return tuple(
        Clause(_without_question(part.strip(" ,")), clause.bullet, clause.joined and number == 0)
        for clause in clauses(text)
        for number, part in enumerate(_JOINED.split(clause.text))
        if part.strip(" ,")
    )


def _without_question(clause: str) -> str:
    """Drop the mark of a question to us; at the end of a list it tells a yes or no field."""
    return clause.rstrip("? ") if _ASKED.match(clause) else clause


def _settle(reading: Reading, text: str) -> Domain | None:
    """Fill the gaps from what is usual; what comes from here has no evidence."""
    draft = reading.draft
    found = draft.lexicon.domains_in(text)
    domain = reading.domain or (found[0][0] if found else None)
    if not draft.entities:
        evidence = next((words for known, words in found if known is domain), "")
        _take_domain(draft, domain, evidence or reading.head)
    else:
        _relate_usually(draft)
    for entity in list(draft.entities.values()):
        if not entity.described and not any(f.evidence for f in entity.fields):
            referred = any(link.relation.target == entity.name for link in draft.links)
            fill_usual_fields(draft, entity, "name, notes" if referred else "name, date, notes")
    return domain


def _relate_usually(draft: Draft) -> None:
    """Relate what nothing was said about to what it usually belongs to."""
    bound = {link.relation.source for link in draft.links}
    named = {e.thing.name: e for e in reversed(draft.entities.values()) if e.thing}
    for one, other in draft.lexicon.usual_links:
        source, target = named.get(one), named.get(other)
        if (
            source
            and target
            and source.name not in bound
            and not _are_linked(draft, source, target)
        ):
            draft.link(source, target, target.label, confidence=TEMPLATE)
            bound.add(source.name)


def _are_linked(draft: Draft, one: DraftEntity, other: DraftEntity) -> bool:
    ends = ({link.relation.source, link.relation.target} for link in draft.links)
    return {one.name, other.name} in ends


def _take_domain(draft: Draft, domain: Domain | None, evidence: str) -> None:
    if domain is None:
        entity = draft.ensure("item", "", ASSUMED)
        if entity:
            entity.thing = None
        return
    made: dict[str, DraftEntity] = {}
    own = _own_word(draft.lexicon, domain, evidence)
    for position, name in enumerate(domain.things):
        label = draft.lexicon.things[name].label.lower() if position else own
        entity = draft.ensure(label, "" if position else evidence, TEMPLATE)
        if entity:
            made[name] = entity
    for link in domain.links:
        if link.source in made and link.target in made:
            source, target = made[link.source], made[link.target]
            draft.link(source, target, link.label, many=link.many, confidence=TEMPLATE)


def _own_word(lexicon: Lexicon, domain: Domain, evidence: str) -> str:
    """Return the person's word for the main thing, or the usual one."""
    thing = lexicon.things[domain.things[0]]
    core = without_app_noun(noun_phrase(evidence))[0]
    return core if lexicon.thing(core) is thing else thing.label.lower()


def _understanding(reading: Reading, domain: Domain | None, text: str, name: str) -> Understanding:
    draft = reading.draft
    main = next(iter(draft.entities.values()))
    title = name or title_of(text, reading.head, _title_domain(reading, domain), _subjects(reading))
    usual = main.thing.category if main.thing else None
    category, words, sure = category_of(title, text, domain, usual, draft.lexicon)
    entities = tuple(_finished(draft, entity) for entity in draft.entities.values())
    completeness = _completeness(draft)
    confidences = [entity.confidence for entity in draft.entities.values()]
    return Understanding(
        title=title,
        category=Category.OTHER if _guessed(main) else category,
        language=_language(text),
        entities=entities,
        relations=tuple(link.relation for link in draft.links),
        findings=(
            Finding(what=f"category={category}", evidence=words[:300], confidence=sure),
            *_findings(draft),
            *_currency(entities, text),
        ),
        beyond=beyond_limits(text),
        completeness=completeness,
        clarity=round(min(confidences), 2),
        confidence=round((completeness + sum(confidences) / len(confidences)) / 2, 2),
    )


def _subjects(reading: Reading) -> tuple[str, ...]:
    entities = reading.draft.entities.values()
    return tuple(e.plural_label for e in entities if e.evidence and not _guessed(e))


def _title_domain(reading: Reading, domain: Domain | None) -> Domain | None:
    """Return the domain that may give the title: not one that other words happen to name."""
    if domain is None or reading.domain is not None or not _subjects(reading):
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
    return round((0.4 if said else 0.2 * described) + 0.6 * share, 2)


def _findings(draft: Draft) -> list[Finding]:
    found: list[Finding] = []
    for entity in draft.entities.values():
        found.append(_finding(f"entity={entity.name}", entity.evidence, entity.confidence))
        found += (
            _finding(f"field={entity.name}.{f.specification.name}", f.evidence, f.confidence)
            for f in entity.fields
        )
    for link in draft.links:
        what = f"relation={link.relation.source}.{link.relation.name}"
        found.append(_finding(what, link.evidence, link.confidence))
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


_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)


def _language(text: str) -> str:
    if not re.search(r"[a-zA-Z]{2}", text):
        return next((code for code, script in _SCRIPTS if script.search(text)), "en")
    words = set(re.findall(r"[^\W\d_]+", text.lower()[:2_000]))
    best, hits = "en", _LEAST_FOREIGN
    english = len(words & {"the", "and", "with", "for", "my", "our", "want", "of", "each"})
    for code, usual in _OTHER_LANGUAGES.items():
        if (count := len(words & usual)) > max(hits, english):
            best, hits = code, count
    return best
