"""Who has paid and who has not, and what was spent, told as the lists that they are; pure.

"Who has paid the sub and who hasn't" asks for one yes or no of each member, twice. Beside that,
or a treasurer's balance, "what we spent on the green" is a list of what was spent.
"""

import re
from functools import cache
from typing import NamedTuple

from activities.understanding.languages.vocabulary import read_table

_WORD = r"[^\W\d_][\w'\u2019-]{1,20}"
_NAMING = rf"(?!(?:{{never}}|and|und|et|wer|who|qui)\b){_WORD}"
_NOUNS = rf"(?: (?P<what>{_NAMING}(?: {_NAMING}){{0,2}}?))?"
_OBJECT = (
    rf"(?P<on>(?! (?:{{each}})\b)(?: {_WORD}){{1,6}}?"
    rf"(?:(?: {{and}}) {_WORD}(?=\s*(?:[.;!?\n]|$)))?)"
)
_SENTENCE = re.compile(r"[^.!?\n]*")
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
    planned: re.Pattern[str]
    forms: dict[str, str]
    members: str
    told: str
    told_of: str
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
        text = turns.spent.sub(lambda match: _expenses(match, turns), text, count=1)
    if asked is None:
        return text
    if turns.described.search(turns.paid.sub("", text, count=1)):
        return turns.paid.sub(lambda match: _told(match, turns).partition(", ")[2], text, count=1)
    return turns.paid.sub(lambda match: _members(match, turns), text, count=1)


@cache
def _turns(language: str) -> _Turns | None:
    row = read_table("who_paid").get(language)
    if row is None:
        return None
    ahead, behind = _AHEAD.format(**{"and": row["and"]}), _BEHIND.format(**{"and": row["and"]})
    paid = row["paid"].replace("{what}", _NOUNS.replace("{never}", row["never"]))
    one = _OBJECT.replace("{and}", f"(?:{row['and']})").replace("{each}", row["each"])
    spent = (
        row["spent"].replace("{object}", one, 1).replace("{object}", one.replace("<on>", "<of>"))
    )
    forms = {
        case.lower(): many
        for case, _, many in (pair.partition("=") for pair in row["forms"].split())
    }
    people = "|".join([row["people"], *forms])
    patterns = (
        rf"(?<![\w'\u2019-]){paid}{row['not']}{behind}",
        rf"{ahead}{spent}{behind}",
        rf"\b(?:{people})\b",
        _DESCRIBED.format(people=f"{people}|{row['one']}"),
        rf"\b(?:{row['known']})\b",
        rf"\b(?:{row['money']})\b",
        rf"\b(?:{row['planned']})\b",
    )
    paying, spending, paid_by, described, known, money, planned = (
        re.compile(pattern, re.IGNORECASE) for pattern in patterns
    )
    return _Turns(
        paying,
        spending,
        paid_by,
        described,
        known,
        money,
        planned,
        forms,
        members=row["members"],
        told=row["told"],
        told_of=row.get("told_of", row["told"]),
        expenses=row["expenses"],
        endings=(row.get("masculine", ""), row.get("feminine", "")),
        feminine=re.compile(row.get("feminine_noun", r"^(?!)")),
    )


def _expenses(match: re.Match[str], turns: _Turns) -> str:
    """Return a list of what was spent, unless that is a field of what is told before it."""
    begin = max(match.string.rfind(stop, 0, match.start() + 1) for stop in ".!?\n") + 1
    sentence = _SENTENCE.match(match.string, begin)
    listed = ":" in match.string[begin : match.start()] and not any(
        match.groupdict().get(name) for name in ("on", "of")
    )
    if listed or (sentence and turns.planned.search(sentence[0])):
        return match.group()
    return f"{match['ahead']}{turns.expenses}"


def _members(match: re.Match[str], turns: _Turns) -> str:
    """Return "members (name, sub paid yes/no)", with the word of the request for those who pay."""
    said = turns.people.search(match.string)
    people = turns.forms.get(said[0].lower(), said[0]) if said else turns.members
    return f"{_as_written(people) if said else people} ({_told(match, turns)})"


def _told(match: re.Match[str], turns: _Turns) -> str:
    """Return "name, sub paid yes/no"."""
    what = _ELIDED.sub("", match["what"] or "")
    ending = turns.endings[bool(turns.feminine.search(what))]
    return (turns.told_of if what else turns.told).format(what=f"{what} " if what else "", e=ending)


def _as_written(noun: str) -> str:
    return noun if noun[1:].islower() else noun.lower()
