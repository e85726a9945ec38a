"""What a request asks for that only names a usual list: nothing of it is worth a question; pure."""

from activities.understanding.draft import STATED, TEMPLATE, Draft, DraftEntity
from activities.understanding.drafting.entitling import finish
from activities.understanding.finding import currency_findings, finding, findings_of
from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.glossing import gloss_in
from activities.understanding.languages.labels import say_in
from activities.understanding.languages.usual_lists import Found
from activities.understanding.marking.marks import Marked
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.shapes import kind_in
from activities.understanding.text.spelling import plain
from activities.understanding.text.words import identifier, label_of
from activities.understanding.wishes.boundaries import beyond_limits
from activities.understanding.wishes.quoting import in_own_words
from activities.understanding.wishes.views import views_in
from models.conversation import Understanding
from models.specification import View

_CALLED = frozenset({View.CHART, View.CALENDAR, View.HISTORY, View.GALLERY})
"""Views that are but a word of what a list is called: a chore chart is no diagram."""


def usual_understanding(text: str, found: Found, marked: Marked, name: str) -> Understanding:
    """Return what a request asks for that names a usual list and no more.

    Args:
        text: The cleaned request.
        found: The list that it names.
        marked: Its marks, for views that are asked for.
        name: Title that the person chose.
    """
    draft = _draft_of(found)
    say_in(draft, found.language, assumed=False)
    entities = tuple(finish(entity, frozenset()) for entity in draft.entities.values())
    glossed = gloss_in(text, found.language)
    english = plain(glossed.english)
    views = {view: why for view, why in views_in(english, marked).items() if view not in _CALLED}
    return Understanding(
        title=name or label_of(found.title, 60),
        category=found.list.category,
        kind=kind_in(english),
        language=found.language,
        entities=entities,
        findings=(
            finding(f"category={found.list.category}", text, STATED),
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


def _draft_of(found: Found) -> Draft:
    """Return the one list with its usual fields, called as the language calls what is on it."""
    lexicon = load()
    thing = lexicon.things.get(found.list.thing)
    one, many = found.list.labels[found.language]
    entity = DraftEntity(
        name=identifier(found.list.labels["en"][0]),
        label=label_of(one),
        plural_label=label_of(many),
        thing=thing,
        evidence=found.words,
        confidence=STATED,
    )
    words = found.list.fields or (thing.fields if thing else "name, notes")
    for item in split_items(words):
        entity.add(item, "", TEMPLATE)
    if found.list.people and found.language != "en":
        _name_people(entity)
    return Draft(lexicon, {entity.name: entity})


def _name_people(entity: DraftEntity) -> None:
    """Call the name of each that of somebody, before it is said in another language."""
    for field in entity.fields:
        if field.specification.name == "name":
            update = {"label": "Full name"}
            field.specification = field.specification.model_copy(update=update)
