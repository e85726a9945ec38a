"""People who were told of already, and are only counted again: "two people on each"; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.words import said
from models.specification import Relation, RelationKind

_ANYBODY = re.compile(
    r"(?:people|persons?|leute|personen|personnes?|gens|personas?|gente|persone|pessoas?|mensen"
    r"|osob[ya]?|osób)",
    re.IGNORECASE,
)
_SO_MANY_EACH = re.compile(
    r"(?:\d{1,2}|two|three|four|five|six) (?:people|persons) "
    r"(?:each|on each|per [a-z]+|every time)",
    re.IGNORECASE,
)
"""What tells how many are needed, and nothing of one record."""
_NEAR = 24


def drop_told_again(draft: Draft, text: str, language: str) -> None:
    """Take away people of whom is only said how many there are, where a list has them already.

    What they were related to has several of that list, unless that is how many it has room for:
    who is meant by a boat for two people is not said, but a shift for two people is theirs.

    Args:
        draft: What was understood; a list is taken away, and its relations go over.
        text: The request.
        language: ISO 639-1 code.
    """
    people = [one for one in draft.entities.values() if is_somebody(one)]
    if language == "en" and any(one.is_told for one in people):
        for entity in draft.entities.values():
            entity.fields = [
                one for one in entity.fields if not _SO_MANY_EACH.fullmatch(one.specification.label)
            ]
    for again in people:
        others = [one for one in people if one is not again and one.is_told]
        if len(others) != 1 or again.is_told or not _is_counted(again, text, language):
            continue
        (known,) = others
        room = _is_room(again, text, language)
        links = [link for link in draft.links if again.name in _ends(link.relation)]
        targets = [(_ends(link.relation) - {again.name}, link.evidence) for link in links]
        draft.drop(again.name)
        for ends, evidence in targets:
            fit = {name for name in ends if not room or is_happening(said(name).lower())}
            for name in fit - {known.name}:
                _relate(draft, draft.entities[name], known, evidence)


def _ends(relation: Relation) -> set[str]:
    return {relation.source, relation.target}


def _is_counted(entity: DraftEntity, text: str, language: str) -> bool:
    words = entity.evidence
    if not _ANYBODY.fullmatch(words):
        return False
    mentions = len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))
    return mentions == len(_counts(entity, text, language)) > 0


def _counts(entity: DraftEntity, text: str, language: str) -> list[re.Match[str]]:
    """Return where it is said how many there are: "two people"."""
    numbers = read_table("counted").get(language, {}).get("numbers", "(?!)")
    words = re.escape(entity.evidence)
    counted = rf"(?<!\w)(?:\d{{1,2}}|{numbers}) (?:[^\W\d_]{{3,12}} )?{words}(?!\w)"
    return list(re.finditer(counted, text, re.IGNORECASE))


def _is_room(entity: DraftEntity, text: str, language: str) -> bool:
    """Say whether so many are only what there is room for: "some seat two people"."""
    holds = read_table("counted").get(language, {}).get("holds", "(?!)")
    held = re.compile(rf"(?<!\w)(?:{holds})\s*$", re.IGNORECASE)
    starts = (found.start() for found in _counts(entity, text, language))
    return all(held.search(text[max(0, start - _NEAR) : start]) for start in starts)


def _relate(draft: Draft, thing: DraftEntity, people: DraftEntity, evidence: str) -> None:
    """Let each of a thing have several of the people, in whichever way they were related."""
    pair = {thing.name, people.name}
    known = [link for link in draft.links if _ends(link.relation) == pair]
    if not known:
        draft.link(thing, people, people.plural_label, many=True, evidence=evidence)
    for link in known:
        if link.relation.source == thing.name:
            update = {"kind": RelationKind.MANY_TO_MANY, "label": people.plural_label}
            link.relation = link.relation.model_copy(update=update)
