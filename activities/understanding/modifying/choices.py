"""What can be chosen in a field, as a change in words says it; pure."""

import re
from enum import StrEnum
from typing import NamedTuple

from activities.understanding.knowledge.field_types import CHOICE_WORDS, type_named
from activities.understanding.knowledge.inference import read_choices
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, singular

_LONGEST = 400
"""Characters of a change that are looked at: who writes more says more than what can be chosen."""
_MOST_WORDS_IN_CHOICE = 5
_FEW, _SEVERAL = 2, 3
_THE = r"(?:(?:the|our|my|its|each|every|an?) )?"
_NAME = r"(?P<words>[\w'-]+(?: [\w'-]+){0,4}?)"
_OF = r"(?: of (?:the |each |every |an? |our )?(?P<entity>[\w'-]+(?: [\w'-]+){0,2}?))?"
_MUST = (
    r"(?P<verb>should|must|can|could|may|has to|have to|needs? to|will|shall|is|are|had better)\b"
    r"(?: (?:only|always|just|also|either|now|rather|please|then))*"
    r"(?: (?:be|become|have|offer|allow|take))?(?: (?:only|always|just))*"
)
_PICKED = (
    r"(?P<sure>(?:only )?(?:(?:any )?one of(?: (?:these|the following|the))?|either|one out of"
    r"|(?:an? |the |my )?(?:fixed |short |simple )?(?:choices?|options?|values?|selection"
    r"|drop-? ?down|pick-?list|combo ?box|list|menu)(?: (?:list|menu|box|field))?"
    r"(?: to (?:choose|pick|select) from| i can (?:choose|pick|select) from)?"
    r"(?: (?:of|with|between|from|among|like))?"
    r"|something (?:to|(?:i|we|you) can) (?:choose|pick|select)(?: from)?"
    r"|(?:chosen|picked|selected|selectable|limited|restricted)"
    r"(?: (?:from|among|between|to|out of))?(?: (?:an? |the )?(?:list|drop-?down|menu)"
    r"(?: (?:of|with))?)?)\b)?"
)
_IS = re.compile(rf"^{_THE}{_NAME}{_OF} {_MUST} ?{_PICKED}\s*[:-]?\s*(?P<rest>.*)$", re.IGNORECASE)
_MAKE = re.compile(
    r"^(?:(?:i|we) (?:want|need|would like|'d like|have)(?: to be able)? to )?"
    r"(?P<verb>make|turn|change|set|convert|limit|restrict|choose|pick|select"
    rf"|let (?:me|us) (?:choose|pick|select)) {_THE}{_NAME}(?: (?:choices|options|values))?{_OF}"
    rf"(?: (?:in ?to|to(?: be)?|as|from|between|with))? ?{_PICKED}\s*[:-]?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"^(?P<verb>can|could|should|may|must) (?P<what>(?:the|our|each|every) [\w' -]{2,60}?) "
    r"(?=(?:only |also |always )*(?:be|become|have)\b)",
    re.IGNORECASE,
)
_CHANGES_VALUES = re.compile(r"^(?:change|set|limit|restrict)\b.* to\b", re.IGNORECASE)
_VALUES = re.compile(
    r"^(?:(?P<verb>add|include|offer|we need|i need|need|i want|we want|want|we use|use|there are"
    r"|i'd like|we'd like)(?: to have)? )?"
    r"(?P<which>(?:(?:the|these|those|this|that|other|different|new|another|more|further|additional"
    r"|following|possible|our|some|an?|one|two|three|four|choices?|options?|values?) )*)"
    r"(?P<words>[\w'-]{3,30}(?: [\w'-]{3,30})?)(?P<sign>:| -)? (?P<rest>.+)$",
    re.IGNORECASE,
)
_AS_VALUE = re.compile(
    r"^(?:add|include|offer) (?:(?:the |an? |these |another )?(?:choices?|options?|values?):? )?"
    r"(?P<rest>.+?) (?:as|to) (?:an? |the |our |another |possible |new "
    r"|further |more )*(?P<words>[\w'-]+(?: [\w'-]+){0,2}?)(?: (?:choices?|options?|values?))?$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"^(?:remove|drop|delete|take out|get rid of|leave out) (?:the )?(?:choices?|options?|values?"
    r"|status(?:es)?)? ?(?P<rest>.+?) (?:from|as|of|in|out of) (?:the |our |an? )?"
    r"(?P<words>[\w'-]+(?: [\w'-]+){0,2}?)(?: (?:choices?|options?|values?))?$",
    re.IGNORECASE,
)
_RENAMED = re.compile(
    r"^(?:rename|change|call|replace) (?:the )?(?P<old>[^,;:]{1,60}?) (?:to|into|as|with|by) "
    r"(?P<new>[^,;:]{1,60})$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"^{_THE}{_NAME}{_OF} (?:(?:should|must|has to|needs to|always) )*(?:starts?|begins?) "
    r"(?:with|as|at) (?P<rest>.+)$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;-]+(?:(?:and|but) )?(?:nothing else|nothing more|no others?|none other|only|instead"
    r"|that's (?:it|all)|not (?:a |an )?(?:free )?(?:text|number|tick ?box|words?))[\s.]*$",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b|/", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:should|must|is|are|was|were|has|have|can't|don't|i|we|they|you|because|so that|if|when"
    r"|which|that|please|instead|than|rather)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:i )?(?:don't|do not) (?:know|care|remember)\b", re.IGNORECASE)
"""What can be chosen though it is a clause."""
_PREDICATE = re.compile(
    r"(?:needs?|gets?|wants?|has|have|also)\b|how (?:long|often|far|much|many)\b"
    r"|\w+ (?:it|they|he|she|i|we) ",
    re.IGNORECASE,
)
"""Begins what is said of something, and no value of it."""
_OWN_LIST = re.compile(
    r"\blists? (?:of|for|on) (?:its|their|his|her|an) own\b|\b(?:own|separate) lists?\b",
    re.IGNORECASE,
)
_NO_CHOICE = word_set(
    """
    required optional mandatory unique filled visible invisible hidden shown displayed sorted bold
    bigger larger smaller wider longer shorter able easy easier nice nicer first last top bottom
    automatic automatically possible clickable editable searchable empty blank private public
    number numbers text texts date dates time photo photos link links field fields column columns
    box boxes list lists table calendar chart button page cents euros euro
    """
)
_COLOURS = word_set("red green blue yellow orange purple pink black white grey gray brown")
_NO_FIELD = word_set(
    """
    it this that they these those there everything something nothing i we you he she app
    application page list lists design layout background colours colors letters font buttons
    button menu data everyone everybody who which what
    """
)
_USUAL = re.compile(rf"(?:^| )(?:{CHOICE_WORDS}|status)$", re.IGNORECASE)


class How(StrEnum):
    """What becomes of the choices there are."""

    ONLY = "only"
    ALSO = "also"
    WITHOUT = "without"
    FIRST = "first"
    RENAMED = "renamed"


class Offer(NamedTuple):
    """What is to be chosen in a field."""

    words: str
    """That name the field; with the old name of a choice before :attr:`How.RENAMED`."""
    how: How
    choices: tuple[str, ...] = ()
    entity: str = ""
    sure: bool = False
    """Whether the words speak of choosing; an enumeration may be something else."""
    states: bool = False
    """Whether they only say how it is: "the statuses are new and done"."""


def offer_in(text: str) -> Offer | None:
    """Return what is to be chosen, or nothing: the words speak of something else.

    Args:
        text: One change, without what is said around it.
    """
    if len(text) > _LONGEST or _OWN_LIST.search(text):
        return None
    said = _INVERTED.sub(r"\g<what> \g<verb> ", _without_tail(text)).replace("? ", ": ")
    readers = (_without, _as_value, _first, _is, _make, _values, _renamed)
    return next((offer for reader in readers if (offer := reader(said))), None)


def is_usual(words: str) -> bool:
    """Say whether a field of that name usually is a choice."""
    return bool(_USUAL.search(words))


def are_choices(choices: tuple[str, ...], rest: str, words: str, *, sure: bool) -> bool:
    """Say whether an enumeration is one of choices.

    Args:
        choices: The enumeration, as :func:`read_choices` reads it.
        rest: It as it was written.
        words: The name of the field.
        sure: Whether the words speak of choosing; if not, what a field can be said to be is none.
    """
    if len(choices) < _FEW or _CLAUSE.search(_UNSURE.sub("", rest)):
        return False
    if any(len(one.split()) > _MOST_WORDS_IN_CHOICE or _is_kind(one) for one in choices):
        return False
    if {one.lower() for one in choices} <= _COLOURS and not re.search(r"colou?r$", words, re.I):
        return False
    if any(_PREDICATE.match(one) for one in choices):
        return False
    said = {word for one in choices for word in one.lower().split()}
    if not sure and said & _NO_CHOICE:
        return False
    return sure or len(choices) >= _SEVERAL or bool(_OR.search(rest)) or is_usual(words)


def _without_tail(text: str) -> str:
    for _ in range(_SEVERAL):
        text = _TAIL.sub("", text)
    return text


def _is(text: str) -> Offer | None:
    found = _IS.match(text)
    if not found or found["words"].split()[0].lower() in _NO_FIELD:
        return None
    offer = _only(found)
    if offer and found["verb"].lower() in ("is", "are"):
        return offer._replace(words=singular_of(offer.words), states=not offer.sure)
    return offer


def _make(text: str) -> Offer | None:
    found = _MAKE.match(text)
    if not found:
        return None
    offer = _only(found)
    return offer if offer and (offer.sure or _CHANGES_VALUES.match(text)) else None


def _only(found: re.Match[str]) -> Offer | None:
    words, sure = _named(found["words"]), found["sure"] is not None
    choices = read_choices(found["rest"])
    if sure and not found["rest"].strip(" .:"):
        return Offer(words, How.ONLY, (), found["entity"] or "", sure)
    if not are_choices(choices, found["rest"], words, sure=sure):
        return None
    return Offer(words, How.ONLY, choices, found["entity"] or "", sure)


def _named(words: str) -> str:
    """Return the name of a field without what it is: "status choices", "status field"."""
    return re.sub(r" (?:choices?|options?|values?|field|column)$", "", words, flags=re.IGNORECASE)


def _is_kind(choice: str) -> bool:
    return type_named(choice) is not None


def _values(text: str) -> Offer | None:
    """Read "different statuses: new, done" and "add the genres crime and fantasy"."""
    found = _VALUES.match(text)
    if not found:
        return None
    which, words = found["which"].lower().split(), found["words"]
    first, _, second = words.partition(" ")
    rest = found["rest"]
    if second and not found["sign"]:
        words, rest = first, f"{second} {rest}"
    if not found["sign"] and _PREDICATE.match(rest):
        return None  # "members need a phone and a birthday"
    several = is_plural(words) or words.lower().endswith("ses")
    usual = is_usual(words) and found["verb"] and found["sign"] == ":"
    if not (several or usual or (found["sign"] and "another" in which)):
        return None
    choices = read_choices(rest)
    if (
        not choices
        or _CLAUSE.search(rest)
        or _IS.match(text)
        or any(_is_kind(one) for one in choices)
    ):
        return None
    if len(choices) < _FEW and not found["sign"]:
        return None
    adds = (found["verb"] or "").lower() in ("add", "include", "offer")
    more = {"another", "more", "further", "additional", "one", "two", "three"} & set(which)
    other = {"different", "other", "these", "following"} & set(which)
    how = How.ALSO if more or (adds and not other) else How.ONLY
    return Offer(singular_of(words), how, choices)


def singular_of(words: str) -> str:
    """Return a name in the singular: "statuses" is not known as a plural elsewhere."""
    return words[:-2] if words.lower().endswith(("tuses", "sses")) else singular(words)


def _as_value(text: str) -> Offer | None:
    found = _AS_VALUE.match(text)
    choices = read_choices(found["rest"]) if found else ()
    return Offer(found["words"], How.ALSO, choices) if found and choices else None


def _without(text: str) -> Offer | None:
    found = _WITHOUT.match(text)
    return Offer(found["words"], How.WITHOUT, read_choices(found["rest"])) if found else None


def _first(text: str) -> Offer | None:
    found = _FIRST.match(text)
    if not found:
        return None
    choice = found["rest"].strip(" .\"'")
    return Offer(found["words"], How.FIRST, (choice,), found["entity"] or "")


def _renamed(text: str) -> Offer | None:
    found = _RENAMED.match(text)
    if not found:
        return None
    return Offer(found["old"].strip(" \"'"), How.RENAMED, (found["new"].strip(" \"'"),))
