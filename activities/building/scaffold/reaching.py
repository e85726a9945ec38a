"""Leaves out what an application never reaches: modules, their tests, pages. Pure."""

import ast
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

_ROOTS = ("app/__init__.py", "app/__main__.py", "app/probe.py")
_TEST_ROOTS = ("tests/__init__.py", "tests/conftest.py", "tests/own/conftest.py")
_PAGES = "app/templates/"
_PAGE = re.compile(r"[\"']([\w/]+\.html)[\"']")


def reached(files: Mapping[str, str]) -> dict[str, str]:
    """Return the files that an application uses.

    A module of the program stays when it is imported, directly or not, by what is started; a test
    when everything that it imports is there; a page when a module or another page names it.
    """
    program = _closure(files, _ROOTS)
    tests = _with_their_helpers(files, program)
    kept = program | tests
    pages = _pages(files, kept)
    return {
        name: content
        for name, content in files.items()
        if name in kept or name in pages or not _is_judged(name)
    }


def is_test(name: str) -> bool:
    """Return whether a file holds tests."""
    path = PurePosixPath(name)
    return path.parts[0] == "tests" and path.name.startswith("test_") and path.suffix == ".py"


def _is_judged(name: str) -> bool:
    python = name.endswith(".py") and name.startswith(("app/", "tests/"))
    return python or (name.startswith(_PAGES) and name.endswith(".html"))


def _closure(files: Mapping[str, str], roots: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = [name for name in roots if name in files]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += imported(files, name)
    return found


def _with_their_helpers(files: Mapping[str, str], program: set[str]) -> set[str]:
    """Return the tests of what is there, and the modules that help them."""
    kept = set(_closure(files, _TEST_ROOTS))
    for name in files:
        if is_test(name):
            needed = _closure(files, [name])
            if {n for n in needed if n.startswith("app/")} <= program:
                kept |= needed
    return {name for name in kept if name.startswith("tests/")}


def _pages(files: Mapping[str, str], modules: set[str]) -> set[str]:
    found: set[str] = set()
    waiting = [page for name in modules for page in _named(files[name])]
    while waiting:
        page = f"{_PAGES}{waiting.pop()}"
        if page in files and page not in found:
            found.add(page)
            waiting += _named(files[page])
    return found


def _named(content: str) -> list[str]:
    return _PAGE.findall(content)


def imported(files: Mapping[str, str], name: str) -> list[str]:
    """Return the application's own files that a module imports."""
    found = []
    for module in _modules(files[name]):
        path = module.replace(".", "/")
        found += [place for place in (f"{path}.py", f"{path}/__init__.py") if place in files]
        package = f"{path.rpartition('/')[0]}/__init__.py"
        found += [package] if package in files else []
    return found


@lru_cache(maxsize=512)
def _modules(source: str) -> tuple[str, ...]:
    """Return the names of all modules that may be meant by the imports of a source."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append(node.module)
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(name for name in found if name.partition(".")[0] in ("app", "tests"))
