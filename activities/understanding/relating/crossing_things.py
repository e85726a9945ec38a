"""A list between two that are kept: how many of which soap were sold at which market; pure."""

import re
from collections.abc import Sequence

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    TEMPLATE,
    Draft,
    DraftEntity,
    DraftField,
    DraftLink,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import identifier, label_of, plural, said
from models.fields import FieldType
from models.specification import RelationKind

_WHO = (
    r"(?:(?:i|we|you|they|he|she|it|each|everyone|everybody|somebody|someone|people"
    r"|(?:my|our|the) [a-z]{3,15}) )?(?:(?:was|were|is|are|has|have|had|got|been|will|can) )*"
)
_BETWEEN = r"(?:at|in|on|for|to|from|with|by|per|during)"
_HOW_MANY = re.compile(
    r"\bhow (?P<many>many|much) (?:of )?(?:which|each|every) (?P<what>[a-z]{3,20}),? "
    rf"{_WHO}(?P<verb>[a-z]{{3,15}}) {_BETWEEN} (?:which|each|every) (?P<where>[a-z]{{3,20}})\b",
    re.IGNORECASE,
)
_MANY_BEHIND = re.compile(
    r"\bwhich (?P<what>[a-z]{3,20}),? "
    rf"{_WHO}(?P<verb>[a-z]{{3,15}}) {_BETWEEN} (?:which|each|every) (?P<where>[a-z]{{3,20}})"
    r",? (?:and )?how (?P<many>many|much)\b(?! (?:does|do|did|is|was|it)\b)",
    re.IGNORECASE,
)
_OF_EACH = re.compile(
    r"\bfor (?:each|every) (?P<where>[a-z]{3,20}),? (?:(?:then|also|i|we|note|write|down|log|list"
    r"|record|want|need) )*(?:the|which|what) (?P<what>[a-z]{3,20})"
    r"(?: (?:seen|caught|used|sold|needed|found|counted|eaten|planted))?,? "
    r"(?:and|with|plus) how (?P<many>many|much)(?: (?:of (?:it|them|each)|(?P<unit>[a-z]{3,20}s)))?"
    r"(?=\s*(?:[.,;!?\n]|$))",
    re.IGNORECASE,
)
_WHO_HAS = re.compile(
    r"\bwho (?:has|have|had)(?: got| taken| borrowed)? (?:which|what) "
    r"(?P<part>(?:copy|volume|issue|set|part|box|key)(?: (?:number|no))?) "
    r"of (?:which|what) (?P<what>[a-z]{3,20})"
    r"(?P<back>,? (?:and )?(?:has it|is it|whether it(?: is|'s| has)?|if it(?: is|'s| has)?)"
    r"(?: been)? (?:returned|back|given back|brought back))?",
    re.IGNORECASE,
)
_ACTS = {
    "use": "usage",
    "give": "contribution",
    "bring": "contribution",
    "contribute": "contribution",
    "deliver": "delivery",
    "lend": "loan",
}
_PAID = word_set("give pay spend donate owe earn contribute")
_COUNTED = word_set("quantity number amount how_many how_much")


def cross_things(draft: Draft, text: str) -> None:
    """Keep how many of one thing there are for each of another as a list that is of both.

    Args:
        draft: What was understood in English; a list is added, and fields that were made of the
            same words are taken away.
        text: The request.
    """
    for pattern in (_HOW_MANY, _MANY_BEHIND):
        for match in pattern.finditer(text):
            _cross(draft, match)
    for match in _OF_EACH.finditer(text):
        _cross_each(draft, match)
    for match in _WHO_HAS.finditer(text):
        _lend(draft, match)


def _cross_each(draft: Draft, match: re.Match[str]) -> None:
    """Keep "for each night the species and how many" as a list that is of both."""
    what, where = (draft.find(match[part], exact=True) for part in ("what", "where"))
    if what is None or where is None or what is where or is_crossed(draft, what, where):
        return
    several = match["many"].lower() == "many"
    usual = "Quantity" if several else "Amount"
    label = label_of(match["unit"]) if match["unit"] else usual
    kind = FieldType.INTEGER if several else FieldType.TEXT
    drop_made(draft, match.group(), _COUNTED, but=(what, where))
    made = _made(draft, f"{where.label} {what.label}".lower(), match.group())
    if made is not None:
        cross_both(draft, made, (where, what), match.group())
        counted = field_from(Hint(label, kind), owner=made.name)
        put(made, [DraftField(counted, match.group(), STATED)])


