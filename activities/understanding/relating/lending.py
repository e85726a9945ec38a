"""Days on which something was lent and came back are no fields of who had it, but loans; pure."""

import re
from functools import cache

from activities.understanding.draft import MOST_ENTITIES, STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.languages.bare import bare
from activities.understanding.languages.labels import said_in
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.relating.crossing_things import cross_both, put
from activities.understanding.text.words import label_of
from models.fields import FieldType

_LOAN = "loan"


def part_loans(draft: Draft, language: str) -> None:
    """Keep loans between people and the only list of things that can be lent to them.

    Args:
        draft: What was understood; fields of the people go over to a list of loans.
        language: ISO 639-1 code of another language than English.
    """
    if language not in LANGUAGES or _LOAN in draft.entities:
        return
    people = [one for one in draft.entities.values() if is_somebody(one)]
    lent = [one for one in draft.entities.values() if _can_be_lent(draft, one)]
    if len(people) != 1 or len(lent) != 1 or len(draft.entities) >= MOST_ENTITIES:
        return
    days = _days(people[0], language)
    entry = said_in(_LOAN, language)
    if not days or entry is None:
        return
    taken = [told for told in people[0].fields if told in days]
    people[0].fields = [told for told in people[0].fields if told not in days]
    many = entry.many or several_of(entry.one, language)
    words = ", ".join(told.evidence for told in days)
    made = DraftEntity(_LOAN, label_of(entry.one), label_of(many), None, words, STATED)
    draft.entities[_LOAN] = made
    ends = {lent[0].name, people[0].name}
    draft.links[:] = [
        one for one in draft.links if {one.relation.source, one.relation.target} != ends
    ]
    cross_both(draft, made, (lent[0], people[0]), words)
    put(made, taken)


def _can_be_lent(draft: Draft, entity: DraftEntity) -> bool:
    """Say whether a list is one of things, of which nothing else is the owner."""
    if is_somebody(entity):
        return False
    targets = (draft.entities[link.relation.target] for link in draft.links_of(entity.name))
    return all(map(is_somebody, targets))


def _days(who: DraftEntity, language: str) -> list[DraftField]:
    """Return the fields for when something was lent and when it came back, if both are told."""
    lent, back = _patterns(language)
    days = [one for one in who.fields if lent.fullmatch(bare(one.evidence, language))]
    returned = [one for one in who.fields if back.fullmatch(bare(one.evidence, language))]
    dated = len(days) == 1 and days[0].specification.type is FieldType.DATE
    return [*days, *returned] if dated and len(returned) == 1 else []


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    row = read_table("lending")[language]
    return re.compile(row["lent"], re.IGNORECASE), re.compile(row["back"], re.IGNORECASE)
