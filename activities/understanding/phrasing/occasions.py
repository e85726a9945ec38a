"""What is to be written down each time that it happens, told as a log of it; pure.

"Every time the boiler loses pressure I want to jot it down" keeps the day and the pressure, though
no word names what is kept. What has usual records of its own, as a car or a dog, stays as it is.
"""

import re
from functools import cache, partial
from typing import NamedTuple

from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.labels import english_of, entry_of
from activities.understanding.languages.nouns import is_no_noun
from activities.understanding.languages.vocabulary import Kind, read_table
from activities.understanding.text.tagging import tag

_WORD = r"[^\W\d_][\w'\u2019-]{1,24}"
_MOST_WORDS = 3
_LISTED = re.compile(r"\s*[:(]")
"""What is noted is told behind it."""


class _Turns(NamedTuple):
    said: re.Pattern[str]
    told: str
    measured: re.Pattern[str]


def tell_occasions(text: str, language: str) -> str:
    """Return a request where what is noted each time that it happens is told as a log.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    turns = _turns(language)
    return text if turns is None else turns.said.sub(partial(_log, turns, language), text)


@cache
def _turns(language: str) -> _Turns | None:
    row = read_table("occasions").get(language)
    if row is None:
        return None
    the = rf"(?:(?:{row['the']})(?:(?<=['\u2019])| ))" + ("?" if language == "pl" else "")
    return _Turns(
        re.compile(
            rf"(?<![\w'\u2019-])(?:{row['each']}),? ?{the}(?P<clause>{_WORD}(?: {_WORD}){{1,8}}?)"
            rf",? (?:{row['note']})(?!\w)(?P<more>,? with )?",
            re.IGNORECASE,
        ),
        row["told"],
        re.compile(rf"\b(?:{row['measured']})\b", re.IGNORECASE),
    )


def _log(turns: _Turns, language: str, match: re.Match[str]) -> str:
    if _LISTED.match(match.string, match.end()):
        return match.group()
    noun, rest = _parted(match["clause"], language)
    english = noun.lower() if language == "en" else english_of(noun, language).lower()
    known = english and (load().thing_at_end(english) or is_person_word(english))
    if not noun or known:
        return match.group()
    measured = turns.measured.search(rest)
    number = f"{measured.group()}, " if measured else ""
    told = turns.told.format(noun=f"{noun[:1].upper()}{noun[1:]}", measured=number)
    return told + (", " if match["more"] else "")


def _parted(clause: str, language: str) -> tuple[str, str]:
    """Return what it happens to, and the words behind it."""
    words = clause.split()
    if language != "en":
        told = _names_thing(words[0], language) and not _somebody_in(words, language)
        return (words[0], " ".join(words[1:])) if told else ("", "")
    tagged = tag(f"the {clause}")[1:]
    end = next((at for at, word in enumerate(tagged) if at and word.is_verb), 0)
    if not 0 < end <= _MOST_WORDS or len(tagged) != len(words) or not tagged[end - 1].is_noun:
        return "", ""
    return " ".join(words[:end]), " ".join(words[end:])


def _names_thing(word: str, language: str) -> bool:
    """Say whether a word may be a noun, and is no verb, adjective or possessive."""
    entry = entry_of(word, language)
    spelt = language != "de" or word[:1].isupper()
    return spelt and not is_no_noun(word, language) and (not entry or entry.kind is Kind.NOUN)


def _somebody_in(words: list[str], language: str) -> bool:
    return any(is_person_word(english_of(word, language).lower() or "it") for word in words)
