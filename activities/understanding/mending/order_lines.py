"""The lines of an order, which are kept for themselves: "order lines with quantity"; pure."""

import re
from functools import cache

from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import Marked, MarkedRelation, MarkedThing, Words
from activities.understanding.relating.lines import LINE, is_order

_SURE = 0.95
_NEAR = 40
_END = re.compile(r"[.;!?\n)]|$")


def with_lines(marked: Marked, text: str, language: str) -> Marked:
    """Return marks where the lines of an order have the fields that are told of them.

    Args:
        marked: What was marked.
        text: The request.
        language: ISO 639-1 code; of one that is not known nothing is changed.
    """
    pattern = _pattern(language)
    match = pattern.search(text) if pattern else None
    if match is None or not _is_of_order(match, marked, language):
        return marked
    start, end = match.span("lines")
    known = [one for one in marked.things if start <= one.words.start < end]
    others = [one for one in marked.things if one not in known and is_order(one.name)]
    order = others[0].name if others else ""
    stop = _stop(marked, text, match.end(), {order, *(one.name for one in known)})
    inside = [one for one in marked.fields if match.end() <= one.words.start < stop]
    if not order or not inside or inside[0].words.start - match.end() > 1:
        return marked
    fields = tuple(one._replace(owner=LINE) if one in inside else one for one in marked.fields)
    line = MarkedThing(Words(start, end, match["lines"]), LINE, True, _SURE)
    things = [one for one in marked.things if one not in known]
    kept = {one.name for one in things} | {one.owner for one in fields}
    relations = [one for one in marked.relations if {one.source, one.target} <= kept]
    relations = [one for one in relations if one.source != LINE or one.target != order]
    return marked._replace(
        things=tuple(sorted((*things, line), key=lambda one: one.words.start)),
        fields=fields,
        relations=(*relations, MarkedRelation(LINE, order, False, _SURE)),
    )


def _is_of_order(match: re.Match[str], marked: Marked, language: str) -> bool:
    """Say whether lines are those of an order; "lines" alone only are so beside one."""
    row = read_table("lines")[language]
    if not re.fullmatch(row["bare"], match["lines"], re.IGNORECASE):
        return True
    text, start = match.string, match.start()
    begin = max(text.rfind(sign, 0, start) for sign in ".;!?\n") + 1
    beside = any(is_order(one.name) and begin <= one.words.start < start for one in marked.things)
    before = re.search(r"([^\W\d_]+)[ -]$", text[max(begin, start - _NEAR) : start])
    return beside and (before is None or before[1].lower() in row["before"].split())


def _stop(marked: Marked, text: str, begin: int, owners: set[str]) -> int:
    """Return where what is told of the lines ends: with the sentence, or where others begin."""
    ends = _END.search(text, begin)
    stop = ends.start() if ends else len(text)
    others = [one.words.start for one in marked.things if begin <= one.words.start < stop]
    fields = [one for one in marked.fields if begin <= one.words.start < stop]
    strange = [one.words.start for one in fields if one.owner not in owners]
    return min((stop, *others, *strange))


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    row = read_table("lines").get(language)
    if row is None:
        return None
    behind = rf"(?: ?(?:{row['with']}) ?)"
    return re.compile(rf"(?<!\w)(?P<lines>{row['lines']})(?!\w){behind}", re.IGNORECASE)
