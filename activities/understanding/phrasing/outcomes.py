"""Clauses that ask which of several states something is in, told as a choice; pure.

"Whether it arrived, was returned or got lost" is one field with three values, as is "whether they
are a full, a junior or an honorary member"; "whether it was returned or not" is a yes or no.
"""

import re
from functools import cache, partial
from typing import NamedTuple

from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.phrasing.ways import are_states
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import plural

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
_NO_NOUN = word_set("it they he she that this")
_BEGINS = re.compile(r"(?:^|[.!?\n]) *$")
_ORDER = re.compile(
    r"\s*,? *(?:(?:then|please|just|simply) |(?P<clause>(?:i|we|you|it|they|he|she|there|nobody"
    r"|everybody|everyone|do|don['\u2019]?t|never|always)\b|[a-z]+ (?:me|us|them|him|her|it|out)\b"
    r"|(?:send|tell|show|warn|notify|remind|mark|call|ask|skip|hide|stop|add|remove)\b))",
    re.IGNORECASE,
)
_ANYTHING = re.compile(r"\w")


class _Turns(NamedTuple):
    clause: re.Pattern[str]
    between: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str] | None
    article: re.Pattern[str] | None
    label: str
    kind: str
    none: frozenset[str]
    done: re.Pattern[str]
    """What something is because it was done to it."""
    state: frozenset[str]
    """Verbs that are said of what may be otherwise later."""
    paid: re.Pattern[str] | None
    by: re.Pattern[str]
    payment: str
    part: str
    parts: re.Pattern[str] | None
    """A part of the day, which "part" is a name for."""


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
    told = partial(_told, turns=turns, english=language == "en", taken=set())
    return turns.clause.sub(told, text)


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
        rf"{lead}(?<![\w-])(?P<whether>{row['whether']}){spaced}(?:(?P<subject>(?:{row['subject']})"
        rf"(?P<is>['\u2019]?(?:s|re))?){spaced}){needless}(?P<states>{part}"
        rf"(?:, (?:(?:{row['or']}) )?{part}){{0,6}},? (?:{row['or']}) {part}"
        rf"(?:,? (?:{row['or']}) {part})?){_ENDS}"
    )
    days = read_table("weekdays").get(language, {})
    parts = "|".join(days.get("parts", {}).values())
    return _Turns(
        re.compile(clause, re.IGNORECASE),
        re.compile(rf",? (?:{row['or']}) |, ", re.IGNORECASE),
        re.compile(rf"^(?:{row['before']})", re.IGNORECASE),
        re.compile(rf"(?:{row['behind']})$", re.IGNORECASE) if row["behind"] else None,
        re.compile(rf"^(?:{row['article']}) ", re.IGNORECASE) if row["article"] else None,
        row["label"],
        row["kind"],
        word_set(row["none"]),
        re.compile(row["done"], re.IGNORECASE),
        word_set(row["state"]),
        re.compile(rf"\b(?:{row['paid']})\b", re.IGNORECASE) if row["paid"] else None,
        re.compile(rf"(?:{row['by']}) ", re.IGNORECASE),
        row["payment"],
        days.get("part", ""),
        re.compile(rf"(?:{parts})", re.IGNORECASE) if parts else None,
    )


def _told(match: re.Match[str], turns: _Turns, *, english: bool, taken: set[str]) -> str:
    parts = turns.between.split(match["states"])
    if any(not turns.none.isdisjoint(part.lower().split()) for part in parts):
        return match.group()
    if _is_condition(match, english=english):
        return match.group()
    elsewhere = match.string[: match.start()] + match.string[match.end() :]
    subject = _noun(match) if english else ""
    kept = bool(subject) and _is_kept(subject, elsewhere)
    told = _english(match, parts, turns) if english else _of_states(match, parts, turns)
    if told is None or re.search(rf"\b{told.label}\b", elsewhere, re.IGNORECASE):
        return match.group()
    label = told.label
    if subject and not kept and (label == turns.kind or _is_how(match, told.values)):
        label = subject
    elif subject and label in taken:
        label = f"{subject} {label}"
    if label in taken:
        return match.group()
    taken.add(label)
    field = f"{label} ({'/'.join(told.values)})"
    if not (english and match["lead"] and subject):
        return field
    if not kept:
        return f"{match['lead']}the {field}"
    each = "Each" if match["lead"][:1].isupper() else "each"
    return f"{each} {subject} has a {field}"


def _noun(match: re.Match[str]) -> str:
    """Return what is in these states, or nothing where only "it" is said."""
    words = (match["subject"] or "").lower().split()
    return words[-1] if len(words) > 1 and words[-1] not in _NO_NOUN else ""


def _is_how(match: re.Match[str], values: tuple[str, ...]) -> bool:
    """Say whether something is so or so, and nothing was done: "the pain was mild"."""
    be = bool(match["is"]) or match["states"].split()[0].lower() in _BE
    return be and not are_states(values, told=True)


def _is_kept(noun: str, elsewhere: str) -> bool:
    """Say whether there are several of it, of which each is in one state."""
    if load().thing(noun) is not None or is_person_word(noun):
        return True
    return bool(re.search(rf"\b{re.escape(plural(noun))}\b", elsewhere, re.IGNORECASE))


def _is_condition(match: re.Match[str], *, english: bool) -> bool:
    """Say whether "if" tells when something shall be done, and asks for nothing."""
    before, behind = match.string[: match.start()], match.string[match.end() :]
    if not english:
        begins = bool(_BEGINS.search(before))
        return begins and bool(before.strip() or _ANYTHING.search(behind))
    if match["lead"] or match["whether"].lower() != "if":
        return False
    return not _BESIDE.search(before[-_NEAR:]) or bool(_ORDER.match(behind))


def _of_states(match: re.Match[str], parts: list[str], turns: _Turns) -> _Told | None:
    """Return the states without the verbs that all of them share, or the kinds without articles."""
    values = [turns.before.sub("", part.strip()) for part in parts]
    if turns.behind is not None:
        values = [turns.behind.sub("", value) for value in values]
    if not _differ(values) or len(values) < _LEAST or _names_somebody(values):
        return None
    if turns.article is not None and all(map(turns.article.match, values)):
        return _Told(turns.kind, tuple(turns.article.sub("", value) for value in values))
    if turns.paid is not None and any(
        len(value.split()) > 1 and turns.paid.search(value) for value in values
    ):
        return _payment(values, turns)
    if turns.parts is not None and all(map(turns.parts.fullmatch, values)):
        return _Told(turns.part, tuple(values))
    return _Told(_called(match, parts, turns, values), tuple(values))


def _payment(values: list[str], turns: _Turns) -> _Told | None:
    """Return by what somebody paid: cash, by card, by transfer."""
    if turns.paid is None or sum(bool(turns.paid.search(value)) for value in values) > 1:
        return None
    ways = [turns.paid.sub("", value).strip() for value in values]
    led = any(map(turns.by.match, ways))
    return _Told(turns.payment, tuple(ways)) if led and _differ(ways) else None


def _called(match: re.Match[str], parts: list[str], turns: _Turns, values: list[str]) -> str:
    """Return what a choice is called: what neither was done nor happens is of some kind."""
    done = sum(bool(turns.done.fullmatch(value)) for value in values)
    deeds = match["subject"] and values == [part.strip() for part in parts]
    if deeds or 2 * done > len(values) or parts[0].split()[0].lower() in turns.state:
        return turns.label
    return turns.kind


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
