"""From a request in plain words to an understanding; deterministic."""

from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.drafted import drafted_of, tells_fields
from activities.understanding.drafting.dating import date_happenings
from activities.understanding.drafting.entitling import entitle, finish
from activities.understanding.drafting.identifying import identify
from activities.understanding.drafting.kinds import shares_of
from activities.understanding.drafting.pricing import name_prices
from activities.understanding.drafting.ruling import scans_in, without_rules, without_scans
from activities.understanding.drafting.stocking import keep_stock, stock_findings
from activities.understanding.drafting.units import name_units
from activities.understanding.finding import currency_findings, finding, findings_of
from activities.understanding.grammar.listing import Reading
from activities.understanding.knowledge.lexicon import Domain, load
from activities.understanding.languages.glossing import Gloss, gloss
from activities.understanding.languages.homographs import nouns_in, verbs_in
from activities.understanding.languages.labels import english_of, say_in
from activities.understanding.languages.nouns import is_no_noun, writes_capitals
from activities.understanding.marking.marks import Marked
from activities.understanding.marking.reading import mark
from activities.understanding.mending.bracketed import with_brackets
from activities.understanding.mending.remarking import remarked
from activities.understanding.mending.tidying import tidied
from activities.understanding.mending.totals import without_totals
from activities.understanding.particulars import choose_particulars
from activities.understanding.phrasing.plainly import put_plainly
from activities.understanding.sites.understanding import site_understanding
from activities.understanding.sureness import sureness
from activities.understanding.text.cleaning import clean, has_meaning
from activities.understanding.text.shapes import kind_in
from activities.understanding.text.spelling import plain
from activities.understanding.text.words import label_of
from activities.understanding.titles.application_titles import application_title
from activities.understanding.titles.naming import given_name
from activities.understanding.usual import usual_in, usual_understanding
from activities.understanding.wishes.boundaries import beyond_limits, refuse_harm
from activities.understanding.wishes.contradictions import contradictions_in
from activities.understanding.wishes.declining import declined_in, only_own, private_in
from activities.understanding.wishes.figures import unmet_in, without_figures
from activities.understanding.wishes.harm import refuse_marked
from activities.understanding.wishes.ordering import Ordered, is_said_by, orders_in
from activities.understanding.wishes.orders import without_orders
from activities.understanding.wishes.overlooked import overlooked_in, shown_by
from activities.understanding.wishes.quoting import in_own_words
from activities.understanding.wishes.running_low import RunningLow
from activities.understanding.wishes.views import views_declined, views_in
from activities.understanding.wishes.waiving import without_waived
from models.conversation import MAX_REQUEST_CHARACTERS, Understanding
from models.errors import RequestRefused
from models.specification import ApplicationKind, Category, Entity

_EXAMPLE = "For example: a reading list with title, author and a rating from 1 to 5."
_NOTHING_SAID = 0.2
_NAMED_ONLY = 0.5
"""How complete a request is at most that says what to keep, and nothing that is known of it."""
_LONGEST_BEGINNING = 80
_OVERLOOKED = 0.3
"""How sure it is that what nothing was made of was to be kept."""
_UNKNOWN = {Category.OTHER: 0.3}
_VOTE = 0.2
"""How much the vote of what is kept weighs beside what the network says."""


def analyse(request: str, name: str | None = None, *, as_statements: bool = True) -> Understanding:
    """Return what a request asks for.

    Args:
        request: As it was written; at most 20,000 characters.
        name: Title that the person chose.
        as_statements: Whether a short request can be read by its grammar alone.

    Raises:
        RequestRefused: The words mean nothing, are too many, or ask for something harmful.
    """
    if len(request) > MAX_REQUEST_CHARACTERS:
        raise RequestRefused(
            f"The request is longer than {MAX_REQUEST_CHARACTERS:,} characters.",
            remedy="Say in a few sentences what the application should keep.",
        )
    text = clean(without_orders(request))
    if not has_meaning(text):
        raise RequestRefused("There are no words in the request.", remedy=_EXAMPLE)
    glossed = gloss(text)
    refuse_harm(plain(glossed.english))
    plainly = put_plainly(text, glossed.language)
    if plainly != text:
        text, glossed = plainly, gloss(plainly)
    called, rest = given_name(text)
    if called and load().domains_in(plain(rest)):
        glossed = gloss(rest)  # "Bookworm" is no word of what it is for
    named = label_of(clean(name or ""), 80) or called
    return _understanding(rest, glossed, named, as_statements=as_statements)


