"""What is wanted in place of a field, as a change in words says it; pure."""

import re
from typing import NamedTuple

from activities.understanding.knowledge.field_labels import ARTICLES
from activities.understanding.knowledge.field_types import type_named
from activities.understanding.knowledge.inference import read_choices
from activities.understanding.modifying.choices import are_choices, is_usual
from activities.understanding.modifying.offers import INSTEAD_OF, has_parts
from activities.understanding.text.cleaning import split_items, word_set

_LONGEST = 300
_MOST_WORDS = 8
_OLD = r"(?:the |a |an |its |our |their )?(?P<old>[\w'/-]+(?: [\w'/-]+){0,4}?)"
_WANT = (
    r"(?:(?:i|we)(?:'d| would)? (?:also |really |just )?(?:rather|prefer|like|want|need)"
    r"(?: to)?(?: (?:have|see|note|record|enter|know|keep))?|there should be|it should be|use|have"
    r"|show|put|make it|add)"
)
_COUNT = r"(?:two|three|four|2|3|4|several|separate)"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("new", rf"^(?:replace|swap|exchange) {_OLD} (?:with|by|for|against) "
                r"(?P<new>(?:an? |the |my |our |two |three ).+)$"),
        ("new", rf"^instead of {_OLD},? {_WANT} (?P<new>.+)$"),
        ("new", rf"^{INSTEAD_OF}(?:(?:der|die|das|dem|des|le|la|les|el|il|lo|o|a|de|het) |l')?"
                r"(?P<old>[\w'/-]+(?: [\w'/-]+){0,3}?),? (?:(?:lieber|besser|bitte|plutôt|mejor"
                r"|meglio|melhor|liever|beter|graag|lepiej|raczej|je voudrais|quiero|vorrei|quero"
                r"|hätte ich gerne?|möchte ich|wil ik) )+(?P<new>[^:]{2,60}:.+)$"),
        ("new", rf"^(?:{_WANT} )?(?P<new>[^,;]{{2,80}}?),? (?:instead|in place|rather than)"
                rf"(?: of)? {_OLD}$"),
        ("new", rf"^(?:.{{0,60}}?\bthat )?{_OLD} (?:is|are) (?:just |only )?an? (?:tick ?box"
                r"|check ?box|number|text|choice|yes/no(?: field)?),? (?:but |and |so )?"
                r"(?:(?:i|we)(?:'d| would)? (?:rather|prefer|want|like|need)(?: to)?(?: have| "
                r"see| note| enter)?) (?P<new>.+)$"),
        ("new", rf"^{_OLD} (?:isn't|is not|aren't|are not) (?:needed|necessary|important|wanted),? "
                r"(?:but )?(?P<new>(?:the |an? )?[^,;()]{2,60}?) (?:is|are) enough"
                r"(?P<choices> ?\([^()]{3,120}\))?$"),
        ("parts", rf"^(?:split|divide|separate|break) (?:up )?{_OLD}(?: up)? (?:in ?to|in|as)"
                  rf"(?: {_COUNT}(?: (?:fields?|columns?|parts?))?:?,?)? ?(?P<new>.*)$"),
        ("parts", rf"^(?:split|divide|separate) (?:up )?{_OLD}(?: up)?(?P<new>)$"),
        ("parts", rf"^(?:make|turn|change|have) {_OLD} (?:(?:in ?to|to|as|be) )?{_COUNT} "
                  r"(?P<kind>number|field|date|text|time|column|photo|picture|image)s?[\s,:;-]*(?P<new>.*)$"),
        ("parts", rf"^{_OLD} (?:should|must|has to) (?:be|become|have) {_COUNT} "
                  r"(?P<kind>number|field|date|text|time|column|photo|picture|image)s?[\s,:;-]*(?P<new>.*)$"),
        ("parts", rf"^(?:{_WANT} )?{_COUNT} (?:separate |different )?(?P<old>photo|picture|image)s"
                  r"(?:[,:;-]+| of|)\s+(?P<new>[^:;]{2,120})$"),
        ("name", rf"^{_OLD} (?:is|was)(?: (?P<sure>really|actually|in fact|meant (?:as|to be)"
                 r"|supposed to be|not what i (?:meant|wanted),? (?:that's|that is|it's|it is)))"
                 r" (?:the |an? |my |our )?(?P<new>[\w-]+(?: [\w-]+){0,2})$"),
        ("name", r"^(?:the )?(?P<quote>[\"'])(?P<old>[^\"'\n]{2,60})(?P=quote) (?:should|must|could"
                 r"|can|is to|has to) (?:(?:just|only|simply|rather|better) )*(?:be|read|say)"
                 r"(?: (?:called|named|labelled|titled))? [\"'](?P<new>[^\"'\n]{2,60})[\"']"
                 r"(?: instead)?$"),
        ("name", r"^(?:the )?(?P<quote>\"?)(?P<old>[\w'/-]+(?: [\w'/-]+){0,4}?)(?P=quote) "
                 r"(?:should|must|could|can) (?:(?:just|only|simply|rather|better) )*be"
                 r" (?:(?:called|named|labelled|titled) |(?=\"))\"?(?P<new>[\w'-]+"
                 r"(?: [\w'-]+){0,3}?)\"?(?: instead)?$"),
        ("name", r"^(?:the )?\"?(?P<old>[\w'/-]+(?: [\w'/-]+){0,4}?)\"? (?:should|must|could|can)"
                 r" (?:just|simply) be (?!(?:an?|the|one|from|between|in|on|of)\b)(?P<new>[\w'-]+"
                 r"(?: [\w'-]+)?)$"),
        ("name", rf"^instead of {_OLD},? (?:please |just |rather )*(?:say|write|call it)[: ]+"
                 r"\"?(?P<new>[\w'-]+(?: [\w'-]+){0,2})\"?$"),
        ("name", rf"^{_OLD} is the (?P<new>[\w-]+(?: [\w-]+)?)$"),
        ("beside", r"^(?:there (?:should|must) be|it (?:should|must) have|(?:i|we)(?:'d| would)? "
                   r"(?:need|want|like)(?: to have)?) (?:both )?(?P<new>[^,;:()]{2,60} and "
                   r"[^,;:()]{2,60})$"),
    )
)  # fmt: skip
_WHAT_IT_IS = re.compile(
    r"[ ,(]+(?:yes/no|yes or no|tick ?box|check ?box|field|column|number|text)\)?$", re.IGNORECASE
)
_OWNED = re.compile(r"^(?:our|their|my|his|her|your) ", re.IGNORECASE)
"""Begins names that only tell whose it is: "our goals", "their goals"."""
_OFFERED = re.compile(
    r"^(?:(?:an?|the|ein|eine|einen|un|uno|une|una|um|uma|een) )?"
    r"(?P<label>[\w'-]+(?: [\w'-]+){0,3}?)"
    r"(?:\s*:|\s*\(|(?P<with> with(?: the (?:choices|options|values))?:?| which (?:is|can be)))"
    r"\s*(?P<rest>[^():;]{3,200})\)?$",
    re.IGNORECASE,
)
_NO_NAME = word_set(
    """
    problem issue best worst wrong same reason only most least first last next other one thing
    question point case way number text date time important main it photo link rating choice field
    required mandatory optional compulsory unique visible hidden shown empty filled sorted bigger
    smaller longer shorter whole decimal positive negative yes no
    """
)
_NEEDS_NOUN = word_set("first last given family middle start end opening closing home away old new")


