"""Who has paid and who has not, and what was spent, told as the lists that they are; pure.

"Who has paid the sub and who hasn't" asks for one yes or no of each member, twice. Beside that,
or a treasurer's balance, "what we spent on the green" is a list of what was spent.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_WORD = r"[^\W\d_][\w'\u2019-]{1,20}"
_NOUNS = rf"(?: (?P<what>{_WORD}(?: (?!(?:and|und|et|wer|who|qui)\b){_WORD}){{0,2}}?))?"
_OBJECT = rf"(?: {_WORD}){{1,6}}?(?:(?: {{and}}) {_WORD}(?=\s*(?:[.;!?\n]|$)))?"
_ELIDED = re.compile(r"^l['\u2019]", re.IGNORECASE)
_AHEAD = r"(?P<ahead>^|[,:;(\n]\s*|[.!?]\s+|\b(?:{and}) |\b[^\W\d_]{{2,15}} )"
_BEHIND = r"(?=\s*(?:[.,;:!?)\n]|$)|,? (?:{and})\b)"
_DESCRIBED = r"\b(?:{people})\b(?: ?[:(]|,? (?:with|mit|avec|con|com|met|z|have|has|haben)\b)"


class _Turns(NamedTuple):
    paid: re.Pattern[str]
    spent: re.Pattern[str]
    people: re.Pattern[str]
    described: re.Pattern[str]
    known: re.Pattern[str]
    money: re.Pattern[str]
    members: str
    told: str
    expenses: str
    endings: tuple[str, str]
    feminine: re.Pattern[str]


def tell_who_paid(text: str, language: str) -> str:
    """Return a request where whoever pays and what was spent are told as lists.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    turns = _turns(language)
    if turns is None:
        return text
    asked = turns.paid.search(text)
    about_money = asked is not None or turns.money.search(text) is not None
    if about_money and not turns.known.search(text):
        text = turns.spent.sub(lambda match: f"{match['ahead']}{turns.expenses}", text, count=1)
    if asked is None:
        return text
    if turns.described.search(text):
        return turns.paid.sub(lambda match: _told(match, turns).partition(", ")[2], text, count=1)
    return turns.paid.sub(lambda match: _members(match, turns), text, count=1)


@cache
def _turns(language: str) -> _Turns | None:
    rows = tomllib.loads(files(__package__).joinpath("who_paid.toml").read_text("utf-8"))
    row = rows.get(language)
    if row is None:
        return None
    ahead, behind = _AHEAD.format(**{"and": row["and"]}), _BEHIND.format(**{"and": row["and"]})
    paid = row["paid"].replace("{what}", _NOUNS)
    spent = row["spent"].replace("{object}", _OBJECT.replace("{and}", f"(?:{row['and']})"))
    patterns = (
        rf"(?<![\w'\u2019-]){paid}{row['not']}{behind}",
        rf"{ahead}{spent}{behind}",
        rf"\b(?:{row['people']})\b",
        _DESCRIBED.format(people=row["people"]),
        rf"\b(?:{row['known']})\b",
        rf"\b(?:{row['money']})\b",
    )
    paying, spending, people, described, known, money = (
        re.compile(pattern, re.IGNORECASE) for pattern in patterns
    )
    return _Turns(
        paying,
        spending,
        people,
        described,
        known,
        money,
        members=row["members"],
        told=row["told"],
        expenses=row["expenses"],
        endings=(row.get("masculine", ""), row.get("feminine", "")),
        feminine=re.compile(row.get("feminine_noun", r"^(?!)")),
    )


def _members(match: re.Match[str], turns: _Turns) -> str:
    """Return "members (name, sub paid yes/no)", with the word of the request for those who pay."""
    said = turns.people.search(match.string)
    return f"{_as_written(said[0]) if said else turns.members} ({_told(match, turns)})"


def _told(match: re.Match[str], turns: _Turns) -> str:
    """Return "name, sub paid yes/no"."""
    what = _ELIDED.sub("", match["what"] or "")
    ending = turns.endings[bool(turns.feminine.search(what))]
    return turns.told.format(what=f"{what} " if what else "", e=ending)


def _as_written(noun: str) -> str:
    return noun if noun[1:].islower() else noun.lower()
