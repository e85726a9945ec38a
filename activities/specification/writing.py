"""From an understanding and answers to a specification, and from there to plain words; pure."""

from activities.specification.requirements import (
    complexity_of,
    constraints,
    functional_requirements,
    has_money,
    non_functional_requirements,
    summary_of,
)
from activities.specification.wording import enumerate_words, field_in_words
from activities.understanding.answers import apply_answers
from activities.understanding.modification import modify
from activities.understanding.money import DEFAULT_CURRENCY
from models.conversation import AnswerValue, BeyondLimit, Question, Understanding
from models.specification import (
    ApplicationSpecification,
    Complexity,
    DataModel,
    RelationKind,
    ResourceLimits,
    SpecificationMetadata,
)

_MEMORY_MB = {Complexity.SIMPLE: 192, Complexity.MODERATE: 192, Complexity.COMPLEX: 256}


def write_specification(
    understanding: Understanding,
    questions: tuple[Question, ...] = (),
    answers: dict[str, AnswerValue] | None = None,
    changes: tuple[str, ...] = (),
) -> ApplicationSpecification:
    """Return the specification of what was said.

    Args:
        understanding: Of the request.
        questions: What was asked.
        answers: By question id; the others take what was recommended.
        changes: Wishes to change the proposal, oldest first.

    Raises:
        RequestRefused: A wish was not understood, or the whole is beyond what can be built.
    """
    settled = apply_answers(understanding, questions, answers or {})
    specification = _write(settled)
    for wish in changes:
        specification = modify(specification, wish, live=False).specification
    return specification


def _write(understanding: Understanding) -> ApplicationSpecification:
    model = DataModel(entities=understanding.entities, relations=understanding.relations)
    complexity = complexity_of(model)
    return ApplicationSpecification(
        metadata=SpecificationMetadata(
            title=understanding.title,
            summary=summary_of(understanding.title, model),
            category=understanding.category,
            complexity=complexity,
            currency=_currency(understanding),
        ),
        functional=functional_requirements(model, _sources(understanding)),
        non_functional=non_functional_requirements(),
        constraints=constraints(understanding.beyond),
        data_model=model,
        resources=ResourceLimits(memory_mb=_MEMORY_MB[complexity]),
    )


def _currency(understanding: Understanding) -> str:
    named = [f.what for f in understanding.findings if f.what.startswith("currency=")]
    return named[-1].partition("=")[2] if named else DEFAULT_CURRENCY


def _sources(understanding: Understanding) -> dict[str, str]:
    found = ((f.what.partition("="), f.evidence) for f in understanding.findings)
    return {what[2]: words for what, words in found if what[0] in ("entity", "relation")}


def summarise(
    specification: ApplicationSpecification, beyond: tuple[BeyondLimit, ...] = ()
) -> tuple[str, ...]:
    """Return a specification in plain words: what you get, what it keeps, what it won't do."""
    model = specification.data_model
    labels = {entity.name: entity for entity in model.entities}
    sentences = [
        f"You will get “{specification.metadata.title}”: a private web application for your "
        f"computer and phone."
    ]
    for entity in model.entities:
        known = enumerate_words([field_in_words(field) for field in entity.fields])
        sentences.append(f"It keeps {entity.plural_label.lower()}: {known}.")
    for relation in model.relations:
        source, target = labels[relation.source], labels[relation.target]
        several = relation.kind is RelationKind.MANY_TO_MANY
        other = (
            f"several {target.plural_label.lower()}" if several else f"one {target.label.lower()}"
        )
        verb = "can have" if several or not relation.required else "has"
        same = relation.label.lower() in (target.label.lower(), target.plural_label.lower())
        called = "" if same else f" as “{relation.label}”"
        sentences.append(f"Each {source.label.lower()} {verb} {other}{called}.")
    if has_money(model):
        sentences.append(f"Amounts of money are in {specification.metadata.currency}.")
    sentences.append("You can search, sort, add, change, delete and export everything.")
    return (*sentences, *(wish.explanation for wish in beyond))
