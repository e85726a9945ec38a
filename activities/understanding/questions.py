"""What is worth asking: only what changes the specification, at most five; pure."""

from collections.abc import Iterator

from activities.design.wording import in_sentence
from activities.understanding.knowledge.field_types import usual_choices
from activities.understanding.knowledge.inference import field_from, infer
from activities.understanding.knowledge.lexicon import load
from activities.understanding.knowledge.money import CURRENCIES
from activities.understanding.languages.labels import field_in
from activities.understanding.languages.vocabulary import LANGUAGES
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.words import said
from activities.understanding.wishes.unmet import questions_about_wishes
from models.conversation import MAX_QUESTIONS, Finding, Question, QuestionKind, Understanding
from models.specification import (
    ApplicationKind,
    Entity,
    FieldSpecification,
    FieldType,
    Relation,
    RelationKind,
)

COMPLETE = 0.9
"""From this completeness on nothing is asked."""

_UNSURE = 0.3
_MOST_ABOUT_FIELDS = 2
_GENERIC_EXTRAS = "status (to do, doing, done), category, amount, website"
USUAL = "items with name, date and notes"
"""What is built when nothing at all is known."""

CHOICE_SETS = (
    "to do, doing, done",
    "open, closed",
    "planned, active, finished",
    "low, medium, high",
)
"""Choices that are offered when the words name a status without saying which ones."""


def questions_for(understanding: Understanding) -> tuple[Question, ...]:
    """Return the questions whose answers would change the specification, the weightiest first."""
    if understanding.kind is ApplicationKind.SITE:
        return ()
    if nothing_known(understanding) or not _is_understood(understanding.language):
        return (_what(understanding.language),)
    about_wishes = questions_about_wishes(understanding)
    if understanding.completeness >= COMPLETE:
        return about_wishes[:MAX_QUESTIONS]
    found = [
        *about_wishes,
        *_about_fields(understanding),
        *_about_relations(understanding),
        *_about_choices(understanding),
        *_about_currency(understanding),
    ]
    if not found and understanding.completeness < COMPLETE:
        return (_what(understanding.language),)
    return tuple(found[:MAX_QUESTIONS])


def nothing_known(understanding: Understanding) -> bool:
    """Say whether even the things to keep are a guess."""
    entities = [f for f in understanding.findings if f.what.startswith("entity=")]
    return not any(f.evidence for f in entities)


def finding(understanding: Understanding, what: str) -> Finding:
    """Return what is known about where something came from."""
    empty = Finding(what=what, evidence="", confidence=0)
    return next((f for f in understanding.findings if f.what == what), empty)


def _is_understood(language: str) -> bool:
    return language in ("en", *LANGUAGES)


def _what(language: str) -> Question:
    known = _is_understood(language)
    foreign = "" if known else "This language is not understood yet. In English, please: "
    asked = "What would you like to keep, and what do you want to know of each?"
    return Question(
        id="what",
        text=f"{foreign}{asked[0].lower()}{asked[1:]}" if foreign else asked,
        reason=(
            "Everything else follows from it. For example: books with title, author and a rating "
            "from 1 to 5."
        ),
        kind=QuestionKind.TEXT,
        recommended=USUAL,
    )


def _about_fields(understanding: Understanding) -> Iterator[Question]:
    asked = 0
    for entity in understanding.entities:
        stated = finding(understanding, f"entity={entity.name}").evidence
        if not stated or _has_stated_fields(understanding, entity) or asked >= _MOST_ABOUT_FIELDS:
            continue
        options = field_options(understanding, entity)
        recommended = assumed_labels(understanding, entity)
        if not options:
            continue
        asked += 1
        title = next(f.label for f in entity.fields if f.name == entity.title_field)
        yield Question(
            id=f"fields.{entity.name}",
            text=(
                f"{_besides(title, understanding.language)} would you like to note of each "
                f"{in_sentence(entity.label, understanding.language)}?"
            ),
            reason="Each choice becomes a field of the form and a column of the list.",
            kind=QuestionKind.SEVERAL,
            options=options,
            recommended=recommended,
        )


def _besides(title: str, language: str) -> str:
    if title.lower() == "what":
        return "What else"
    return f"Besides {'the ' if language == 'en' else ''}{in_sentence(title, language)}, what"


