"""What single clauses say: things with fields, and how things belong together; pure."""

import re
from typing import NamedTuple

from activities.understanding.text.cleaning import split_items
from activities.understanding.text.phrases import noun_phrase, strip_request
from activities.understanding.text.words import is_plural

_HAS = (
    r"(?:(?:should|must|can|will|could|may|might|also|always|usually) )*(?:have|has|having"
    r"|needs?|gets?|contains?"
    r"|consists? of|includes?|comes? with|is described by|are described by|stores?|records?"
    r"|with|keeps?(?! (?:arguing|forgetting|losing|asking|having|getting)\b)|shows?)"
    r"(?: also| at least| the following| these)?(?: fields| columns| attributes| properties| "
    r"details)?"
)
_MANY = (
    r"(?:many|several|multiple|any number of|a number of|lots of|a list of|one or more|zero or "
    r"more|more than one)"
)
_KNOW = (
    r"(?:know|stores?|records?|keep(?: track of)?|notes?(?: down)?|track|save|see|writ(?:e"
    r"|ing) down|remember|have|enter|log"
    r"|add|list|show|note down|collect|with)"
)
_FOR_EACH = re.compile(
    rf"^(?:and |also )*(?:for|of|about|at|on|during|after|with) (?:each|every|all|any)"
    rf"(?: single| of the| the| my| "
    rf"our)? (?P<entity>[^,:]{{1,60}}?)[,:]?"
    rf" (?:(?:i|we|you|it|one|the app|there)\b.{{0,40}}?\b{_KNOW}|{_KNOW}|there is|there are"
    rf"|i'd like)\b:? (?P<items>.+)$",
    re.IGNORECASE,
)
_FOR_EACH_COLON = re.compile(
    r"^(?:and |also )*for (?:each|every|all)(?: of the| the| my| our)? "
    r"(?P<entity>[^,:]{1,60}?)\s*[:,]\s*(?P<items>.+)$",
    re.I,
)
_OF_ALL = re.compile(
    rf"^(?:and |also )*(?:for|of|about) (?:each|every one|all)(?: one| of (?:them|these|those))?,? "
    rf"(?:(?:i|we)\b.{{0,40}}?\b{_KNOW}|{_KNOW}|i want|we want):? (?P<items>.+)$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?:and |also )*(?:(?:i|we)(?:'d| would)?(?: also)? (?:want|need|like|can|have)(?: also)?"
    r"(?: to)?(?: be able to)?|it should(?: also)?) "
    r"(?:know|see|note|record|track|remember|show|tell)(?: me| us| down)? "
    r"(?P<items>(?:if|whether|when|who|where|how much|how many|which|what) .+)$",
    re.IGNORECASE,
)
_DOES_MANY = re.compile(
    rf"^(?:and )?(?:(?:each|every|an?|one|the|all|our|my) )?(?P<source>[^,:;]{{1,30}}?) "
    rf"(?:can |may |will |also |usually )*"
    rf"(?:do|does|takes?|joins?|attends?|visits?|plays?|reads?|works? on|works? at|signs? up for"
    rf"|books?|speaks?|teach(?:es)?|leads?|helps? (?:at|with)) {_MANY} (?P<target>[^,:;]{{1,40}})$",
    re.I,
)
_PLURAL_PAIR = re.compile(
    r"^(?P<source>[\w'-]+s|[\w'-]+ [\w'-]+s) with (?P<target>[\w'-]+s|[\w'-]+ [\w'-]+s)$", re.I
)
_OF_EACH = re.compile(
    r"^(?P<items>.+?) (?:for|of|about) (?:each|every)(?: single| of the| of my)? "
    r"(?P<entity>[^,:;]{1,40})$",
    re.I,
)
_BELONGS = re.compile(
    r"^(?:and )?(?:(?:each|every|an?|one|the|all|our|my) )?(?P<source>[^,:;]{1,50}?),? "
    r"(?:(?:can |may |must |should |always |will )*"
    r"(?:belongs? to|is part of|are part of|is in|be in|is assigned to|are assigned to|be "
    r"assigned to|goes with|is linked to|are linked to"
    r"|be linked to|is for|lives? in|sits? at|stays? in|works? (?:for|at|in)|plays? for"
    r"|takes place (?:in|at)|is about|is made by|is written by|are written by|is owned by|is "
    r"lent to|relates? to|refers? to|is connected to"
    r"|is done by|are done by|is hosted by|comes from|come from|are grouped (?:by|into)|is "
    r"stored in|are stored in))"
    rf" (?P<many>{_MANY} )?(?:(?:an?|the|one|exactly one|its|their|our|some|each|only one|at "
    rf"most one) )?"
    r"(?P<target>[^,:;]{1,60}?)(?:,? (?:with|which has|that has|which have|having) "
    r"(?P<items>.+?))?$",
    re.I,
)
_HAS_MANY = re.compile(
    rf"^(?:and )?(?:(?:each|every|an?|one|the|all|our|my) )?(?P<source>[^,:;]{{1,50}}?),? "
    rf"(?:can |may |should |must |will |also |usually )*"
    rf"(?:have|has|contains?|includes?|consists? of|with|needs?|uses?|use) {_MANY} "
    rf"(?P<target>[^,:;]{{1,60}}?)"
    r"(?:,? (?:with|each with|which have|that have|having|each having) (?P<items>.+))?$",
    re.I,
)
_PAIR = re.compile(
    r"^(?P<source>[^,:;]{1,50}?) (?:and|with|&|together with|including|along with) (?:their"
    r"|its|his|her) (?P<target>[^,:;]{1,50})$",
    re.I,
)
_LENT = re.compile(
    r"\b(?:lend|lent|loan(?:ed)?|give|gave|borrow(?:ed)?|rent(?:ed)?|hire(?:d)?)(?: out)? "
    r"(?:my |our |the |some )?(?P<target>[\w' -]{2,30}?)?"
    r"(?: (?:i|we))?(?: have)? (?P<way>to|from|by) (?:my |our |the |some |other "
    r")?(?P<who>[\w' -]{2,30})$|"
    r"\bwhich (?P<things>[\w' -]{2,30}?) (?:i|we)(?: have|'ve)? (?:lent|loaned|given"
    r"|borrowed)(?: out)? (?:to|from) (?:my |our )?(?P<whom>[\w -]{2,30})$|"
    r"\bwho (?:has |have )?(?:borrowed|lent|got|has) (?:which|what|my|our|the) (?P<what>[\w' "
    r"-]{2,30})$",
    re.I,
)
_EACH_HAS = re.compile(
    rf"^(?:and )?(?:(?P<each>each|every|an?|one|the|all|our|my) )?(?P<entity>[^,:;]{{1,60}}?),? "
    rf"{_HAS}:? (?P<items>.+)$",
    re.I,
)
_COLON = re.compile(r"^(?P<entity>[^:;]{1,90}?)\s*(?::| - )\s*(?P<items>.+)$")
_BRACKETED = re.compile(
    r"^(?P<entity>[^,:;()]{1,60}?)\s*\((?P<items>[^()]{3,300}(?:\([^()]*\)[^()]*)*)\)$"
)
_KEY_VALUE = re.compile(
    r"^(?:fields|columns|attributes|properties|entities|tables|data|things|features)$", re.I
)


