"""What somebody has beside each one's own list: "each one's quotes with …, and payments with …".

A payment is always somebody's, so it is one of theirs as well. Pure.
"""

import re
from functools import cache

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import english_of, field_in
from activities.understanding.languages.numbers import one_of
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.text.cleaning import QUOTED, word_set
from activities.understanding.text.words import identifier, label_of, singular
from models.fields import FieldType

_NOUN = r"[^\W\d_]{3,24}"
_THEIRS = word_set(
    "payment invoice bill instalment installment deposit refund advance offer quote contract"
)
"""The last words of names of what is always somebody's."""
_PAPERS = {"budget": "offer", "offer": "offer", "estimate": "offer", "invoice": "invoice"}
"""What there is of each of something, though it was marked as what somebody has; by its English."""


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


def part_each_ones(draft: Draft, text: str, language: str) -> None:
    """Keep the offers or invoices of each of something as a list: "dos orçamentos de cada obra".

    Args:
        draft: What was understood; a field becomes a list.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    if language not in LANGUAGES:
        return
    of_each = rf"(?P<what>{_NOUN}) (?:{read_table('crossing')[language]['of']}) (?P<whose>{_NOUN})"
    for match in re.finditer(rf"(?<!\w){of_each}", text, re.IGNORECASE):
        name = _PAPERS.get(singular(english_of(match["what"], language).lower()), "")
        listed = (one for one in draft.entities.values() if one.evidence == match["what"])
        known = next(listed, None)
        if name and known is not None and not known.is_told:
            known.thing = None  # the quote for a job is nothing that somebody said
            known.fields = _amounts(known.name, match.group(), language)
            known.described = True
            continue
        for owner in list(draft.entities.values()):
            told = next((one for one in owner.fields if one.evidence == match["what"]), None)
            if name and told is not None and len(draft.entities) < MOST_ENTITIES:
                owner.fields.remove(told)
                _part(draft, owner, match, name, language)
                break


def _part(draft: Draft, owner: DraftEntity, match: re.Match[str], name: str, language: str) -> None:
    """Make the list, of whoever it was told of and of what there is one of each."""
    one, words = one_of(match["what"], language), match.group()
    name = identifier(name, taken=tuple(draft.entities))
    made = DraftEntity(name, label_of(one), label_of(match["what"]), None, words, STATED)
    made.described = True
    draft.entities[name] = made
    made.fields = _amounts(name, words, language)
    draft.link(made, owner, owner.label, evidence=words)
    whose = _spoken_of(draft, match["whose"], language)
    if whose is not None:
        draft.link(made, whose, whose.label, evidence=words)
        return
    label = label_of(one_of(match["whose"], language))
    field = field_from(Hint("Subject", FieldType.TEXT), owner=name)
    field = field.model_copy(update={"name": identifier(label, owner=name), "label": label})
    made.fields.insert(0, DraftField(field, words, STATED))


def _amounts(owner: str, words: str, language: str) -> list[DraftField]:
    """Return what is known of every such paper: of which day it is, and how much it says."""
    hints = (Hint("Date", FieldType.DATE), Hint("Amount", FieldType.MONEY))
    made = (field_in(field_from(hint, owner=owner), language) for hint in hints)
    return [DraftField(field, words, STATED) for field in made]


def _spoken_of(draft: Draft, word: str, language: str) -> DraftEntity | None:
    low, one = word.lower(), one_of(word, language).lower()
    for entity in draft.entities.values():
        if {low, one} & {entity.label.lower(), entity.plural_label.lower()}:
            return entity
    return None


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
