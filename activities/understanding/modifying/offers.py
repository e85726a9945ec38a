"""Choices told by the ones there are, or by what they are for, as words say it; pure."""

import re
from typing import NamedTuple

from activities.understanding.knowledge.inference import read_choices
from activities.understanding.modifying.choices import are_choices, singular_of
from activities.understanding.text.cleaning import split_items, word_set

_LONGEST = 400
_FEW = 2
_MOST_WORDS_ALSO = 3
_THE = r"(?:(?:the|these|those|our|my|all|each|every|an?) )*"
_NAME = r"[\w'-]+(?: [\w'-]+){0,4}?"
_WANT = (
    r"(?:(?:i|we)(?:'d| would)? (?:also |really |just |rather )*(?:prefer|like|want|need|have|use)"
    r"(?: to (?:have|see|use|offer|(?:choose|pick|select)(?: from| between)?))?"
    r"|there (?:should|must) be|it should (?:be|say)|use|offer|make it|have|put|say|write|show"
    r"|call (?:it|them|that)|let (?:me|us) "
    r"(?:choose|pick|select)(?: from| between)?|please)"
)
_LEAD = r"^(?:(?:actually|in fact|sometimes|oh|hm+),? )*"
_ONE = r"(?:one|a single|a|the same|just one|only one)"
_FIELD = r"(?:field|column|choice|drop-?down|list to choose from)"
INSTEAD_OF = (
    r"(?:(?:statt|anstatt|anstelle von|au lieu de|en (?:vez|lugar) de|invece di|em vez de"
    r"|in plaats van|zamiast) |au lieu d')"
)
"""Begins what something else comes in place of, in other languages."""
_RATHER = (
    r"(?:bitte |lieber |besser |soll da |soll es |plutôt |mettre |mets |mejor |pon |meglio |metti"
    r" |melhor |põe |liever |beter |graag |lepiej |raczej )+(?:stehen |heißen )?"
)
_READERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(_LEAD + pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "merge",
            rf"(?:merge|combine|join|unite|put together|turn|make|put|bring) {_THE}"
            rf"(?P<old>[^:;()]{{3,120}}?) (?:together )?(?:in ?to|to|as|in) {_ONE} "
            rf"(?P<words>[\w' -]{{2,40}}?)(?: {_FIELD})?"
            r"(?:(?: with\b:?|,? (?:which|that) (?:is|can be)\b|\s*[:(,-]+)"
            r"\s*(?P<rest>[^()]+?)\)?)?$",
        ),
        (
            "merge",
            rf"(?:(?:replace|swap|exchange) {_THE}(?P<old>[^:;()]{{3,120}}?) (?:with|by|for)"
            rf"|instead of {_THE}(?P<before>[^:;()]{{3,120}}?),? {_WANT}) {_ONE} "
            rf"(?P<words>[\w' -]{{2,40}}?)(?: {_FIELD})?"
            r"(?:(?: with\b:?|,? (?:which|that) (?:is|can be)\b|\s*[:(,-]+)"
            r"\s*(?P<rest>[^()]+?)\)?)?$",
        ),
        (
            "instead",
            rf"(?:instead of|rather than|in place of) (?:just |only )?{_THE}"
            rf"(?P<old>[^:;]{{2,120}}?)(?:\s*[:,]?\s+{_WANT}|\s*:)\s*(?P<rest>.+)$",
        ),
        (
            "instead",
            rf"(?:{_WANT} )?(?P<rest>[^:;]{{2,200}}?),? (?:instead of|rather than|in place of) "
            rf"(?:just |only )?{_THE}(?P<old>[^:;]{{2,120}})$",
        ),
        (
            "instead",
            rf"(?:replace|change|exchange|swap) {_THE}(?P<old>[^:;]{{2,120}}?) "
            r"(?:with|by|to|into|for) (?P<rest>.+)$",
        ),
        (
            "instead",
            rf"{INSTEAD_OF}(?:(?:der|die|das|le|la|el|il|lo|o|a|de|het) )?(?P<old>[^:;,]{{2,60}}?)"
            rf",? {_RATHER}(?P<rest>[^:;,]{{2,40}})$",
        ),
        (
            "also",
            rf"{_THE}(?P<words>[\w',/ -]{{2,60}}?)(?: of {_THE}(?P<entity>{_NAME}))? "
            r"(?:can|could|may|might|should|must)(?: sometimes| now)? (?:also|additionally) "
            r"(?:sometimes |just )?(?:be|become|offer|have the (?:choices?|options?|values?)) "
            r"(?P<rest>.+)$",
        ),
        (
            "also",
            rf"{_THE}(?P<words>[\w',/ -]{{2,60}}?)(?: of {_THE}(?P<entity>{_NAME}))? "
            r"(?:can|could|may|might)(?: sometimes| now)? (?:be|become) "
            r"(?P<rest>.{2,60}?),? (?:too|as well)$",
        ),
        (
            "also",
            r"not (?:only|just) (?P<words>[\w',/ -]{2,60}?),? but also (?P<rest>.+)$",
        ),
        (
            "group",
            r"(?:(?:i|we)(?:'d| would)? (?:want|like|need) to )?(?:group|categori[sz]e|classify"
            r"|divide|split|sort|organi[sz]e|arrange|put) (?:up )?"
            rf"(?P<what>them|these|everything|{_THE}{_NAME})(?: up| together)?"
            rf" by (?P<words>[\w' -]{{2,30}}?)\s*(?::|\(| - )\s*(?P<rest>[^()]+?)\)?$",
        ),
        (
            "group",
            r"(?:(?:i|we)(?:'d| would)? (?:want|like|need) to )?(?:group|categori[sz]e|classify"
            r"|divide|split|sort|organi[sz]e|arrange|put) (?:up )?"
            rf"(?P<what>them|these|everything|{_THE}{_NAME})(?: up| together)?"
            r"(?:(?: (?:in ?to|in|as|by))?(?: (?:the|these|following|different|two|three|four|five"
            r"|six|\d))* (?P<noun>groups|categories|kinds|types|sections|classes)(?: of)?\s*:?"
            r"| in ?to(?! one\b)|\s*:)\s*(?P<rest>.+)$",
        ),
        (
            "group",
            rf"(?:(?:i|we)(?:'d| would)? (?:want|like|need) )?(?P<what>them|these|{_THE}{_NAME})"
            r"(?: (?:should|must|need to|have to|can|to))?(?: be)? (?:grouped|categori[sz]ed"
            r"|classified|divided|split|sorted)"
            r"(?: by (?P<words>[\w' -]{2,30}?)\s*(?::|\()| in ?to|\s*:)\s*(?P<rest>[^()]+?)\)?$",
        ),
        (
            "add",
            r"(?:add|include|create|give (?:me|us)|(?:i|we)(?:'d| would)? (?:need|want|like)"
            r"(?: to (?:have|add|know|note|record))?)"
            rf" {_THE}(?:new )?(?:{_FIELD} (?:called |named |for )?)?\"?"
            rf"(?P<words>[\w' -]{{2,40}}?)\"?(?: (?:to|for|in) {_THE}(?P<entity>[\w' -]{{2,40}}?))?"
            r"\s*(?::| -|\(| with the (?:choices|options|values):?|,? (?:to choose|chosen) from:?)"
            r"\s*(?P<rest>[^:()]+?)\)?$",
        ),
    )
)  # fmt: skip
_OR_ELSE = re.compile(r"^(?:sometimes|even|just|simply|either|now|then|be|it) ", re.IGNORECASE)
_HAS_ARTICLE = re.compile(r"(?:^|[,/] ?|\band |\bor )(?:the|an?|my|our|its) ", re.IGNORECASE)
_HANDLED = word_set(
    """
    changed edited entered seen viewed sorted filtered searched added set selected chosen printed
    exported typed deleted removed updated shared copied imported shown hidden left blank empty
    nothing none nobody there here ready used so that this it them me us by for later
    """
)
"""What is done with a field, or said of it, and is none of its choices."""
_OF_PARTS = re.compile(
    r"\b(?:address|details?|data|info(?:rmation)?|contact|dimensions?|measurements?|fields?"
    r"|columns?)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]{1,60}\"")


