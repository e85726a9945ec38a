"""Which conditions hold for type checkers alone, so that what they guard is never run. Pure."""

import ast
from collections.abc import Iterator

_NAME = "TYPE_CHECKING"
_MODULE = "typing"
_ANY = "*"


def conditions_for_types(module: ast.Module) -> frozenset[str]:
    """Return how a module writes ``typing.TYPE_CHECKING``.

    A name that may stand for something else as well is none: else code could hide behind it.
    """
    ours: set[str] = set()
    others: set[str] = set()
    for node in ast.walk(module):
        ours.update(_of_typing(node))
        others.update(_of_others(node))
    if _ANY in others:
        return frozenset()
    return frozenset(each for each in ours if each.partition(".")[0] not in others)


def written(condition: ast.expr) -> str:
    """Return a condition that is ``name`` or ``module.name`` as text; others as nothing."""
    match condition:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            return f"{module}.{name}"
        case _:
            return ""


def _of_typing(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.ImportFrom(module="typing", level=0, names=names):
            yield from (each.asname or _NAME for each in names if each.name == _NAME)
        case ast.Import(names=names):
            yield from (
                f"{each.asname or _MODULE}.{_NAME}" for each in names if each.name == _MODULE
            )


def _of_others(node: ast.AST) -> Iterator[str]:
    """Return the names that something else than ``typing`` binds here."""
    match node:
        case ast.ImportFrom(module="typing", level=0, names=names):
            yield from (each.asname or each.name for each in names if each.name not in (_NAME, "*"))
        case ast.ImportFrom(names=names):
            yield from (each.asname or each.name for each in names)
        case ast.Import(names=names):
            yield from (
                (each.asname or each.name).partition(".")[0]
                for each in names
                if each.name != _MODULE
            )
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            yield name