def _lend(draft: Draft, match: re.Match[str]) -> None:
    """Keep "who has which copy of what piece" as a loan of each, to the only people there are."""
    what = draft.find(match["what"], exact=True)
    people = [one for one in draft.entities.values() if is_somebody(one)]
    if what is None or len(people) != 1 or what in people or draft.find("loan", exact=True):
        return
    drop_made(draft, match.group(), frozenset(), but=(what, *people))
    made = _made(draft, "loan", match.group())
    if made is None:
        return
    core = match.group()[: match.start("back") - match.start()] if match["back"] else match.group()
    cross_both(draft, made, (what, people[0]), core)
    hints = [Hint(label_of(match["part"]), FieldType.TEXT)]
    hints += [Hint("Returned", FieldType.YES_NO)] if match["back"] else []
    put(made, [DraftField(field_from(one, owner="loan"), match.group(), STATED) for one in hints])


def _cross(draft: Draft, match: re.Match[str]) -> None:
    one, other = (draft.find(match[part], exact=True) for part in ("what", "where"))
    if one is None or other is None or one is other or is_crossed(draft, one, other):
        return
    lemma = tag(match["verb"].lower())[0].lemma
    noun = _ACTS.get(lemma) or frames().events.get(lemma) or f"{one.label} {other.label}".lower()
    several = match["many"].lower() == "many"
    label, kind = ("Quantity", FieldType.INTEGER) if several else ("Amount", FieldType.DECIMAL)
    if lemma in _PAID and not several:
        kind = FieldType.MONEY
    drop_made(draft, match.group(), _COUNTED, but=(one, other))
    made = _made(draft, noun, match.group())
    if made is not None:
        counted = field_from(Hint(label, kind), owner=made.name)
        cross_both(draft, made, (one, other), match.group())
        put(made, [DraftField(counted, match.group(), STATED)])


def is_crossed(draft: Draft, one: DraftEntity, other: DraftEntity, but: str = "") -> bool:
    """Say whether a list is related to both already, and told of in detail.

    Args:
        draft: What was understood.
        one: A list.
        other: Another one.
        but: Name of a list that doesn't count.
    """
    for name, entity in draft.entities.items():
        targets = {link.relation.target for link in draft.links_of(name)}
        if name != but and {one.name, other.name} <= targets and entity.described:
            return True
    return False


def drop_made(
    draft: Draft, words: str, names: frozenset[str], but: Sequence[DraftEntity] = ()
) -> None:
    """Take away the fields that were made of some words, and things of which nothing else is told.

    Args:
        draft: What was understood; fields and things are taken away.
        words: They are told in another way.
        names: Fields that are taken away also where a whole statement is their evidence.
        but: Things that stay.
    """
    low = words.lower()
    for entity in list(draft.entities.values()):
        entity.fields = [field for field in entity.fields if not _is_made(field, low, names)]
        evidence = entity.evidence.lower()
        if entity not in but and not entity.fields and evidence and evidence in low:
            draft.drop(entity.name)


def _is_made(field: DraftField, low: str, names: frozenset[str]) -> bool:
    evidence = field.evidence.lower()
    whole = low in evidence and field.specification.name in names
    return whole or (len(evidence.split()) > 1 and evidence in low)


def cross_both(
    draft: Draft, made: DraftEntity, ends: tuple[DraftEntity, DraftEntity], words: str
) -> None:
    """Relate a list to both of which it is told, and take away what relates those directly.

    Args:
        draft: What was understood; its relations are changed.
        made: The list between both.
        ends: Both.
        words: They tell it.
    """
    one, other = ends
    happens = any(is_happening(said(end.name).lower()) for end in ends)

    def told_here(link: DraftLink) -> bool:
        several = link.relation.kind is RelationKind.MANY_TO_MANY
        in_words = words.lower() in link.evidence.lower()
        return happens or several or in_words or link.confidence <= TEMPLATE

    draft.links[:] = [
        link
        for link in draft.links
        if {link.relation.source, link.relation.target} != {one.name, other.name}
        or not told_here(link)
    ]
    for end in ends:
        draft.link(made, end, end.label, evidence=words[:200])


def put(made: DraftEntity, fields: Sequence[DraftField]) -> None:
    """Add fields to a list between two, which is told of then."""
    made.fields += [one for one in fields if one.specification.name not in made.names()]
    made.described = made.crosses = True


def _made(draft: Draft, noun: str, words: str) -> DraftEntity | None:
    known = draft.find(noun, exact=True)
    if known is not None:
        return known
    if len(draft.entities) >= MOST_ENTITIES:
        return None
    name = identifier(noun, taken=tuple(draft.entities))
    one = DraftEntity(name, label_of(noun), label_of(plural(noun)), None, words, STATED)
    draft.entities[name] = one
    return one
