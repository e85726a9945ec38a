"""What is told of two moments or of two things: "km on departure and on return"; pure.

The second has the noun of the first, and the phrase is no field for itself. A noun that is only
named in such a phrase is none that is kept.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import Marked, MarkedField, Words
from activities.understanding.text.opposites import are_opposites
from activities.understanding.text.words import identifier

_NOUNS = r"[^\W\d_][\w-]{1,23}(?: (?:[^\W\d_]{1,3} )?(?!(?:%s)\b)[^\W\d_][\w-]{2,23})?"
_WORD = r"[^\W\d_][\w-]{1,23}"
_BEFORE = r"(?:(?<=['\u2019])| )"
_END = r"(?=\s*(?:[.,;:!?()/\n]|$)|\s(?:%s)\s)"
_LONGEST_NOUN = 60
_GOES_ON = {
    "en": "and|with|plus|or",
    "de": "und|sowie|mit|plus|oder|in",
    "fr": "et|avec|plus|ou|en",
    "es": "y|e|con|más|o|en",
    "it": "e|ed|con|più|o|in",
    "pt": "e|com|mais|ou|em",
    "nl": "en|met|plus|of|in",
    "pl": "i|oraz|z|ze|lub|w",
}


class _Pair(NamedTuple):
    """Where both are told: "km on departure" and "on return"."""

    noun: str
    first: Words
    second: Words


@cache
def _behind(language: str) -> tuple[re.Pattern[str], ...]:
    """Return what follows the noun that both share, for each kind of preposition."""
    row = read_table("prepositions").get(language)
    if row is None:
        return ()
    goes_on, patterns = _GOES_ON[language], []
    for alike in row["alike"]:
        phrase = rf"(?:{alike}){_BEFORE}{_NOUNS % goes_on}"
        joined = rf"\s?,? (?:{row['and']}) {row['one']}"
        end = _END % goes_on
        told = rf" (?P<first>{phrase}?){joined}(?P<second>{phrase}?){end}"
        patterns.append(re.compile(told, re.IGNORECASE))
        one = rf" (?P<first>(?P<lead>{alike}){_BEFORE}(?P<one>{_WORD}))"
        bare = rf"{one}{joined}(?P<second>{_WORD}){end}"
        patterns.append(re.compile(bare, re.IGNORECASE))
    return tuple(patterns)


def with_both(marked: Marked, text: str, language: str) -> Marked:
    """Return marks where each of two is a field in full.

    Args:
        marked: What was marked.
        text: The request.
        language: ISO 639-1 code; of one that is not known nothing is changed.
    """
    fields: list[MarkedField] = []
    owners: dict[tuple[int, int], str] = {}
    for field in marked.fields:
        if any(start <= field.words.start < end for start, end in owners):
            continue
        pair = _pair(field, text, language)
        if pair is None or not _is_told_apart(pair, field, marked):
            fields.append(field)
            continue
        fields += _both(_with_values(field, pair, marked), pair)
        owners[pair.first.start, pair.second.end] = field.owner
    return _without_nouns(marked, fields, owners) if owners else marked


def _without_nouns(
    marked: Marked, fields: list[MarkedField], owners: dict[tuple[int, int], str]
) -> Marked:
    """Return marks without what is only named in the phrases; its fields are their owners'."""
    inside: dict[str, str] = {}
    for thing in marked.things:
        for (start, end), owner in owners.items():
            if start <= thing.words.start < end and thing.name != owner:
                inside[thing.name] = owner
    spans = tuple(owners)
    for thing in marked.things:
        if not any(start <= thing.words.start < end for start, end in spans):
            inside.pop(thing.name, None)
    return marked._replace(
        things=tuple(one for one in marked.things if one.name not in inside),
        fields=tuple(one._replace(owner=inside.get(one.owner, one.owner)) for one in fields),
        relations=tuple(
            one for one in marked.relations if not {one.source, one.target} & inside.keys()
        ),
    )


def _pair(field: MarkedField, text: str, language: str) -> _Pair | None:
    """Return both where a field begins them: its words are the noun, or the noun and the first."""
    start = field.words.start
    if len(field.words.text) > _LONGEST_NOUN:
        return None
    for pattern in _behind(language):
        for at in _ends(field):
            match = pattern.match(text, at)
            if match is None:
                continue
            noun, groups = text[start:at], match.groupdict()
            if "lead" in groups:
                if not are_opposites(match["one"], match["second"]):
                    continue
                noun = f"{noun} {match['lead']}"
            first = Words(start, match.end("first"), text[start : match.end("first")])
            return _Pair(noun, first, Words(*match.span("second"), match["second"]))
    return None


def _ends(field: MarkedField) -> Iterator[int]:
    """Return where the noun may end: where the marked words do, or before one of their spaces."""
    yield field.words.end
    for space in re.finditer(" ", field.words.text):
        yield field.words.start + space.start()


def _is_told_apart(pair: _Pair, field: MarkedField, marked: Marked) -> bool:
    """Say whether the second was marked as well, or the first has words that lead to it."""
    begin, end = pair.second.start, pair.second.end
    marks = [one.words for one in marked.fields if one is not field]
    marks += [thing.words for thing in marked.things]
    inside = any(begin <= words.start < end for words in marks)
    return inside or field.words.end >= pair.first.end


def _both(field: MarkedField, pair: _Pair) -> Iterator[MarkedField]:
    first, second = pair.first.text, f"{pair.noun} {pair.second.text}"
    yield field._replace(words=pair.first, said=first)
    yield field._replace(words=pair.second, name=identifier(second), named=False, said=second)


def _with_values(field: MarkedField, pair: _Pair, marked: Marked) -> MarkedField:
    """Return a field with what can be chosen, which stands behind both."""
    begin, end = pair.second.start, pair.second.end
    chosen = (one for one in marked.fields if begin <= one.words.start < end and one.values)
    last = next(chosen, None)
    return field if last is None else field._replace(type=last.type, values=last.values)
