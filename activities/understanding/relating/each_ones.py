"""What somebody has beside each one's own list: "each one's quotes with …, and payments with …".

A payment is always somebody's, so it is one of theirs as well. Pure.
"""

import re
from functools import cache

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.text.cleaning import QUOTED, word_set

_THEIRS = word_set(
    "payment invoice bill instalment installment deposit refund advance offer quote contract"
)
"""The last words of names of what is always somebody's."""


def relate_each_ones(draft: Draft, text: str, language: str) -> None:
    """Relate what is told beside each one's list to those whose list that is.

    Args:
        draft: What was understood; relations are added.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    if language not in LANGUAGES:
        return
    theirs, joint = _patterns(language)
    for match in theirs.finditer(text):
        sibling = _named(draft, match["list"], last=True)
        owners = draft.links_of(sibling.name) if sibling else []
        if len(owners) != 1:
            continue
        owner = draft.entities[owners[0].relation.target]
        for words in joint.split(match["rest"])[1:]:
            other = _named(draft, words, last=False)
            if other is not None and _is_loose(draft, other):
                draft.link(other, owner, owner.label, evidence=match.group().strip()[:QUOTED])


def _named(draft: Draft, words: str, *, last: bool) -> DraftEntity | None:
    """Return the list that words end or begin with."""
    low = words.strip().lower()
    for entity in draft.entities.values():
        said = re.escape(entity.evidence.lower())
        pattern = rf"(?:.*[^\w])?{said}" if last else rf"(?:[^\W\d_]{{1,4}}['\u2019 ])?{said}\b.*"
        if said and re.fullmatch(pattern, low):
            return entity
    return None


def _is_loose(draft: Draft, entity: DraftEntity) -> bool:
    """Say whether a list is somebody's, is told of, and is related to nothing yet."""
    ends = {end for link in draft.links for end in (link.relation.source, link.relation.target)}
    theirs = entity.name.rpartition("_")[2] in _THEIRS
    return theirs and entity.described and entity.name not in ends


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a list of each one's and what follows it look, and what joins another one."""
    row = read_table("crossing")[language]
    theirs = rf"(?P<list>[^,;:.!?\n()]{{3,40}}) (?:{row['each']}) (?P<rest>[^.;:!?\n]{{3,200}})"
    return (
        re.compile(theirs, re.IGNORECASE),
        re.compile(rf",? (?:{row['and']}) |, ", re.IGNORECASE),
    )
