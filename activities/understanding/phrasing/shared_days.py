"""Days that each of several people books of what they share, told as a list; pure.

"Que cada uno reserve sus días" keeps no days: it keeps bookings, with who and from when until when.
"""

import re
from functools import cache

from activities.understanding.languages.vocabulary import read_table

_WORD = r"[^\W\d_][\w'\u2019-]{2,23}"
_NOT_OFF = r"(?! (?:off|out|de férias|de vacances|libres?|liber[ioae]s?|frei|vrij|wolnych)\b)"
_CALENDAR = re.compile(r"\b(?:calend[a-zà-ü]+|kalend[a-z]+|agenda)\b", re.IGNORECASE)
"""Where they are wanted in one, in any of the languages."""
_MORE = r"\s?,? (?:{with}) (?=\w)"


def tell_shared_days(text: str, language: str) -> str:
    """Return a request where such bookings are a list with its fields.

    Args:
        text: The request.
        language: ISO 639-1 code; in one that is not known nothing is told otherwise.
    """
    row = read_table("shared_days").get(language)
    match = _said_in(text, language) if row else None
    if row is None or match is None or _passing(row).match(text, match.end()):
        return text
    who = match.groupdict().get("who") or ""
    unnamed = not who or who.lower() in row["anyone"].split("|")
    told = row["list"].format(who=row["asks"] if unnamed else who)
    before, rest = text[: match.start()], text[match.end() :]
    if not before.strip() or before.rstrip()[-1] in ".!?\n":
        told = f"{told[0].upper()}{told[1:]}"
    more = re.match(_MORE.replace("{with}", row["with"]), rest, re.IGNORECASE)
    if more:
        return f"{before}{told}, {rest[more.end() :]}"
    seen = _CALENDAR.search(match.group())
    wanted = f". {seen.group().capitalize()}" if seen else ""
    return f"{before}{told}{wanted}{_apart(rest, row)}"


def _said_in(text: str, language: str) -> re.Match[str] | None:
    """Return how it is said: that each books, or that those who share it need a calendar for it."""
    said = _clause(language).search(text)
    if said is not None or ":" in text:
        return said
    share, calendar = _calendar(language)
    return calendar.search(text) if share.search(text) else None


def _apart(rest: str, row: dict[str, str]) -> str:
    """Return what follows as a sentence of its own: " and see who is there"."""
    said = re.sub(rf"^[\s,]*(?:(?:{row['and']}) )?", "", rest, count=1, flags=re.IGNORECASE)
    if not said or said[0] in ".!?;)" or "\n" in rest[: len(rest) - len(said)]:
        return rest
    return f". {said[0].upper()}{said[1:]}"


@cache
def _clause(language: str) -> re.Pattern[str]:
    clause = read_table("shared_days")[language]["clause"].replace("{w}", _WORD)
    return re.compile(rf"\b(?:{clause})\b", re.IGNORECASE)


@cache
def _calendar(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    row = read_table("shared_days")[language]
    return (
        re.compile(rf"\b(?:{row['share']})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{row['calendar']})\b{_NOT_OFF}", re.IGNORECASE),
    )


def _passing(row: dict[str, str]) -> re.Pattern[str]:
    """Return what follows where it is said by the way, or where the fields are told behind it."""
    return re.compile(rf"\s*(?:[:(]|(?:{row['ahead']})\b)", re.IGNORECASE)
