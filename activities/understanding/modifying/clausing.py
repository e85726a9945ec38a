"""Where one change ends and the next begins, in any language; pure."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from activities.understanding.modifying.changes import Step
from activities.understanding.text.cleaning import mask, split_items
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import singular

_LONGEST = 1000
_FEWEST_WORDS = 2
"""A clause says more than one word, but for an order: "sort" alone stands in an enumeration."""
_MOST_ITEMS = 8
_IN_QUOTES = re.compile(r"(?:^|\s)'[^']*$")
_STOP = re.compile(
    r"(?<=[^\W\d_]{3})(?<!\bmin)(?<!\bmax)(?<!\btel)(?<!\betc)(?<!\busw)(?<!\bbzw)(?<!\bggf)"
    r"(?<!\benv)(?<!\bapprox)(?<!cl)(?<!kl)(?<!\bresp)(?<!\bevtl)\. (?=[^\W\d_A-Z])"
)
"""Ends a sentence before one that begins in lower case."""
_VERB = re.compile(
    r"^(?P<verb>(?:please )?(?:(?:can|could) (?:you|we|i) )?(?:add|include|remove|drop|delete|hide"
    r"|(?:i|we)(?:'d|d| would)? (?:also )?(?:want|like|need)(?: to (?:have|see))?"
    r"|(?:i|we) (?:don't|do not) (?:need|want)) )(?P<rest>.+)$",
    re.IGNORECASE,
)
_VIEW = re.compile(
    r"(?:an? |the |some )?(?:(?:full[- ]text |simple |quick )?search(?: box| bar| function| field)?"
    r"|calendar|charts?|graphs?|diagrams?|(?:photo |picture )?gallery|statistics|reminders?"
    r"|kanban(?: board)?)(?: view| page)?"
    r"(?: (?:over|across|through|in|for|of|by|per|showing) [\w' -]{2,50})?",
    re.IGNORECASE,
)
"""A way of looking among what is kept: "a shelf for every item and a search over everything"."""
_DOES = re.compile(
    r"^(?P<told>(?:each|every|an?|the) [\w'-]+(?: [\w'-]+)? (?:has|gets|needs) [^;:]{2,200}?)"
    r",? and (?!has\b|is\b|was\b|costs\b|takes\b|needs\b|lasts\b)[a-z]{3,14}s "
    r"(?:in |at |on |to |for )?(?:only |exactly |just )?(?:one|a single) "
    r"(?!(?:hour|minute|day|week|month|year|time|euro|dollar|pound|or|of|to)\b)"
    r"(?P<what>[\w-]+(?: [\w-]+)?)$",
    re.IGNORECASE,
)


class _Way(NamedTuple):
    sign: re.Pattern[str]
    hold: re.Pattern[str]
    """Words by which what follows is still said of what was asked, told or possible; an order is
    none of that."""


def whole_clauses(text: str) -> list[str]:
    """Return a text divided where another change begins: "X is required, and show me Y".

    Args:
        text: One sentence; what stands in quotes or brackets is not divided.
    """
    if len(text) > _LONGEST:
        return [text]
    parts = [part for part in _STOP.split(text) if part.strip()]
    for way in _ways():
        parts = [one for part in parts for one in _divided(part, way)]
    return [one for part in parts for one in _views_apart(_with_what_is_done(part))]


def in_order(steps: Sequence[Step]) -> list[Step]:
    """Return steps with a thing before what refers to it: "boats have an owner, owners a phone"."""
    told = [step for step in steps if step.kind == "things" and step.words]
    named = {singular(step.words.lower()) for step in told}
    steps = [step for step in steps if not _only_names(step, named)]
    steps = _relations_behind(steps, named)
    ordered: list[Step] = []
    for step in steps:
        at = next((i for i, one in enumerate(ordered) if _refers(one, step)), len(ordered))
        ordered.insert(at, step)
    return ordered


def _only_names(step: Step, named: set[str]) -> bool:
    """Say whether a step is nothing but the name of what is told of elsewhere: "drivers too"."""
    said = re.sub(r" (?:too|also|as well)$", "", step.said.lower().strip(" .,"))
    if step.kind == "field":
        return not step.value and singular(noun_phrase(step.words)) in named
    return step.kind == "unknown" and singular(noun_phrase(said)) in named


def _relations_behind(steps: Sequence[Step], named: set[str]) -> list[Step]:
    """Return steps with how things belong together behind what is known of these things."""
    last = max((at for at, step in enumerate(steps) if step.kind == "things"), default=-1)
    early = [
        step
        for at, step in enumerate(steps)
        if step.kind == "relation"
        and at < last
        and {singular(step.words.lower()), singular(step.entity.lower())} & named
    ]
    if not early:
        return [*steps]
    ahead = [step for step in steps[: last + 1] if step not in early]
    return [*ahead, *early, *steps[last + 1 :]]


def _refers(one: Step, other: Step) -> bool:
    if one.kind != "things" or other.kind != "things" or not other.words:
        return False
    name = singular(other.words.lower())
    if singular(one.words.lower()) == name:
        return False
    return any(singular(noun_phrase(item)).lower() == name for item in one.items)


def _divided(text: str, way: _Way) -> list[str]:
    masked, parts, start = mask(text), [], 0
    for found in way.sign.finditer(masked):
        before = masked[start : found.start()]
        held = not found["order"] and way.hold.search(masked[start : found.start() + 1])
        if held or len(before.split()) < _FEWEST_WORDS or _IN_QUOTES.search(before):
            continue
        if found["tells"] is not None and not _is_told(before):
            continue
        parts.append(text[start : found.start() + len(found["keep"] or "")])
        start = found.end()
    return [*parts, text[start:]]


def _is_told(before: str) -> bool:
    """Say whether a sentence stands before another, and no list that goes on."""
    return bool(
        re.search(r"\b(?:has|have|is|are|be|needs?|should|must|make|add|call)\b", before, re.I)
    )


def _with_what_is_done(text: str) -> str:
    """Return "a driver has a name, and drives one car" as "a driver has a name, and a car"."""
    return _DOES.sub(r"\g<told> and a \g<what>", text)


def _views_apart(text: str) -> Iterator[str]:
    """Give each way of looking a wish of its own, where it stands among what is kept."""
    found = _VERB.match(text)
    items = split_items(found["rest"]) if found else []
    views = [item for item in items if _VIEW.fullmatch(item)]
    if found is None or not views or not 1 < len(items) <= _MOST_ITEMS:
        yield text
        return
    kept = [item for item in items if item not in views]
    if kept:
        yield f"{found['verb']}{', '.join(kept[:-1])}{' and ' if kept[1:] else ''}{kept[-1]}"
    yield from (f"{found['verb']}{view}" for view in views)


@cache
def _ways() -> tuple[_Way, ...]:
    raw = tomllib.loads(Path(__file__).with_name("clausing.toml").read_text(encoding="utf-8"))
    return tuple(_way(rows) for rows in raw.values())


def _way(rows: dict[str, Any]) -> _Way:
    joins, orders, opens = rows["and"], "|".join(rows["orders"]), "|".join(rows["opens"])
    tells = "|".join(rows.get("tells", ("(?!)",)))
    ends = rows.get("ends", "(?!)")
    also = rf"(?:(?:{joins}) )"
    sign = re.compile(
        rf"(?:(?P<keep>(?<=\s)(?:{ends})),? {also}+"
        rf"|(?P<order>(?:, {also}*| {also}+)(?=(?:{orders})))"
        rf"|,? {also}+(?=(?:{opens}))|,? {also}+(?=(?P<tells>{tells})))",
        re.IGNORECASE,
    )
    return _Way(sign, re.compile(rows["hold"], re.IGNORECASE))
