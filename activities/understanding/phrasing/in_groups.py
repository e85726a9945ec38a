"""To which of a few each belongs, told as what it has, in other languages than English; pure.

"Keys belong to a door (hall, kitchen, office)" lists no doors: it says what can be chosen.
"""

import re
from functools import cache, partial

from activities.understanding.grammar.attributes import is_known
from activities.understanding.languages.labels import english_of
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import read_table

_NOUN = r"[^\W\d_]{2,24}"
_LEAST = 2


def tell_groups(text: str, language: str) -> str:
    """Return a request where each has what it belongs to: "haben eine Tür (Halle/Küche/Büro)".

    Args:
        text: The request.
        language: ISO 639-1 code; in one that is not known nothing is told otherwise.
    """
    if language not in read_table("groups"):
        return text
    return _pattern(language).sub(partial(_having, language=language), text)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    row = read_table("groups")[language]
    return re.compile(
        rf"\b(?:(?P<one>{row['one']})|(?P<many>{row['many']})) ?(?:{row['article']}) "
        rf"(?P<noun>{_NOUN}) ?\((?P<list>[^()\n]{{3,120}})\)",
        re.IGNORECASE,
    )


def _having(match: re.Match[str], language: str) -> str:
    """Return what has a choice, unless a list of their own or its fields are told in brackets."""
    row, noun = read_table("groups")[language], match["noun"]
    between = rf",? (?:{row['and']}|{row['or']}) |, | ?/ ?"
    values = [one.strip() for one in re.split(between, match["list"]) if one.strip()]
    listed = re.search(rf"\b{re.escape(several_of(noun, language))}\b", match.string)
    different = len({one.lower() for one in values}) == len(values) >= _LEAST
    fields = any(is_known(english) for one in values if (english := english_of(one, language)))
    plural = listed and several_of(noun, language) != noun
    if plural or fields or not different:
        return match.group()
    listed_on = match.string[: match.start()].rstrip().endswith(",")
    has = "" if listed_on else f"{row['has'][1 if match['many'] else 0]} "
    return f"{has}{noun} ({'/'.join(values)})"