class Statement(NamedTuple):
    """What one clause says; phrases are noun phrases in lower case, items are as written."""

    kind: str
    """``has``, ``head``, ``belongs``, ``many``, ``several``, ``pair``, ``lent``, ``more`` (of what
    was spoken of last; of all of them when ``many``) or ``mention``."""
    entity: str
    items: tuple[str, ...] = ()
    target: str = ""
    many: bool = False
    evidence: str = ""


def read(clause: str) -> list[Statement]:
    """Return what a clause says."""
    text = clause.strip()
    for reader in (_more, _for_each, _lent, _many, _belongs, _stripped):
        found = reader(text)
        if found:
            return found
    return []


def _more(text: str) -> list[Statement]:
    """Read what is wanted of the things that were just spoken of."""
    every, match = _OF_ALL.match(text), _MORE.match(text)
    found = every or match
    if not found:
        return []
    items = tuple(split_items(found["items"]))
    return [Statement("more", "", items, many=every is not None, evidence=text)]


def _for_each(text: str) -> list[Statement]:
    match = _FOR_EACH.match(text) or _FOR_EACH_COLON.match(text)
    if not match or not (entity := noun_phrase(match["entity"])):
        return []
    return [Statement("has", entity, tuple(split_items(match["items"])), evidence=text)]


