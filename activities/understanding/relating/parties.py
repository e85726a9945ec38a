"""What a record is about where it is only counted: "four hives … at every inspection"; pure."""

import re
from collections.abc import Iterator

from activities.understanding.draft import (
    ASSUMED,
    STATED,
    Draft,
    DraftEntity,
    ensure_named,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.nouns import is_nameable
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.words import is_plural, singular

_MOST_READ = 4_000
_CUSTOMERS = word_set("customer client patient guest buyer tenant resident")
_DONE_FOR = word_set(
    "order shoot job project booking appointment treatment session visit repair commission"
)
_ANYBODY = word_set("user users person people everyone everybody visitor")
_EACH_DOES = re.compile(
    r"\b(?:each|every) (?P<who>[a-z]{3,20}) (?:also |then |usually |always )?"
    r"(?P<verb>(?!should\b|can\b|must\b|wants\b|needs\b|has\b|is\b)[a-z]{2,20})"
    r"(?: (?:an?|the|their|his|her|one|some|several))? [a-z]+(?: [a-z]+){0,4}(?=:| -|,)",
    re.IGNORECASE,
)
_NUMBERS = r"\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HAVING = r"have|have got|['\u2019]ve got|keep|own|run|are|rent out|look after|with|my|our"
_BEHIND = r"(?:at|in|on|behind|sharing|who|that|of us|of our|get)\b"
_COUNTED = re.compile(
    rf"(?:^|[.!?:\n]\s*|\b(?:{_HAVING}) |,? and )(?:{_NUMBERS}) "
    rf"(?:[a-z-]+ ){{0,2}}?(?P<noun>[a-z]{{3,20}})(?= {_BEHIND}|[.,;:!?\n)]| and\b| -|$)",
    re.IGNORECASE,
)


def relate_counted(draft: Draft, text: str) -> None:
    """Relate the only thing that happens to what there are several of, where nothing says which.

    Args:
        draft: What was understood in English; a thing and a relation are added.
        text: The request.
    """
    if len(draft.entities) != 1 or draft.links:
        return
    (happening,) = draft.entities.values()
    if not happening.described or not is_happening(happening.label.lower()):
        return
    noun = next(_counted(happening, text[:_MOST_READ]), None)
    party = ensure_named(draft, singular(noun), noun) if noun else None
    if party is None or party is happening:
        return
    draft.link(happening, party, party.label, evidence=party.evidence, confidence=STATED)


def relate_doers(draft: Draft, text: str) -> None:
    """Keep who does what is told of in detail: "each volunteer works a shift: date, hours".

    Args:
        draft: What was understood in English; things and relations are added.
        text: The request.
    """
    for match in _EACH_DOES.finditer(text[:_MOST_READ]):
        who, said = match["who"].lower(), match.group().lower()
        compound = draft.find(f"{who} {match['verb'].lower()}", exact=True) is not None
        person = who in frames().people and who not in _ANYBODY and not compound
        if not person or draft.find(who, exact=True) is not None:
            continue
        done = [e for e in draft.entities.values() if _is_done_in(e, said, match["verb"].lower())]
        if len(done) == 1 and not _knows_people(draft, done[0]):
            doer = ensure_named(draft, who, match.group(), ASSUMED)
            if doer is not None:
                draft.link(done[0], doer, doer.label, evidence=match.group(), confidence=STATED)


def _is_done_in(entity: DraftEntity, said: str, verb: str) -> bool:
    """Say whether a clause tells what is done: by its noun, or by the verb alone."""
    evidence = entity.evidence.lower()
    return entity.described and (evidence == verb or f" {evidence} " in f"{said} ")


def _knows_people(draft: Draft, entity: DraftEntity) -> bool:
    targets = (link.relation.target for link in draft.links_of(entity.name))
    return any(is_somebody(draft.entities[target]) for target in targets)


def relate_customers(draft: Draft) -> None:
    """Relate the only thing that is done for customers to them, where nothing says for whom.

    Args:
        draft: What was understood; a relation is added.
    """
    ends = {end for link in draft.links for end in (link.relation.source, link.relation.target)}
    alone = [
        entity
        for name, entity in draft.entities.items()
        if name.split("_")[-1] in _CUSTOMERS and name not in ends
    ]
    inner = {link.relation.source for link in draft.links}
    done = [
        entity
        for name, entity in draft.entities.items()
        if name not in inner and entity.described and is_done_for(entity)
    ]
    if len(alone) == 1 and len(done) == 1:
        (customer,), (job,) = alone, done
        draft.link(job, customer, customer.label, evidence=customer.evidence, confidence=ASSUMED)


def is_done_for(entity: DraftEntity) -> bool:
    """Say whether it happens for somebody: an order, a visit, a shoot."""
    last = entity.name.split("_")[-1]
    return last in _DONE_FOR or is_happening(entity.label.lower())


def _counted(happening: DraftEntity, text: str) -> Iterator[str]:
    """Return what is counted, and no field, no time and nothing of the frame."""
    known = frames()
    told = {
        word
        for field in happening.fields
        for word in f"{field.evidence} {field.specification.label}".lower().split()
    }
    for match in _COUNTED.finditer(text):
        noun = match["noun"].lower()
        one = singular(noun)
        odd = known.names_nothing(one) or one in known.knowns or one in known.happenings
        named = is_plural(noun) and is_nameable(one, explicit=True)
        if named and not odd and not told & {noun, one}:
            yield noun
