"""Clauses that ask which of several states something is in, told as a choice; pure.

"Whether it arrived, was returned or got lost" is one field with three values, as is "whether they
are a full, a junior or an honorary member"; "whether it was returned or not" is a yes or no.
"""

import re
from functools import cache, partial
from typing import NamedTuple

from activities.understanding.languages.vocabulary import read_table
from activities.understanding.phrasing.ways import are_states
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag

_LEAST, _PAIR, _MOST_WORDS, _LONGEST_NOUN = 3, 2, 5, 2
_WORD = r"[^\W_][\w'\u2019-]{0,24}"
_ENDS = (
    r"(?=\s*(?:[.,;:!?)\n]|$)"
    r"| (?:because|so|since|as|and|when|with|plus|but|weil|und|et|y|e|i|en|parce)\b)"
)
_NOTING = (
    r"(?P<lead>(?<![\w'\u2019])(?:(?:i|we)(?:['\u2019]d)? (?:(?:just|also|then|only) )?"
    r"(?:(?:need|want|have|like|would like|must|should|can|will) )?(?:to )?(?:be able to )?)"
    r"(?:mark|note|record|know|see|track|tick|say|log|write|enter|keep track of|remember)"
    r"(?: down| off)? )?"
)
_ARTICLES = re.compile(r"^(?:an?|the|some) ", re.IGNORECASE)
_FINITE = ("VVD", "VVN", "VBD", "VBZ", "VBB", "VHZ", "VHD", "VHB", "VDD", "VDN")
_BE = word_set("was were is are been being be has have had got gets")
_BESIDE = re.compile(r"(?:[,:(&]|\b(?:and|plus|also|or)) ?$", re.IGNORECASE)
_NEAR = 12
_PAYING = word_set("paid pay pays")
"""How somebody paid is told by what they paid with."""
_A = re.compile(r"\ban? ", re.IGNORECASE)


class _Turns(NamedTuple):
    clause: re.Pattern[str]
    between: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str] | None
    article: re.Pattern[str] | None
    label: str
    kind: str
    none: frozenset[str]


class _Told(NamedTuple):
    label: str
    values: tuple[str, ...]


def tell_outcomes(text: str, language: str) -> str:
    """Return a request where such a clause stands as a status, or as a kind.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    turns = _turns(language)
    if turns is None:
        return text
    return turns.clause.sub(partial(_told, turns=turns, english=language == "en"), text)


@cache
def _turns(language: str) -> _Turns | None:
    row = read_table("outcomes").get(language)
    if row is None:
        return None
    part = rf"{_WORD}(?: {_WORD}){{0,4}}?"
    lead = _NOTING if language == "en" else "(?P<lead>)"
    spaced = r"(?: |(?<=['\u2019]))"
    # Dutch "naam of merk, kleur of maat" asks for nothing: there a subject is needed.
    needless = "" if language in ("en", "nl") else "?"
    clause = (
        rf"{lead}\b(?P<whether>{row['whether']}){spaced}(?:(?P<subject>(?:{row['subject']})"
        rf"(?P<is>['\u2019]?(?:s|re))?){spaced}){needless}(?P<states>{part}"
        rf"(?:, (?:(?:{row['or']}) )?{part}){{0,6}},? (?:{row['or']}) {part}"
        rf"(?:,? (?:{row['or']}) {part})?){_ENDS}"
    )
    return _Turns(
        re.compile(clause, re.IGNORECASE),
        re.compile(rf",? (?:{row['or']}) |, ", re.IGNORECASE),
        re.compile(rf"^(?:{row['before']})", re.IGNORECASE),
        re.compile(rf"(?:{row['behind']})$", re.IGNORECASE) if row["behind"] else None,
        re.compile(rf"^(?:{row['article']}) ", re.IGNORECASE) if row["article"] else None,
        row["label"],
        row["kind"],
        word_set(row["none"]),
    )


def _told(match: re.Match[str], turns: _Turns, *, english: bool) -> str:
    parts = turns.between.split(match["states"])
    if any(not turns.none.isdisjoint(part.lower().split()) for part in parts):
        return match.group()
    if english and _is_condition(match):
        return match.group()
    told = _english(match, parts, turns) if english else _of_states(parts, turns)
    elsewhere = match.string[: match.start()] + match.string[match.end() :]
    if told is None or re.search(rf"\b{told.label}\b", elsewhere, re.IGNORECASE):
        return match.group()
    field = f"{told.label} ({'/'.join(told.values)})"
    words = (match["subject"] or "").split()
    if english and match["lead"] and len(words) > 1:
        each = "Each" if match["lead"][:1].isupper() else "each"
        return f"{each} {words[-1]} has a {field}"
    return field


def _is_condition(match: re.Match[str]) -> bool:
    """Say whether "if" tells when something shall be done, and asks for nothing."""
    asked = match["lead"] or match["whether"].lower() != "if"
    return not asked and not _BESIDE.search(match.string[: match.start()][-_NEAR:])


def _of_states(parts: list[str], turns: _Turns) -> _Told | None:
    """Return the states without the verbs that all of them share, or the kinds without articles."""
    values = [turns.before.sub("", part.strip()) for part in parts]
    if turns.behind is not None:
        values = [turns.behind.sub("", value) for value in values]
    if not _differ(values) or len(values) < _LEAST or _names_somebody(values):
        return None
    if turns.article is not None and all(map(turns.article.match, values)):
        return _Told(turns.kind, tuple(turns.article.sub("", value) for value in values))
    return _Told(turns.label, tuple(values))


def _names_somebody(values: list[str]) -> bool:
    """Say whether the first value has somebody before it whom the others share: "Oma krank"."""
    first, *others = values
    led = len(first.split()) > 1 and all(len(one.split()) == 1 for one in others)
    return led and first[:1].isupper() and others[0][:1].islower()


def _english(match: re.Match[str], parts: list[str], turns: _Turns) -> _Told | None:
    first = tag(f"it {parts[0]}")[1]
    finite = bool(match["is"]) or first.tag in _FINITE or first.low in _BE
    if not finite or first.low in _PAYING:
        return None
    values = tuple(turns.before.sub("", part.strip()) for part in parts)
    deeds = not match["is"] and first.low not in _BE
    if sum(bool(_A.match(value)) for value in values) >= _PAIR:
        return _Told("kind", _kinds(values)) if len(values) >= _LEAST else None
    bare = tuple(_ARTICLES.sub("", value) for value in values)
    if not _differ(bare):
        return None
    if len(bare) >= _LEAST:
        return _Told(turns.label if deeds or are_states(bare) else "kind", bare)
    return _Told(turns.label, bare) if deeds and _begins_anew(parts[1]) else None


def _begins_anew(part: str) -> bool:
    """Say whether the second of two has a verb of its own: "arrived or got lost"."""
    words = part.lower().split()
    return len(words) > 1 and words[0] in _BE


def _differ(values: tuple[str, ...] | list[str]) -> bool:
    short = all(0 < len(value.split()) <= _MOST_WORDS for value in values)
    return short and len({value.lower() for value in values}) == len(values)


def _kinds(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return "full, junior, honorary" of "a full or a junior or an honorary member"."""
    bare = [_ARTICLES.sub("", value) for value in values]
    *others, last = [tag(value) for value in bare]
    shared = len(last) == _LONGEST_NOUN and last[0].tag == "AJ0" and last[1].is_noun
    adjective = any(len(one) == 1 and one[0].tag == "AJ0" for one in others)
    if shared and adjective and all(len(one) == 1 for one in others):
        bare[-1] = last[0].text
    return tuple(bare)
