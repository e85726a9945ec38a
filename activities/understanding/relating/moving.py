"""What goes in and out of what each has: "for each kid in and out with date and what for"; pure."""

import re

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.attributes import attributes
from activities.understanding.grammar.items import items_of
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, label_of, plural, singular
from models.fields import FieldType

_IN_AND_OUT = re.compile(
    r"\b(?:for|per|from|of) (?:each|every|all(?: the)?) (?P<whose>[a-z]{3,20}),? "
    r"(?:(?:i|we) (?:note|write|keep|need|want|record|track) )?(?:the |what (?:goes|comes|went) |"
    r"money )?(?:in and out|ins and outs|deposits and withdrawals|"
    r"(?:money )?(?:paid|put|handed|taken) in and (?:paid |taken )?out)"
    r"(?::| -|,? (?:each |always )?with) (?P<list>[^.;:!?\n]{3,120})",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:^|[.!?;\n]\s*)(?:(?:and|now|then|also|next|the|our|my|their) )*"
    r"(?P<head>[a-z]{3,20}(?: [a-z]{3,20}){0,2})(?::| -)[^.!?;\n]*$",
    re.IGNORECASE,
)
_MONEY = word_set("money cash fund account allowance savings kitty deposit coins euros budget")
_NOTHING_ELSE = re.compile(r",? (?:and|so) (?:we|i|you|it|that|there)\b.*$", re.IGNORECASE)


def keep_moves(draft: Draft, text: str) -> None:
    """Keep what goes in and out of what each has as a list of its own.

    Args:
        draft: What was understood in English; a list is added, and what was made of the same
            words is taken away.
        text: The request.
    """
    for match in _IN_AND_OUT.finditer(text):
        whose = draft.find(singular(match["whose"].lower()), exact=True)
        if whose is not None and len(draft.entities) < MOST_ENTITIES:
            _keep(draft, whose, match, _headed(text[: match.start()]))


def _headed(before: str) -> str:
    """Return what the sentence is about: "pocket money: …"."""
    found = _HEADING.search(before)
    return found["head"].lower() if found else ""


def _keep(draft: Draft, whose: DraftEntity, match: re.Match[str], head: str) -> None:
    words = match.group()
    money = _MONEY & set(f"{head} {words.lower()}".split())
    known = draft.find(head, exact=True) if head else None
    if known is whose or (is_somebody(whose) and not money):
        return  # people come in and go out themselves
    _drop_made(draft, whose, words)
    known = known if known is None or known.name in draft.entities else None
    entry = known or _made(draft, f"{head} entry".strip(), words)
    hints = [Hint("In or out", FieldType.CHOICE, ("in", "out"))]
    listed = _NOTHING_ELSE.sub("", match["list"])
    named = [one for item in items_of(listed) for one in attributes(item)]
    for one in named:
        entry.tell(one.label, one.words, words)
    low, labels = words.lower(), {one.specification.label for one in entry.fields}
    whose.fields = [
        one
        for one in whose.fields
        if one.specification.label not in labels
        or not (one.evidence.lower() in low or low in one.evidence.lower())
        or not one.evidence
    ]
    counted = (FieldType.MONEY, FieldType.INTEGER, FieldType.DECIMAL)
    if not any(field.specification.type in counted for field in entry.fields):
        label, kind = ("Amount", FieldType.MONEY) if money else ("Quantity", FieldType.DECIMAL)
        hints.append(Hint(label, kind))
    for hint in hints:
        entry.put(hint, words)
    entry.described = True
    if not any(link.relation.target == whose.name for link in draft.links_of(entry.name)):
        draft.link(entry, whose, whose.label, evidence=words)


def _drop_made(draft: Draft, whose: DraftEntity, words: str) -> None:
    """Take away what was made of these words: trips of "out", and their fields."""
    low = words.lower()
    for entity in list(draft.entities.values()):
        evidence = entity.evidence.lower()
        inside = evidence and re.search(rf"(?<!\w){re.escape(evidence)}(?!\w)", low)
        others = [field for field in entity.fields if field.evidence.lower() not in low]
        if entity is not whose and inside and not others:
            draft.drop(entity.name)


def _made(draft: Draft, noun: str, words: str) -> DraftEntity:
    name = identifier(noun, taken=tuple(draft.entities))
    made = DraftEntity(name, label_of(noun), label_of(plural(noun)), None, words, STATED)
    draft.entities[name] = made
    return made
