"""The pure heart of the builder: from a specification to the contents of every file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from activities.building.scaffold.contents import CONTENT
from activities.building.scaffold.documents import icon, readme
from activities.building.scaffold.features import with_features
from activities.building.scaffold.kinds import of_its_kind
from activities.building.scaffold.migration import next_migration
from activities.building.scaffold.reaching import reached
from activities.building.scaffold.schema_module import schema_module
from activities.building.scaffold.site import site_files, site_ignored
from models.specification import ApplicationKind, ApplicationSpecification

MANIFEST = "generated-files.txt"
MIGRATIONS = "migrations/"
TEMPLATES = Path(__file__).parent.parent / "templates" / "records"
"""What applications start from; what they require stands in it as it is in each of them."""
_RENAMED = {"gitignore": ".gitignore", "dockerignore": ".dockerignore"}
_SKIPPED = frozenset({"__pycache__", ".ruff_cache", ".mypy_cache", ".pytest_cache"})


def render(
    specification: ApplicationSpecification,
    version: int,
    existing_migrations: Mapping[str, str],
) -> dict[str, str]:
    """Return the contents of all generated files by path; the same input gives the same bytes.

    Args:
        specification: What to build.
        version: Number of the version; the application tells it at ``/healthz``.
        existing_migrations: Contents by name of the files that older versions came with; they
            are returned unchanged, together with the one that is needed now, if any.

    Raises:
        BuildError: The change can't be made without losing what is stored.
    """
    if specification.architecture.kind is ApplicationKind.SITE:
        files = site_files(specification, fixed_files())
        files["app/VERSION"] = f"{version}\n"
        files[MANIFEST] = _manifest(files)
        return dict(sorted(files.items()))
    files = of_its_kind(specification, with_features(specification, fixed_files()))
    files["app/schema.py"] = schema_module(specification)
    files = reached(files)
    files["app/VERSION"] = f"{version}\n"
    files["app/static/favicon.svg"] = icon(specification)
    files["README.md"] = readme(specification, files["README.md"])
    for name, content in existing_migrations.items():
        files[MIGRATIONS + name] = content
    if (added := next_migration(specification, existing_migrations)) is not None:
        files[MIGRATIONS + added[0]] = added[1]
    files[MANIFEST] = _manifest(files)
    return dict(sorted(files.items()))


@cache
def fixed_files() -> Mapping[str, str]:
    """Return the files that are the same in every application."""
    files = {}
    for path in sorted(TEMPLATES.rglob("*")):
        relative = path.relative_to(TEMPLATES)
        if path.is_file() and not _SKIPPED.intersection(relative.parts):
            name = relative.as_posix()
            files[_RENAMED.get(name, name)] = path.read_text(encoding="utf-8")
    return files


def packaging_files(kind: ApplicationKind) -> Mapping[str, str]:
    """Return the files that say how an image is made: with network, and before any gate looks."""
    shared = fixed_files()
    ignored = site_ignored() if kind is ApplicationKind.SITE else shared[".dockerignore"]
    return {"Dockerfile": shared["Dockerfile"], ".dockerignore": ignored}


def required_files() -> Mapping[str, str]:
    """Return what applications require, with hashes: an image can't be made without."""
    shared = fixed_files()
    return {name: shared[name] for name in ("requirements.txt", "requirements-test.txt")}


def _manifest(files: Mapping[str, str]) -> str:
    names = sorted([*(n for n in files if not n.startswith((MIGRATIONS, CONTENT))), MANIFEST])
    return "".join(f"{name}\n" for name in names)
