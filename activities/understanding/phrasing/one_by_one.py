"""Lists of what is told of "one", under the name of what it is one of; pure.

"We foster kittens. When one arrives: date, weight" tells what is known of each kitten, and "in the
end: adopted, died or returned, with date" how it went on with it.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.grammar.items import is_person_word
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.tagging import Word, tag
from activities.understanding.text.words import is_plural, singular

_WHEN = re.compile(
    r"(?P<before>^|[.!?;\n]\s*)(?:so )?(?:when(?:ever)?|each time|every time|any ?time"
    r"|as soon as|once) (?:a new one|one|another(?: one)?) "
    r"(?:(?:is|gets|has been|was) )?(?:first )?"
    r"(?:comes?|arrives?|brought|admitted|gets|turns|handed|taken|delivered|dropped)"
    r"(?: (?:in|to us|into|up|off|over|here|back|along|the door)){0,2} ?(?P<sign>[:,\u2013-]) ?"
    r"(?:(?:i|we|they) (?:write|note|record|log|enter|put|jot|take)(?: down)? )?"
    r"(?P<rest>[^.!?;\n]{5,600})",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?P<noun>[a-z]{3,15}) (?:rescue|shelter|sanctuary|hospital|refuge|clinic|orphanage|hospice"
    r"|hotel|nursery|repair shop|workshop|exchange)\b",
    re.IGNORECASE,
)
_NO_NOUN = word_set("a an the our my local small big old new animal wildlife pet general rescue")
_TIMES = word_set(
    "weekends weekdays days weeks months years evenings mornings afternoons nights hours mondays "
    "tuesdays wednesdays thursdays fridays saturdays sundays holidays times"
)
_ASIDE = word_set("at in on from to near around behind during with by across through between")
_TAKEN_IN = word_set("take bring get let have look care")
_ENDED = re.compile(
    r"(?P<stop>[.;] ?|\n)(?:(?:and|then|so) )?(?:in the end|at the end|finally|eventually|"
    r"(?:the )?(?:final )?outcome|how it (?:ended|ends)|what became of (?:it|them|her|him))"
    r"(?: it(?: is|'s)(?: either)?)?(?:: ?| \u2013 | - |, )"
    r"(?P<values>[a-z][a-z'-]{1,20}(?: [a-z'-]{1,20}){0,5}"
    r"(?:, (?!with\b|and\b)(?:or )?[a-z][a-z'-]{1,20}(?: [a-z'-]{1,20}){0,5}){0,6}"
    r"(?:,? or [a-z][a-z'-]{1,20}(?: [a-z'-]{1,20}){0,5})?)"
    r"(?P<date>,? (?:each |all )?(?:with|and) (?:the |a |its )?(?:date|day|when))?"
    r"(?=\s*(?:[.!?\n]|$))",
    re.IGNORECASE,
)
_LIST = re.compile(r":(?= ?\w)[^.!?;:\n]{5,600}")
_BETWEEN = re.compile(r",? or |, ", re.IGNORECASE)
_DONE = ("VVN", "VVD", "VDN")
_LEAST, _LOOKED_AT = 2, 400


def tell_one_by_one(text: str) -> str:
    """Return an English request where such lists stand under a name, with how it ended.

    Args:
        text: The request.
    """
    return _tell_ends(_WHEN.sub(_for_each, text))


def _for_each(match: re.Match[str]) -> str:
    """Return "for each kitten: …" where a list of fields follows."""
    items = split_items(match["rest"])
    known = sum(map(is_known, items))
    listed = len(items) > _LEAST if match["sign"] == "," else len(items) >= _LEAST
    noun = _spoken_of(match.string[: match.end("before")])
    if not (noun and listed and known >= _LEAST):
        return match.group()
    return f"{match['before']}For each {noun}: {match['rest']}"


def _spoken_of(text: str) -> str:
    """Return what there are several of in the words before, or what a place is for."""
    near = text[-_LOOKED_AT:]
    words = tag(near)
    for at in reversed(range(len(words))):
        if _is_several(words[at]) and not _is_aside(words, at):
            return singular(words[at].low)
    places = [m["noun"].lower() for m in _PLACE.finditer(near)]
    return next((noun for noun in reversed(places) if noun not in _NO_NOUN), "")


def _is_several(word: Word) -> bool:
    several = word.tag == "NN2" and is_plural(word.low)
    return several and word.low not in _TIMES and not is_person_word(word.low)


def _is_aside(words: list[Word], at: int) -> bool:
    """Say whether a noun tells where, when or for whom: "for people at shelters"."""
    while at > 0 and _goes_before(words[at - 1]):
        at -= 1
    taken_in = at > 1 and words[at - 2].lemma.lower() in _TAKEN_IN
    return at > 0 and words[at - 1].low in _ASIDE and not taken_in


def _goes_before(word: Word) -> bool:
    """Say whether a word belongs to the noun behind it."""
    return word.tag.startswith(("AJ", "AT", "CRD", "DPS", "DT", "NN", "NP", "POS", "ORD"))


def _tell_ends(text: str) -> str:
    """Return a text with how it ended among the fields of the only list before."""
    ended = _ENDED.search(text)
    if ended is None:
        return text
    values = _BETWEEN.split(ended["values"])
    lists = [*_LIST.finditer(text, 0, ended.start())]
    done = sum(tag(f"it was {value}")[2].tag in _DONE for value in values)
    if len(values) < _LEAST or len(lists) != 1 or 2 * done <= len(values):
        return text
    date = ", outcome date" if ended["date"] else ""
    at = lists[0].end()
    between, behind = text[at : ended.start()], text[ended.end() :]
    return f"{text[:at]}, outcome ({'/'.join(values)}){date}{between}{behind}"