def _has_stated_fields(understanding: Understanding, entity: Entity) -> bool:
    names = (f"field={entity.name}.{field.name}" for field in entity.fields)
    return any(finding(understanding, name).evidence for name in names)


def assumed_relations(
    understanding: Understanding, entity: Entity
) -> tuple[tuple[str, Relation], ...]:
    """Return the relations of an entity that were assumed, by the label of their option."""
    found: list[tuple[str, Relation]] = []
    labels = {e.name: e.plural_label for e in understanding.entities}
    for relation in understanding.relations:
        if finding(understanding, f"relation={relation.source}.{relation.name}").evidence:
            continue
        if relation.source == entity.name:
            found.append((relation.label, relation))
        elif relation.target == entity.name:
            found.append((labels[relation.source], relation))
    return tuple(found)


def assumed_labels(understanding: Understanding, entity: Entity) -> tuple[str, ...]:
    """Return the labels of everything about an entity that was assumed, without its title."""
    fields = [f.label for f in entity.fields if f.name != entity.title_field]
    return _different([*fields, *(label for label, _ in assumed_relations(understanding, entity))])


def extra_fields(entity: Entity, language: str) -> dict[str, FieldSpecification]:
    """Return the fields that are offered but not assumed, by label.

    Args:
        entity: That is asked about.
        language: ISO 639-1 code of the labels.
    """
    named = entity.label.lower() if language == "en" else said(entity.name)
    ending = load().thing_at_end(named)
    words = ending[0].extras if ending else _GENERIC_EXTRAS
    made = (
        field_in(field_from(infer(item), owner=entity.name), language)
        for item in split_items(words)
    )
    return {field.label: field for field in made}


def field_options(understanding: Understanding, entity: Entity) -> tuple[str, ...]:
    """Return everything that is offered for an entity."""
    known = {field.label.casefold() for field in entity.fields}
    extras = [
        label
        for label in extra_fields(entity, understanding.language)
        if label.casefold() not in known
    ]
    return _different([*assumed_labels(understanding, entity), *extras])


def _different(labels: list[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for label in labels:
        found.setdefault(label.casefold(), label)
    return tuple(found.values())


def _about_relations(understanding: Understanding) -> Iterator[Question]:
    labels = {e.name: e for e in understanding.entities}
    for relation in understanding.relations:
        known = finding(understanding, f"relation={relation.source}.{relation.name}")
        single = relation.kind is RelationKind.MANY_TO_ONE
        if not known.evidence or known.confidence >= _UNSURE or not single:
            continue
        source, target = labels[relation.source], labels[relation.target]
        yield Question(
            id=f"several.{relation.source}.{relation.name}",
            text=(
                f"Can one {in_sentence(source.label, understanding.language)} have several "
                f"{in_sentence(target.plural_label, understanding.language)}?"
            ),
            reason="It decides whether one or several can be chosen in the form.",
            kind=QuestionKind.YES_NO,
            recommended=False,
        )


def _about_choices(understanding: Understanding) -> Iterator[Question]:
    for entity in understanding.entities:
        for field in entity.fields:
            named = finding(understanding, f"field={entity.name}.{field.name}").evidence
            if field.type is not FieldType.CHOICE or not named:
                continue
            usual = usual_choices(field.label)
            if usual != field.choices:
                continue
            own = ", ".join(usual)
            of_one = in_sentence(entity.label, understanding.language)
            others = tuple(choices for choices in CHOICE_SETS if choices != own)
            yield Question(
                id=f"choices.{entity.name}.{field.name}",
                text=f"Which choices should “{field.label}” of a {of_one} offer?",
                reason="Only these can be chosen in the form, and lists can be filtered by them.",
                kind=QuestionKind.CHOICE,
                options=(own, *others),
                recommended=own,
            )


def _about_currency(understanding: Understanding) -> Iterator[Question]:
    known = next((f for f in understanding.findings if f.what.startswith("currency=")), None)
    if known is None or known.evidence:
        return
    code = known.what.partition("=")[2]
    yield Question(
        id="currency",
        text="Which currency are the amounts in?",
        reason="All amounts are shown in it.",
        kind=QuestionKind.CHOICE,
        options=CURRENCIES,
        recommended=code,
    )
