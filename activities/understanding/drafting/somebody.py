"""Somebody of whom details stand in brackets: "fostered by someone (name, phone)"; pure."""

import re

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.grammar.asking import participle
from activities.understanding.knowledge.inference import Hint, infer
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import identifier, label_of, plural
from models.fields import FieldType

_SOMEBODY = re.compile(
    r"(?:\b(?P<verb>[a-z]{3,16}) )?(?:(?:each|it|one|them|this) )?\b(?:by|with|from|to|for|at) "
    r"(?P<who>someone|somebody)(?: else)? ?\((?P<told>[^()\n]{5,200})\)"
    r"|\bwho (?:has |have |had )?(?P<did>brought|found|gave|sent|reported|handed|left|donated"
    r"|bought|ordered|booked|adopted|picked|collected|lent|sold|made|built|called)"
    r"(?: (?:it|them|this|one|him|her|us))?(?: (?:in|up|to us|over|out|off))? ?"
    r"\((?P<whose>[^()\n]{5,200})\)",
    re.IGNORECASE,
)
_CONTACT = word_set("phone telephone mobile email e-mail address number contact")
_ROLES = {
    "foster": "fosterer",
    "adopt": "adopter",
    "own": "owner",
    "borrow": "lender",
    "lend": "borrower",
    "loan": "borrower",
    "rent": "tenant",
    "sell": "buyer",
    "buy": "seller",
    "sponsor": "sponsor",
    "donate": "donor",
    "give": "giver",
    "breed": "breeder",
    "train": "trainer",
    "teach": "teacher",
    "repair": "repairer",
    "make": "maker",
    "board": "boarder",
    "drive": "driver",
}


def part_somebody(draft: Draft, text: str) -> None:
    """Keep somebody of whom details are told apart from what they have to do with.

    Args:
        draft: What was understood in English; a thing and a relation are added, fields go over.
        text: The request.
    """
    for match in _SOMEBODY.finditer(text):
        items = split_items(match["told"] or match["whose"])
        known = {word for item in items for word in item.lower().split()}
        if len(items) > 1 and known & _CONTACT and len(draft.entities) < MOST_ENTITIES:
            _part(draft, text.lower(), match, items)


def _part(draft: Draft, text: str, match: re.Match[str], items: list[str]) -> None:
    told = {item.lower() for item in items}
    counted = [(sum(map(told.__contains__, _words(e))), e) for e in draft.entities.values()]
    most, source = max(counted, key=lambda one: one[0], default=(0, None))
    if source is None or not most:
        return
    role = _role(match)
    person = draft.find(role, exact=True) or _make(draft, role, match.group())
    if person is source:
        return
    source.fields = [one for one in source.fields if not _goes(one, told, text, match)]
    label = f"{participle(tag(match['did'])[0].lemma)} by" if match["did"] else person.label
    for item in items:
        person.put(infer(item), item)
    person.put(Hint("Name", FieldType.TEXT), "", at=0)
    draft.link(source, person, label, evidence=match.group())


def _words(entity: DraftEntity) -> list[str]:
    return [one.evidence.lower() for one in entity.fields]


def _goes(field: DraftField, told: set[str], text: str, match: re.Match[str]) -> bool:
    """Say whether a field is only told of somebody, or is the word for somebody."""
    words = field.evidence.lower()
    if words in ("someone", "somebody"):
        return True
    inside = (match["told"] or match["whose"]).lower().count(words) if words else 0
    return words in told and text.count(words) == inside


def _role(match: re.Match[str]) -> str:
    verb = (match["verb"] or "").lower()
    return _ROLES.get(tag(verb)[0].lemma if verb else "", "person")


def _make(draft: Draft, role: str, evidence: str) -> DraftEntity:
    name = identifier(role, taken=tuple(draft.entities))
    thing = draft.lexicon.thing("person")
    made = DraftEntity(name, label_of(role), label_of(plural(role)), thing, evidence, STATED)
    made.described = True
    draft.entities[name] = made
    return made
