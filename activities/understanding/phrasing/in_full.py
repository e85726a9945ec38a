"""What shares words with its neighbours, told in full; pure.

"Pain before and after each session, 0 to 10" tells two fields, on one scale: the pain before each
session (0 to 10), and the pain after it. "Feed plan (hay kg, oats kg, supplements)" tells three,
of which the plan is only the heading.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.opposites import first_of, second_of
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, plural

_NO_NOUN = (
    r"(?:and|or|with|the|an?|i|we|you|he|she|it|they|to|is|are|was|were|be|please|not|no|both|also"
    r"|plus|each|every|for|from|by|at|on|in|of|before|after|that|which|so|but|if|then)"
)
_WORD = rf"(?!{_NO_NOUN}\b)[a-z][\w'-]{{0,20}}"
_BEGIN = r"(?P<begin>^|[,:;(\n] ?|[.!?] |\b(?:and|with|plus|has|have|note|log|record|track) )"
_AND = r" ?(?:\band\b|&|/) ?"
_SCALE = (
    r"(?:,? ?\(?(?:from |on a scale of |scale )?"
    r"(?P<low>\d{1,2}) ?(?:to|-) ?(?P<high>\d{1,3})\)?)?"
)
_END = r"(?=\s*(?:[,.;:!?)\n]|$)| and\b| \()"
_AROUND = re.compile(
    rf"{_BEGIN}(?P<what>{_WORD}(?: {_WORD}){{0,2}})"
    rf"(?: of (?:(?:all|each|every|the|our|my|their) ){{0,2}}(?P<of>[a-z][a-z-]{{2,20}}))?"
    rf" (?P<one>before|after){_AND}(?P<other>before|after)"
    rf"(?P<when> (?:(?:the|a|an|each|every|any|our|my|his|her|their) )?{_WORD}(?: {_WORD}){{0,2}})"
    rf"{_SCALE}{_END}",
    re.IGNORECASE,
)
_SIDE = r"(?!(?:and|or|with|of)\b)[a-z]{2,20}"
_ON_ONE_SCALE = re.compile(
    rf"{_BEGIN}(?P<one>{_WORD}(?: {_WORD})? {_SIDE}){_AND}(?P<other>{_WORD}(?: {_WORD})? {_SIDE})"
    r" ?\((?:from )?(?P<low>\d{1,2}) ?(?:to|-) ?(?P<high>\d{1,3})\)",
    re.IGNORECASE,
)
_FELT = (
    r"(?:difficulty|terrain|taste|smell|scent|aroma|flavou?r|body|texture|crust|look|looks"
    r"|appearance|design|pain|mood|sleep|energy|stress|anxiety|hunger|fatigue|tiredness|focus"
    r"|motivation|itching|swelling|nausea|acidity|sweetness|bitterness|sourness|spiciness|heat"
    r"|service|food|ambience|atmosphere|comfort|quality|value|cleanliness|noise|importance"
    r"|urgency|effort|impact|likelihood|probability|severity|intensity|scenery|view|views|story"
    r"|plot|acting|fun|strength|technique|steepness|exposure)"
)
"""What is put on a scale, and is no text: "name and rating 1 to 5" has one scale."""
_ON_THE_SAME = re.compile(
    rf"(?P<begin>^|[,:;(\n] ?|[.!?] |\b(?:and|with|plus|has|have) )"
    rf"(?P<all>{_FELT}(?:, {_FELT}){{0,4}},?{_AND}{_FELT}),?(?: both| each)?(?: from)? "
    r"(?P<low>[01]) ?(?:to|-|\u2013) ?(?P<high>\d{1,3})(?=\s*(?:[,.;:!?)\n]|$)| and\b)",
    re.IGNORECASE,
)
_EXTREMES = re.compile(
    rf"\b(?P<one>fewest|least|smallest|shortest|youngest){_AND}(?P<other>most|largest|biggest"
    rf"|longest|oldest) (?P<of>number of )?(?P<head>{_WORD}){_END}",
    re.IGNORECASE,
)
_PLANS = (
    r"(?:plan|ration|rations|measurements|measures|dimensions|amounts|readings|levels|doses"
    r"|quantities|consumption|results)"
)
_PLAN = re.compile(
    rf"(?P<begin>[,:;] ?(?:and )?|\b(?:and|with|has|have|an?|its|their|his|her) )"
    rf"(?:{_WORD} ){{0,2}}{_PLANS} ?\((?P<items>[^()\n]{{5,160}})\)",
    re.IGNORECASE,
)
_IN_UNIT = re.compile(
    r"(?P<what>[a-z][a-z' -]{1,30}?)(?: in)? "
    r"(?P<unit>kg|g|grams?|kilos?|mg|ml|cl|dl|l|lit(?:re|er)s?"
    r"|mm|cm|m|km|kwh|h|hours|hrs|minutes|min|lbs?|oz|%|bar|°c)",
    re.IGNORECASE,
)
_OF_ALL = r"(?:all|each)(?: of (?:them|these))?"
_ALL_IN = re.compile(
    rf"(?:,| -|;)? ?\(?(?:{_OF_ALL}(?: are)? )?(?:measured )?in (?P<one>[a-z\u00b0]{{1,10}})\)?$"
    rf"|(?:,| -|;) ?{_OF_ALL} (?P<other>[a-z\u00b0]{{1,10}})$",
    re.IGNORECASE,
)
"""The unit of everything in brackets: "bust, waist, hip - all cm"."""
_MOMENT = re.compile(
    rf"(?P<begin>[,:;(] ?)(?P<what>{_WORD}(?: {_WORD})?) (?:\((?=date[^()]{{1,8}}\)))?"
    r"date ?(?:\+|&|/) ?time\)?(?=\s*[,;)\n.]|\s*$)",
    re.IGNORECASE,
)
"""A day and a time of day that share a name: "load-in date+time"."""
_LEAST, _LONGEST_ITEM = 2, 3
_OF_THINGS = word_set("name title phone email address owner")
"""What stands among the fields of a thing, and in no plan."""


def tell_in_full(text: str) -> str:
    """Return a request where fields that share words are told one by one.

    Args:
        text: The request, in English.
    """
    for pattern, told in (
        (_AROUND, _around),
        (_ON_ONE_SCALE, _on_one_scale),
        (_ON_THE_SAME, _on_the_same),
        (_EXTREMES, _both_ends),
        (_PLAN, _one_by_one),
    ):
        text = pattern.sub(told, text)
    return _MOMENT.sub(r"\g<begin>\g<what> date, \g<what> time", text)


def _around(match: re.Match[str]) -> str:
    """Tell "weight before and after the summer" as two, each with what it is of."""
    one, other, what = match["one"].lower(), match["other"].lower(), match["what"]
    follows = match.string[match.end() :].lstrip()[:1] == ","
    listed = match["begin"].strip(" \n.!?") or (match["of"] and follows)
    told = tag(what.lower())[0].tag in ("VVB", "VVI") or is_known(match["when"].split()[-1])
    if one == other or not listed or told:
        return match.group()
    scale = f" from {match['low']} to {match['high']}" if match["high"] else ""
    first, second = (f"{what.lower()} {each}{match['when']}{scale}" for each in (one, other))
    of = match["of"]
    if of is None:
        return f"{match['begin']}{first}, {second}"
    several = of if is_plural(of) else plural(of)
    begins = match["begin"] == "" or match["begin"][0] in ".!?\n"
    heading = f"{several[:1].upper()}{several[1:]}: " if begins else ""
    return f"{match['begin']}{heading}{first}, {second}"


def _on_one_scale(match: re.Match[str]) -> str:
    """Tell "pain before and pain after (0-10)" so that both have the scale."""
    one, other = match["one"].lower(), match["other"].lower()
    same_end = one.split()[-1] == other.split()[-1]
    paired = second_of(one, other.rpartition(" ")[2]) == other
    if not paired and not (same_end and first_of(one.partition(" ")[0], other) == one):
        return match.group()
    scale = f"({match['low']} to {match['high']})"
    return f"{match['begin']}{match['one']} {scale}, {match['other']} {scale}"


def _one_by_one(match: re.Match[str]) -> str:
    """Tell each part of a plan that is told in units: "hay kg" is an amount of hay."""
    items, of_all = _parts(match["items"])
    units = [_IN_UNIT.fullmatch(f"{item}{of_all}") for item in items]
    short = all(len(item.split()) <= _LONGEST_ITEM for item in items)
    if len(items) < _LEAST or not any(units) or not short or not _OF_THINGS.isdisjoint(items):
        return match.group()
    told = [
        f"{unit['what']} in {unit['unit']}" if unit else item
        for item, unit in zip(items, units, strict=True)
    ]
    begin = re.sub(r"\b(?:an?|its|their|his|her) $", "", match["begin"])
    return f"{begin}{', '.join(told)}"


def _parts(words: str) -> tuple[list[str], str]:
    """Return what stands in brackets, and the unit of all of it with a blank before it."""
    told = _ALL_IN.search(words)
    unit = (told["one"] or told["other"]) if told else ""
    if told is None or not _IN_UNIT.fullmatch(f"amount {unit}"):
        return split_items(words), ""
    return split_items(words[: told.start()]), f" {unit}"


def _on_the_same(match: re.Match[str]) -> str:
    """Tell "difficulty and terrain 1 to 5" as two, each on the scale."""
    scale = f" ({match['low']} to {match['high']})"
    *first, last = re.split(rf",?{_AND}|, ", match["all"])
    told = ", ".join(f"{one.strip()}{scale}" for one in first)
    return f"{match['begin']}{told} and {last.strip()}{scale}"


def _both_ends(match: re.Match[str]) -> str:
    """Tell "fewest and most players" as two numbers."""
    one, other, head = match.group("one", "other", "head")
    if not (match["of"] or is_plural(head) or is_known(head)):
        return match.group()
    of = match["of"] or ""
    return f"{one} {of}{head}, {other} {of}{head}"