def is_owned(words: str) -> bool:
    """Say whether a name begins with whose it is."""
    return bool(_OWNED.match(words))


class Replacement(NamedTuple):
    """What is wanted in place of a field."""

    old: str
    new: tuple[str, ...]
    kind: str = ""
    """A type that the words name for each of the new ones."""
    renames: bool = False
    """Whether it is the same field under the name that was meant."""
    beside: bool = False
    """Whether one of the new ones may be there, and the others belong beside it."""


def replacement_in(text: str) -> Replacement | None:
    """Return what is wanted in place of a field; None: the words want something else.

    Args:
        text: One change, without what is said around it.
    """
    if len(text) > _LONGEST:
        return None
    for way, pattern in _RULES:
        found = pattern.match(text)
        if found:
            return _read(way, found.groupdict())
    return None


def _read(way: str, found: dict[str, str | None]) -> Replacement | None:
    old = _WHAT_IT_IS.sub("", found.get("old") or "")
    kind = (found.get("kind") or "").lower()
    kind = kind if type_named(kind) else ""
    said = (found["new"] or "").strip(" .,:;")
    if way == "name":
        is_name = not set(said.lower().split()) & _NO_NAME
        return Replacement(old, (said,), renames=True) if is_name else None
    offered = _offered(said) if way == "new" else ""
    new = (offered,) if offered else tuple(_bare(item) for item in _shared(split_items(said)))
    if way == "new" and found.get("choices"):
        new = tuple(f"{item} {(found['choices'] or '').strip()}" for item in new)
    if way == "parts" and re.fullmatch(r"photo|picture|image", old, re.IGNORECASE):
        kind, new = "photo", new if len(new) > 1 else ()
    if any(len(item.split()) > _MOST_WORDS for item in new) or (way != "parts" and not new):
        return None
    return Replacement(old, new, kind, beside=way == "beside")


def _offered(said: str) -> str:
    """Return one field with its choices: "a status: new, in work, done"."""
    found = _OFFERED.match(said)
    if not found or has_parts(found["label"]):
        return ""
    label, rest = found["label"].strip(), found["rest"].strip()
    sure = not found["with"] or is_usual(label)
    choices = read_choices(rest)
    return (
        f"{label} ({', '.join(choices)})"
        if sure and are_choices(choices, rest, label, sure=True)
        else ""
    )


def _bare(item: str) -> str:
    without = re.sub(r"^(?:two|three|four) fields?:? ", "", item, flags=re.IGNORECASE)
    without = re.sub(r" (?:please|instead|too|as well)$", "", without)
    return without if _OWNED.match(without) else ARTICLES.sub("", without)


def _shared(items: list[str]) -> list[str]:
    """Give each its noun where only the last has it: "first and last name"."""
    if len(items) < 2 or len(items[-1].split()) < 2:
        return items
    noun = items[-1].split()[-1]
    return [f"{item} {noun}" if item.lower() in _NEEDS_NOUN else item for item in items]