class Told(NamedTuple):
    """What can be chosen, told by something else than the name of its field alone."""

    kind: str
    """``instead``, ``also``, ``group``, ``add`` or ``merge``."""
    choices: tuple[str, ...]
    words: str = ""
    """The name of the field, if one is said."""
    entity: str = ""
    old: tuple[str, ...] = ()
    """The choices, or fields, in place of which the choices come."""
    quoted: bool = False


def told_in(text: str) -> Told | None:
    """Return what is to be chosen, or nothing: the words speak of something else.

    Args:
        text: One change, without what is said around it.
    """
    if len(text) > _LONGEST:
        return None
    for kind, pattern in _READERS:
        found = pattern.match(text)
        told = _READ[kind](found.groupdict()) if found else None
        if told is not None:
            return told
    return None


def has_parts(words: str) -> bool:
    """Say whether what is listed behind such a name is more to enter: "address: street, city"."""
    return bool(_OF_PARTS.search(words))


def _merge(found: dict[str, str | None]) -> Told | None:
    old = tuple(split_items((found.get("old") or found.get("before") or "").replace(" or ", ", ")))
    rest = (found["rest"] or "").strip()
    choices = read_choices(rest)
    if len(old) < _FEW or (rest and not are_choices(choices, rest, "", sure=True)):
        return None
    return Told("merge", choices, (found["words"] or "").strip(), old=old)


