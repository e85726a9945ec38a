"""What a log is about of which there are several: "for our two boats", "from each barn"; pure."""

import re
from functools import cache
from typing import NamedTuple

from activities.understanding.grammar.heads import is_happening
from activities.understanding.languages.labels import english_of
from activities.understanding.languages.numbers import one_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.frames import frames
from activities.understanding.text.words import is_plural, singular

_MOST_READ = 2_000
_TO_LOG = 80
"""Characters between the name of a log and what it is about, at most."""
_FEWEST, _NUMBERS = 3, r"[2-9]|[1-4]\d"
_WRITTEN = (
    r"please|bitte|notieren|eintragen|aufschreiben|erfassen|festhalten|svp|bijhouden|noteren"
    r"|opschrijven"
)
_END = (
    r"(?=\s*(?:[:.,;!?()\n]|[-\u2013\u2014] |$)| (?:with|and|that|which|we|i|in|at|of|on|mit"
    r"|und|von|vom|der|im|am|bei|aus|auf|avec|et|du|des|de la|dans|en|au|aux|con|y|del|com|e|da"
    r"|do|das|dos|no|na|della|dello|dei|nel|nella|met|van|op|z|i|w|przy"
    rf"|{_WRITTEN})\b)"
)
_HEAD_FIRST = ("fr", "es", "it", "pt", "pl")
_ITEM_END = re.compile(r"[,.;:!?()\n]")
_SENTENCE_END = re.compile(r"[.!?\n](?:\s|$)")


class Several(NamedTuple):
    """Things of which one is meant in each entry."""

    noun: str
    """As it was said, with a word before it: "company vans"."""
    words: str
    start: int
    counted: bool
    """Whether it was said how many there are."""
    each: bool
    """Whether one of them was spoken of: "from each barn"."""


def several_in(text: str, language: str) -> list[Several]:
    """Return what there are several of, as far as it is told like that.

    Args:
        text: The request.
        language: ISO 639-1 code; of one that is not known nothing is found.
    """
    if language not in read_table("several_logs"):
        return []
    read, found = text[:_MOST_READ], []
    for counted, each, pattern in _patterns(language):
        for match in pattern.finditer(read):
            one = Several(match["noun"].strip(), match.group(), match.start(), counted, each)
            priced = each and _is_priced(one, read, language)
            if not priced and _is_thing(one, language):
                found.append(one)
    return found


def is_logged(text: str, several: Several, language: str, *, strictly: bool = False) -> bool:
    """Say whether a log is named before what it is about, in the same sentence.

    Args:
        text: The request.
        several: What it is about.
        language: ISO 639-1 code.
        strictly: Whether a register or a record is none, as it may list the things themselves.
    """
    before = sentence_before(text, several)
    return _log(language, strictly=strictly).search(before) is not None


def is_kept_for(text: str, several: Several, language: str) -> bool:
    """Say whether a log or a register is for them: a "record of five guitars" lists guitars."""
    about = read_table("several_logs")[language]["about"]
    told = re.match(rf"(?:{about}) ", several.words, re.IGNORECASE)
    return told is not None and is_logged(text, several, language)


def sentence_before(text: str, several: Several) -> str:
    """Return what stands before it in its sentence, as far as it is near."""
    return _SENTENCE_END.split(text[: several.start][-_TO_LOG:])[-1]


def head_of(noun: str, language: str) -> str:
    """Return the word of a name that says what it is: the first of "vélos de course"."""
    words = noun.split()
    return words[0] if language in _HEAD_FIRST else words[-1]


def is_counted_again(text: str, language: str) -> bool:
    """Say whether something is counted or measured every day or every week."""
    again = read_table("several_logs")[language]["again"]
    return re.search(rf"(?<!\w)(?:{again})(?!\w)", text[:_MOST_READ], re.IGNORECASE) is not None


def is_asked_which(text: str, words: str, language: str) -> bool:
    """Say whether one of several is asked for in an item of its own: "which hive"."""
    if not words or len(words) > _TO_LOG:
        return False
    which = read_table("several_logs")[language]["which"]
    begin = r"(?:^|[,.;:(\n\u2013-])\s*(?:(?:and|und|et|y|e|en|i) )?"
    asked = rf"{begin}(?:{which})\s+{re.escape(words)}(?!\w)"
    stands = re.match(rf"(?:{which})\s+\w", words, re.IGNORECASE) is not None
    return stands or re.search(asked, text[:_MOST_READ], re.IGNORECASE) is not None


def is_name_of_log(text: str, words: str, language: str) -> bool:
    """Say whether words only name a log: "orchard diary", "Gartentagebuch"."""
    row = read_table("several_logs")[language]
    own = re.compile(rf"(?:{row['log']})", re.IGNORECASE)
    behind = rf"{re.escape(words)} (?:{row['log']})(?!\w)"
    named = re.search(behind, text[:_MOST_READ], re.IGNORECASE) is not None
    return named or own.fullmatch(words.split()[-1]) is not None


@cache
def _log(language: str, *, strictly: bool) -> re.Pattern[str]:
    row = read_table("several_logs")[language]
    named = row["log"] if strictly else rf"{row['log']}|{row['register']}"
    return re.compile(rf"(?<!\w)(?:{named})(?!\w)", re.IGNORECASE)


@cache
def _patterns(language: str) -> tuple[tuple[bool, bool, re.Pattern[str]], ...]:
    row = read_table("several_logs")[language]
    name = rf"(?!(?:{_WRITTEN})\b)[^\W\d_]{{3,30}}{row['behind']}"
    qualified = rf"(?P<noun>{row['before']}{name})"  # "hen house" is told by both words
    bare = rf"{row['before']}(?P<noun>{name}){row['like']}"
    noun = (qualified if language == "en" else bare) + _END
    about, own = rf"(?<!\w)(?:{row['for']})", rf"(?:{row['own']})"
    numbers = rf"(?:{own} )?(?:{_NUMBERS}|{row['numbers']})|{row['both']}"
    turns = (
        (True, False, rf"{about} (?:{numbers}) {noun}"),
        (False, False, rf"(?<!\w)(?:{row['about']}) {own} (?!(?:{numbers}) ){noun}"),
        (False, True, rf"(?<!\w)(?:{row['each']}) {noun}"),
    )
    return tuple((one, each, re.compile(told, re.IGNORECASE)) for one, each, told in turns)


def _is_priced(several: Several, text: str, language: str) -> bool:
    """Say whether a sum is told for each of them in the same item: "price per loaf"."""
    item = _ITEM_END.split(text[: several.start][-_TO_LOG:])[-1]
    sums = read_table("several_logs")[language]["priced"]
    priced = rf"[$\u20ac\u00a3]|(?<!\w)(?:{sums})(?!\w)"
    return re.search(priced, item, re.IGNORECASE) is not None


def _is_thing(several: Several, language: str) -> bool:
    """Say whether it is something that there are several of, and no day, sum or happening."""
    last = head_of(several.noun, language).lower()
    never = read_table("several_logs")[language]["never"]
    english = singular(last) if language == "en" else english_of(several.noun, language)
    one = (english or last).lower().split()[-1]
    if re.fullmatch(never, one if language == "en" else last, re.IGNORECASE):
        return False
    if one in frames().times or is_happening(one) or len(one) < _FEWEST:
        return False
    if language == "en":
        return is_plural(last) is not several.each
    told = several.counted or several.each
    return told or one_of(several.noun, language).lower() != several.noun.lower()
