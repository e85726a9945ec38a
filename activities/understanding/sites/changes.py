"""Changes of a web site in words: texts, pages, entries of lists, its name; pure."""

from collections.abc import Callable, Sequence

from activities.design.requirements import page_requirements, summary_of
from activities.understanding.modifying.changes import title_in
from activities.understanding.sites.entries import standing, told_by, values_in
from activities.understanding.sites.orders import Kind, Order, orders_in
from activities.understanding.sites.reading import new_page
from activities.understanding.text.cleaning import clean
from activities.understanding.text.words import label_of, singular
from models.errors import RequestRefused
from models.specification import (
    MOST_ENTRIES,
    MOST_PAGES,
    ApplicationSpecification,
    Entity,
    SiteEntry,
)

_EXAMPLES = (
    "These work: “on the page contact write: …”, “add a page prices”, “add a page prices: …”, "
    "“remove the page team”, “rename the page team to board”, “add a concert: 2027-05-05, "
    "St Mary's, Bach” where there is a list of concerts, “remove the concert on 2027-05-05”, "
    "“call it Riverton Choir”."
)
_LONGEST_TEXT = 5_000


def changed_site(
    specification: ApplicationSpecification, request: str
) -> tuple[ApplicationSpecification, list[str], list[str]]:
    """Return the site after the changes that the words ask for, what changes, what that means.

    Raises:
        RequestRefused: The words are not understood, or change nothing.
    """
    change = _Change(specification)
    for order in orders_in(clean(request)):
        change.take(order)
    return change.finished(request)


