"""What has the same fields as what was told before, told in full: "same for trainings"; pure."""

import re
from collections.abc import Callable
from typing import NamedTuple

from activities.understanding.grammar.attributes import is_known
from activities.understanding.grammar.heads import is_happening
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.words import is_plural, singular

_MOST_TOLD, _LONGEST, _LOOKED_BACK = 6, 90, 3
_LEAST_FIELDS = 2
_LONGEST_TOLD = 600
"""Characters of what is told again in full; more than anybody says in one sentence."""
_NOUN = r"[^\W\d_][\w'-]{2,24}(?: [^\W\d_][\w'-]{2,24})?"


def _nouns(joint: str) -> str:
    return rf"(?P<what>{_NOUN}(?:(?:,| {joint}) {_NOUN}){{0,2}})"


class _Words(NamedTuple):
    """How a language says that something is told in the same way, and how it tells fields."""

    same: tuple[re.Pattern[str], ...]
    described: re.Pattern[str]
    joint: re.Pattern[str]
    several: Callable[[str], bool]


def _described(having: str, has: str) -> re.Pattern[str]:
    """Return what tells the fields of a thing: behind "with", a colon, or "have"."""
    return re.compile(
        rf"(?P<head>{_NOUN})(?P<told> (?:{having}) | ?: | (?:{has}) )(?=\S)", re.IGNORECASE
    )


def _is_listed(noun: str) -> bool:
    """Say whether an English noun names several things that can be kept: no prices, no Mondays."""
    low = noun.lower()
    known = frames()
    one = singular(low)
    odd = known.names_nothing(one) or low in known.views or one in known.views
    return (is_plural(low) or is_happening(low)) and not odd and not is_known(low)


def _is_plural_in_german(noun: str) -> bool:
    return noun[0].isupper() and noun.endswith(("n", "e", "r", "s")) and not _is_a_day(noun)


def _is_plural_in_romance(noun: str) -> bool:
    return noun.split()[0].endswith(("s", "x")) and not _is_a_day(noun)


def _is_a_day(noun: str) -> bool:
    return noun.lower() in _DAYS


_DAYS = word_set(
    "samstags sonntags montags abends morgens wochenende wochenenden lundis mardis mercredis "
    "jeudis vendredis samedis "
    "dimanches lunes martes miércoles jueves viernes sábados domingos preise "
    "fotos termine photos dates prix notas fotos fechas precios notes notizen"
)
_FOR = r"(?:(?:the|our|my|all|all the|any) )?"
_SAME_FOR = (
    r"(?:(?:and|also|then|oh and|plus) )?(?:exactly )?(?:(?:the )?same(?: again| fields| details"
    r"| info| information| things?| data)?(?: goes| applies| holds)? (?:for|to|with)"
    r"|(?:ditto|likewise|similarly) (?:for|with)) "
)
_WORDS = {
    "en": _Words(
        (
            re.compile(
                rf"{_SAME_FOR}{_FOR}{_nouns('and')}(?: too| as well| please)?", re.IGNORECASE
            ),
            re.compile(rf"(?:and )?{_FOR}{_nouns('and')},? (?:ditto|likewise|the same)", re.I),
            re.compile(
                rf"(?P<too>(?:and )?{_FOR}{_nouns('and')}(?: are (?P<deed>[a-z]{{3,20}}))?,? "
                r"(?:too|as well))",
                re.IGNORECASE,
            ),
        ),
        _described("with", "have|has|need|needs"),
        re.compile(r", | and ", re.IGNORECASE),
        _is_listed,
    ),
    "de": _Words(
        (
            re.compile(
                r"(?:und )?(?:ebenso|genauso|dasselbe|das gleiche|gleiches|dito)(?: gilt| bitte)? "
                rf"(?:für|bei|mit) (?:die |unsere |alle )?{_nouns('und')}",
                re.IGNORECASE,
            ),
            re.compile(
                rf"(?:und )?(?:für |bei )?(?:die |unsere |alle )?{_nouns('und')}:?,? "
                r"(?:ebenso|genauso|gleichfalls|dito|desgleichen|das gleiche|dasselbe)",
                re.IGNORECASE,
            ),
        ),
        _described("mit", "haben|hat"),
        re.compile(r", | und ", re.IGNORECASE),
        _is_plural_in_german,
    ),
    "fr": _Words(
        (
            re.compile(
                r"(?:et )?(?:la même chose|même chose|pareil|idem|de même) (?:pour|avec) "
                rf"(?:les |nos |mes |des )?{_nouns('et')}",
                re.IGNORECASE,
            ),
            re.compile(rf"(?:les )?{_nouns('et')},? (?:pareil|idem)", re.IGNORECASE),
        ),
        _described("avec", "ont|a"),
        re.compile(r", | et ", re.IGNORECASE),
        _is_plural_in_romance,
    ),
    "es": _Words(
        (
            re.compile(
                r"(?:y )?(?:lo mismo|igual|ídem)(?: vale)? (?:para|con) "
                rf"(?:los |las |mis |nuestros |nuestras )?{_nouns('y')}",
                re.IGNORECASE,
            ),
            re.compile(rf"(?:los |las )?{_nouns('y')},? (?:ídem|lo mismo)", re.IGNORECASE),
        ),
        _described("con", "tienen|tiene"),
        re.compile(r", | y ", re.IGNORECASE),
        _is_plural_in_romance,
    ),
}
_TOLD_OF_EACH = re.compile(
    r"(?:[^.:;,]{0,30} )??(?:for|at|after|per|of) (?:each|every) (?P<head>[a-z]{3,20})\b"
    r"(?P<told>.{8,})",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;\n]*(?:\.(?=\w)[^.!?;\n]*)*[.!?;\n]*")
