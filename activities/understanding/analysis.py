"""From a request in plain words to an understanding; deterministic."""

from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.drafting.asked import tell_asked
from activities.understanding.drafting.belonging import belong, relate_usual, unite
from activities.understanding.drafting.choosing import (
    drop_entries,
    drop_unmarked,
    statements_suffice,
    take_besides,
    take_relations,
    take_things,
)
from activities.understanding.drafting.dating import date_happenings
from activities.understanding.drafting.entitling import entitle, finish
from activities.understanding.drafting.from_marks import Drafter
from activities.understanding.drafting.identifying import identify
from activities.understanding.drafting.joining import join
from activities.understanding.drafting.kinds import shares_of
from activities.understanding.drafting.pairs import level_pairs
from activities.understanding.drafting.pricing import name_prices
from activities.understanding.drafting.ruling import scans_in, without_rules, without_scans
from activities.understanding.drafting.sameness import same_things
from activities.understanding.drafting.settling import house, refer, settle
from activities.understanding.drafting.stocking import keep_stock, stock_findings
from activities.understanding.drafting.taken_types import (
    take_alternatives,
    take_choices,
    take_types,
)
from activities.understanding.drafting.units import name_units
from activities.understanding.finding import currency_findings, finding, findings_of
from activities.understanding.grammar.listing import Reader, Reading
from activities.understanding.knowledge.lexicon import load
from activities.understanding.knowledge.typos import spell
from activities.understanding.languages.glossing import Gloss, gloss
from activities.understanding.languages.homographs import nouns_in, verbs_in
from activities.understanding.languages.labels import english_of, say_in
from activities.understanding.languages.nouns import is_no_noun, writes_capitals
from activities.understanding.marking.marks import Marked
from activities.understanding.marking.reading import mark
from activities.understanding.mending.bracketed import bracketed, with_brackets
from activities.understanding.mending.flattening import flattened
from activities.understanding.mending.loose_ends import without_loose_ends
from activities.understanding.mending.remarking import remarked
from activities.understanding.mending.tidying import tidied
from activities.understanding.mending.times_of_day import measured_by_time
from activities.understanding.mending.totals import leave_out_totals, without_totals
from activities.understanding.particulars import choose_particulars, tell_particulars
from activities.understanding.phrasing.plainly import put_plainly
from activities.understanding.relating.likening import level_alike
from activities.understanding.sites.understanding import site_understanding
from activities.understanding.sureness import sureness
from activities.understanding.text.cleaning import clean, has_meaning
from activities.understanding.text.sentences import sentences
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
_MOST_STATEMENTS = 2_000
"""Characters up to which a request can be plain statements; whoever writes more tells a story."""
_BEGINNING_OF_STORY = 600
"""Characters of a story that tell what it is about."""
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
    reading = _reading(text, english, marked, language, as_statements=as_statements)
    draft = reading.draft
    belong(draft)
    unite(draft)
    relate_usual(draft)
    tell_particulars(draft, text, english, language)
    level_alike(draft, text)
    known = bool(draft.entities)
    domain = settle(reading, english, language)
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
        title=name or application_title(text, reading, domain, language),
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


def _reading(
    text: str, english: str, marked: Marked, language: str, *, as_statements: bool
) -> Reading:
    """Return what the statements say, or what the marks say where those have more to tell."""
    marked = measured_by_time(text, without_loose_ends(text, marked), language)
    flat = flattened(text, marked) if language == "en" else marked
    by_marks = Drafter(text, flat, load(), language).draft()
    if language == "en":
        tell_asked(by_marks, flat, same_things(flat, load(), text), text)
    if language != "en" or not as_statements:
        return Reading(by_marks)
    story = len(english) > _MOST_STATEMENTS
    most = _BEGINNING_OF_STORY if story else _MOST_STATEMENTS
    told = bracketed(spell(leave_out_totals(english, marked)[:most]))
    reading = Reader(load()).read(sentences(told))
    if story:
        return Reading(by_marks, topic=reading.topic)
    take_things(reading.draft, marked)
    house(reading, told)
    refer(reading, told)
    join(reading, told)
    nothing = not reading.draft.entities and not load().domains_in(told)
    if not marked.fields and _tells_fields(by_marks) and not _tells_fields(reading.draft):
        return Reading(by_marks, topic=reading.topic)
    suffice = all(statements_suffice(reading.draft, one, text) for one in (marked, flat))
    if (nothing and marked.things) or not suffice:
        return Reading(by_marks, topic=reading.topic)
    drop_unmarked(reading.draft, marked, text)
    take_types(reading.draft, marked)
    take_choices(reading.draft, marked)
    take_alternatives(reading.draft, marked)
    level_pairs(reading.draft)
    take_relations(reading.draft, marked)
    take_besides(reading.draft, by_marks, marked, text)
    drop_entries(reading.draft)
    return reading


def _tells_fields(draft: Draft) -> bool:
    return any(field.evidence for entity in draft.entities.values() for field in entity.fields)


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
    told = _tells_fields(draft)
    clear = 0.4 + 0.6 * (1 - marked.vague)
    return round(clear if told else min(clear, _NAMED_ONLY), 2)
