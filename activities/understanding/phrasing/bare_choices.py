"""English values that nothing but their place tells, told as the one choice that they are; pure.

"Result 1-0, 0-1 or draw", "left breast, right breast or bottle" and "material PLA PETG ABS" are
one field each, "whether they get a card, a call or a present" asks which of them, and "each child
is in a group (bears, foxes or owls)" tells what can be chosen for the child.
"""

import re
from functools import cache

from activities.understanding.grammar.attributes import is_known
from activities.understanding.phrasing.one_of import payment_means
from activities.understanding.phrasing.ways import are_states
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.opposites import are_opposites
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, plural

_LEAST = 3
_SMALL = (
    r"(?:a|an|the|and|or|of|to|from|for|in|on|at|by|with|is|are|was|were|i|we|you|he|she|it|they"
    r"|each|every|all|any|some|no|not|which|what|who|when|where|how|why|if|whether|my|our|their"
    r"|his|her|its|per|as|than|then|but|so|also|plus|please)"
)
_WORD = rf"(?!{_SMALL}\b)[^\W\d_][\w'-]{{0,20}}"
_BEFORE = r"(?P<before>^|[,:;(\n]\s*|(?<=[.!?])\s+|\b(?:and|with|plus|has|have|an?|the) )"
_END = r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$)| (?:and|plus|with) )"
_OR = r"(?:,? or |/| / )"
_SCORE = r"\d{1,2}[-:\u2013]\d{1,2}"
_SCORES = re.compile(
    rf"{_BEFORE}(?P<label>{_WORD}(?: {_WORD})?)[: ]+"
    rf"(?P<list>{_SCORE}(?:, {_SCORE})+{_OR}(?:{_SCORE}|{_WORD})){_END}",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"(?P<before>^|[,:;(\n]\s*)(?P<label>{_WORD}(?: {_WORD})?) "
    r"(?P<list>pass or fail|passed or failed|ok or not ok|good or bad|open or closed|won or lost"
    r"|new or used|indoors? or outdoors?|full or empty|buy or sell|paid or unpaid)"
    r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$))",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"(?P<before>[,:;(\n]\s*)(?P<label>{_WORD} (?:by|on|at|until|since|from|to)) "
    r"\((?P<kind>date|time)\)(?=\s*[,;)\n.]|\s*$)",
    re.IGNORECASE,
)
"""What a field is told to be behind its name: no field of its own."""
_SIDES = re.compile(
    rf"(?P<before>^|[,:;(\n]\s*)(?P<list>(?P<one>{_WORD}) (?P<head>{_WORD}), "
    rf"(?P<other>{_WORD}) (?P=head)(?:,? or |, )(?P<last>{_WORD}(?: {_WORD})?)){_END}",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(?P<label>priority|prio|class|category|tier|zone)(?: from)? "
    r"(?P<open>\()?1 ?(?:-|\u2013|to) ?(?P<last>[2-4])(?(open)\))"
    r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$)| (?:and|plus|with) )",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    rf"{_BEFORE}(?P<label>(?-i:[a-z])[a-z]{{2,20}}):? "
    rf"(?P<list>(?-i:[A-Z][A-Z0-9]{{1,5}})(?:[ /](?-i:[A-Z][A-Z0-9]{{1,5}})){{1,8}}){_END}",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"(?P<before>[,:;(\n]\s*|^)(?P<label>{_WORD}(?: {_WORD})?):? "
    rf"(?P<list>(?!(?:both|or)\b){_WORD}(?P<sign>, | or | )(?!(?:both|or)\b){_WORD}"
    rf"(?:(?P=sign)(?!(?:both|or)\b){_WORD})?(?:,? or |(?P=sign))(?:both|neither|none))"
    r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$))",
    re.IGNORECASE,
)
_UNSURE = (
    r"can['\u2019]?t (?:tell|say)|cannot (?:tell|say)|could(?:n['\u2019]?t| not) tell"
    r"|don['\u2019]?t know|dunno|unknown|unsure|not sure|unclear|uncertain|undetermined"
    r"|other|diverse|juvenile|immature|young|chick"
)
_SEX = re.compile(
    rf"{_BEFORE}(?:(?P<label>sex|gender):? )?"
    r"(?P<list>(?P<one>male|female|boy|girl|hen|cock|buck|doe|m|f)"
    r"(?: ?/ ?| or |, | )(?P<other>male|female|boy|girl|hen|cock|buck|doe|m|f)"
    rf"(?: ?/ ?|,? or |, | )(?P<last>{_UNSURE})){_END}",
    re.IGNORECASE,
)
_IS_IT = re.compile(
    r"(?P<before>, ?(?:and )?|\band )(?:is|was) (?:it|he|she|this|that)(?: an?)? "
    rf"(?P<list>{_WORD}(?:,? {_WORD}){{1,6}},? or (?:an? )?{_WORD})(?=\s*(?:[,;.)!?\n]|$))",
    re.IGNORECASE,
)
_ARTICLE = r"(?:(?:an?|some|the) )"
_GET = re.compile(
    r"\b(?:whether|if) (?:they|he|she|we|i|it|people|everyone|everybody|each one|each) "
    r"(?P<verb>gets?|wants?|prefers?|chooses?|chose|takes?|drinks?|eats?|orders?|brings?|receives?"
    r"|uses?|plays?|would like) "
    rf"(?P<list>{_ARTICLE}?{_WORD}(?: {_WORD})?(?:, {_ARTICLE}?{_WORD}(?: {_WORD})?)+"
    rf",? or {_ARTICLE}?{_WORD}){_END}",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"(?P<before>^|[,;:] |[.!?\n]\s+|\band |\bwhere )"
    r"(?:(?P<whether>whether |if )?(?P<said>(?:it|each|each one) (?:is|was)|they (?:are|were))) "
    r"(?P<list>[a-z][a-z' -]{2,30}(?:, (?!or\b|and\b)[a-z][a-z' -]{2,30}){1,6}"
    r",? or [a-z][a-z' -]{2,30}?)"
    r"(?: (?:because|due to|owing to|when|if|for|depending)\b[^.,;:!?\n]{1,60})?"
    r"(?=\s*(?:[.;!?\n]|$)|, )",
    re.IGNORECASE,
)
_IN_A_GROUP = re.compile(
    r"(?P<joint>,? and )?(?:is|are|belongs?|goes|comes?) (?:in|to|on|into|part of|under) "
    r"(?:an?|one) (?P<noun>group|class|team|house|section|squad|form|category|division|league"
    r"|department|crew|troop|patrol|year|course|set|shift) ?"
    r"\((?P<list>[^()\n]{3,120})\)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",? or |, (?:or )?| ?/ ?")
_LEADING = re.compile(rf"^(?:{_ARTICLE}|in |by )", re.IGNORECASE)
_DEEDS = {"drink": "drink", "eat": "meal", "play": "instrument"}
_GIVEN = word_set("breast foot side arm leg eye ear hand")


def tell_bare_choices(text: str) -> str:
    """Return an English request where bare values stand in brackets behind what they are of.

    Args:
        text: The request.
    """
    text = _paid().sub(_payment, _IN_A_GROUP.sub(_group, text))
    text = _PAIR.sub(_labelled, _DATED.sub(r"\g<before>\g<label> \g<kind>", text))
    text = _CAPITALS.sub(_labelled, _SCORES.sub(_labelled, _RANKED.sub(_ranked, text)))
    text = _SEX.sub(_sex, _BOTH.sub(_with_both, _SIDES.sub(_sides, text)))
    text = _IS_IT.sub(_kind_of_it, text)
    return _STANDS.sub(_status, _GET.sub(_given, text))


def _labelled(match: re.Match[str]) -> str:
    """Return "result (1-0/0-1/draw)", "material (PLA/PETG)": a noun that has values behind it."""
    values = re.split(r",? or |, |[ /]+", match["list"])
    if not _is_noun(match["label"]) or _is_repeated(values):
        return match.group()
    return _told(match, match["label"], values)


def _ranked(match: re.Match[str]) -> str:
    """Return "priority (1/2/3)": what comes first gets no stars."""
    ranks = map(str, range(1, int(match["last"]) + 1))
    return f"{match['label']} ({'/'.join(ranks)})"


def _with_both(match: re.Match[str]) -> str:
    """Return "diaper (wet/dirty/both)"."""
    values = re.split(r",? or |, | ", match["list"])
    label = match["label"]
    if match["sign"] == " " and " " not in label and tag(values[0])[0].is_noun:
        return match.group()  # "drill noise strong weak none"
    wrong = any(map(_is_field, values)) or _is_repeated(values)
    return match.group() if wrong or not _is_noun(label) else _told(match, label, values)


def _sex(match: re.Match[str]) -> str:
    """Return "sex (male/female/can't tell)"."""
    if match["one"].lower() == match["other"].lower():
        return match.group()
    values = (match["one"], match["other"], match["last"])
    return _told(match, match["label"] or "sex", list(values))


def _sides(match: re.Match[str]) -> str:
    """Return "kind (left breast/right breast/bottle)" for sides, and what else it can be."""
    one, other, head, last = match.group("one", "other", "head", "last")
    joined = " or " in match["list"] or last.lower() in ("both", "neither")
    if not joined or not are_opposites(one, other) or any(map(_is_field, (head, last))):
        return match.group()
    called = "side" if last.lower() in ("both", "neither") else _kind(match)
    return _told(match, called, [f"{one} {head}", f"{other} {head}", last])


def _kind_of_it(match: re.Match[str]) -> str:
    """Return "kind (apple/pear/plum)" of "is it apple pear or plum"."""
    *first, last = re.split(r",? or (?:an? )?", match["list"])
    values = [*re.split(r",? ", " ".join(first)), last]
    if len(values) < _LEAST or _is_repeated(values) or any(map(_is_field, values)):
        return match.group()
    nouns = sum(word.is_noun for value in values for word in tag(value)[:1])
    states = are_states(tuple(value.lower() for value in values), told=True)
    if not states and 2 * nouns <= len(values):
        return match.group()
    return _told(match, _kind(match) if not states else "status", values)


def _given(match: re.Match[str]) -> str:
    """Return "kind (card/call/present)" of what somebody gets."""
    values = [_LEADING.sub("", one.strip()) for one in _BETWEEN.split(match["list"])]
    if _is_repeated(values):
        return match.group()
    paid = all(re.fullmatch(rf"(?:{payment_means('en')})s?", one, re.IGNORECASE) for one in values)
    called = "payment" if paid else _DEEDS.get(match["verb"].rstrip("s"), _kind(match))
    return f"{called} ({'/'.join(values)})"


def _status(match: re.Match[str]) -> str:
    """Return "it has a status (planned/flown/called off)"."""
    values = [one.strip() for one in _BETWEEN.split(match["list"])]
    short = all(0 < len(one.split()) <= _LEAST for one in values)
    deeds = sum(word.tag in ("VVN", "VVD", "AJ0") for one in values for word in tag(one)[:1])
    stated = are_states(tuple(one.lower() for one in values), told=True)
    if len(values) < _LEAST or not short or not stated or deeds < len(values) - 1:
        return match.group()
    told = "they have a " if match["said"].lower().startswith("they") else "it has a "
    told = "" if match["whether"] else told
    return f"{match['before']}{told}status ({'/'.join(values)})"


def _group(match: re.Match[str]) -> str:
    """Return "has a name, a group (bears/foxes)", unless groups are a list of their own."""
    values = [one.strip() for one in _BETWEEN.split(match["list"]) if one.strip()]
    told = " or " in match["list"] or "/" in match["list"]
    listed = re.search(rf"\b{plural(match['noun'].lower())}\b", match.string, re.IGNORECASE)
    if not told or listed or len(values) < 2 or any(map(_is_field, values)):
        return match.group()
    ahead = f"{match['joint']}a" if match["joint"] else "has a name, a"
    return f"{ahead} {match['noun']} ({'/'.join(values)})"


def _payment(match: re.Match[str]) -> str:
    """Return "payment (cash/bank)" of "if it was cash or by bank"."""
    values = [_LEADING.sub("", one) for one in match.group("one", "other")]
    return f"payment ({'/'.join(values)})" if not _is_repeated(values) else match.group()


def _kind(match: re.Match[str]) -> str:
    """Return what a kind is called where the request does not say so already."""
    said = match.string.lower()
    return next((one for one in ("kind", "type") if not re.search(rf"\b{one}s?\b", said)), "sort")


def _told(match: re.Match[str], label: str, values: list[str]) -> str:
    return f"{match['before']}{label} ({'/'.join(value.strip() for value in values)})"


def _is_repeated(values: list[str]) -> bool:
    return len({one.lower() for one in values}) < len(values) or not all(values)


def _is_noun(label: str) -> bool:
    last = tag(label)[-1]
    return last.is_noun and not is_plural(last.low)


def _is_field(words: str) -> bool:
    """Say whether words are told of things for themselves: a name, a phone, a date."""
    low = words.lower()
    return low not in _GIVEN and is_known(low)


@cache
def _paid() -> re.Pattern[str]:
    """Return the pattern of "if it was cash or by bank"."""
    means = rf"(?:(?:in|by) )?(?:{payment_means('en')})"
    return re.compile(
        r"\b(?:if|whether) (?:it|that|this) (?:was|is) "
        rf"(?P<one>{means}) or (?P<other>{means}){_END}",
        re.IGNORECASE,
    )