def _instead(found: dict[str, str | None]) -> Told | None:
    rest, old = found["rest"] or "", found["old"] or ""
    choices = read_choices(rest)
    short = len(rest.split()) <= _FEW or _QUOTED.fullmatch(rest.strip()) is not None
    single = len(choices) == 1 and short
    if _HAS_ARTICLE.search(rest) or not (single or are_choices(choices, rest, "", sure=True)):
        return None
    return Told("instead", choices, old.strip(" \"'"), old=read_choices(old))


def _also(found: dict[str, str | None]) -> Told | None:
    rest = found["rest"] or ""
    words, choices = (found["words"] or "").strip(), read_choices(_OR_ELSE.sub("", rest))
    quoted = bool(_QUOTED.search(rest))
    said = {word for one in choices for word in one.lower().split()}
    wordy = any(len(one.split()) > _MOST_WORDS_ALSO for one in choices)
    if not choices or (not quoted and (wordy or said & _HANDLED or _HAS_ARTICLE.search(rest))):
        return None
    if not quoted and not are_choices((*choices, "…"), f"{rest} or …", words, sure=False):
        return None
    return Told(
        "also", choices, words, found.get("entity") or "", read_choices(words), quoted=quoted
    )


def _group(found: dict[str, str | None]) -> Told | None:
    rest = found["rest"] or ""
    choices = read_choices(rest)
    if not are_choices(choices, rest, "", sure=True):
        return None
    words = found.get("words") or singular_of((found.get("noun") or "").lower())
    return Told("group", choices, words.strip(), _bare(found["what"] or ""))


def _add(found: dict[str, str | None]) -> Told | None:
    rest = found["rest"] or ""
    words, choices = (found["words"] or "").strip(), read_choices(rest)
    if _HAS_ARTICLE.search(rest) or not (
        has_parts(words) or are_choices(choices, rest, words, sure=True)
    ):
        return None
    return Told("add", choices, words, found["entity"] or "")


def _bare(what: str) -> str:
    plain = re.sub(rf"^{_THE}", "", what, flags=re.IGNORECASE)
    return "" if plain.lower() in ("them", "these", "everything", "") else plain


_READ = {"merge": _merge, "instead": _instead, "also": _also, "group": _group, "add": _add}
