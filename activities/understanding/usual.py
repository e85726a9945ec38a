"""What a request asks for that only names usual lists: nothing of it is worth a question; pure."""

from activities.understanding.draft import STATED, TEMPLATE, Draft, DraftEntity
from activities.understanding.drafting.entitling import finish
from activities.understanding.finding import currency_findings, finding, findings_of
from activities.understanding.knowledge.lexicon import Lexicon, load
from activities.understanding.languages.glossing import gloss_in
from activities.understanding.languages.labels import say_in
from activities.understanding.languages.usual_lists import Found, usual_lists_in
from activities.understanding.marking.marks import Marked
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.shapes import kind_in
from activities.understanding.text.spelling import plain
from activities.understanding.text.words import identifier, label_of
from activities.understanding.titles.application_titles import joined
from activities.understanding.wishes.boundaries import beyond_limits
from activities.understanding.wishes.quoting import in_own_words
from activities.understanding.wishes.views import views_in
from models.conversation import Understanding
from models.specification import Category, View

_CALLED = frozenset({View.CHART})
"""Views that are but a word of what a list is called: a chore chart is no diagram."""


def usual_in(text: str, language: str) -> tuple[Found, ...]:
    """Return the usual lists that a request names and no more, unless they belong together.

    Args:
        text: The cleaned request.
        language: ISO 639-1 code of what it seems to be in.
    """
    found = usual_lists_in(text, language)
    return () if _are_related({one.list.thing for one in found}, load()) else found


def usual_understanding(
    text: str, found: tuple[Found, ...], marked: Marked, name: str
) -> Understanding:
    """Return what a request asks for that names usual lists and no more.

    Args:
        text: The cleaned request.
        found: The lists that it names, at least one.
        marked: Its marks, for views that are asked for.
        name: Title that the person chose.
    """
    language, category = found[0].language, _category_of(found)
    draft = Draft(load())
    for one in found:
        entity = _entity_of(one, draft)
        draft.entities[entity.name] = entity
    say_in(draft, language, assumed=False)
    entities = tuple(finish(entity, frozenset()) for entity in draft.entities.values())
    glossed = gloss_in(text, language)
    english = plain(glossed.english)
    views = {view: why for view, why in views_in(english, marked).items() if view not in _CALLED}
    return Understanding(
        title=name or joined([label_of(one.title, 60) for one in found], language),
        category=category,
        kind=kind_in(english),
        language=language,
        entities=entities,
        findings=(
            finding(f"category={category}", text, STATED),
            *findings_of(draft),
            *(finding(f"view={view}", *why) for view, why in views.items()),
            *currency_findings(entities, text),
        ),
        views=tuple(views),
        beyond=in_own_words(beyond_limits(english, marked), glossed, marked),
        completeness=1,
        clarity=STATED,
        confidence=STATED,
    )


def _category_of(found: tuple[Found, ...]) -> Category:
    """Return the category of the first that is more than a list."""
    told = [one.list.category for one in found]
    return next((one for one in told if one is not Category.LIST), told[0])


def _are_related(things: set[str], lexicon: Lexicon) -> bool:
    """Say whether things usually belong to each other, as meals do to recipes."""
    links = {link for known in lexicon.domains.values() for link in known.links}
    pairs = {*lexicon.usual_links, *((link.source, link.target) for link in links)}
    return any(one in things and other in things for one, other in pairs)


def _entity_of(found: Found, draft: Draft) -> DraftEntity:
    """Return a list with its usual fields, called as the language calls what is on it."""
    thing = draft.lexicon.things.get(found.list.thing)
    one, many = found.list.labels[found.language]
    entity = DraftEntity(
        name=identifier(found.list.labels["en"][0], taken=draft.entities),
        label=label_of(one),
        plural_label=label_of(many),
        thing=thing,
        evidence=found.words,
        confidence=STATED,
    )
    words = found.list.fields or (thing.fields if thing else "name, notes")
    for item in split_items(words):
        entity.add(item, "", TEMPLATE)
    if found.more:
        entity.add(found.more, "", TEMPLATE)
    if found.list.people and found.language != "en":
        _name_people(entity)
    return entity


def _name_people(entity: DraftEntity) -> None:
    """Call the name of each that of somebody, before it is said in another language."""
    for field in entity.fields:
        if field.specification.name == "name":
            update = {"label": "Full name"}
            field.specification = field.specification.model_copy(update=update)
