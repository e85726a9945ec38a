"""Figures that come out of what is kept, and are no fields of it; pure.

"At the end of a saturday: how many items, how many percent fixed", "monthly numbers for the
bishop: households, bags", "per volunteer and quarter I need the sum": all of them ask for
statistics.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from activities.understanding.marking.marks import Marked, MarkedWish, Words
from models.specification import View

_LOOKED_AT = 8_000
_LEAST_FIELDS = 3
"""Fields that are told elsewhere: else the figures are what is to be kept."""
_SURE = 0.9
_LIST = r"(?P<list>(?:[^.;!?\n]|(?<=\d)\.(?=\d)){4,300})"
_BY = r"(?:minus|plus|times|divided by|multiplied by)"
_TERM = rf"(?:(?:the )?[a-z][a-z-]{{1,20}}(?: (?!{_BY}\b)[a-z-]{{2,20}}){{0,2}}|\d{{1,6}})"
_FORMULA = re.compile(
    rf"(?:^|(?<=[.!?;\n] )|(?<=[.!?;\n]))[a-z]{{3,20}}(?: [a-z]{{2,20}}){{0,2}} ?(?:=|is|equals)"
    rf" ?{_TERM} ?(?:{_BY}|(?<= )[-+*/\u00d7](?= )) ?{_TERM}"
    r"(?:,? (?:and )?(?:please |pls )?(?:work|figure|calculate|compute|add|do)[a-z]* (?:that|it)"
    r"(?: (?:out|up))?(?: for (?:me|us))?(?: please)?)?(?=\s*(?:[.;!?\n]|$))",
    re.IGNORECASE,
)
"""A calculation that is told in a sentence of its own: "Missing = sent minus returned"."""
_ITEM = re.compile(r"[,:]")
_ITEMS = re.compile(r"[,:]| (?:and|und|et|y|e|en|i) ")
_SHARE = re.compile(r" (?:in|as(?: an?)?|als|en|em|w) (?:%|per ?cent|percentage|prozent)\s*$", re.I)
"""In what a figure is told: "attendance in %"."""
_LEAST_ITEMS = 2


class _Asking(NamedTuple):
    """How a language asks for figures."""

    ended: re.Pattern[str]
    headed: re.Pattern[str]
    grouped: re.Pattern[str]
    sure: re.Pattern[str]
    counting: re.Pattern[str]


@cache
def _asking() -> dict[str, _Asking]:
    data = tomllib.loads(files(__package__).joinpath("totals.toml").read_text("utf-8"))
    return {language: _asking_of(words) for language, words in data.items()}


def _asking_of(words: dict[str, str]) -> _Asking:
    period, per, sums = words["period"], words["per"], words["sums"]
    named = f"{words['periodic']} {sums}"
    if words["behind"]:
        named = rf"{sums} {words['periodic']}"
    each = rf"{sums} (?:{per}|{words['over']}) {period}"
    groups = (
        rf"\b{per} [\w-]{{2,30}}(?:,| {words['and']}) (?:{per} )?{period}\b"
        rf"|\b{per} {period}(?:,| {words['and']}) (?:{per} )?[\w-]{{2,30}}"
    )
    need = rf"{words['want']} (?:[\w'\u2019]{{1,4}} )?{words['sum']}\b"
    return _Asking(
        re.compile(rf"\b{words['ends']}{period}\b(?: {words['want']}\b)?[:,]? ?{_LIST}", re.I),
        re.compile(
            rf"\b(?:{named}|{each})(?: {words['for']} [^:.;!?\n]{{1,40}})?\s?[:(] ?{_LIST}", re.I
        ),
        re.compile(rf"(?:{groups})[^.,;:!?\n]{{0,12}}? {need}[^.,;:!?\n]{{0,40}}", re.I),
        re.compile(rf"(?<!\w)(?:{words['sure']})(?!\w)", re.IGNORECASE),
        re.compile(rf"\s*{words['count']}", re.IGNORECASE),
    )


def without_totals(marked: Marked, text: str, language: str) -> Marked:
    """Return marks without the fields that only are figures: their words ask for statistics.

    Args:
        marked: The marks of a request.
        text: The request.
        language: ISO 639-1 code.
    """
    for start, end in _spans(text, language):
        marked = _as_wish(marked, text, start, end)
    return marked


def leave_out_totals(text: str, marked: Marked) -> str:
    """Return an English request without the words that were found to ask for figures.

    Args:
        text: As it is read statement by statement.
        marked: Its marks, as :func:`without_totals` returned them.
    """
    asked = {wish.words.text for wish in marked.wishes if wish.kind is View.STATISTICS}
    for start, end in reversed([*_spans(text, "en")]):
        if text[start:end] in asked:
            text = f"{text[:start].rstrip(' ,;')}{text[end:]}"
    return text


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Return where figures are asked for, in the order of the text."""
    asking = _asking().get(language)
    if asking is None:
        return
    read = text[:_LOOKED_AT]
    found = [match.span() for match in asking.ended.finditer(read) if _is_figures(match, asking)]
    found += [match.span() for match in asking.headed.finditer(read) if _is_of_what_is_told(match)]
    found += [match.span() for match in asking.grouped.finditer(read)]
    found += [match.span() for match in _FORMULA.finditer(read) if language == "en"]
    last = 0
    for start, end in sorted(found):
        if start >= last:
            yield start, end
            last = end


def _is_figures(match: re.Match[str], asking: _Asking) -> bool:
    """Say whether a list has figures: it begins with one, and one surely is none of a record."""
    items = _ITEM.split(match["list"])
    sure = sum(1 for item in items if asking.sure.search(item))
    first = asking.counting.match(items[0]) or asking.sure.search(items[0])
    return len(items) >= _LEAST_ITEMS and bool(first) and sure > 0


def _is_of_what_is_told(match: re.Match[str]) -> bool:
    """Say whether half of a list was told of before: "weekly numbers: goals" else are kept."""
    before = match.string[: match.start()].casefold()
    items = [_SHARE.sub("", item).split() for item in _ITEMS.split(match["list"])]
    nouns = [item[-1].casefold() for item in items if item]
    known = sum(1 for noun in nouns if re.search(rf"\b{re.escape(noun.strip('()'))}", before))
    return known * 2 >= len(nouns)


def _as_wish(marked: Marked, text: str, start: int, end: int) -> Marked:
    def within(words: Words) -> bool:
        return start <= words.start and words.end <= end

    asked = [field for field in marked.fields if within(field.words)]
    told = len(marked.fields) - len(asked)
    if told < _LEAST_FIELDS or told < len(asked):
        return marked
    fields = tuple(field for field in marked.fields if not within(field.words))
    needed = {field.owner for field in fields}
    elsewhere = {thing.name for thing in marked.things if not within(thing.words)}
    things = tuple(
        thing
        for thing in marked.things
        if not within(thing.words) or (thing.name in needed and thing.name not in elsewhere)
    )
    kept = {thing.name for thing in things}
    relations = tuple(link for link in marked.relations if {link.source, link.target} <= kept)
    wish = MarkedWish(Words(start, end, text[start:end]), View.STATISTICS, _SURE)
    wishes = tuple(one for one in marked.wishes if not within(one.words))
    return marked._replace(
        things=things, fields=fields, relations=relations, wishes=(*wishes, wish)
    )
