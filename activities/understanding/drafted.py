"""The draft of a request: composed of its parts, read from statements, or from marks; pure."""

from typing import NamedTuple

from activities.understanding.composing.application import composed_of
from activities.understanding.draft import Draft
from activities.understanding.drafting.asked import tell_asked
from activities.understanding.drafting.belonging import belong, relate_usual, unite
from activities.understanding.drafting.choosing import (
    drop_entries,
    drop_unmarked,
    statements_suffice,
    take_besides,
    take_relations,
    take_things,
)
from activities.understanding.drafting.from_marks import Drafter
from activities.understanding.drafting.joining import join
from activities.understanding.drafting.muddles import is_muddle
from activities.understanding.drafting.pairs import level_pairs
from activities.understanding.drafting.sameness import same_things
from activities.understanding.drafting.settling import house, refer, settle
from activities.understanding.drafting.taken_types import (
    take_alternatives,
    take_choices,
    take_types,
)
from activities.understanding.drafting.united import unite_as_marked
from activities.understanding.grammar.listing import Reader, Reading
from activities.understanding.knowledge.lexicon import Domain, load
from activities.understanding.knowledge.typos import spell
from activities.understanding.languages.glossing import Gloss
from activities.understanding.marking.marks import Marked
from activities.understanding.mending.bracketed import bracketed
from activities.understanding.mending.flattening import flattened
from activities.understanding.mending.loose_ends import without_loose_ends
from activities.understanding.mending.times_of_day import measured_by_time
from activities.understanding.mending.totals import leave_out_totals
from activities.understanding.particulars import tell_particulars
from activities.understanding.relating.likening import level_alike
from activities.understanding.text.sentences import sentences


class Drafted(NamedTuple):
    """What is kept, and how it came about."""

    reading: Reading
    domain: Domain | None
    """The purpose that was recognised."""
    composed: bool
    """Whether the request named its parts, and no more."""
    known: bool
    """Whether anything that it says is kept."""


_MOST_STATEMENTS = 2_000
"""Characters up to which a request can be plain statements; whoever writes more tells a story."""
_BEGINNING_OF_STORY = 600
"""Characters of a story that tell what it is about."""


def drafted_of(
    text: str, english: str, glossed: Gloss, marked: Marked, *, as_statements: bool
) -> Drafted:
    """Return the draft of a request, with the gaps filled from what is usual.

    Args:
        text: The cleaned request.
        english: The same in plain English.
        glossed: The same, word by word.
        marked: Its marks.
        as_statements: Whether a short request can be read by its grammar alone.
    """
    composed = composed_of(glossed, marked)
    if composed is not None:
        return Drafted(composed, None, composed=True, known=True)
    language = glossed.language
    reading = _reading(text, english, marked, language, as_statements=as_statements)
    muddle = is_muddle(text, marked, language)
    reading = Reading(Draft(load()), topic=reading.topic) if muddle else reading
    draft = reading.draft
    belong(draft)
    unite(draft)
    relate_usual(draft)
    tell_particulars(draft, text, english, language)
    level_alike(draft, text)
    known = bool(draft.entities)
    domain = settle(reading, "" if muddle else english, language)
    return Drafted(reading, domain, composed=False, known=known)


def _reading(
    text: str, english: str, marked: Marked, language: str, *, as_statements: bool
) -> Reading:
    """Return what the statements say, or what the marks say where those have more to tell."""
    marked = measured_by_time(text, without_loose_ends(text, marked), language)
    flat = flattened(text, marked) if language == "en" else marked
    by_marks = Drafter(text, flat, load(), language).draft()
    if language == "en":
        tell_asked(by_marks, flat, same_things(flat, load(), text), text)
    if language != "en" or not as_statements:
        return Reading(by_marks)
    story = len(english) > _MOST_STATEMENTS
    most = _BEGINNING_OF_STORY if story else _MOST_STATEMENTS
    told = bracketed(spell(leave_out_totals(english, marked)[:most]))
    reading = Reader(load()).read(sentences(told))
    if story:
        return Reading(by_marks, topic=reading.topic)
    take_things(reading.draft, marked)
    house(reading, told)
    refer(reading, told)
    join(reading, told)
    nothing = not reading.draft.entities and not load().domains_in(told)
    if not marked.fields and tells_fields(by_marks) and not tells_fields(reading.draft):
        return Reading(by_marks, topic=reading.topic)
    suffice = all(statements_suffice(reading.draft, one, text) for one in (marked, flat))
    if (nothing and marked.things) or not suffice:
        return Reading(by_marks, topic=reading.topic)
    unite_as_marked(reading.draft, marked)
    drop_unmarked(reading.draft, marked, text)
    take_types(reading.draft, marked)
    take_choices(reading.draft, marked)
    take_alternatives(reading.draft, marked)
    level_pairs(reading.draft)
    take_relations(reading.draft, marked)
    take_besides(reading.draft, by_marks, marked, text)
    drop_entries(reading.draft)
    return reading


def tells_fields(draft: Draft) -> bool:
    """Say whether anything was told of what is kept."""
    return any(field.evidence for entity in draft.entities.values() for field in entity.fields)
