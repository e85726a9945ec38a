"""A figure that is told in its parts, told as several: "score (home / away)"; pure.

"Result of vote (for / against / abstain)" are three numbers of the motion, no choice and no lists
of their own, and "hours (planned, worked)" are two. "Result (won / lost)" and "venue (home / away)"
stay what they are: one of several values.
"""

import re
import tomllib
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).with_name("split_figures.toml")
_BETWEEN = re.compile(r"\s*(?:,|/|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bi\b)\s*")
_NUMBERS = re.compile(r"\s+(?:numbers?|counts?|totals?|figures)$", re.IGNORECASE)
_MOST = 4


class _Figure(NamedTuple):
    """A figure, and how each of its parts is told."""

    pattern: re.Pattern[str]
    told: dict[str, str]
    """By each part, what stands for head and part, with {head} in it."""
    said: str
    """What the head is called instead."""


@cache
def _figures(language: str) -> tuple[_Figure, ...]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8")).get(language, ())
    return tuple(map(_figure, rows))


def _figure(row: dict[str, str | dict[str, str]]) -> _Figure:
    told = {one: f"{one} {{head}}" for one in str(row["before"]).split("|") if one}
    told |= {one: f"{{head}} {one}" for one in str(row["behind"]).split("|") if one}
    told |= {one: one for one in str(row.get("alone", "")).split("|") if one}
    other = row.get("as", {})
    if isinstance(other, dict):
        told |= {one: told[meant] for one, meant in other.items() if meant in told}
    pattern = re.compile(
        rf"(?<![\w'-])(?P<head>{row['heads']}) ?\((?P<parts>[^()\n]{{4,80}})\)", re.IGNORECASE
    )
    folded = {part.lower(): how for part, how in told.items()}
    return _Figure(pattern, folded, str(row.get("said", "")))


def tell_split_figures(text: str, language: str) -> str:
    """Return a request where each part of a figure is told as one of its own.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    for figure in _figures(language):
        text = figure.pattern.sub(partial(_each, figure=figure), text)
    return text


def _each(match: re.Match[str], figure: _Figure) -> str:
    """Return "home score, away score"; the words as they are where a part is none."""
    parts = [_NUMBERS.sub("", one).strip().lower() for one in _BETWEEN.split(match["parts"])]
    known = all(part in figure.told for part in parts)
    if not known or not 1 < len(set(parts)) == len(parts) <= _MOST:
        return match.group()
    head = figure.said or match["head"]
    return ", ".join(figure.told[part].format(head=head) for part in parts)
