"""Reads a small part of Markdown into blocks and spans, which the templates show escaped.

Headings, paragraphs, lists, links, ``*emphasis*`` and ``**strong**``; everything else is text, and
a line that ends in a paragraph ends on the page too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_BULLET = re.compile(r"[-*+]\s+(.+)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(.+)")
_SPAN = re.compile(
    r"\*\*(?P<strong>[^*]{1,500})\*\*"
    r"|\*(?P<emphasis>[^*\s][^*]{0,500})\*"
    r"|\[(?P<label>[^\[\]]{1,300})\]\((?P<address>[^()\s]{1,500})\)"
    r"|(?P<url>https?://[^\s<>()*]{1,500})"
    r"|(?P<mail>\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
)
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)\S*", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?"
_DEEPEST = 4


class Style(StrEnum):
    """How a piece of text is shown."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style."""

    text: str
    style: Style = Style.PLAIN
    address: str = ""


Spans = tuple[Span, ...]


class Shape(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a list, with its lines."""

    shape: Shape
    lines: tuple[Spans, ...]
    level: int = 0
    """Of a heading: 2 and more, because the title of the page is the first."""


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a text; headings follow each other without a gap in their levels."""
    found = [_block(shape, marks, lines) for shape, marks, lines in _grouped(text)]
    levels = sorted({block.level for block in found if block.level})
    deep, result = 1, []
    for block in found:
        if block.level:
            deep = min(levels.index(block.level) + 2, deep + 1, _DEEPEST)
            block = Block(block.shape, block.lines, deep)
        result.append(block)
    return result


def _block(shape: Shape, marks: int, lines: Sequence[str]) -> Block:
    return Block(shape, tuple(tuple(spans_of(line)) for line in lines), marks)


def _grouped(text: str) -> Iterator[tuple[Shape, int, list[str]]]:
    """Return shape, number of heading marks and lines of each block."""
    current: Shape | None = None
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        shape, marks, rest = _line(line.strip())
        if lines and current and (shape is not current or current is Shape.HEADING):
            yield current, 0, lines
            lines = []
        if shape is Shape.HEADING:
            yield shape, marks, [rest]
        elif shape:
            lines.append(rest)
        current = shape


def _line(line: str) -> tuple[Shape | None, int, str]:
    if not line:
        return None, 0, ""
    if found := _HEADING.fullmatch(line):
        return Shape.HEADING, len(found[1]), found[2]
    for shape, pattern in ((Shape.BULLETS, _BULLET), (Shape.NUMBERS, _NUMBER)):
        if found := pattern.fullmatch(line):
            return shape, 0, found[1]
    return Shape.PARAGRAPH, 0, line


def spans_of(line: str) -> Iterator[Span]:
    """Return the spans of a line."""
    end = 0
    for found in _SPAN.finditer(line):
        if found.start() > end:
            yield Span(line[end : found.start()])
        yield from _marked(found)
        end = found.end()
    if end < len(line):
        yield Span(line[end:])


def _marked(found: re.Match[str]) -> Iterator[Span]:
    if text := found["strong"]:
        yield Span(text, Style.STRONG)
    elif text := found["emphasis"]:
        yield Span(text, Style.EMPHASIS)
    elif mail := found["mail"]:
        yield Span(mail, Style.LINK, f"mailto:{mail}")
    elif url := found["url"]:
        address = url.rstrip(_AFTER_ADDRESS)
        yield Span(address, Style.LINK, address)
        yield Span(url[len(address) :])
    else:
        yield link(found["label"], found["address"], found[0])


def link(label: str, address: str, otherwise: str) -> Span:
    """Return a link, or plain text when a visitor must not be led to the address."""
    if _ADDRESS.fullmatch(address):
        return Span(label, Style.LINK, address)
    return Span(otherwise)
