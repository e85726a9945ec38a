"""Plain statements of what is kept and who does what, of which nothing was taken up; pure.

"Costumes are kept in numbered boxes", "members borrow a score": whoever says so in a request, and
finds neither costumes nor members in what is kept, is told so.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from activities.understanding.languages.spelling import fold
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import singular
from activities.understanding.wishes.wished import load_data

_LOOKED_AT = 4_000
_SHORTEST_NOUN, _LONG_STEM = 3, 5
_LONGEST_SUBJECT, _LONGEST_TOLD = 4, 9
_CLAUSE = re.compile(r"(?:[^.!?;:,()\n]|(?<=\d)[.,](?=\d))+")
_WRITER = re.compile(
    r"\s*(?:an?|our|my|ein|eine|unser|unsere|mein|meine|une?|notre|mon|ma|una?|nuestr[oa]|mi|"
    r"il nostro|la nostra|een|onze?|mijn|um|uma|nosso|nossa)\b",
    re.IGNORECASE,
)
"""How the first sentence begins where it tells who asks: "a small theatre lends costumes"."""
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_NOTED = re.compile(
    r"\b(?:if|when|whenever) (?P<what>[^.,;:!?\n]{5,60}?),? "
    r"(?:i|we|they|he|she|(?:the|a|an|our) \w+)"
    r"(?: (?:has|have|had|must|should|needs?|will|always|just|to|then)){0,3} "
    r"(?:notes?|writes?|jots?|records?|logs?|marks?) (?:it|that|this|them)\b",
    re.IGNORECASE,
)
"""What is to be written down where it happens: "if nobody answers, the driver notes it"."""
_CHARGED = re.compile(
    r"\b(?:charge|fine)s? (?:(?:them|him|her|people|members) )?(?:[£$€] ?\d{1,5}(?:\.\d\d)?"
    r"|\d{1,5}(?:\.\d\d)? ?(?:[£$€]|(?:euro|pound|dollar)s?\b))(?: for [\w-]+(?: [\w-]+)?)?",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:hours|stunden|heures|horas|ore|uren|godziny) (?:per|for each|pro|je|für jedes|par|por|"
    r"für jeden|na) \w{3,20}",
    re.IGNORECASE,
)
"""A sum of hours, which needs them to be kept."""
_LASTING = ("hour", "stund", "heure", "hora", "ora", "uren", "uur", "godzin", "dur", "dauer", "min")
_ENDING = re.compile(r"(?:ies|es|os|as|en|er|ow|[snyeaio])$")
_MOST_ENDINGS = 2
"""Of "members" as well as of "member" the stem is "memb"."""
_OBJECT = r"(?= \w)(?! (?:are|is|have|has|with|which|that|on|at)\b)"
"""What stands behind a verb; where it doesn't, "orders" are things."""
_NUMBERS = re.compile(r"\d+")
_AMOUNTS = word_set("a an number of lot lots several many few up to one two three four five")
_LINKS = word_set("of a an the and or to for with from by in on at as when if online")


class _Grammar(NamedTuple):
    """How a language words such statements."""

    before: frozenset[str]
    plural: re.Pattern[str]
    kept: re.Pattern[str]
    does: re.Pattern[str]
    there: re.Pattern[str]
    aside: frozenset[str]
    no: frozenset[str]


@cache
def _grammars() -> dict[str, _Grammar]:
    return {
        language: _Grammar(
            before=word_set(words["before"]),
            plural=re.compile(rf"{words['plural']}$", re.IGNORECASE),
            kept=re.compile(rf"(?:{'|'.join(words['kept'])})(?!\w)", re.IGNORECASE),
            does=re.compile(rf"(?:{'|'.join(words['does'])}){_OBJECT}", re.IGNORECASE),
            there=re.compile(rf"\s*(?:{'|'.join(words['there'])}) (?!to\b)(?P<what>.+)", re.I),
            aside=word_set(words["aside"]),
            no=word_set(words["no"]),
        )
        for language, words in load_data("statements.toml").items()
    }


def stated_in(
    text: str, language: str, known: Collection[str], *, priced: bool, by_whom: bool
) -> Iterator[str]:
    """Return the statements of whose subject or object nothing is kept, as they were written.

    Args:
        text: The request.
        language: ISO 639-1 code.
        known: The words of what is kept.
        priced: Whether an amount of money is kept.
        by_whom: Whether it is kept who does something: they need not be named again.
    """
    grammar = _grammars().get(language)
    if grammar is None:
        return
    stems = frozenset(stem_of(word) for word in known)
    for clause in _CLAUSE.finditer(text[:_LOOKED_AT]):
        introduces = not text[: clause.start()].strip() and _WRITER.match(clause.group())
        if not introduces:
            yield from _told(clause.group(), grammar, stems, by_whom=by_whom)
    if not any(fold(word).startswith(_LASTING) for word in known):
        yield from (match.group() for match in _HOURS.finditer(text[:_LOOKED_AT]))
    if language == "en":
        yield from _to_write_down(text[:_LOOKED_AT], stems, priced=priced)


