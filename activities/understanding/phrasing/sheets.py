"""A sheet on which so many people sign up for a day, told as a list of these days; pure.

"A sign-up sheet for the hall cleaning, Saturdays, two people each time" keeps a date and two
people: the day of the week says when it is, and is nothing that is known of each.
"""

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import NamedTuple

from activities.understanding.grammar.items import is_person_word
from activities.understanding.languages.labels import english_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.words import is_plural, singular

_WORD = r"[^\W\d_][\w'\u2019-]{1,20}"
_MOST = 6
_DIGITS = r"[1-6]"


class _Turns(NamedTuple):
    told: re.Pattern[str]
    numbers: tuple[str, ...]
    people: Mapping[str, str]
    who: str
    date: str
    head: str


def tell_sheets(text: str, language: str) -> str:
    """Return a request where a sheet to sign up on is told by its date and its people.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    turns = _turns(language)
    return text if turns is None else turns.told.sub(partial(_told, turns, language), text)


@cache
def _turns(language: str) -> _Turns | None:
    row = read_table("sheets").get(language)
    if row is None:
        return None
    numbers = tuple(row["numbers"].split())
    day = rf"{row['ahead']}(?:{row['day']})"
    days = rf"(?:{day}(?:(?:,|,? (?:{row['and']})) {day})*{row['behind']})"
    count = rf"(?P<n{{0}}>{_DIGITS}|{'|'.join(numbers)}) (?P<p{{0}}>{_WORD}) (?:{row['each']})"
    when_first = rf"{days}(?:,? (?:{row['and']} )?{count.replace('{0}', '1')})?"
    count_first = rf"{count.replace('{0}', '2')}(?:,? {days})?"
    return _Turns(
        re.compile(
            rf"(?P<before>^|(?<=[.!?] )|(?<=\n))(?:(?:{row['wish']}),? ){{0,9}}"
            rf"(?:{row['sheet']}) (?:{row['for']}) (?:(?:{row['article']}) )?"
            rf"(?P<what>{_WORD}(?: {_WORD}){{0,4}}?)(?:,|:| -)? "
            rf"(?:{when_first}|{count_first})(?=\s*(?:[.,;!?\n]|$))",
            re.IGNORECASE,
        ),
        numbers,
        row["people"],
        row["who"],
        row["date"],
        row["head"],
    )


def _told(turns: _Turns, language: str, match: re.Match[str]) -> str:
    """Return "hall cleaning duties: date, person 1, person 2"."""
    count, people = match["n1"] or match["n2"], (match["p1"] or match["p2"] or "").lower()
    one = turns.people.get(people, singular(people) if language == "en" else people)
    if count and not (people in turns.people or (language == "en" and is_person_word(people))):
        return match.group()
    several = _number(count.lower(), turns) if count else 0
    places = [f"{one} {place}" for place in range(1, several + 1)] if several > 1 else [one]
    fields = ", ".join((turns.date, *places)) if several else f"{turns.date}, {turns.who}"
    what = match["what"]
    if not turns.head and is_person_word(english_of(what, language).lower() or what):
        return match.group()  # a list of people is no list of duties
    if turns.head:
        *first, last = what.split()
        what = " ".join((*first, singular(last) if is_plural(last) else last, turns.head))
    return f"{match['before']}{what[:1].upper()}{what[1:]}: {fields}"


def _number(word: str, turns: _Turns) -> int:
    return int(word) if word.isdigit() else min(turns.numbers.index(word) + 1, _MOST)
