"""Who played in what and what went to whom, told as a clause, as a list of its own; pure.

"Then which girls played in which match, how many minutes" lists appearances: each of one player in
one match. "Which costume went to which member for which production, when" lists loans.
"""

import re
from itertools import combinations
from typing import NamedTuple

from activities.understanding.draft import Draft
from activities.understanding.grammar.items import is_person_word
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, plural, singular

_LEAD = (
    r"(?P<lead>(?:\A|(?<=[.!?] )|(?<=\n))"
    r"(?:(?:and|then|also|oh|so|plus|finally|next|after that)\b,? )*"
    r"(?:(?:i|we)(?:['\u2019]d| would)?(?: also| then| just)? (?:need|want|like|have|love)"
    r"(?: also)? to (?:know|see|track|record|keep track of|note(?: down)?|log|write down"
    r"|remember) )?)"
)
_NOUN = r"[a-z][a-z'\u2019-]{2,24}"
_JOINT = r"(?:to|in|on|at|for|with|by|from|into|out to)"
_CLAUSE = re.compile(
    rf"{_LEAD}which (?P<one>{_NOUN}) (?:(?:has|have|had|was|were|is|are|each) )?"
    rf"(?P<verb>[a-z]{{3,12}})(?: (?:out|off))?(?: {_JOINT})? which (?P<other>{_NOUN})"
    rf"(?:,? (?:and )?{_JOINT} which (?P<third>{_NOUN}))?"
    r"(?:, | ?: | - | and )(?P<rest>[^.;:!?\n()]{5,240})(?=[.;!?\n]|\Z)",
    re.IGNORECASE,
)
_CALLED = {
    "appearance": word_set("play plays played playing start starts started bat bats batted"),
    "attendance": word_set("attend attends attended come comes came join joins joined visited"),
    "loan": word_set("go goes went gone lent loaned given issued"),
}
_WHY = re.compile(r",? (?P<why>(?:as|because|since|so(?: that)?) (?:i|we|it|they|that)\b.*)", re.I)
_HEAD = re.compile(r"(?<![\w'\u2019])(?:the )?(?P<head>[a-z]{3,20})(?=: | \(| - )", re.IGNORECASE)


class _Told(NamedTuple):
    noun: str
    items: tuple[str, ...]


def tell_passing(text: str) -> str:
    """Return an English request where such a clause is a list with a name.

    Args:
        text: The request.
    """
    return _CLAUSE.sub(_listed, text)


def drop_shortcuts(draft: Draft) -> None:
    """Part what only loans or appearances relate: a costume is lent, and belongs to nobody.

    Args:
        draft: What was understood in English; relations are taken away.
    """
    for name in _CALLED:
        targets = [link.relation.target for link in draft.links_of(name) if name in draft.entities]
        pairs = {frozenset(pair) for pair in combinations(targets, 2)}
        draft.links[:] = [
            link
            for link in draft.links
            if frozenset((link.relation.source, link.relation.target)) not in pairs
            or link.relation.label != draft.entities[link.relation.target].label
        ]


def _listed(match: re.Match[str]) -> str:
    told = _told(match)
    if told is None or re.search(rf"\b{told.noun}s?\b", match.string, re.IGNORECASE):
        return match.group()
    why = _WHY.search(match["rest"])
    rest = match["rest"][: why.start()] if why else match["rest"]
    items = ", ".join([*(f"which {item}" for item in told.items), rest.strip(" ,")])
    after = f". {why['why'][:1].upper()}{why['why'][1:]}" if why else ""
    return f"{plural(told.noun).capitalize()}: {items}{after}"


def _told(match: re.Match[str]) -> _Told | None:
    """Return what each of it is, and the things that it is of; nothing where they are no lists."""
    verb, others = match["verb"].lower(), [match["other"], match["third"]]
    noun = next((noun for noun, verbs in _CALLED.items() if verb in verbs), "")
    one = match["one"].lower()
    if noun == "loan" and is_person_word(one):
        noun = "attendance"
    things = [singular(one), *(singular(other.lower()) for other in others if other)]
    around = match.string[: match.start()] + " " + match.string[match.end() :]
    kept = all(re.search(rf"\b{re.escape(plural(other))}\b", around, re.I) for other in things[1:])
    if not noun or not kept or len(set(things)) < len(things):
        return None
    return _Told(noun, (_list_of(things[0], around), *things[1:]))


def _list_of(one: str, text: str) -> str:
    """Return what people are called where their list is told: girls of a team are its players."""
    heads = [match["head"].lower() for match in _HEAD.finditer(text)]
    if not is_person_word(one) or plural(one) in heads:
        return one
    people = {singular(head) for head in heads if is_person_word(head) and is_plural(head)}
    return people.pop() if len(people) == 1 else one
