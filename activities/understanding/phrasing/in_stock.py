"""What is left of several kinds, told as one list whose entries are of a kind; pure.

"What I have left of oils, scents, jars. Name, quantity" lists no oils: it keeps items, and what is
made of them is no such item.
"""

import re
from functools import cache, partial

from activities.understanding.languages.labels import english_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.cleaning import word_set

_WORD = r"[^\W\d_][\w'\u2019-]{1,24}"
_OF_EACH = word_set(
    "name title number quantity amount price cost date supplier color colour size unit weight "
    "place location notes phone address"
)
"""What is told of everything that is kept, and is no kind of it."""
_FIELDS = r"(?=[^.,:;!?()\n]{2,50}(?:, [^.,:;!?()\n]{2,80}){2})"


def tell_stock(text: str, language: str) -> str:
    """Return a request where kinds of what is left stand as a choice before what is kept.

    Args:
        text: The request.
        language: ISO 639-1 code; in one that is not known nothing is told otherwise.
    """
    if language not in read_table("stocks"):
        return text
    return _pattern(language).sub(partial(_of_kinds, language=language), text, count=1)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    row = read_table("stocks")[language]
    item = rf"{_WORD}(?: {_WORD})?"
    return re.compile(
        rf"\b(?P<left>{row['left']}) (?:{row['of']})"
        rf"(?P<list>{item}(?:, (?!{row['and']} ){item}){{1,8}}(?:,? {row['and']} {item}|, {item}))"
        rf" ?[.:] ?{_FIELDS}",
        re.IGNORECASE,
    )


def _of_kinds(match: re.Match[str], language: str) -> str:
    row = read_table("stocks")[language]
    values = [one.strip() for one in re.split(rf",? {row['and']} |, ", match["list"])]
    behind = re.split(r"[.;!?\n]", match.string[match.end() :], maxsplit=1)[0]
    told = re.search(rf"\b(?:{row['kinds']})\b", behind, re.IGNORECASE)
    if told or any(map(partial(_is_field, language=language), values)):
        return match.group()
    return f"{match['left']}. {row['items']}: {row['kind']} ({'/'.join(values)}), "


def _is_field(word: str, language: str) -> bool:
    english = word.lower() if language == "en" else english_of(word, language)
    return bool(_OF_EACH & set(english.split()))
