"""A specification's requirements, grouped as Kiro numbers them; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from activities.design.fitting.promising import promise
from activities.design.promises import promised
from activities.design.requirements import (
    fields_sentence,
    manage_sentence,
    page_sentence,
    relation_sentence,
)
from activities.design.wording import lowered, with_article
from activities.specification.kiro import criteria
from activities.specification.kiro.feature_criteria import of_feature
from activities.specification.kiro.markdown import quoted, text
from models.specification import ApplicationSpecification, Requirement, View


@dataclass(frozen=True)
class Group:
    """One numbered requirement of the document."""

    about: str
    """Like ``entity book``, ``relation expense.category``, ``view search``, ``quality``."""
    title: str
    story: str
    criteria: tuple[str, ...]
    traces: tuple[Requirement, ...]


def groups_of(specification: ApplicationSpecification) -> tuple[Group, ...]:
    """Return all groups; every requirement of the specification is traced by exactly one."""
    open_ = {item.id: item for item in specification.functional}
    if specification.pages:
        found = list(_pages(specification, open_))
    else:
        found = [*_entities(specification, open_), *_relations(specification, open_)]
        found += _views(specification, open_)
    if open_:
        found.append(_listed("rest", "Everywhere", "the same comfort everywhere", open_.values()))
    if specification.non_functional:
        items = specification.non_functional
        found.append(_listed("quality", "Quality", "to rely on it every day", items))
    if specification.constraints:
        items = specification.constraints
        found.append(_limits(items))
    return tuple(found)


def _take(open_: dict[str, Requirement], *statements: str) -> tuple[Requirement, ...]:
    taken = [item for item in open_.values() if item.statement in statements]
    for item in taken:
        del open_[item.id]
    return tuple(taken)


def _entities(
    specification: ApplicationSpecification, open_: dict[str, Requirement]
) -> Iterator[Group]:
    language = specification.metadata.language
    for entity in specification.data_model.entities:
        many = text(lowered(entity.plural_label))
        yield Group(
            about=f"entity {entity.name}",
            title=text(entity.plural_label),
            story=f"As a user, I want to keep {many}, so that I find and change them later.",
            criteria=tuple(criteria.of_entity(entity)),
            traces=_take(open_, manage_sentence(entity), fields_sentence(entity, language)),
        )


def _pages(
    specification: ApplicationSpecification, open_: dict[str, Requirement]
) -> Iterator[Group]:
    for page in specification.pages:
        sentence = page_sentence(page, specification.data_model)
        lists = [specification.data_model.entity(name) for name in page.lists]
        yield Group(
            about=f"page {page.name}",
            title=text(page.title),
            story=f"As a visitor, I want the page {quoted(page.title)}, so that I learn about it.",
            criteria=tuple(criteria.of_page(page, lists)),
            traces=_take(open_, sentence),
        )


def _relations(
    specification: ApplicationSpecification, open_: dict[str, Requirement]
) -> Iterator[Group]:
    model, language = specification.data_model, specification.metadata.language
    for relation in model.relations:
        source, target = model.entity(relation.source), model.entity(relation.target)
        yield Group(
            about=f"relation {relation.source}.{relation.name}",
            title=f"{text(relation.label)} of {text(lowered(source.plural_label))}",
            story=(
                f"As a user, I want to say which {text(lowered(target.label))} "
                f"{with_article(text(lowered(source.label)))} goes with, so that I see both "
                f"together."
            ),
            criteria=tuple(criteria.of_relation(relation, source, target)),
            traces=_take(open_, relation_sentence(relation, model, language)),
        )


def _views(
    specification: ApplicationSpecification, open_: dict[str, Requirement]
) -> Iterator[Group]:
    model, language = specification.data_model, specification.metadata.language
    for feature in specification.features:
        sentence = promise(feature, model, language)
        about = feature.kind if feature.entity is None else f"{feature.kind} of {feature.entity}"
        yield _view(about, feature.kind, sentence, of_feature(feature, model), open_)
    for view, sentence in promised(tuple(View), model, language=language).items():
        if any(sentence == item.statement for item in open_.values()):
            yield _view(view, view, sentence, criteria.of_view(view), open_)


def _view(
    about: str, name: str, sentence: str, told: Iterable[str], open_: dict[str, Requirement]
) -> Group:
    return Group(
        about=f"view {about}",
        title=name.replace("_", " ").capitalize(),
        story=f"As a user, I want this: {text(lowered(sentence))}",
        criteria=tuple(told),
        traces=_take(open_, sentence),
    )


def _listed(about: str, title: str, wish: str, items: Iterable[Requirement]) -> Group:
    found = tuple(items)
    return Group(
        about=about,
        title=title,
        story=f"As a user, I want {wish}, so that I need not think about it.",
        criteria=tuple(criteria.of_statement(item.statement) for item in found),
        traces=found,
    )


def _limits(items: tuple[Requirement, ...]) -> Group:
    return Group(
        about="limits",
        title="Limits",
        story="As a user, I want to know what it does not do, so that I do not count on it.",
        criteria=tuple(f"THE SYSTEM SHALL stay within this: {text(i.statement)}" for i in items),
        traces=items,
    )
