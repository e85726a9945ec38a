"""What somebody has beside each one's own list: "each one's quotes with …, and payments with …".

A payment is always somebody's, so it is one of theirs as well. Pure.
"""

import re
from functools import cache

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.text.cleaning import QUOTED, word_set

_MOST_READ = 8_000
_THEIRS = word_set(
    "payment invoice bill instalment installment deposit refund advance offer quote contract"
)
"""The last words of names of what is always somebody's."""


def relate_each_ones(draft: Draft, text: str, language: str) -> None:
    """Relate to the only people that are kept what is told beside what each of them has.

    Args:
        draft: What was understood; relations are added.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    people = [one for one in draft.entities.values() if is_somebody(one)]
    if language not in LANGUAGES or len(people) != 1:
        return
    for match in _beside(language).finditer(text[:_MOST_READ]):
        sibling = _named(draft, match["one"], last=True)
        other = _named(draft, match["other"], last=False)
        if sibling is None or other is None or sibling is other:
            continue
        if _relates(draft, sibling, people[0]) and _is_loose(draft, other):
            draft.link(other, people[0], people[0].label, evidence=match.group()[:QUOTED])


def _named(draft: Draft, words: str, *, last: bool) -> DraftEntity | None:
    """Return the list that words end or begin with."""
    low = words.strip().lower()
    for entity in draft.entities.values():
        said = re.escape(entity.evidence.lower())
        pattern = rf"(?:.*[^\w])?{said}" if last else rf"(?:[^\W\d_]{{1,4}}['\u2019 ])?{said}\b.*"
        if said and re.fullmatch(pattern, low):
            return entity
    return None


def _relates(draft: Draft, source: DraftEntity, target: DraftEntity) -> bool:
    return any(link.relation.target == target.name for link in draft.links_of(source.name))


def _is_loose(draft: Draft, entity: DraftEntity) -> bool:
    """Say whether a list is somebody's, is told of, and is related to nothing yet."""
    ends = {end for link in draft.links for end in (link.relation.source, link.relation.target)}
    theirs = entity.name.rpartition("_")[2] in _THEIRS
    return theirs and entity.described and entity.name not in ends


@cache
def _beside(language: str) -> re.Pattern[str]:
    row = read_table("crossing")[language]
    return re.compile(
        rf"(?P<one>[^,;:.!?\n()]{{3,40}}) (?:{row['each']}) (?P<fields>[^.;:!?\n]{{3,160}}?),? "
        rf"(?:{row['and']}) (?=(?P<other>[^,;:.!?\n()]{{3,40}}))",
        re.IGNORECASE,
    )
