"""Writes Python values the way the formatter would, so that generated modules are stable. Pure."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

LINE = 100
_INDENT = "    "
_WIDE = frozenset("WF")
_ESCAPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Mc", "Zl", "Zp", "Sk", "Lm"})


@dataclass(frozen=True, slots=True)
class Raw:
    """Code that stands as it is."""

    code: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call with keyword arguments, one a line."""

    name: str
    arguments: Sequence[tuple[str, "Node"]]


Node = str | bool | Raw | Call | Sequence["Node"]


def written(node: Node, before: str, depth: int) -> str:
    """Return the code of a value that follows ``before`` on a line indented ``depth`` times."""
    inner, end = _INDENT * (depth + 1), _INDENT * depth
    if isinstance(node, Call):
        lines = [
            f"{inner}{name}={written(value, f'{name}=', depth + 1)},\n"
            for name, value in node.arguments
        ]
        return f"{node.name}(\n{''.join(lines)}{end})" if lines else f"{node.name}()"
    if isinstance(node, str):
        return _text(node, len(before), depth)
    if isinstance(node, Raw | bool):
        return node.code if isinstance(node, Raw) else str(node)
    items = [f"{inner}{written(item, '', depth + 1)},\n" for item in node]
    return f"[\n{''.join(items)}{end}]"


def quoted(text: str) -> str:
    """Return a string literal; characters that nobody sees, or that change others, are escaped."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + "".join(_escaped(character, quote) for character in text) + quote


def _text(text: str, before: int, depth: int) -> str:
    flat = quoted(text)
    if len(_INDENT) * depth + before + _width(flat) + 1 <= LINE:
        return flat
    room = LINE - len(_INDENT) * (depth + 1)
    if not before:  # an item of a list stays in one piece
        return flat
    lines = [f"{_INDENT * (depth + 1)}{piece}\n" for piece in _pieces(text, room)]
    return f"(\n{''.join(lines)}{_INDENT * depth})"


def _pieces(text: str, room: int) -> list[str]:
    pieces, current = [], ""
    for character in text:
        if _width(quoted(current + character)) > room:
            pieces.append(current)
            current = ""
        current += character
    return [quoted(piece) for piece in [*pieces, current]]


def _escaped(character: str, quote: str) -> str:
    if character in (quote, "\\"):
        return f"\\{character}"
    hidden = ord(character) > 126 and unicodedata.category(character) in _ESCAPED
    if hidden or ord(character) < 32:
        return ascii(character)[1:-1]
    return character


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in text)
