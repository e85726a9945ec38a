"""Whom each thing belongs to, where it is also lent: "who it belongs to, who's got it now"; pure.

A tool that members lend one another has an owner among them, and loans are to one of them as well.
"""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint
from activities.understanding.languages.labels import said_in
from activities.understanding.text.words import label_of
from models.fields import FieldType
from models.specification import RelationKind

_OWNER, _HAS = "owner", "borrower"
"""Who has it now may have been read from the words that ask whose it is."""
_TOLD = {
    "en": r"who(?:m)? (?:it|they|each(?: (?:one|of them))?|each [a-z]+|the [a-z]+"
    r"|every [a-z]+) belongs? to"
    r"|who owns (?:it|them|each|what|which|the)|whose (?:it|each(?: one)?|they) (?:is|are)"
    r"|owner(?:s)? of (?:it|each|the)|to whom (?:it|each \w+|they) belongs?",
    "de": r"wem (?:es|er|sie|das|was|welches|jedes?|die|der) (?:\w+ )?geh[öo]r(?:t|en)",
    "fr": r"à qui (?:(?:il|elle|ils|elles|ça|cela) (?:est|sont|appartien(?:t|nent))"
    r"|c['\u2019]est|appartient)",
    "es": r"(?:de quién (?:es|son)|a quién pertenecen?)",
    "it": r"(?:di chi (?:è|sono)|a chi appart(?:iene|engono))",
    "nl": r"van wie (?:het|ze|hij|iets|wat|alles) is|wie de eigenaar is",
    "pt": r"(?:de quem (?:é|são)|a quem pertencem?)",
    "pl": r"(?:do kogo (?:to )?należ[yą]|czyj[ea]? (?:to )?(?:jest|są))",
}
_LOANS = frozenset({"loan", "lending", "borrowing", "checkout"})


def name_owners(draft: Draft, text: str, language: str) -> None:
    """Relate what is lent to its owner, where the words ask to know whose it is.

    Where no list has people, the owner is written down.

    Args:
        draft: What was understood; a relation is added or called otherwise, or a field added.
        text: The request.
        language: ISO 639-1 code.
    """
    pattern = _TOLD.get(language)
    match = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE) if pattern else None
    entry = said_in(_OWNER, language) if language != "en" else None
    if match is None or (entry is None and language != "en"):
        return
    label = label_of(entry.one if entry else _OWNER)
    for loan in (one for one in draft.entities.values() if one.name in _LOANS):
        ends = [draft.entities[link.relation.target] for link in draft.links_of(loan.name)]
        people = [one for one in ends if is_somebody(one)]
        things = [one for one in ends if not is_somebody(one)]
        if len(people) == 1 and len(things) == 1:
            _own(draft, things[0], people[0], match.group(), label)
            return
        if len(ends) == len(things) == 1:
            _write_down(draft, things[0], match.group(), label)
            return
    if len(draft.entities) == 1:
        _write_down(draft, next(iter(draft.entities.values())), match.group(), label)


def _own(draft: Draft, thing: DraftEntity, person: DraftEntity, words: str, label: str) -> None:
    """Let a thing have one of the people as its owner, and no text that says the same."""
    known = [one for one in draft.links_of(thing.name) if one.relation.target == person.name]
    thing.fields = [one for one in thing.fields if not _tells_owner(one, words, label)]
    if not known:
        draft.link(thing, person, label, evidence=words)
        known = [one for one in draft.links_of(thing.name) if one.relation.target == person.name]
    for link in known[:1]:
        update = {"label": label, "name": _OWNER, "kind": RelationKind.MANY_TO_ONE}
        link.relation = link.relation.model_copy(update=update)


def _write_down(draft: Draft, thing: DraftEntity, words: str, label: str) -> None:
    """Keep who the owner is as a field, where no list tells it."""
    fields = (one for entity in draft.entities.values() for one in entity.fields)
    owned = any(link.relation.name == _OWNER for link in draft.links)
    told = (_tells_owner(one, words, label) and one.specification.name != _HAS for one in fields)
    if owned or is_somebody(thing) or any(told):
        return
    thing.put(Hint(label, FieldType.TEXT), words)


def _tells_owner(told: DraftField, words: str, label: str) -> bool:
    """Say whether a field is the owner, or made of the words that ask for one."""
    known, said = told.specification, told.evidence.lower()
    named = known.name == _OWNER or known.label.lower() == label.lower()
    within = " " in said and said in words.lower()
    return named or within or words.lower() in said
