"""Specifications in plain words, in three parts; pure."""

from activities.design.ordering import order_sentence
from activities.design.promises import NOT_YET
from activities.design.requirements import ALWAYS_OF_INTERFACES, OF_SITES, has_money
from activities.design.wording import enumerate_words, field_in_words, in_sentence
from models.conversation import BeyondLimit
from models.proposal import SummaryPart, SummarySection, flattened
from models.specification import (
    ApplicationKind,
    ApplicationSpecification,
    DataModel,
    Entity,
    Relation,
    RelationKind,
)

_HEADINGS = {
    SummaryPart.GETS: "What you will get",
    SummaryPart.KEEPS: "What it keeps",
    SummaryPart.WILL_NOT: "What it will not do",
}
_MOST_FIELDS = 15
_OURS = "It sends nothing to anybody: what you enter stays on this machine."


def sections_of(
    specification: ApplicationSpecification,
    beyond: tuple[BeyondLimit, ...] = (),
    left_out: tuple[str, ...] = (),
) -> tuple[SummarySection, ...]:
    """Return a specification in plain words: what you get, what it keeps, what it won't do.

    Args:
        specification: What is proposed.
        beyond: Wishes that can't be met.
        left_out: What else was said and not taken up, a sentence each.
    """
    told = {
        SummaryPart.GETS: _gets(specification),
        SummaryPart.KEEPS: _keeps(specification),
        SummaryPart.WILL_NOT: _will_not(specification, beyond, left_out),
    }
    return tuple(
        SummarySection(part=part, heading=_HEADINGS[part], sentences=sentences)
        for part, sentences in told.items()
    )


def summarise(
    specification: ApplicationSpecification, beyond: tuple[BeyondLimit, ...] = ()
) -> tuple[str, ...]:
    """Return the sentences of all three parts."""
    return flattened(sections_of(specification, beyond))


def _gets(specification: ApplicationSpecification) -> tuple[str, ...]:
    title = specification.metadata.title
    if specification.pages:
        names = enumerate_words([f"“{page.title}”" for page in specification.pages])
        return (
            f"You will get “{title}”: a web site that visitors read on a computer or a phone.",
            f"Its pages are {names}.",
            "Where you said nothing about a page yet, it says what belongs there.",
        )
    if specification.architecture.kind is ApplicationKind.API:
        return (
            f"You will get “{title}”: a private JSON API for programs, without pages of its own.",
            *ALWAYS_OF_INTERFACES,
        )
    return (
        f"You will get “{title}”: a private web application for your computer and phone.",
        "You can search, sort, add, change, delete and export everything.",
        *(r.statement for r in specification.functional if r.id.startswith("V-")),
        *_orders(specification),
    )


def _orders(specification: ApplicationSpecification) -> tuple[str, ...]:
    model, language = specification.data_model, specification.metadata.language
    told = (order_sentence(one, model, language) for one in model.entities)
    return tuple(sentence for sentence in told if sentence)


def _keeps(specification: ApplicationSpecification) -> tuple[str, ...]:
    model, language = specification.data_model, specification.metadata.language
    if specification.pages:
        return _lists(specification)
    sentences = [_entity(entity, language) for entity in model.entities]
    sentences += [_relation(relation, model, language) for relation in model.relations]
    if has_money(model):
        sentences.append(f"Amounts of money are in {specification.metadata.currency}.")
    return tuple(sentences)


def _lists(specification: ApplicationSpecification) -> tuple[str, ...]:
    """Return what stands in the lists of a web site."""
    model, language = specification.data_model, specification.metadata.language
    lists = [
        f"“{page.title}” lists {_listed(model.entity(name), language)}."
        for page in specification.pages
        for name in page.lists
    ]
    return (*lists, "Texts and lists are files among its sources, which you can edit.")


def _listed(entity: Entity, language: str) -> str:
    labels = enumerate_words([in_sentence(field.label, language) for field in entity.fields])
    return f"{in_sentence(entity.plural_label, language)} with {labels}"


def _entity(entity: Entity, language: str) -> str:
    known = [field_in_words(field, language) for field in entity.fields]
    if len(known) > _MOST_FIELDS:
        left = len(known) - _MOST_FIELDS + 1
        known = [*known[: _MOST_FIELDS - 1], f"{left} more"]
    return f"It keeps {in_sentence(entity.plural_label, language)}: {enumerate_words(known)}."


def _relation(relation: Relation, model: DataModel, language: str) -> str:
    source, target = model.entity(relation.source), model.entity(relation.target)
    several = relation.kind is RelationKind.MANY_TO_MANY
    label = target.plural_label if several else target.label
    other = f"{'several' if several else 'one'} {in_sentence(label, language)}"
    verb = "can have" if several or not relation.required else "has"
    same = relation.label.lower() in (target.label.lower(), target.plural_label.lower())
    called = "" if same else f" as “{relation.label}”"
    return f"Each {in_sentence(source.label, language)} {verb} {other}{called}."


def _will_not(
    specification: ApplicationSpecification,
    beyond: tuple[BeyondLimit, ...],
    left_out: tuple[str, ...],
) -> tuple[str, ...]:
    if specification.pages:
        return (*OF_SITES, *left_out, *(wish.explanation for wish in beyond))
    missing = (r.statement for r in specification.constraints if r.statement.startswith(NOT_YET))
    return (_OURS, *missing, *left_out, *(wish.explanation for wish in beyond))
