"""What stands for two fields in half the words, told of each: "temperatura wody i powietrza"; pure.

A stage "von, nach" is a list as well, of where each begins and where it ends.
"""

import re
from functools import cache, partial

from activities.understanding.languages.vocabulary import LANGUAGES, read_table

_WORD = r"[^\W\d_]{2,24}"
_NOUN = r"(?!(?:mit|met|und|auch|ook|immer|altijd)\b)[^\W\d_]{3,30}"
_LEADS = {"de": r"von(?: wo)?(?:, | und | ?/ ?)nach", "nl": r"van(?:, | en | ?/ ?)naar"}
"""Where something begins and where it ends, with no place behind either."""
_END = r"(?=\s*(?:[,;.)\n(]|$))"


def tell_of_each(text: str, language: str) -> str:
    """Return a request where what is measured of two things is told of each of them.

    Args:
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    if language not in LANGUAGES:
        return text
    for pattern in _patterns(language):
        text = pattern.sub(partial(_each, plain=pattern.groupindex.get("again") is None), text)
    if language in _LEADS:
        text = _leading(language).sub(r"\g<before>\g<what>: ", text, count=1)
    return text


@cache
def _leading(language: str) -> re.Pattern[str]:
    """Return how a list begins whose name stands right before "von, nach"."""
    ahead = rf"(?P<before>^|[.:;!?\n] ?)(?P<what>{_NOUN}) (?={_LEADS[language]} ?(?:wo)?,)"
    return re.compile(ahead, re.IGNORECASE)


def _each(match: re.Match[str], *, plain: bool) -> str:
    before, what, of = match["before"], match["what"], match["of"]
    again = of if plain else match["again"]
    return f"{before}{what} {of}{match['one']}, {what} {again}{match['other']}"


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Return how that is told with and without a preposition before the second one."""
    row = read_table("shared")[language]
    ends = _spaced(row["of"]), _spaced(row["plain"])
    begin = rf"(?P<before>^|[,:;(\n]\s*|\s[-–—]\s)(?P<what>{row['what']}) "
    known = f"(?:{row['known']})"
    plain = rf"{begin}(?P<of>{ends[1]})(?P<one>{known}) (?:{row['and']}) (?P<other>{known}){_END}"
    twice = (
        rf"{begin}(?P<of>{ends[0]})(?P<one>{_WORD}) (?:{row['and']}) "
        rf"(?P<again>{ends[0]})(?P<other>{_WORD}){_END}"
    )
    patterns = (twice, plain) if row["of"] else (plain,)
    return tuple(re.compile(one, re.IGNORECASE) for one in patterns)


def _spaced(words: str) -> str:
    """Return the pattern of prepositions, each with the space behind it."""
    parts = [one if one.endswith((" ", "]")) else f"{one} " for one in words.split("|") if one]
    return f"(?:{'|'.join(parts)})" if parts else ""
