"""What the first words call the application, and what such an application keeps; pure."""

import re

from activities.understanding.grammar.nouns import Phrase, is_nameable, phrases
from activities.understanding.knowledge.lexicon import Domain, Lexicon
from activities.understanding.text.frames import frames
from activities.understanding.text.phrases import strip_request
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, singular
from models.specification import Category

_OF_ENTRIES = frozenset(
    [
        "log",
        "logbook",
        "diary",
        "journal",
        "tracker",
        "record",
        "records",
        "register",
        "monitor",
        "tracking",
        "records",
        "history",
        "book",
    ]
)


_KEPT_FOR = re.compile(
    r"^(?:(?P<act>[a-z]+ing) (?:log|logbook|record|diary|journal|register|history)|diary|journal) "
    r"(?:for|of|about) (?:my|our|the|all my|all our) (?P<whom>[a-z]+)$"
)


def head_phrase(text: str) -> str:
    """Return what is asked for, without the asking: "fermenting log", "list of our tools"."""
    first = re.split(
        r"[,;(]|\s+(?:so|that|which|where|because|with|when)\b", strip_request(text), maxsplit=1
    )[0]
    return strip_request(first)[:80]


def thing_of_head(text: str, lexicon: Lexicon) -> str:
    """Return the noun phrase for the thing that an application with this name keeps, or nothing."""
    cased = head_phrase(text)
    head = cased.lower()
    written = written_in(head, lexicon)
    if written:
        return written
    named = [p._replace(text=p.text.lower()) for p in phrases(cased)]
    if not named:
        return ""
    domain = lexicon.domain(head)
    ending = lexicon.thing_at_end(named[0].text)
    if (
        domain
        and len(head.split()) > 1
        and ending
        and ending[0].is_person
        and domain.things[0] != ending[0].name
    ):
        return lexicon.things[domain.things[0]].label.lower()
    first = named[0]
    words = first.text.split()
    while words and words[-1] in frames().app_nouns:
        words.pop()
    core = " ".join(words)
    if core and is_nameable(core):
        behind = re.match(r"\s*([a-z]+)", head[first.end :])
        dropped = {*first.text.split()[len(words) :], behind.group(1) if behind else ""}
        return _kept_of(core, lexicon.domain(first.text), dropped, lexicon)
    other = next((p.text for p in named[1:] if is_nameable(p.text)), "")
    about = domain or (None if other else lexicon.domain(first.text))
    return lexicon.things[about.things[0]].label.lower() if about else other


def _kept_of(core: str, about: Domain | None, dropped: set[str], lexicon: Lexicon) -> str:
    """Return the thing of a name without its app noun: "fermenting" of "fermenting log"."""
    if lexicon.thing_at_end(core) or is_plural(core):
        return core
    about = about or lexicon.domain(core)
    last = core.split()[-1]
    happens = last in frames().events.values()
    if about is None and dropped & _OF_ENTRIES and not happens:
        return f"{core} entry"
    about = about or lexicon.domain(last)
    return lexicon.things[about.things[0]].label.lower() if about else core


def written_in(head: str, lexicon: Lexicon) -> str:
    """Return what stands in "a diary for my cat" or "a reading log for my kids"; else nothing."""
    match = _KEPT_FOR.match(head)
    if match is None:
        return ""
    whom = singular(match["whom"])
    thing = lexicon.thing(whom)
    person = thing is not None and thing.category is Category.DIRECTORY
    if is_plural(match["whom"]) and whom not in frames().people and not person:
        return ""
    act = match["act"] or ""
    return act if act in frames().events.values() else f"{act} entry".strip()


def is_happening(label: str) -> bool:
    """Say whether a noun names what happens rather than what there is."""
    last = singular(label.lower().split()[-1])
    return last in frames().happenings or last in frames().events.values()


def happening_in(text: str) -> str:
    """Return the first happening that a text speaks of, or nothing."""
    known = frames()
    for word in tag(text[:1_500]):
        one = singular(word.low)
        if word.is_noun and one in known.happenings and one not in ("entry", "class", "charge"):
            return one
        if word.is_verb and word.lemma in known.events and word.lemma not in _COMMON:
            return known.events[word.lemma]
    return ""


_COMMON = frozenset(
    ("call", "run", "order", "check", "train", "service", "pay", "buy", "request", "walk")
)


_NAMELESS = (
    ("loan", r"^(?:borrower|lent|loaned|due back|promised back|who has)", 1),
    (
        "expense",
        r"(?:how much|amount|who paid|paid by|price|cost|spent|for whom|who (?:it is|they "
        r"are) for)",
        2,
    ),
    (
        "booking",
        r"(?:from when|from|until|till|to when|who books|which room|room|phone|fee|what for)\b",
        3,
    ),
    ("task", r"(?:deadline|due|done|assigned|by when|who does|responsible)", 2),
    ("contact", r"(?:phone|mobile|e-?mail|address)", 2),
)


def nameless(items: list[str]) -> str:
    """Return what a list is of that nothing names, from what it tells."""
    for name, pattern, least in _NAMELESS:
        if sum(bool(re.search(pattern, item, re.IGNORECASE)) for item in items) >= least:
            return name
    dated = any(
        re.match(
            r"(?:the |a )?(?:date|when|day|time|from|which day|what day)\b",
            i.strip(),
            re.IGNORECASE,
        )
        for i in items
    )
    return "entry" if dated else "item"


_KEEPING = frozenset(
    [
        "collect",
        "breed",
        "deal",
        "keep",
        "own",
        "have",
        "grow",
        "make",
        "write",
        "bake",
        "brew",
        "collect",
        "sell",
        "teach",
        "run",
        "play",
        "watch",
        "read",
        "track",
        "list",
        "record",
    ]
)


def weigh(phrase: Phrase, before: str, after: str, lexicon: Lexicon, *, asked: bool) -> float:
    """Say how likely a noun phrase of the story is the thing that the lists are about."""
    text = phrase.text.lower()
    last = text.split()[-1]
    score = (
        2.0 * phrase.plural
        + 2.0 * (lexicon.thing_at_end(text) is not None)
        + 3.0 * phrase.quantified
        + asked
    )
    if re.match(r"\s*(?:i|we|that|which|my|our)\b", after, re.IGNORECASE):
        score += 2.0
    verb = re.search(
        r"([a-z]+)(?: in| of| with| my| our| the| some| about| \w+){0,3}\s*$", before, re.IGNORECASE
    )
    if verb and tag(verb.group(1))[0].lemma in _KEEPING:
        score += 2.0
    if singular(last) in frames().people or not is_nameable(text):
        score -= 3.0
    if singular(last) in frames().knowns:
        score -= 2.0
    if phrase.preposition in ("in", "at", "on", "by", "from", "to"):
        score -= 2.0
    return score