def _told(clause: str, grammar: _Grammar, stems: frozenset[str], *, by_whom: bool) -> Iterator[str]:
    """Return the clause, or its subject alone where what it does with it is known."""
    if grammar.no & {word.casefold() for word in _WORD.findall(clause)} or "n't" in clause:
        return
    there = grammar.there.match(clause)
    if there:
        thing = _named(there["what"].strip(), grammar)
        if thing and not are_known(thing, stems):
            yield " ".join(thing)
        return
    parts = _parts(clause, grammar, by_whom=by_whom)
    if parts is None:
        return
    subject, rest = parts
    if are_known(subject, stems):
        yield from _object(rest, grammar, stems)
        return
    whole = clause.strip()
    if are_known(rest, stems) or len(whole.split()) > _LONGEST_TOLD:
        yield " ".join(subject)
    else:
        yield whole


def _object(rest: list[str], grammar: _Grammar, stems: frozenset[str]) -> Iterator[str]:
    """Return the things that are borrowed, ordered or bought by those who are known."""
    said = " ".join(rest)
    verb = grammar.does.match(said)
    named = _named(said[verb.end() :], grammar) if verb else []
    several = bool(named) and grammar.plural.search(named[-1]) is not None
    if several and len(named[-1]) > _SHORTEST_NOUN and not are_known(named, stems):
        yield " ".join(named)


def _parts(clause: str, grammar: _Grammar, *, by_whom: bool) -> tuple[list[str], list[str]] | None:
    """Return the subject of a clause and what is said of it, where it is such a statement."""
    words = [match.span() for match in _WORD.finditer(clause)]
    first = 0
    while first < len(words) and _opens(clause[slice(*words[first])], grammar):
        first += 1
    for at in range(first + 1, min(first + 1 + _LONGEST_SUBJECT, len(words))):
        start = words[at][0]
        done = not by_whom and grammar.does.match(clause, start)
        if done or grammar.kept.match(clause, start):
            subject = [clause[slice(*span)] for span in words[first:at]]
            rest = [clause[slice(*span)] for span in words[at:]]
            named = _may_name(subject, grammar) and (first > 0 or _agree(subject, rest, grammar))
            return (subject, rest) if named else None
    return None


def _opens(word: str, grammar: _Grammar) -> bool:
    return word.casefold() in grammar.before or _NUMBERS.fullmatch(word) is not None


def _may_name(subject: list[str], grammar: _Grammar) -> bool:
    long = any(len(word) >= _SHORTEST_NOUN and word.isalpha() for word in subject)
    return long and not grammar.aside & {word.casefold() for word in subject}


def _agree(subject: list[str], rest: list[str], grammar: _Grammar) -> bool:
    """Say whether a noun without any article is the subject of the verb behind it.

    "Customers order" is a statement, "customer orders" and "sales orders" are things.
    """
    return bool(grammar.plural.search(subject[-1])) and not rest[0].endswith("s")


def _named(words: str, grammar: _Grammar) -> list[str]:
    """Return the noun that follows a verb, with what stands close to it."""
    said = _WORD.findall(words)
    while said and (_opens(said[0], grammar) or said[0].casefold() in _AMOUNTS):
        said = said[1:]
    named = list(takewhile(lambda word: word.casefold() not in _LINKS, said[:_LONGEST_SUBJECT]))
    return [] if {word.casefold() for word in named} & grammar.aside else named


def _to_write_down(text: str, stems: frozenset[str], *, priced: bool) -> Iterator[str]:
    """Return what is to be noted where it happens, and what is charged where no money is kept."""
    for match in _NOTED.finditer(text):
        if not are_known(_WORD.findall(match["what"]), stems):
            yield match["what"]
    if not priced:
        yield from (match.group() for match in _CHARGED.finditer(text))


def are_known(words: list[str], stems: frozenset[str]) -> bool:
    """Say whether something is kept of one of the words; "costume boxes" are of costumes."""
    long_enough = [word for word in words if len(word) >= _SHORTEST_NOUN]
    own = {stem_of(form) for word in long_enough for form in (word, singular(word.lower()))}
    if own & stems:
        return True
    parts = [stem for stem in stems if len(stem) >= _LONG_STEM]
    long = [stem for stem in own if len(stem) >= _LONG_STEM]
    return any(one in other or other in one for one in long for other in parts)


def stem_of(word: str) -> str:
    """Return a word without what its number and case may change."""
    stem = fold(word)
    for _ in range(_MOST_ENDINGS):
        stem = _ENDING.sub("", stem) if len(stem) > _SHORTEST_NOUN else stem
    return stem
