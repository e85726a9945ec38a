"""Annotated requests: the marks stand in the text itself. README.md describes the format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from evaluation.corpus import NOT_LABELLED
from models.conversation import Limit
from models.specification import Category, FieldType, View

FOLDER = Path(__file__).parent / "requests"
TYPES = tuple(kind.value for kind in FieldType)
VIEWS = tuple(view.value for view in View)
LIMITS = tuple(limit.value for limit in Limit if limit not in NOT_LABELLED)
WISHES = (*VIEWS, *LIMITS)
CATEGORIES = tuple(kind.value for kind in Category)
_HEAD = re.compile(
    r"=== lang=(?P<language>en|de|fr|es|it|pt|nl|pl) cat=(?P<categories>[a-z?/]+)"
    r" q=(?P<vague>[01?])"
)
_MARK = re.compile(r"\[(?P<words>[^\[\]|]+)\|(?P<says>[^\[\]|]+)\]")
_RELATION = re.compile(r"(?P<source>[a-z][a-z0-9_]*) (?P<kind>>|<>) (?P<target>[a-z][a-z0-9_]*)")
_UNNAMED = re.compile(r"\+ (?P<thing>[a-z][a-z0-9_]*)")
_FIELD = re.compile(r"(?P<owner>[a-z0-9_]+)\.(?P<name>[a-z0-9_]+):(?P<type>[a-z_]+)")
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class Mark(NamedTuple):
    """Marked words: ``kind`` is E for a thing, F for a field, C for values, W for a wish."""

    start: int
    end: int
    kind: str
    name: str = ""
    """Canonical name of the thing or field, or which wish it is."""
    owner: str = ""
    type: str = ""


class Relation(NamedTuple):
    """Each source has one target, or several."""

    source: str
    target: str
    many: bool


@dataclass(frozen=True)
class Annotated:
    """A request with what a thoughtful person would understand."""

    text: str
    language: str
    categories: tuple[str, ...]
    """The best first; empty when the words leave it open."""
    vague: bool | None
    """Whether one would have to ask; None when both are fine."""
    marks: tuple[Mark, ...]
    relations: tuple[Relation, ...]
    unnamed: tuple[str, ...]
    """Things that no word of the text names."""


def load(folder: Path = FOLDER, files: str = "*.txt") -> Iterator[Annotated]:
    """Return the annotated requests of a folder, in the order of its files.

    Raises:
        ValueError: A block is not written as it should be; says which and why.
    """
    for path in sorted(folder.glob(files)):
        for number, block in enumerate(_blocks(path.read_text(encoding="utf-8")), 1):
            try:
                yield parse(block)
            except ValueError as error:
                raise ValueError(f"{path.name}, request {number}: {error}") from error


def _blocks(text: str) -> list[str]:
    return [f"=== {block}" for block in text.split("=== ")[1:]]


def parse(block: str) -> Annotated:
    """Return one annotated request.

    Raises:
        ValueError: It is not written as it should be.
    """
    first, *lines = block.strip().split("\n")
    head = _HEAD.fullmatch(first.strip())
    if head is None:
        raise ValueError(f"no head: {first}")
    relations, unnamed = _trailers(lines)
    text, marks = _marks("\n".join(lines).strip())
    categories = tuple(c for c in head["categories"].split("/") if c != "?")
    if not set(categories) <= set(CATEGORIES):
        raise ValueError(f"unknown category in {head['categories']}")
    things = {mark.name for mark in marks if mark.kind == "E"} | set(unnamed)
    for mark in marks:
        if mark.kind == "F" and mark.owner not in things:
            raise ValueError(f"the thing of {mark.owner}.{mark.name} is marked nowhere")
    for relation in relations:
        if not {relation.source, relation.target} <= things:
            raise ValueError(f"a relation of {relation.source} and {relation.target}, unmarked")
    vague = {"0": False, "1": True}.get(head["vague"])
    return Annotated(text, head["language"], categories, vague, marks, relations, unnamed)


def _trailers(lines: list[str]) -> tuple[tuple[Relation, ...], tuple[str, ...]]:
    """Take the relations and unnamed things off the end of the lines."""
    relations, unnamed = list[Relation](), list[str]()
    while lines:
        last = lines[-1].strip()
        related, thing = _RELATION.fullmatch(last), _UNNAMED.fullmatch(last)
        if related:
            many = related["kind"] == "<>"
            relations.insert(0, Relation(related["source"], related["target"], many))
        elif thing:
            unnamed.insert(0, thing["thing"])
        elif last:
            break
        lines.pop()
    return tuple(relations), tuple(unnamed)


def _marks(raw: str) -> tuple[str, tuple[Mark, ...]]:
    text, marks, at = "", list[Mark](), 0
    for match in _MARK.finditer(raw):
        text += raw[at : match.start()]
        marks.append(_mark(len(text), match["words"], match["says"].strip()))
        text += match["words"]
        at = match.end()
    text += raw[at:]
    if not text or re.search(r"[\[\]|]", text):
        raise ValueError("no text, or a bracket or bar that marks nothing")
    return text, tuple(marks)


def _mark(start: int, words: str, says: str) -> Mark:
    end = start + len(words)
    if says == "=":
        return Mark(start, end, "C")
    if says[0] in "!~" and says[1:] in (VIEWS if says[0] == "!" else LIMITS):
        return Mark(start, end, "W", says[1:])
    field = _FIELD.fullmatch(says)
    if field and field["type"] in TYPES:
        return Mark(start, end, "F", field["name"], field["owner"], field["type"])
    if _NAME.fullmatch(says):
        return Mark(start, end, "E", says)
    raise ValueError(f"unknown mark: {says}")
