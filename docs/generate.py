"""Writes the reference pages from the code: ``uv run python -m docs.generate``."""

import ast
from collections.abc import Callable, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import api.problems  # noqa: F401 - its errors belong into the table too
from models.descriptions import field_descriptions, member_descriptions
from models.errors import error_types
from models.features import FORMS, FeatureKind, Form, Role
from settings import SETTINGS_FILE, Settings

FOLDER = Path(__file__).parent
_READERS = FOLDER.parent / "activities" / "understanding"
BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"


def settings_table() -> str:
    """Return a table of all settings, section by section."""
    lines: list[str] = []
    told = field_descriptions(Settings)
    lines += _table("General", "", Settings)
    for name, field in Settings.model_fields.items():
        section = _section(field)
        if section is not None:
            lines += _table(told.get(name, name), name, section)
    return "\n".join(lines)


def errors_table() -> str:
    """Return a table of the codes that problem documents carry."""
    rows = [
        f"| `{code}` | {error.status} | {error.title} | {error.default_remedy} |"
        for code, error in sorted(error_types().items(), key=lambda item: (item[1].status, item[0]))
    ]
    return "\n".join(["| code | HTTP status | title | what to do |", "|---|---|---|---|", *rows])


def features_table() -> str:
    """Return a table of what applications can do beyond lists and forms, and what each needs."""
    told = member_descriptions(FeatureKind)
    rows = [
        f"| `{kind.value}` | {told[kind.value]} | {_needed(FORMS[kind])} |" for kind in FeatureKind
    ]
    head = ["| feature | what it does | what an entity must have for it |", "|---|---|---|"]
    return "\n".join([*head, *rows])


def readers_table() -> str:
    """Return a table of the modules that read requests, folder by folder."""
    lines: list[str] = []
    for folder in (_READERS, *sorted(path.parent for path in _READERS.glob("*/__init__.py"))):
        where = folder.relative_to(_READERS.parent)
        modules = [path for path in sorted(folder.glob("*.py")) if path.stem != "__init__"]
        rows = [f"| `{path.stem}` | {_first_sentence(path)} |" for path in modules]
        said = _first_sentence(folder / "__init__.py")
        lines += [
            f"## `{where}`",
            "",
            said,
            "",
            "| module | what it does |",
            "|---|---|",
            *rows,
            "",
        ]
    return "\n".join(lines)


def _first_sentence(module: Path) -> str:
    told = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(told.partition("\n\n")[0].split())
    return paragraph.removesuffix(".").removesuffix("; pure").replace("|", "\\|")


def _needed(form: Form) -> str:
    if not form.of_entity:
        return "nothing; it is of the whole application"
    parts = [f"{name}: {_played_by(role)}" for name, role in form.roles.items() if role.needed]
    return "; ".join(parts) or "nothing"


def _played_by(role: Role) -> str:
    kinds = [kind.value.replace("_", " ") for kind in sorted(role.types)]
    kinds += ["reference"] if role.reference else []
    return " or ".join(kinds) + (f" of what {role.of} refers to" if role.of else "")


PAGES: dict[str, Callable[[], str]] = {
    "configuration.md": settings_table,
    "api.md": errors_table,
    "features.md": features_table,
    "readers.md": readers_table,
}


def rendered(name: str) -> str:
    """Return a page as it should be: its own words, and the generated part anew."""
    before, begin, rest = (FOLDER / name).read_text().partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{name} has no generated part")
    return f"{before}{BEGIN}\n\n{PAGES[name]()}\n\n{END}{after}"


def main() -> None:
    """Write every page."""
    for name in PAGES:
        (FOLDER / name).write_text(rendered(name))


def _table(title: str, section: str, model: type[BaseModel]) -> list[str]:
    where = f"`[{section}]` in `{SETTINGS_FILE}`" if section else f"top of `{SETTINGS_FILE}`"
    descriptions = field_descriptions(model)
    rows = []
    for name, field in model.model_fields.items():
        if _section(field) is not None:
            continue
        variable = "__".join(part.upper() for part in (section, name) if part)
        told = " ".join(descriptions.get(name, "").split()).replace("``", "`").replace("|", "\\|")
        rows.append(f"| `{name}` | `ORCHESTRATOR_{variable}` | {_default(field)} | {told} |")
    head = ["| setting | variable | default | meaning |", "|---|---|---|---|"]
    return [f"## {title.rstrip('.')}", "", f"{where[0].upper()}{where[1:]}.", "", *head, *rows, ""]


def _section(field: FieldInfo) -> type[BaseModel] | None:
    kind = _without_none(field.annotation)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in {Union, UnionType}:
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if isinstance(value, Mapping):
        return f"`{dict(value)}`"
    if value is None:
        return "unset"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return f"`{list(value)}`"
    return f"`{value}`"


if __name__ == "__main__":
    main()
