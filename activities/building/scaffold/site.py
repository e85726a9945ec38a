"""Writes the sources of a public web site: program, looks, texts and lists. Pure."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from activities.building.scaffold import design
from activities.building.scaffold.contents import contents, list_file, lists_of, text_file
from activities.building.scaffold.documents import icon, plain
from activities.building.scaffold.literals import Call, Node, Raw, written
from models.specification import ApplicationSpecification, Entity, FieldType, SitePage

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


def site_ignored() -> str:
    """Return what an image of a site leaves out."""
    return _own_files()[".dockerignore"]


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


def _schema(specification: ApplicationSpecification) -> str:
    metadata, lists = specification.metadata, lists_of(specification)
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
        f"- {plain(entity.plural_label)}: `{list_file(entity)}`"
        for entity in lists_of(specification)
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
