"""What is left of each kind and who bought it, told as two lists, in eight languages; pure.

"I sell honey. How many jars are left of each kind (lime, heather), who I sold to and for how much"
keeps no kinds: it keeps honey, and each time that some of it was sold.
"""

import re
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from activities.understanding.languages.labels import english_of
from activities.understanding.languages.nouns import is_no_noun
from activities.understanding.languages.numbers import one_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import singular

_WORD = r"[^\W\d_][\w'\u2019-]{1,24}"
_ELIDED = r"(?:(?<=['\u2019])|(?<=\s))"
_PROGRAMS = word_set("app application program tool list spreadsheet website page table")
"""What is to be made for somebody who wants to keep something."""


class _Turns(NamedTuple):
    sold: re.Pattern[str]
    """What somebody says to sell or to make."""
    left: re.Pattern[str]
    counted: re.Pattern[str]
    """How many of something there are of each kind, and what is asked of a sale."""
    whom: re.Pattern[str]
    joined: re.Pattern[str]
    units: frozenset[str]
    kinds: dict[str, str]
    number: str
    amount: str
    sales: str


@cache
def _turns(language: str) -> _Turns | None:
    row = read_table("sold").get(language)
    if row is None:
        return None
    pairs = [word.partition("=") for word in row["kind"].split()]
    kinds = {one.lower(): other or one for one, _, other in pairs}
    asked = rf"(?:{row['whom']}|{row['price']}|{row['when']})"
    joined = rf"(?:,? (?:{row['and']}) |, ?| )"
    return _Turns(
        re.compile(
            _selling(row)
            + rf" (?:(?:{row['some']})(?:\s|(?<=['\u2019]))){{0,3}}"
            + row["sold"].replace("{w}", _WORD),
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{row['left']})\b", re.IGNORECASE),
        re.compile(
            rf"\b(?:{row['many']}){_ELIDED}?\s?(?P<gap>(?:[\w'\u2019-]{{1,24}} ){{0,6}}?)"
            rf"(?:{row['each']}) (?P<kind>{'|'.join(kinds)})\b"
            rf"(?: ?\((?P<values>[^()\n]{{3,120}})\))?"
            rf"(?P<after>(?: [\w'\u2019-]{{1,24}}){{0,4}}?)"
            rf"(?P<asked>(?:{joined}{asked}){{1,4}})?(?=\s*(?:[.,;:!?\n]|$))",
            re.IGNORECASE,
        ),
        re.compile(row["whom"], re.IGNORECASE),
        re.compile(rf"^(?:{row['and']})\s+", re.IGNORECASE),
        word_set(row["units"]),
        kinds,
        row["number"],
        row["amount"],
        row["sales"],
    )


def _selling(row: dict[str, str]) -> str:
    """Return the verbs before what is sold: with who does it, where they may be an order."""
    either = rf"(?:{row['sell']}|(?P<makes>{row['make']}))"
    if "subject" not in row:
        return rf"\b{either}"
    who = row["subject"]
    turned = rf"(?:{row['sell']}) (?:{who})"
    begun = rf"(?:^|(?<=[.!?\n])|(?<=[.!?\n] ))(?:{row['sell']})"
    return rf"(?:\b(?:{who}) (?:{_WORD} (?:{row['and']}) )?{either}|\b{turned}|{begun})"


def tell_sold(text: str, language: str) -> str:
    """Return a request where what is left, and what was sold of it, are lists with their fields.

    Args:
        text: The request.
        language: ISO 639-1 code; in one that is not known nothing is told otherwise.
    """
    turns = _turns(language)
    match = turns.counted.search(text) if turns else None
    if turns is None or match is None:
        return text
    counted = _counted(match, turns, language)
    made = next(
        (m for m in turns.sold.finditer(text) if _is_kept(m, counted, turns, language)), None
    )
    thing = made["sold"] if made else counted
    remains = turns.left.search(match["after"] or match["gap"])
    sold = turns.whom.search(match["asked"] or "")
    if not thing or not remains or (match["asked"] and not sold):
        return text
    same = not counted or _one(counted, language) == _one(thing, language)
    amount = turns.amount if same else turns.number.format(noun=counted)
    values = f" ({match['values']})" if match["values"] else ""
    told = f"{thing}: {turns.kinds[match['kind'].lower()]}{values}, {amount}"
    rest = text[match.end() :]
    if sold:
        told += f". {turns.sales.format(thing=_one(thing, language))}"
        rest = _rest(rest, turns)
    ahead = re.search(rf"\b{re.escape(thing)} ?[:,] ?$", text[: match.start()], re.IGNORECASE)
    begin = ahead.start() if ahead else match.start()
    begin = made.start() if made and ahead and made.start("sold") == begin else begin
    return f"{text[:begin]}{told}{rest}"


def _counted(match: re.Match[str], turns: _Turns, language: str) -> str:
    """Return what is counted: the noun behind "how many", unless another word stands there."""
    if language == "en":
        kept = list(takewhile(lambda one: one.is_noun or one.tag == "AJ0", tag(match["gap"])))
        end = max((at for at, one in enumerate(kept, 1) if one.is_noun), default=0)
        return " ".join(one.text for one in kept[:end])
    first = match["gap"].split(" ")[0]
    other = "'" in first or "\u2019" in first or is_no_noun(first, language)
    return "" if other or turns.left.fullmatch(first) else first


def _is_kept(made: re.Match[str], counted: str, turns: _Turns, language: str) -> bool:
    """Say whether what is sold, or made, is what there is some left of: what is made needn't be."""
    said = made["sold"]
    one = singular(said.lower()) if language == "en" else english_of(said, language)
    noun = tag(said)[-1].is_noun if language == "en" else not is_no_noun(said, language)
    if not noun or one.split(" ")[-1] in _PROGRAMS:
        return False
    if not made["makes"] or not counted or _one(counted, language) == _one(said, language):
        return True
    unit = singular(counted) if language == "en" else counted.lower()
    return unit in turns.units or _is_english_unit(english_of(counted, language))


def _is_english_unit(word: str) -> bool:
    return word in read_table("sold")["en"]["units"].split()


def _one(words: str, language: str) -> str:
    one = singular(words) if language == "en" else one_of(words, language)
    return one if language == "de" else one.lower()


def _rest(text: str, turns: _Turns) -> str:
    """Return what follows as a sentence of its own: ", and show me when …"."""
    rest = turns.joined.sub("", text.lstrip(" ,;"), count=1) if text else ""
    if not rest or rest[0] in ".!?:\n" or text[:1] not in ",;":
        return text
    return f". {rest[0].upper()}{rest[1:]}"
