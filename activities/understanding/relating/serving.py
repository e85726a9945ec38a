"""Who serves at which mass: a list between those who do it and what they do it at; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity, ensure_named
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.text.words import plural, singular

_WHO = re.compile(
    r"\bwho (?P<verb>[a-z]{3,12}s) (?:at|in|on|for) which (?P<what>[a-z]{3,20})\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?\n]+")
_BEFORE = (
    r"(?:\b(?!(?:the|our|my|all|of|and|for|with|are|have|some|new|these|those)\b)[a-z]{3,15} )?"
)


def keep_servings(draft: Draft, text: str) -> None:
    """Relate what is done to those who do it, where a word like "servers" names them elsewhere.

    Args:
        draft: What was understood in English; a list of people is added, and what is told of them
            is no more told of what they do.
        text: The request.
    """
    for match in _WHO.finditer(text):
        done = _done(draft, match)
        people = _people_in(match)
        if done is None or people is None or any(map(is_somebody, _targets(draft, done))):
            continue
        sentence, noun = people
        doers = ensure_named(draft, noun, noun)
        if doers is None or doers is done:
            continue
        told = [one for one in done.fields if one.evidence and one.evidence in sentence]
        said = [one for one in done.fields if match.group().lower() in one.evidence.lower()]
        done.fields = [one for one in done.fields if one not in (*told, *said)]
        doers.fields += [one for one in told if one.specification.name not in doers.names()]
        draft.link(done, doers, doers.label, evidence=match.group())
        if draft.find("assignment", exact=True) is None:
            done.label, done.plural_label, done.crosses = "Assignment", "Assignments", True


def _done(draft: Draft, match: re.Match[str]) -> DraftEntity | None:
    """Return the list that was made of the verb, and is of what it is done at."""
    what = draft.find(singular(match["what"].lower()), exact=True)
    found = [
        one
        for one in draft.entities.values()
        if one.evidence.lower() == match["verb"].lower() and what in _targets(draft, one)
    ]
    return found[0] if what is not None and len(found) == 1 else None


def _targets(draft: Draft, entity: DraftEntity) -> list[DraftEntity]:
    return [draft.entities[link.relation.target] for link in draft.links_of(entity.name)]


def _people_in(match: re.Match[str]) -> tuple[str, str] | None:
    """Return the sentence that names those who do it, and their name in the singular."""
    stem = match["verb"].lower()[:-1]
    agent = plural(f"{stem.removesuffix('e')}er")
    named = re.compile(rf"{_BEFORE}\b{agent}\b", re.IGNORECASE)
    for sentence in _SENTENCE.finditer(match.string):
        found = named.search(sentence.group())
        if found and not sentence.start() <= match.start() < sentence.end():
            return sentence.group(), singular(found.group().strip().lower())
    return None