def _lent(text: str) -> list[Statement]:
    match = _LENT.search(text)
    if not match:
        return []
    target = noun_phrase(match["target"] or match["things"] or match["what"] or "")
    who = noun_phrase(match["who"] or match["whom"] or "friends")
    if not target or not who:
        return []
    return [Statement("lent", target, target=who, evidence=text)]


def _belongs(text: str) -> list[Statement]:
    match = _BELONGS.match(text)
    if not match:
        return []
    source, target = noun_phrase(strip_request(match["source"])), noun_phrase(match["target"])
    if not source or not target:
        return []
    items = tuple(split_items(match["items"] or ""))
    return [Statement("belongs", source, items, target, bool(match["many"]), text)]


def _many(text: str) -> list[Statement]:
    match = _HAS_MANY.match(text) or _DOES_MANY.match(text)
    if not match:
        return []
    source, target = noun_phrase(strip_request(match["source"])), noun_phrase(match["target"])
    if not source or not target:
        return []
    kind = "several" if match.re is _DOES_MANY else "many"
    items = () if kind == "several" else tuple(split_items(match["items"] or ""))
    return [Statement(kind, source, items, target, True, text)]


def _stripped(text: str) -> list[Statement]:
    rest = strip_request(text)
    for reader in (_pair, _colon, _of_each, _has, _bracketed):
        found = reader(rest, text)
        if found:
            return found
    return [Statement("mention", rest, tuple(split_items(rest)), evidence=text)] if rest else []


def _pair(rest: str, text: str) -> list[Statement]:
    match = _PAIR.match(rest)
    if not match:
        return []
    source, target = noun_phrase(match["source"]), noun_phrase(match["target"])
    return [Statement("pair", source, (), target, evidence=text)] if source and target else []


def _colon(rest: str, text: str) -> list[Statement]:
    match = _COLON.match(rest)
    both = _PLURAL_PAIR.match(match["entity"]) if match else None
    if match and both and is_plural(both["source"]) and is_plural(both["target"]):
        one, many = both["source"].lower(), both["target"].lower()
        return [
            Statement("head", one, (match["items"],), evidence=text),
            Statement("many", one, (), many, True, text),
        ]
    before = re.search(rf"\b{_HAS}\s", match["entity"]) if match else None
    if (
        not match
        or "(" in match["entity"]
        or (before and before.start() > 0 and not _opens_fields(match["entity"]))
    ):
        return []
    head, body = match["entity"], match["items"]
    if _KEY_VALUE.match(head):
        return [Statement("mention", "", tuple(split_items(body)), evidence=text)]
    return [Statement("head", head, (body,), evidence=text)]


def _opens_fields(head: str) -> bool:
    return bool(re.search(rf"\b{_HAS}$", head, re.IGNORECASE))


def _of_each(rest: str, text: str) -> list[Statement]:
    match = _OF_EACH.match(rest)
    if not match or not (entity := noun_phrase(match["entity"])):
        return []
    return [Statement("has", entity, tuple(split_items(match["items"])), evidence=text)]


def _has(rest: str, text: str) -> list[Statement]:
    match = _EACH_HAS.match(rest)
    if not match:
        return []
    head = match["entity"].strip()
    items = split_items(match["items"])
    if len(split_items(head)) > 1 and not match["each"]:
        *others, head = split_items(head)
        before = [Statement("mention", other, (other,), evidence=text) for other in others]
    else:
        before = []
    return (
        [*before, Statement("with", head.lower(), tuple(items), evidence=text)] if items else before
    )


def _bracketed(rest: str, text: str) -> list[Statement]:
    parts = split_items(rest)
    if len(parts) > 1 and all(_BRACKETED.match(part) for part in parts):
        return [found for part in parts for found in _bracketed(part, text)]
    match = _BRACKETED.match(rest)
    if not match or not noun_phrase(match["entity"]):
        return []
    return [
        Statement(
            "with", match["entity"].lower(), tuple(split_items(match["items"])), evidence=text
        )
    ]
