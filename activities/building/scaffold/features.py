"""Puts features into the tree: their modules, pages, styles and tests. Pure."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from activities.building.scaffold.literals import Call, Node, written
from models.features import Feature, FeatureKind
from models.specification import ApplicationSpecification

FEATURES = Path(__file__).parent.parent / "templates" / "features"
"""A folder for each kind of feature, laid out like an application."""
MODULE = "app/features/__init__.py"
_MODULES = {FeatureKind.IMPORT: "importing"}
"""Names of modules where the kind's own is none that Python allows."""
_STYLES = "app/static/app.css"
_README = "README.md"
_DOCSTRING = (
    '"""What this application can do beyond lists and forms; a line less, and it can do less."""'
)


def with_features(
    specification: ApplicationSpecification, files: Mapping[str, str]
) -> dict[str, str]:
    """Return the files of an application together with those of its features."""
    kinds = list(dict.fromkeys(feature.kind for feature in specification.features))
    result = dict(files)
    for kind in kinds:
        for name, content in _files(kind).items():
            if name.endswith(".css"):
                result[_STYLES] += f"\n/* {kind.capitalize()} */\n\n{content}"
            elif name == _README:
                result[_README] += f"\n{content}"
            else:
                result[name] = content
    if kinds:
        result[MODULE] = _module(specification.features, kinds)
    return result


@cache
def _files(kind: FeatureKind) -> Mapping[str, str]:
    """Return the files of a kind by path.

    Raises:
        FileNotFoundError: There is no such folder.
    """
    folder = FEATURES / kind.value
    paths = [p for p in sorted(folder.rglob("*")) if p.is_file() and "__pycache__" not in p.parts]
    if not paths:
        raise FileNotFoundError(folder)
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in paths}


def _module(features: Iterable[Feature], kinds: Iterable[FeatureKind]) -> str:
    imports = sorted(
        f"from app.features.{_MODULES.get(kind, kind)} import {_name(kind)}" for kind in kinds
    )
    listed = written([_call(feature) for feature in features], "FEATURES: list[Feature] = ", 0)
    head = "\n".join(["from app.feature import Feature", *imports])
    return f"{_DOCSTRING}\n\n{head}\n\nFEATURES: list[Feature] = {listed}\n"


def _call(feature: Feature) -> Call:
    arguments: list[tuple[str, Node]] = [("entity", feature.entity)] if feature.entity else []
    return Call(_name(feature.kind), [*arguments, *sorted(feature.fields.items())])


def _name(kind: FeatureKind) -> str:
    return "".join(part.capitalize() for part in kind.value.split("_"))
