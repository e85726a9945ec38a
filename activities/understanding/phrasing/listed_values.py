"""English values of one field among the fields of a list, told apart from its neighbours; pure.

"Trainer Ann or Josh", "grade A/B", "overall ok / needs work / closed" and "for girls / boys" are
one field each, and "variety: acacia, linden, mixed, grade A/B" are two.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.knowledge.field_types import CHOICE_WORDS
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural

_BEFORE = r"(?P<before>[,:;(]\s*)"
_END = r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$))"
_NAME = r"[A-Z][a-z]{1,15}"
_NAMES = re.compile(
    rf"{_BEFORE}(?P<label>[a-z]{{3,20}}(?: [a-z]{{3,20}})?):? "
    rf"(?P<list>{_NAME}(?:, {_NAME}){{0,6}}(?:,? or | ?/ ?){_NAME}){_END}"
)
_LETTERS = re.compile(
    rf"{_BEFORE}(?P<label>[a-z]{{3,20}}(?: [a-z]{{3,20}})?):? "
    rf"(?P<list>[A-Z](?: ?/ ?[A-Z]){{1,6}}){_END}"
)
_YES_OR_NO = {frozenset("YN"), frozenset("YNM"), frozenset("NA")}
_VALUE = r"[^\W\d_][\w'-]{0,20}(?: [^\W\d_][\w'-]{0,20}){0,2}"
_OVERALL = re.compile(
    rf"{_BEFORE}(?P<label>overall|outcome|verdict|conclusion|assessment|result)(?::|:? is)? "
    rf"(?P<list>{_VALUE}(?: ?/ ?{_VALUE}){{1,5}}){_END}",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"{_BEFORE}for (?P<list>[a-z][a-z'-]{{2,15}}(?: ?/ ?[a-z][a-z'-]{{2,15}}){{1,5}}){_END}",
    re.IGNORECASE,
)
_EQUALS = re.compile(
    r"(?P<before>^|[,:;(\n.!?] ?|\b(?:and|with|plus|has|have|an?|the) )"
    r"(?P<label>[a-z]{3,20}(?: [a-z]{3,20})?) ?= ?"
    rf"(?P<list>{_VALUE}(?:, (?!or\b|and\b){_VALUE}){{1,9}}(?:,? or {_VALUE})?)"
    r"(?=\s*(?:[.;)!?\n]|$))",
    re.IGNORECASE,
)
_RUNS_ON = re.compile(
    r"(?P<before>[,(;]\s*)(?P<label>[a-z]{3,20}(?: [a-z]{3,20})?): "
    rf"(?P<list>{_VALUE}(?:, {_VALUE}){{1,8}}), (?P<next>[a-z]{{3,20}}(?: [a-z]{{3,20}})?) "
    r"(?=\([^()\n]{1,80}\)[,;)])",
    re.IGNORECASE,
)
_CHOSEN = re.compile(rf"\b(?:{CHOICE_WORDS})$", re.IGNORECASE)
"""What always has values, also where one of them elsewhere is a field: "finished"."""
_ON_A_MAP = re.compile(
    r",? ?\((?:to )?(?:be )?(?:show|shown|see|seen|display|displayed)(?: it| them| these)?"
    r" on (?:a|the) map\)(?=\s*[.,;)\n])",
    re.IGNORECASE,
)
"""What is wished of a list, among its fields."""
_OPENED = re.compile(r"[(:][^().!?\n:]*$")
_NEAR = 300
_BETWEEN = re.compile(r",? or |, | ?/ ?")
_NO_VALUE = word_set(
    "i we you he she it they what who when where which how why if whether not no several many some "
    "all minus plus times divided sum total average work please of for to from with and is are"
)


def tell_listed_values(text: str) -> str:
    """Return an English request where such values stand in brackets behind what they are of.

    Args:
        text: The request.
    """
    for pattern, told in (
        (_NAMES, _named),
        (_LETTERS, _lettered),
        (_OVERALL, _in_brackets),
        (_FOR, _for_whom),
        (_EQUALS, _equal),
        (_RUNS_ON, _ended),
    ):
        text = pattern.sub(told, text)
    told_of = _ON_A_MAP.sub("", text)
    return text if told_of == text else f"{told_of.rstrip()}\nShow them on a map."


def _named(match: re.Match[str]) -> str:
    """Return "trainer (Ann/Josh)"."""
    return _in_brackets(match) if _is_noun(match["label"]) else match.group()


def _lettered(match: re.Match[str]) -> str:
    """Return "grade (A/B)", unless the letters are those for yes and no."""
    answered = frozenset(match["list"]) - {"/", " "} in _YES_OR_NO
    return match.group() if answered or not _is_noun(match["label"]) else _in_brackets(match)


def _for_whom(match: re.Match[str]) -> str:
    """Return "for (girls/boys)": what a thing in a list is for."""
    values = _BETWEEN.split(match["list"])
    if not any(map(is_plural, values)) or any(map(is_known, values)) or not _is_listed(match):
        return match.group()
    return f"{match['before']}for ({'/'.join(values)})"


def _equal(match: re.Match[str]) -> str:
    """Return "status (cut/sewn/done)" of "status = cut, sewn, done"."""
    values = _BETWEEN.split(match["list"])
    plain = all(_NO_VALUE.isdisjoint(value.lower().split()) for value in values)
    chosen = bool(_CHOSEN.search(match["label"])) or not any(map(is_known, values))
    if not plain or not chosen or not _is_noun(match["label"]):
        return match.group()
    return _told(match, values)


def _ended(match: re.Match[str]) -> str:
    """Return "variety (acacia/linden), grade (A/B)": values end where a field has its own."""
    values = _BETWEEN.split(match["list"])
    plain = all(_NO_VALUE.isdisjoint(value.lower().split()) for value in values)
    if not plain or any(map(is_known, values)) or not _is_listed(match):
        return match.group()
    return f"{_told(match, values)}, {match['next']} "


def _in_brackets(match: re.Match[str]) -> str:
    values = _BETWEEN.split(match["list"])
    return _told(match, values) if _is_listed(match) else match.group()


def _told(match: re.Match[str], values: list[str]) -> str:
    different = len({value.lower() for value in values}) == len(values) and all(values)
    told = f"{match['before']}{match['label']} ({'/'.join(value.strip() for value in values)})"
    return told if different else match.group()


def _is_listed(match: re.Match[str]) -> bool:
    """Say whether words stand in a list: in brackets, or behind the colon of their sentence."""
    before = match.string[max(0, match.start() - _NEAR) : match.start("before") + 1]
    return bool(_OPENED.search(before))


def _is_noun(label: str) -> bool:
    last = tag(label)[-1]
    return last.is_noun and not tag(label)[0].is_verb