_LATER = re.compile(
    r"(?:[,;]| -)(?: and)? (?=(?:the )?same (?:for|goes for|applies to) )"
    r"|(?<=\w) and (?=the same (?:for|goes for|applies to) )",
    re.IGNORECASE,
)


class _Told(NamedTuple):
    head: str
    ahead: str
    behind: str
    """What stands before and after the name of a thing where its fields are told."""
    one: bool = False


def tell_alike(text: str, language: str) -> str:
    """Return a request where everything that has the same fields is told with them.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    words = _WORDS.get(language)
    if words is None:
        return text
    read = _LATER.sub(". ", text) if language == "en" else text
    kept, told = list[str](), 0
    for match in _SENTENCE.finditer(read):
        sentence = match.group()
        bare = sentence.strip(" .!?;\n")
        goes_on = read[match.end() : match.end() + 2].strip()[:1].islower()
        short = kept and len(bare) < _LONGEST and not goes_on
        full = _in_full(bare, kept, words) if short else ""
        if full and told < _MOST_TOLD:
            told += 1
            sentence = sentence.replace(bare, full)
        kept.append(sentence)
    return "".join(kept) if told else text


def _in_full(sentence: str, before: list[str], words: _Words) -> str:
    """Return what a sentence says in short, or nothing."""
    match = next(filter(None, (same.fullmatch(sentence) for same in words.same)), None)
    base = _told_before(before, words) if match else None
    if match is None or base is None:
        return ""
    nouns = [noun.strip() for noun in words.joint.split(match["what"])]
    if not all(map(words.several, nouns)):
        return ""
    groups = match.groupdict()
    if groups.get("too") and not _are_of_a_kind(nouns, base, groups["deed"] or "", before):
        return ""
    return ". ".join(_with(base, noun) for noun in nouns)


def _with(base: _Told, noun: str) -> str:
    named = singular(noun) if base.one else f"{noun[0].upper()}{noun[1:]}"
    return f"{base.ahead}{named}{base.behind}"


def _are_of_a_kind(nouns: list[str], base: _Told, deed: str, before: list[str]) -> bool:
    """Say whether things are alike: rooms "too" have other fields than bookings."""
    if deed[:-2] not in "".join(before).lower():
        return False  # "shoes are hired too" goes on with what was hired before
    return all(_kind(noun) == _kind(base.head) for noun in nouns)


def _kind(noun: str) -> tuple[bool, bool]:
    low = noun.lower()
    return is_happening(low), singular(low) in frames().people


def _told_before(before: list[str], words: _Words) -> _Told | None:
    """Return where the fields of a thing were told last."""
    for sentence in reversed(before[-_LOOKED_BACK:]):
        bare = sentence.strip(" .!?;\n")
        if len(bare) > _LONGEST_TOLD:
            return None
        found = _told_in(bare, words)
        if found is not None:
            return found
        each = _TOLD_OF_EACH.fullmatch(bare) if words.several is _is_listed else None
        if each and _tells_several(each["told"]):
            return _Told(each["head"], bare[: each.start("head")], each["told"], one=True)
    return None


def _told_in(sentence: str, words: _Words) -> _Told | None:
    found = None
    for match in words.described.finditer(sentence):
        told, behind = match["told"], sentence[match.start("told") :]
        head = match["head"].split()[-1] if told.strip() != ":" else match["head"]
        listed = told.strip() == ":" or words.several(head)
        if listed and _tells_several(behind[len(told) :]):
            found = _Told(head, "", behind)
    return found


def _tells_several(items: str) -> bool:
    return len(split_items(re.sub(r" (?:und|et|y) ", ", ", items))) >= _LEAST_FIELDS
