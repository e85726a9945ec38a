"""Whom each thing belongs to, where it is also lent: "who it belongs to, who's got it now"; pure.

A tool that members lend one another has an owner among them, and loans are to one of them as well.
"""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftLink
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.languages.labels import said_in
from activities.understanding.text.words import label_of
from models.specification import RelationKind

_OWNER = "owner"
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

    Args:
        draft: What was understood; a relation is added or called otherwise.
        text: The request.
        language: ISO 639-1 code.
    """
    pattern = _TOLD.get(language)
    if pattern is None or not re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE):
        return
    entry = said_in(_OWNER, language) if language != "en" else None
    label = label_of(entry.one if entry else _OWNER)
    for loan in (one for one in draft.entities.values() if one.name in _LOANS):
        ends = [draft.entities[link.relation.target] for link in draft.links_of(loan.name)]
        people = [one for one in ends if is_somebody(one)]
        things = [one for one in ends if not is_somebody(one)]
        if len(people) == 1 and len(things) == 1 and (entry or language == "en"):
            _own(draft, things[0], people[0], label)
            return


def _own(draft: Draft, thing: DraftEntity, person: DraftEntity, label: str) -> None:
    """Let a thing have one of the people as its owner, and no text that says the same."""
    known = [one for one in draft.links_of(thing.name) if one.relation.target == person.name]
    usual = {_OWNER, label.lower()}
    thing.fields = [one for one in thing.fields if one.specification.name not in usual]
    if not known:
        draft.link(thing, person, label, evidence=thing.evidence)
        known = [one for one in draft.links_of(thing.name) if one.relation.target == person.name]
    for link in known[:1]:
        _call(link, label)


def _call(link: DraftLink, label: str) -> None:
    update = {"label": label, "name": _OWNER, "kind": RelationKind.MANY_TO_ONE}
    link.relation = link.relation.model_copy(update=update)
