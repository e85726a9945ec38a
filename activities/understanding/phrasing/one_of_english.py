"""English turns that tell values of one field, told as the choice that they are; pure.

"Fixed / partly / not fixable" among other items is a status, "condition of this and of that, both
in the usual grades mint, good, poor" are two choices, and "from £ to £££" has three steps.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.knowledge.choice_words import stepped
from activities.understanding.knowledge.field_types import CHOICE_WORDS, type_of
from activities.understanding.knowledge.lexicon import load
from activities.understanding.phrasing.ways import are_states
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural

_WORD = r"[^\W\d_][\w'+-]{0,20}"
_VALUE = rf"{_WORD}(?: {_WORD}){{0,3}}"
_END = r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$))"
_SLASHED = re.compile(
    rf"(?P<before>^|[,:;(\n]\s*|\band )(?P<list>{_VALUE}(?: / {_VALUE}){{2,6}}){_END}",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(rf"(?:{_WORD} )?(?:{CHOICE_WORDS})\b", re.IGNORECASE)
_HAS_STATUS = re.compile(r"\b(?:status|state|stage|phase)\b", re.IGNORECASE)
_SIGNS = re.compile(
    r"(?:(?P<label>\b(?:prices?|costs?|price (?:range|level|class)|budget|how expensive)):?,? |"
    r"(?P<before>[,:]\s*))\(?(?:from |between )?"
    r"(?P<steps>(?P<sign>[$€£])(?: ?(?:-|–|to|up to|and) ?)(?P=sign){2,6})(?!\s?\d)\)?",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"(?P<before>^|[,:;\n] ?|\band |[.!?] )(?P<one>[a-z][a-z' -]{2,50}?) and "
    r"(?P<other>[a-z][a-z' -]{2,50}?)(?:,? (?:sep[ae]rately|apart|each for itself))?"
    r",? ?(?:\(|- )?(?:both|each)(?: of them)?(?: rated| graded| given)?"
    r"(?: in| with| as| on| from| by| using|:)?"
    r"(?: the| our| these| one of)?(?: usual| same| standard| following| common)?"
    r"(?: (?:grades?|values?|steps?|levels?|options?|choices?|classes|categories|scale|words))?"
    rf"(?: of| from| like|:| -)? (?P<list>{_VALUE}(?:, (?:or |and )?{_VALUE}){{2,9}}"
    rf"(?: or {_VALUE})?)\)?(?=\s*(?:[;!?\n]|\.(?!\d)|$))",
    re.IGNORECASE,
)
_SAYS_BOTH = re.compile(r"\b(?:both|each)\b", re.IGNORECASE)
_STOPS = re.compile(r"([!?\n] ?|\.(?!\d) ?)")
_LONGEST_OF_BOTH = 400
"""Letters of a sentence that tells values of two fields; matching takes long in longer ones."""
_HEADED = re.compile(
    rf"(?P<before>^|(?<=[.!?\n])\s*)(?P<head>{_WORD}(?: {_WORD}){{0,2}})(?P<end>[:.]) "
    rf"(?P<list>{_VALUE}(?:, {_VALUE}){{2,9}}(?:,? (?:or|and) {_VALUE})?)"
    r"(?:\.\s+|\n)(?P<next>[^.!?\n]{5,300})",
    re.IGNORECASE,
)
"""Kinds behind a heading, and a sentence behind them."""
_BETWEEN = re.compile(r",? (?:or|and) |, ")
_FIELD = re.compile(r",| \+ ")
_OPEN = word_set(
    "i we you he she it they who what when where which how why whether if not no none no-one and "
    "or etc more each every all my our the a an with for of per from to is are was has have"
)
_ASKING = word_set("who whom whose what when where which how why whether")
_NO_STATE = _ASKING | word_set("make made on by at until from to for of it early late")
_OWN = word_set("my our all")
_LEAST_FIELDS, _LONGEST = 2, 4


def tell_one_of_english(text: str) -> str:
    """Return an English request where values of one field stand in brackets behind its name.

    Args:
        text: The request.
    """
    text = _HEADED.sub(_headed, _tell_both(_SIGNS.sub(_price, text)))
    return _SLASHED.sub(_slashed, text)


def _tell_both(text: str) -> str:
    """Return a text where both fields of a sentence have the values that are told of both."""
    return "".join(
        _BOTH.sub(_both, part)
        if len(part) <= _LONGEST_OF_BOTH and _SAYS_BOTH.search(part)
        else part
        for part in _STOPS.split(text)
    )


def _price(match: re.Match[str]) -> str:
    """Return "price (£, ££, £££)": steps are no amounts."""
    steps = stepped(match["steps"].replace(" and ", " to "))
    label = match["label"] or f"{match['before']}price"
    return f"{label} ({', '.join(steps)})" if steps else match.group()


def _both(match: re.Match[str]) -> str:
    """Return both fields, each with the values that are told of both."""
    values = _BETWEEN.split(match["list"])
    plain = all(_OPEN.isdisjoint(value.lower().split()) for value in values)
    if not plain or any(map(is_known, values)):
        return match.group()
    told = ", ".join(values)
    return f"{match['before']}{match['one']} ({told}), {match['other']} ({told})"


def _headed(match: re.Match[str]) -> str:
    """Return "complaints with kind (noise/parking), who complained" for kinds behind a heading."""
    values = _BETWEEN.split(match["list"])
    fields = [item.strip() for item in _FIELD.split(match["next"])]
    told = len(fields) >= _LEAST_FIELDS and all(map(_is_field, fields[:_LEAST_FIELDS]))
    alone = match.string.count(":") == (match["end"] == ":") and (_OPEN - _OWN).isdisjoint(
        match["head"].lower().split()
    )
    several = is_plural(match["head"].split()[-1].lower())
    if not (told and alone and several and _are_kinds(values)):
        return match.group()
    following = match["next"]
    return (
        f"{match['before']}{match['head']} with kind ({'/'.join(values)}), "
        f"{following[0].lower()}{following[1:]}"
    )


def _is_field(item: str) -> bool:
    """Say whether words are an item of a list of fields: short, and no "for each vehicle"."""
    words = item.lower().split()
    asked = bool(words) and words[0] in _ASKING
    return is_known(item) and len(words) <= _LONGEST and (asked or _OPEN.isdisjoint(words))


def _are_kinds(values: list[str]) -> bool:
    """Say whether words are kinds: no fields, no names, and not several lists."""
    things = sum(is_plural(one.lower()) and load().thing(one.lower()) is not None for one in values)
    return (
        len({one.lower() for one in values}) == len(values)
        and all(one.islower() and _OPEN.isdisjoint(one.split()) for one in values[1:])
        and not any(is_known(one) or type_of(one.lower()) for one in values)
        and things < _LEAST_FIELDS
    )


def _slashed(match: re.Match[str]) -> str:
    """Return "status (fixed/partly/not fixable)" for states between commas."""
    values = match["list"].split(" / ")
    before, behind = match["before"].strip(), match.string[match.end() :].lstrip()[:1]
    words = [word.lower() for one in values for word in (one.split()[0], one.split()[-1])]
    if "," not in (before, behind) or _OF_WHAT.match(values[0]) or not _NO_STATE.isdisjoint(words):
        return match.group()
    label, values[0] = _own_label(values[0])
    label = label or ("" if _HAS_STATUS.search(match.string) else "status")
    if not label or not are_states(tuple(one.lower() for one in values), told=True):
        return match.group()
    return f"{match['before']}{label} ({'/'.join(values)})"


def _own_label(words: str) -> tuple[str, str]:
    """Return what the values are called, if a noun stands before the first: "result fixed"."""
    label, _, first = words.partition(" ")
    (noun,), told = tag(label)[:1], tag(first)
    single = len(told) == 1 and told[0].tag in ("VVN", "VVD", "AJ0") and noun.tag == "NN1"
    return (label, first) if single else ("", words)
