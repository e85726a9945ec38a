"""What became of something, told as a clause of several values, put as the choice it is; pure.

"Whether it's sold, kept or given to family" is one field with three values, as is "ob sie
behalten, verkauft oder verschenkt sind"; of two values the clause may be a yes or no.
"""

import re
import tomllib
from functools import cache, partial
from importlib.resources import files
from typing import NamedTuple

from activities.understanding.phrasing.ways import are_states
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag

_LEAST, _MOST_WORDS = 3, 4
_WORD = r"[^\W\d_][\w'\u2019-]{0,20}"
_STATED = ("VVN", "VVD", "VVG", "AJ0", "VDN")
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ing|ed)\b", re.IGNORECASE)


class _Turns(NamedTuple):
    told: re.Pattern[str]
    between: re.Pattern[str]
    article: re.Pattern[str]
    never: frozenset[str]
    status: str
    kind: str


def tell_whether(text: str, language: str) -> str:
    """Return a request where the values of a clause stand in brackets behind what they are.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    turns = _turns(language)
    return text if turns is None else turns.told.sub(partial(_choice, turns, language), text)


@cache
def _turns(language: str) -> _Turns | None:
    rows = tomllib.loads(files(__package__).joinpath("whether.toml").read_text("utf-8"))
    row = rows.get(language)
    if row is None:
        return None
    article = rf"(?:(?:{row['article']}) )?" if row["article"] else ""
    value = rf"{article}{_WORD}(?: (?!(?:{row['or']})\b){_WORD}){{0,3}}?"
    joint = rf"(?:, |,? (?:{row['or']}) )"
    return _Turns(
        re.compile(
            rf"(?<![\w'\u2019-])(?:{row['whether']}) ?(?P<subject>{row['subject']} )?"
            rf"(?P<list>{value}(?:{joint}{value}){{1,7}},? (?:{row['or']}) {value}){row['tail']}"
            r"(?=\s*(?:[;!?\n)]|\.(?!\d)|,|$))",
            re.IGNORECASE,
        ),
        re.compile(rf",? (?:{row['or']}) |, ", re.IGNORECASE),
        re.compile(rf"^(?:{row['article']}) " if row["article"] else r"^(?!)", re.IGNORECASE),
        word_set(row["never"]),
        row["status"],
        row["kind"],
    )


def _choice(turns: _Turns, language: str, match: re.Match[str]) -> str:
    said = [one.strip() for one in turns.between.split(match["list"])]
    values = [turns.article.sub("", one) for one in said]
    words = {word for one in values for word in one.lower().split()}
    short = all(0 < len(one.split()) <= _MOST_WORDS for one in values)
    different = len({one.lower() for one in values}) == len(values)
    plain = short and different and len(values) >= _LEAST and turns.never.isdisjoint(words)
    if not plain or not (match["subject"] or _begins_stated(values[0], language)):
        return match.group()
    taken = re.search(rf"\b{turns.status}\b", match.string, re.IGNORECASE)
    stated = not taken and _is_stated(said, values, language)
    return f"{turns.status if stated else turns.kind} ({'/'.join(values)})"


def _begins_stated(value: str, language: str) -> bool:
    """Say whether a clause without "it is" begins with what became of it, and not with whose."""
    if language == "en":
        return _is_participle(value)
    return value[:1].islower()


def _is_stated(said: list[str], values: list[str], language: str) -> bool:
    """Say whether values tell how it is with something, and not what it is."""
    if said != values:
        return False
    if language == "de":
        return values[0][:1].islower()
    if language != "en":
        return True
    deeds = sum(map(_is_participle, values))
    return deeds * 2 >= len(values) or are_states(tuple(map(str.lower, values)), told=True)


def _is_participle(value: str) -> bool:
    return bool(_PARTICIPLE.match(value)) or tag(value)[0].tag in _STATED
