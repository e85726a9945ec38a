"""What is told of only in a message that it is done: it happens, and is kept; pure.

"Text the owner when the walk's done" can't be had, but that there was a walk can be ticked.
"""

import re
from functools import cache

from activities.understanding.draft import MOST_ENTITIES, STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import english_of, field_in
from activities.understanding.languages.numbers import labels_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.words import identifier, label_of, plural
from models.fields import FieldType

_STOP = re.compile(r"[.!?;\n]")
_NEAR = 100


def keep_finished(draft: Draft, text: str, language: str) -> None:
    """Keep what somebody wants to be told to be done, with its day and whether it is.

    Args:
        draft: What was understood; a list is added where others are told already.
        text: The request.
        language: ISO 639-1 code.
    """
    match = _told_of(text, language) if draft.entities else None
    if match is None or len(draft.entities) >= MOST_ENTITIES:
        return
    noun = match["noun"].lower()
    english = noun if language == "en" else english_of(match["noun"], language).lower()
    if not english or not is_happening(english) or draft.find(noun) is not None:
        return
    name = identifier(english, owner="", taken=())
    happens = any(is_happening(one.name.replace("_", " ")) for one in draft.entities.values())
    if name in draft.entities or happens:
        return
    labels = (noun, plural(noun)) if language == "en" else labels_of(match["noun"], language)
    one, many = map(label_of, labels)
    made = DraftEntity(name, one, many, None, match.group(), STATED, described=True)
    for hint in (Hint("Date", FieldType.DATE), Hint("Done", FieldType.YES_NO)):
        field = field_in(field_from(hint, owner=name), language)
        made.fields.append(DraftField(field, match.group(), STATED))
    of = _whose(draft)
    draft.entities[name] = made
    draft.link(made, of, of.label, evidence=match.group())


def _told_of(text: str, language: str) -> re.Match[str] | None:
    """Return what is done, where a word beside it says that somebody shall be told."""
    patterns = _patterns(language)
    if patterns is None:
        return None
    finished, tell = patterns
    for match in finished.finditer(text):
        before = _STOP.split(text[: match.start()][-_NEAR:])[-1]
        if tell.search(before) or tell.search(_STOP.split(text[match.end() :][:_NEAR])[0]):
            return match
    return None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    row = read_table("finished").get(language)
    if row is None:
        return None
    # Polish has no article: there the noun stands behind the conjunction.
    when = rf"\b{row['when']}(?:(?<=['\u2019])| )"
    finished = rf"{when}(?P<noun>[^\W\d_]{{3,24}}){row['done']}(?!\w)"
    return re.compile(finished, re.IGNORECASE), re.compile(rf"\b(?:{row['tell']})\b", re.IGNORECASE)


def _whose(draft: Draft) -> DraftEntity:
    """Return what it is of: what belongs to somebody, before somebody, before anything else."""
    owned = {
        link.relation.source
        for link in draft.links
        if is_somebody(draft.entities[link.relation.target])
    }
    kept = list(draft.entities.values())
    theirs = [one for one in kept if one.name in owned and not is_somebody(one)]
    people = [one for one in kept if is_somebody(one)]
    return next(iter((*theirs, *people, *kept)))
