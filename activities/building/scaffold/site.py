"""Writes the sources of a public web site: program, looks, texts and lists. Pure."""

import csv
import io
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from activities.building.scaffold import design
from activities.building.scaffold.documents import icon, plain
from activities.building.scaffold.literals import Call, Node, Raw, written
from models.specification import ApplicationSpecification, Entity, FieldType, SiteEntry, SitePage

CONTENT = "content/"
"""What owners write; a file that is there is theirs."""
TEMPLATES = Path(__file__).parent.parent / "templates" / "site"
_SHARED = (
    ".gitignore",
    "Dockerfile",
    "app/__main__.py",
    "app/probe.py",
    "pyproject.toml",
    "requirements-test.txt",
    "requirements.txt",
    "tests/__init__.py",
)
"""Files that are the same in applications of every kind."""
_LOOKS = "app/static/app.css"
_FRAME = "/* Frame */"
"""Where the part of the style sheet ends that all kinds have: colours, type and focus."""
_RENAMED = {"dockerignore": ".dockerignore"}
_NO_FILE = frozenset({"ruff.toml"})
_KINDS = {
    FieldType.MONEY: "MONEY",
    FieldType.DATE: "DATE",
    FieldType.EMAIL: "EMAIL",
    FieldType.URL: "URL",
}
_DOCSTRING = '"""The pages of this site, the first one first, and the lists that stand on them."""'


def site_files(
    specification: ApplicationSpecification, shared: Mapping[str, str]
) -> dict[str, str]:
    """Return the contents of all files by path; ``shared`` is what every kind starts from."""
    files = {name: shared[name] for name in _SHARED} | dict(_own_files())
    files[_LOOKS] = shared[_LOOKS].partition(_FRAME)[0] + files[_LOOKS]
    files["app/schema.py"] = _schema(specification)
    files["app/static/favicon.svg"] = icon(specification)
    files["README.md"] = _readme(specification, files["README.md"])
    return files | contents(specification)


def contents(specification: ApplicationSpecification) -> dict[str, str]:
    """Return the texts and lists that a site starts with."""
    texts = {text_file(page): f"{page.text.strip()}\n" for page in specification.pages}
    lists = {
        list_file(entity): _with(_head(entity), entity, specification.entries)
        for entity in _lists(specification)
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
        for entity in _lists(specification)
        if list_file(entity) in existing and any(e.entity == entity.name for e in added)
    }
    return texts | lists


def _with(existing: str, entity: Entity, entries: Iterable[SiteEntry]) -> str:
    """Return a list with further entries, in the columns that it has now."""
    head = next(csv.reader(io.StringIO(existing)), None) or _columns(entity)
    places = {field.label.casefold(): field.name for field in entity.fields}
    places |= {field.name: field.name for field in entity.fields}
    names = [places.get(word.strip().casefold(), "") for word in head]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for entry in entries:
        if entry.entity == entity.name:
            fields = [field.name for field in entity.fields]
            values = dict(zip(fields, entry.values, strict=False))
            writer.writerow([values.get(name, "") for name in names])
    start = existing.rstrip("\n") or ",".join(head)
    return f"{start}\n{out.getvalue()}"


def _lists(specification: ApplicationSpecification) -> list[Entity]:
    used = {name for page in specification.pages for name in page.lists}
    return [entity for entity in specification.data_model.entities if entity.name in used]


def _head(entity: Entity) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(_columns(entity))
    return out.getvalue()


def _columns(entity: Entity) -> list[str]:
    """Return how the columns are called: by their labels, where these leave no doubt."""
    names = [field.name for field in entity.fields]
    labels = [design.one_line(field.label) for field in entity.fields]
    folded = [label.casefold() for label in labels]
    others = {name: at for at, name in enumerate(names)}
    clear = all(others.get(label, at) == at for at, label in enumerate(folded))
    return labels if clear and len(set(folded)) == len(folded) and all(labels) else names


def _schema(specification: ApplicationSpecification) -> str:
    metadata, lists = specification.metadata, _lists(specification)
    arguments: list[tuple[str, Node]] = [
        ("title", design.one_line(metadata.title)),
        ("summary", design.one_line(metadata.summary)),
        ("language", metadata.language),
        ("currency", metadata.currency),
        ("accent", design.accent(metadata.category)),
        ("pages", [_page(page) for page in specification.pages]),
    ]
    if lists:
        arguments.append(("listings", [_listing(entity) for entity in lists]))
    typed = any(field.type in _KINDS for entity in lists for field in entity.fields)
    names = ["Column", *(["Kind"] if typed else []), "Listing"] if lists else []
    line = f"from app.model import {', '.join([*names, 'Page', 'Site'])}"
    return f"{_DOCSTRING}\n\n{line}\n\nSITE = {written(Call('Site', arguments), 'SITE = ', 0)}\n"


def _page(page: SitePage) -> Call:
    arguments: list[tuple[str, Node]] = [
        ("name", page.name),
        ("title", design.one_line(page.title)),
    ]
    if page.lists:
        arguments.append(("listings", list(page.lists)))
    return Call("Page", arguments)


def _listing(entity: Entity) -> Call:
    columns: list[Node] = []
    for field in entity.fields:
        arguments: list[tuple[str, Node]] = [
            ("name", field.name),
            ("label", design.one_line(field.label)),
        ]
        if field.type in _KINDS:
            arguments.append(("kind", Raw(f"Kind.{_KINDS[field.type]}")))
        columns.append(Call("Column", arguments))
    return Call(
        "Listing",
        [
            ("name", entity.name),
            ("title", design.one_line(entity.plural_label)),
            ("main", entity.title_field),
            ("columns", columns),
        ],
    )


def _readme(specification: ApplicationSpecification, usage: str) -> str:
    metadata = specification.metadata
    pages = "\n".join(f"- {plain(page.title)}: `{text_file(page)}`" for page in specification.pages)
    lists = "\n".join(
        f"- {plain(entity.plural_label)}: `{list_file(entity)}`" for entity in _lists(specification)
    )
    parts = [f"# {plain(metadata.title)}", plain(metadata.summary), f"## Pages\n\n{pages}"]
    parts += [f"## Lists\n\n{lists}"] if lists else []
    return "\n\n".join([*parts, usage])


@cache
def _own_files() -> Mapping[str, str]:
    paths = [p for p in sorted(TEMPLATES.rglob("*")) if p.is_file() and p.name not in _NO_FILE]
    names = {path: path.relative_to(TEMPLATES).as_posix() for path in paths}
    return {
        _RENAMED.get(name, name): path.read_text(encoding="utf-8")
        for path, name in names.items()
        if not any(part.startswith((".", "__pycache__")) for part in Path(name).parts)
    }
