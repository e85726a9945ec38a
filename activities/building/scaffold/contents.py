"""Writes what stands on the pages of a web site; once it is there, it is its owner's. Pure."""

import csv
import io
from collections.abc import Iterable, Mapping

from activities.building.scaffold import design
from models.specification import ApplicationSpecification, Entity, SiteEntry, SitePage

CONTENT = "content/"


def contents(specification: ApplicationSpecification) -> dict[str, str]:
    """Return the texts and lists that a site starts with."""
    texts = {text_file(page): f"{page.text.strip()}\n" for page in specification.pages}
    lists = {
        list_file(entity): _with(_head(entity), entity, specification.entries)
        for entity in lists_of(specification)
    }
    return texts | lists


def text_file(page: SitePage) -> str:
    """Return where the text of a page is."""
    return f"{CONTENT}pages/{page.name}.md"


def list_file(entity: Entity) -> str:
    """Return where the entries of a list are."""
    return f"{CONTENT}{entity.name}.csv"


def rewritten(
    specification: ApplicationSpecification,
    previous: ApplicationSpecification | None,
    existing: Mapping[str, str],
) -> dict[str, str]:
    """Return the texts and lists that a change in words is about, as they are after it.

    Args:
        specification: What the site is from now on.
        previous: What it was, if it was there before.
        existing: Lists as they are in the sources, by path: their owner may have changed them.
    """
    if previous is None:
        return {}
    before = {page.name: page.text for page in previous.pages}
    texts = {
        text_file(page): f"{page.text.strip()}\n"
        for page in specification.pages
        if page.text != before.get(page.name, page.text)
    }
    added = specification.entries[len(previous.entries) :]
    lists = {
        list_file(entity): _with(existing[list_file(entity)], entity, added)
        for entity in lists_of(specification)
        if list_file(entity) in existing and any(e.entity == entity.name for e in added)
    }
    return texts | lists


def _with(existing: str, entity: Entity, entries: Iterable[SiteEntry]) -> str:
    """Return a list after further entries, in the columns that it has now."""
    head = next(csv.reader(io.StringIO(existing)), None) or _columns(entity)
    places = {field.label.casefold(): field.name for field in entity.fields}
    places |= {field.name: field.name for field in entity.fields}
    names = [places.get(word.strip().casefold(), "") for word in head]
    text = existing.rstrip("\n") or _line(head)
    for entry in entries:
        if entry.entity == entity.name:
            fields = [field.name for field in entity.fields]
            values = dict(zip(fields, entry.values, strict=False))
            line = _line([values.get(name, "") for name in names])
            text = _without(text, line) if entry.gone else f"{text}\n{line}"
    return f"{text}\n"


def _without(text: str, line: str) -> str:
    """Return a list without the last entry like that; unchanged when its owner rewrote it."""
    before, found, after = f"{text}\n".rpartition(f"\n{line}\n")
    return f"{before}\n{after}".rstrip("\n") if found else text


def _line(values: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(values)
    return out.getvalue()


def lists_of(specification: ApplicationSpecification) -> list[Entity]:
    """Return the entities that stand on pages."""
    used = {name for page in specification.pages for name in page.lists}
    return [entity for entity in specification.data_model.entities if entity.name in used]


def _head(entity: Entity) -> str:
    return f"{_line(_columns(entity))}\n"


def _columns(entity: Entity) -> list[str]:
    """Return how the columns are called: by their labels, where these leave no doubt."""
    names = [field.name for field in entity.fields]
    labels = [design.one_line(field.label) for field in entity.fields]
    folded = [label.casefold() for label in labels]
    others = {name: at for at, name in enumerate(names)}
    clear = all(others.get(label, at) == at for at, label in enumerate(folded))
    return labels if clear and len(set(folded)) == len(folded) and all(labels) else names
