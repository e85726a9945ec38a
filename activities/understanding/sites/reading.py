"""From a request for a web site to its pages and lists; pure."""

import re
from typing import NamedTuple

from activities.understanding.languages.labels import entry_of
from activities.understanding.sites.lists import PAGES, list_of
from activities.understanding.sites.topics import (
    START,
    Topic,
    topic_called,
    topic_told,
    topics,
)
from activities.understanding.sites.wording import Item, take_apart
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.words import identifier, label_of
from models.specification import (
    MOST_PAGES,
    Category,
    Entity,
    FieldType,
    SitePage,
)

_MOST_LISTS = 12
_MOST_WORDS_OF_TITLE = 4
_LONGEST_TEXT = 5_000
_WRITE = {"en": "Write here about: {title}.", "de": "Hier steht etwas über: {title}."}
_OURS = {"en": "Our site", "de": "Unsere Seite"}
_SLUG = re.compile(r"[^a-z0-9]+")
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Site(NamedTuple):
    """What a request for a web site means."""

    title: str
    category: Category
    pages: tuple[SitePage, ...]
    entities: tuple[Entity, ...]


def site_in(text: str, language: str) -> Site:
    """Return the pages and lists that the words ask for; the first page is always there."""
    asked = take_apart(text)
    plan = _Plan(language)
    for item in asked.items:
        plan.add(item)
    for sentence in asked.told:
        plan.tell(sentence)
    pages, lists = plan.pages(), tuple(plan.lists.values())
    return Site(_title(asked.whom, language), _category(lists), pages, lists or (PAGES,))


def new_page(title: str, text: str, language: str, taken: frozenset[str]) -> SitePage:
    """Return a page of that title, with a text or with what its owner is asked to write."""
    topic = topic_called(title)
    return SitePage(
        name=_name(title, taken),
        title=label_of(title),
        text=(text or _placeholder(topic, title, language))[:_LONGEST_TEXT],
    )


class _Plan:
    """Pages in the making."""

    def __init__(self, language: str) -> None:
        self._language = language
        first = next(topic for topic in topics() if topic.name == START)
        start = SitePage(name=START, title=first.title_in(language))
        self._pages: dict[str, tuple[SitePage, Topic | None]] = {START: (start, first)}
        self._told: dict[str, list[str]] = {}
        self.lists: dict[str, Entity] = {}

    def add(self, item: Item) -> None:
        """Add a page unless there is one of that topic."""
        item = item._replace(title=_plain(item.title, self._language))
        topic = topic_called(item.title)
        known = {page.title.casefold() for page, _ in self._pages.values()}
        if (topic and any(topic is t for _, t in self._pages.values())) or (
            label_of(item.title).casefold() in known or len(self._pages) >= MOST_PAGES
        ):
            return
        page = SitePage(name=_name(item.title, frozenset(self._pages)), title=label_of(item.title))
        columns = item.columns
        if topic and not columns:
            columns = tuple(split_items(topic.columns_in(self._language)))
        if columns and len(self.lists) < _MOST_LISTS:
            made = list_of(item.title, columns, self._language, frozenset(self.lists))
            self.lists[made.name] = made
            page = page.model_copy(update={"lists": (made.name,)})
        self._pages[page.name] = (page, topic)

    def tell(self, sentence: str) -> None:
        """Put a sentence on the page that it belongs to, or on the first one."""
        topic = topic_told(sentence)
        found = [p.name for p, t in self._pages.values() if topic is not None and t is topic]
        named = [p.name for p, t in self._pages.values() if t is None and _names(p, sentence)]
        self._told.setdefault([*found, *named, START][0], []).append(sentence)

    def pages(self) -> tuple[SitePage, ...]:
        """Return the pages with their texts."""
        return tuple(self._written(page, topic) for page, topic in self._pages.values())

    def _written(self, page: SitePage, topic: Topic | None) -> SitePage:
        told = " ".join(self._told.get(page.name, ()))
        if not told and not page.lists:
            told = _placeholder(topic, page.title, self._language)
        return page.model_copy(update={"text": told[:_LONGEST_TEXT]})


def _names(page: SitePage, sentence: str) -> bool:
    """Say whether a sentence speaks of what a page is called after."""
    title = re.escape(page.title)
    return re.search(rf"\b{title}\b", sentence, re.IGNORECASE) is not None


def _plain(title: str, language: str) -> str:
    """Return a noun as it stands alone: "Konzerte" for "mit den Konzerten"."""
    entry = entry_of(title, language)
    if entry is None or not entry.many or title.lower() in (entry.one.lower(), entry.many.lower()):
        return title
    return entry.many if title.lower().startswith(entry.many.lower()) else title


def _placeholder(topic: Topic | None, title: str, language: str) -> str:
    if topic is not None:
        return topic.placeholder(language)
    return _WRITE.get(language, _WRITE["en"]).format(title=title)


def _name(title: str, taken: frozenset[str]) -> str:
    """Return the last part of a page's address."""
    try:
        slug = _SLUG.sub("-", identifier(title.lower().translate(_SPELT)))[:36].strip("-")
    except ValueError:
        slug = "page"
    slug = slug if slug[:1].isalpha() else f"page-{slug}".strip("-")
    names = [slug, *(f"{slug}-{number}" for number in range(2, MOST_PAGES + 2))]
    free = (name for name in names if name not in taken and name not in ("healthz", "static"))
    return next(free)


def _title(whom: str, language: str) -> str:
    words = whom.split()
    if not words or len(words) > _MOST_WORDS_OF_TITLE * 2:
        return _OURS.get(language, _OURS["en"])
    return label_of(whom, 60)


def _category(lists: tuple[Entity, ...]) -> Category:
    """Return what decides the colours: dates, things to have, or neither."""
    types = {field.type for entity in lists for field in entity.fields}
    if FieldType.DATE in types:
        return Category.SCHEDULE
    return Category.INVENTORY if FieldType.MONEY in types else Category.OTHER
