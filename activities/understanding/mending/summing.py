"""Marks of what only is to be added up: "per volunteer and quarter I need the sum"; pure."""

import re

from activities.understanding.marking.marks import Marked

_SUMS = re.compile(
    r"\bper [a-z]{3,20}(?:(?: and|,)(?: per)? [a-z]{3,20})? (?:i|we) "
    r"(?:need|want|would like|must know|have to know|should know)(?: to (?:see|know|have))? "
    r"(?:the |a )?(?:sum|total|totals|sums|average)\b"
    r"|\b(?:daily|weekly|monthly|quarterly|yearly|annual) "
    r"(?:numbers|figures|totals|sums|statistics|stats|summary)(?: (?:for|to) [^.:;\n]{3,30})?: ?"
    r"[^.;!?\n]*",
    re.IGNORECASE,
)


def without_sums(marked: Marked, text: str) -> Marked:
    """Return marks without fields that only name what is to be added up, behind those told.

    Args:
        marked: The marks of an English request.
        text: The request.
    """
    told = min((field.words.end for field in marked.fields), default=len(text))
    spans = [match.span() for match in _SUMS.finditer(text) if told <= match.start()]
    fields = tuple(
        field
        for field in marked.fields
        if not any(begin <= field.words.start and field.words.end <= end for begin, end in spans)
    )
    return marked._replace(fields=fields) if fields else marked
