"""Whether somebody has a piece of a collection, needs it or has it twice, told as a choice; pure.

"Number, player, have it / need it / double" tells two fields and three values of a third.
"""

import re
from functools import cache

from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.cleaning import word_set

_WISHED = word_set("want need wanted needed")
"""What tells of an expense as well: only beside what somebody has it is about pieces."""


def tell_having(text: str, language: str) -> str:
    """Return a request where such values stand in brackets behind what they are called.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    turn = _turn(language)
    if turn is None:
        return text
    status = read_table("having")[language]["status"]

    def told(match: re.Match[str]) -> str:
        values = [one.strip() for one in match["list"].split("/")]
        different = len({one.lower() for one in values}) == len(values)
        owned = any(one.lower().removeprefix("i ") not in _WISHED for one in values)
        told = f"{match['before']}{status} ({'/'.join(values)})"
        return told if different and owned else match.group()

    return turn.sub(told, text)


@cache
def _turn(language: str) -> re.Pattern[str] | None:
    row = read_table("having").get(language)
    if row is None:
        return None
    value = rf"(?:{row['values']})"
    return re.compile(
        rf"(?P<before>[,;:\n]\s{{0,3}})(?P<list>{value}(?: ?/ ?{value}){{1,4}})"
        r"(?=\s*(?:[,;!?)\n]|\.(?!\d)|$))",
        re.IGNORECASE,
    )
