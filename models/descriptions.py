"""What is written below each field, for the documents that describe the models."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

from pydantic import BaseModel


def field_descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return the text below each field of a model; what a subclass repeats it says anew.

    pydantic could read them itself, but it would parse the source of every model at the start of
    every process, and only documents need them.
    """
    found: dict[str, str] = {}
    for ancestor in reversed(model.__mro__):
        if issubclass(ancestor, BaseModel) and _has_source(ancestor):
            for name, text in _below_fields(ancestor):
                found.pop(name, None)
                if text is not None:
                    found[name] = text
    return found


def member_descriptions(kind: type[Enum]) -> dict[str, str]:
    """Return the text below each member of an enumeration, by its value."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 - narrows for the type checker
    found: dict[str, str] = {}
    for statement, following in pairwise([*definition.body, ast.Pass()]):
        text = _text(following)
        if isinstance(statement, ast.Assign) and text is not None:
            (name,) = (target.id for target in statement.targets if isinstance(target, ast.Name))
            found[str(kind[name].value)] = text
    return found


def _has_source(model: type[BaseModel]) -> bool:
    if model is BaseModel:
        return False
    return model.__pydantic_generic_metadata__["origin"] is None  # else made by Model[Parameter]


def _below_fields(model: type[BaseModel]) -> Iterator[tuple[str, str | None]]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 - narrows for the type checker
    for statement, following in pairwise([*definition.body, ast.Pass()]):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, _text(following)


def _text(statement: ast.stmt) -> str | None:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        value = statement.value.value
        return inspect.cleandoc(value) if isinstance(value, str) else None
    return None