class _Change:
    def __init__(self, specification: ApplicationSpecification) -> None:
        self._before = specification
        self._title = specification.metadata.title
        self._pages = list(specification.pages)
        self._entries = list(specification.entries)
        self._changes: list[str] = []
        self._impact: list[str] = []

    def take(self, order: Order) -> None:
        """Carry out an order.

        Raises:
            RequestRefused: It is not understood.
        """
        takers: dict[Kind, Callable[[Order], None]] = {
            Kind.WRITE: self._write,
            Kind.ADD_PAGE: self._add_page,
            Kind.REMOVE_PAGE: self._remove_page,
            Kind.RENAME_PAGE: self._rename_page,
            Kind.RETITLE: self._retitle,
            Kind.ADD_ENTRY: self._add_entry,
            Kind.REMOVE_ENTRY: self._remove_entry,
        }
        if order.kind is None:
            raise _refused(order)
        takers[order.kind](order)

    def finished(self, request: str) -> tuple[ApplicationSpecification, list[str], list[str]]:
        """Return the result.

        Raises:
            RequestRefused: Nothing has changed.
        """
        if not self._changes:
            raise RequestRefused("That changes nothing: it is like that.", remedy=_EXAMPLES)
        before, pages = self._before, tuple(self._pages)
        sources = {item.statement: item.source for item in before.functional}
        metadata = before.metadata.model_copy(
            update={
                "title": self._title,
                "summary": summary_of(
                    self._title, before.data_model, pages, before.metadata.language
                ),
            }
        )
        changed = before.model_copy(
            update={
                "metadata": metadata,
                "pages": pages,
                "entries": tuple(self._entries),
                "functional": page_requirements(
                    pages, before.data_model, {**sources, "": request[:300]}
                ),
            }
        )
        checked = ApplicationSpecification.model_validate(changed.model_dump())
        return checked, self._changes, self._impact or ["Everything else stays as it is."]

    def _write(self, order: Order) -> None:
        at = self._at(order)
        text = order.text.strip().strip('"“”')[:_LONGEST_TEXT]
        page = self._pages[at]
        if page.text == text:
            return
        self._pages[at] = page.model_copy(update={"text": text})
        self._changes.append(f"The page “{page.title}” says what you wrote.")
        self._impact.append(f"The text that stands on “{page.title}” now is replaced.")

    def _add_page(self, order: Order) -> None:
        title = label_of(order.page)
        if self._find(title) is not None:
            return
        if not title or len(self._pages) >= MOST_PAGES:
            raise _refused(order, f"a site has at most {MOST_PAGES} pages")
        taken = frozenset(page.name for page in self._pages)
        text = order.text
        page = new_page(title, text, self._before.metadata.language, taken)
        self._pages.append(page)
        self._changes.append(f"There is a page “{page.title}”, last in the menu.")

    def _remove_page(self, order: Order) -> None:
        named = order.page.casefold() in [page.title.casefold() for page in self._pages]
        if not named and "page" not in order.said.casefold() and self._list_before(order.page)[0]:
            self._remove_entry(order)
            return
        at = self._at(order)
        if at == 0:
            raise _refused(order, "a site needs its first page")
        page = self._pages.pop(at)
        self._changes.append(f"The page “{page.title}” is gone.")
        self._impact.append("Its text stays among the sources; links to it find nothing.")

    def _rename_page(self, order: Order) -> None:
        at = self._at(order)
        title = label_of(order.new)
        page = self._pages[at]
        if title and title != page.title:
            self._pages[at] = page.model_copy(update={"title": title})
            self._changes.append(f"The page “{page.title}” is called “{title}”.")
            self._impact.append("Its address stays the same.")

    def _retitle(self, order: Order) -> None:
        title = title_in(order.new)
        if title and title != self._title:
            self._title = title
            self._changes.append(f"The site is called “{title}”.")

    def _add_entry(self, order: Order) -> None:
        entity = self._list(order.page)
        if entity is None:
            raise _refused(order, f"there is no list of “{order.page}”")
        entry = SiteEntry(entity=entity.name, values=values_in(entity, order.text))
        self._note(order, entry)
        self._changes.append(f"{entity.plural_label} get an entry: {_told(entry)}.")

    def _remove_entry(self, order: Order) -> None:
        entity, words = self._list_before(order.page)
        if entity is None:
            raise _refused(order, f"there is no list of “{order.page}”")
        there = [e for e in standing(self._entries) if e.entity == entity.name]
        meant = told_by(f"{words} {order.text}", there)
        if len(meant) != 1:
            raise _refused(order, _which(entity, meant, there))
        self._note(order, meant[0].model_copy(update={"gone": True}))
        self._changes.append(f"{entity.plural_label} lose an entry: {_told(meant[0])}.")

    def _note(self, order: Order, entry: SiteEntry) -> None:
        if len(self._entries) >= MOST_ENTRIES:
            raise _refused(order, f"no more than {MOST_ENTRIES} can be changed in words")
        self._entries.append(entry)

    def _list_before(self, words: str) -> tuple[Entity | None, str]:
        """Return the list that the words begin with, and the words behind its name."""
        parts = words.split()
        for many in range(len(parts), 0, -1):
            if entity := self._list(" ".join(parts[:many])):
                return entity, " ".join(parts[many:])
        return None, words

    def _list(self, called: str) -> Entity | None:
        used = {name for page in self._pages for name in page.lists}
        for entity in self._before.data_model.entities:
            names = {entity.label.casefold(), entity.plural_label.casefold(), entity.name}
            asked = {called.casefold(), singular(called.casefold())}
            if entity.name in used and names & asked:
                return entity
        return None

    def _at(self, order: Order) -> int:
        at = self._find(order.page)
        if at is None:
            titles = ", ".join(f"“{page.title}”" for page in self._pages)
            raise _refused(order, f"there is no page “{order.page}”, but {titles}")
        return at

    def _find(self, title: str) -> int | None:
        """Return where the page is that is called like that, or almost."""
        asked = title.casefold()
        titles = [page.title.casefold() for page in self._pages]
        names = [page.name for page in self._pages]
        if asked in ("first", "start", "home"):
            return 0
        if asked in titles:
            return titles.index(asked)
        if (slug := asked.replace(" ", "-")) in names:
            return names.index(slug)
        near = [at for at, one in enumerate(titles) if len(asked) > 3 and asked in one]
        return near[0] if len(near) == 1 else None


def _refused(order: Order, reason: str = "") -> RequestRefused:
    why = f": {reason}" if reason else ""
    return RequestRefused(
        f"“{order.said[:120]}” was not understood as a change{why}. Nothing was changed.",
        remedy=_EXAMPLES,
    )


def _which(entity: Entity, meant: Sequence[SiteEntry], there: Sequence[SiteEntry]) -> str:
    """Say why it isn't clear which entry is meant, and which there are."""
    listed = "; ".join(_told(entry) for entry in (meant or there)[:8])
    if meant:
        return f"several could be meant ({listed})"
    known = f"those are: {listed}" if there else f"there is none in {entity.plural_label}"
    return f"only what was added in words can be taken away in words, and {known}"


def _told(entry: SiteEntry) -> str:
    return ", ".join(value for value in entry.values if value)