def _understanding(text: str, glossed: Gloss, name: str, *, as_statements: bool) -> Understanding:
    language, english = glossed.language, plain(glossed.english)
    if kind_in(english) is ApplicationKind.SITE:
        return site_understanding(text, english, language, name)
    marked = mark(text) if language == "en" else _marked_in(language, text)
    refuse_marked(marked, english)
    if usual := usual_in(text, language):
        return usual_understanding(text, usual, marked, name)
    marked = without_totals(with_brackets(marked, text), text, language)
    marked = remarked(marked, text, language)
    if language == "en":
        marked = tidied(marked, text)
    drafted = drafted_of(text, english, glossed, marked, as_statements=as_statements)
    reading, domain, composed, known = drafted
    draft = reading.draft
    voted = shares_of(draft, reading.topic, english)
    kinds = _kinds(marked, voted) if known or marked.wishes else voted or _UNKNOWN
    category = max(kinds, key=lambda kind: kinds[kind])
    low = _complete(draft, text, glossed, category)
    if language != "en":
        say_in(draft, language, text, assumed=not known)
    entities = tuple(_finished(draft, name) for name in draft.entities)
    relations = tuple(link.relation for link in draft.links)
    orders = orders_in(english, entities, relations, (text, language))
    if _without_orders(draft, orders):
        entities = tuple(_finished(draft, name) for name in draft.entities)
    completeness = _completeness(draft, marked, known=known)
    if composed and (len(draft.entities) > 1 or tells_fields(draft)):
        completeness = 1.0
    confidences = [entity.confidence for entity in draft.entities.values()]
    views, scans = views_in(english, marked), scans_in(draft)
    if private := private_in(text):
        views = only_own(views, private)
    told = findings_of(draft)
    unmet = (*unmet_in(text, low), *scans)
    beyond = without_figures(without_scans(beyond_limits(english, marked), scans), unmet)
    left = tuple(one.words for one in unmet)
    shown = shown_by(beyond, views, orders)
    missed = overlooked_in(text, marked, entities, relations, told, left, language, shown)
    return Understanding(
        title=name or _title(text, reading, domain, language, composed=composed),
        category=category,
        kind=kind_in(english),
        language=language,
        entities=_ordered(entities, orders),
        relations=relations,
        findings=(
            finding(f"category={category}", text, sureness("category", kinds[category])),
            *told,
            *(finding("overlooked", words, _OVERLOOKED) for words in missed),
            *(finding(f"view={view}", *why) for view, why in views.items()),
            *(finding(f"declined={one}", one, STATED) for one in declined_in(text)),
            *(finding(f"order={one.entity}", one.words, STATED) for one in orders),
            *stock_findings(low, text, marked),
            *(finding(f"unmet={one.kind}", one.words, STATED) for one in unmet),
            *currency_findings(entities, text),
        ),
        views=tuple(views),
        unwanted=views_declined(english),
        beyond=without_waived(in_own_words(beyond, glossed, marked), text),
        contradictions=contradictions_in(english),
        unread=_beginning(marked.unread),
        completeness=completeness,
        clarity=round(min(confidences), 2),
        confidence=round((completeness + sum(confidences) / len(confidences)) / 2, 2),
    )


def _marked_in(language: str, text: str) -> Marked:
    """Return the marks of a request in another language than English."""
    capitals = writes_capitals(text)
    nouns = nouns_in(text)
    verbs = verbs_in(text, language) - nouns

    def no_noun(words: str) -> bool:
        low, no = words.lower(), is_no_noun(words, language, capitals=capitals)
        return low in verbs or (no and low not in nouns)

    def english(words: str) -> str:
        return "" if words.lower() in verbs else english_of(words, language)

    return mark(text, english, no_noun)


def _complete(draft: Draft, text: str, glossed: Gloss, category: Category) -> RunningLow | None:
    """Add what everything needs that nobody tells: names, days, units, titles.

    Returns:
        The wish to be told what runs low, if there is one.
    """
    english = glossed.language == "en"
    if english:
        choose_particulars(draft, text)
    date_happenings(draft, category, plain(glossed.english))
    identify(draft, english=english)
    name_prices(draft, text)
    name_units(draft, text)
    without_rules(draft, text)
    low = keep_stock(draft, text, glossed.language)
    for entity in draft.entities.values():
        entitle(entity, _linked(draft, entity))
    return low


def _title(
    text: str, reading: Reading, domain: Domain | None, language: str, *, composed: bool
) -> str:
    if composed and language != "en":
        return reading.topic
    return application_title(text, reading, domain, language)


def _beginning(unread: str) -> str:
    """Return the first of the words that were not read, to be shown."""
    if not has_meaning(unread):
        return ""
    words = " ".join(unread.split()).lstrip(" .,;:!?)")
    whole = words[:_LONGEST_BEGINNING].rsplit(" ", 1)[0]
    return words if len(words) <= _LONGEST_BEGINNING else f"{whole} …"


def _kinds(marked: Marked, voted: dict[Category, float]) -> dict[Category, float]:
    """Return how likely each category is, by the network and by the vote of what is kept."""
    if not voted:
        return dict(marked.categories)
    return {
        kind: (1 - _VOTE) * share + _VOTE * voted.get(kind, 0.0)
        for kind, share in marked.categories.items()
    }


def _finished(draft: Draft, name: str) -> Entity:
    entity = draft.entities[name]
    return finish(entity, _linked(draft, entity))


def _ordered(entities: tuple[Entity, ...], orders: tuple[Ordered, ...]) -> tuple[Entity, ...]:
    order_of = {one.entity: one.order for one in orders}
    return tuple(
        one.model_copy(update={"order": order_of[one.name]}) if one.name in order_of else one
        for one in entities
    )


def _without_orders(draft: Draft, orders: tuple[Ordered, ...]) -> bool:
    """Drop fields that only the words for an order name: "by" is nothing that is known."""
    dropped = False
    for one in orders:
        entity, words, name = draft.entities[one.entity], one.words.lower(), one.order.lstrip("-")
        kept = [
            told
            for told in entity.fields
            if told.specification.name == name
            or (
                not (told.evidence and told.evidence.lower() in words)
                and not told.specification.name.endswith(f"_by_{name}")
                and not is_said_by(told.specification.label, one)
            )
        ]
        if kept and len(kept) < len(entity.fields):
            entity.fields, dropped = kept, True
            entitle(entity, _linked(draft, entity))
    return dropped


def _linked(draft: Draft, entity: DraftEntity) -> frozenset[str]:
    """Return the names of an entity's relations; fields of the same names give way."""
    taken = frozenset(link.relation.name for link in draft.links_of(entity.name))
    entity.fields = [f for f in entity.fields if f.specification.name not in taken]
    return taken


def _completeness(draft: Draft, marked: Marked, *, known: bool) -> float:
    if not known:
        return _NOTHING_SAID
    told = tells_fields(draft)
    clear = 0.4 + 0.6 * (1 - marked.vague)
    return round(clear if told else min(clear, _NAMED_ONLY), 2)
