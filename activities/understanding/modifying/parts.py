"""Wishes for lists that belong to something: parts of a job, a list of its own, loans; pure."""

import re

from activities.understanding.knowledge.field_types import type_of
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.own_lists import own_list_in
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import is_plural, singular
from models.fields import FieldType

_EACH = r"(?:each|every|an?|all(?: the)?|the|our|my)"
_THE = r"(?:(?:the|all|all the|its|their|several|some|many|any|a list of(?: the)?|which) )*"
_DONE = (
    r"(?: (?:used|needed|required|sold|ordered|bought|fitted|installed|played|done|taken|involved"
    r"|that (?:was|were|are|is|we|i) [\w' -]{2,30}?|(?P<who>who) [\w' -]{2,30}?))?"
)
_WITH = r",?(?: each)?(?: and)? (?:with|having)(?: the| their| its| a)? (?P<items>[^;]+)"
_LISTED = re.compile(
    rf"^(?:and )?{_EACH} (?P<whole>[\w'-]+(?: [\w'-]+){{0,2}}?) (?:(?:should|must|can|could|will"
    rf"|also"
    r"|needs? to|has to|have to) )*(?P<verb>list|lists|have|has|contain|contains|include|includes"
    rf"|show|shows|record|records|need|needs|use|uses) {_THE}(?P<parts>[\w'-]+(?: [\w'-]+){{0,2}}?)"
    rf"{_DONE}(?:{_WITH})?$",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(
    r"^(?:and )?(?:for|of|in|on|at|with) (?:each|every|all)(?: the| of the)? (?P<whole>[\w'-]+"
    r"(?: [\w'-]+){0,2}?),?(?: (?:i|we)(?:'d| would)? (?:also )?(?:want|need|like"
    r"|have) to (?:be able to )?(?P<verb>list|note(?: down)?|record|keep|write(?: down)?|know|see"
    r"|store|enter|add))? "
    rf"{_THE}(?P<parts>[\w'-]+(?: [\w'-]+){{0,2}}?){_DONE}(?:{_WITH})?$",
    re.IGNORECASE,
)
_LISTING = re.compile(r"^list", re.IGNORECASE)
_OWN = r"(?:a |their |its )?(?:own |separate |different )(?:list|table|section|page)"
_OWN_LIST = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:put|move|keep|have|store|save) {_THE}(?P<what>[\w' -]{{2,40}}?) (?:in|into|on"
        rf"|as) (?:a |their"
        r" |its )?(?:own |separate )(?:list|table|section|page)"
        r"(?:,? (?:with|having) (?P<items>[^;]+))?$",
        rf"^(?:the |our |my )?(?P<what>[\w' -]{{2,40}}?) (?:should|must|could|need to"
        rf"|have to) (?:be|have"
        rf"|get|go (?:in|into|on)|be (?:in|on|kept in)) (?:{_OWN}|an? (?:list|table) of (?:its"
        rf"|their) own)"
        r"(?:,? (?:with|having) (?P<items>[^;]+))?$",
        rf"^(?:could|can|should|would|might) {_THE}(?P<what>[\w' -]{{2,40}}?) (?:be|have|get"
        rf"|go (?:in|into|on)) (?:{_OWN}|an? (?:list|table) of (?:its|their) own)"
        r"(?:,? (?:with|having) (?P<items>[^;]+))?$",
        rf"^(?:make|turn) {_THE}(?P<what>[\w' -]{{2,40}}?) (?:into )?(?:{_OWN}|an? (?:list|table)"
        r" of (?:its|their) own)(?:,? (?:with|having) (?P<items>[^;]+))?$",
        rf"^(?:give|i(?:'d| would)? (?:want|need|like)|we(?:'d| would)? (?:want|need|like)) {_THE}"
        rf"(?P<what>[\w' -]{{2,40}}?) (?:to (?:have|be|get) |in |as )?(?:{_OWN}|an? (?:list|table)"
        r" of (?:its|their) own)(?:,? (?:with|having) (?P<items>[^;]+))?$",
        rf"^(?:the |our |my )?(?P<what>[\w' -]{{2,40}}?) (?:need|needs|deserve|deserves) (?:{_OWN}"
        r"|an? (?:list|table) of (?:its|their) own)(?:,? (?:with|having) (?P<items>[^;]+))?$",
        r"^(?:(?:i|we|you) )?(?:(?:ought to|should|want to|need to|would like to|'d like to|could"
        r"|would rather|'d rather) )?(?:have|keep|list|store|put) (?:the |our |my )?"
        r"(?P<what>[\w'-]+(?: [\w'-]+)?) (?:separately|apart|on their own|by themselves)"
        r"(?:,? (?:with|having) (?P<items>[^;]+))?$",
        r"^(?:the |our |my )?(?P<what>[\w'-]+(?: [\w'-]+)?) (?:should|must) be (?:real |proper )?"
        r"(?:people|persons|things|records|entries) (?:with|having) "
        r"(?P<items>(?=.*\bname\b)[^;]+)$",
    )
)
_SO_THAT = re.compile(
    r",? (?:so (?:that )?|because |since |as |then )(?:i|we|you|they|it|nobody|the)\b[^;]*$",
    re.IGNORECASE,
)
"""Says what a list of its own is good for."""
_NOT_JUST = re.compile(
    r",? (?:and |but )?(?:not|instead of|rather than) (?:just |only |merely )?(?:an? |one |some )?"
    r"(?:single |simple |plain )?(?:words?|names?|texts?|strings?|fields?|text fields?)$",
    re.IGNORECASE,
)
"""Says that what gets a list of its own was only typed in so far."""
_PICKED_THERE = re.compile(
    r",? and (?:an?|each|every|the|our) [\w'-]+(?: [\w'-]+)? (?:(?:can|should|must|then|just) )*"
    r"(?:picks?|chooses?|selects?|refers? to|links? to|points? to|belongs? to|has|have|uses?"
    r"|gets?) "
    r"(?:exactly |only |just )?(?:one|it|them|some|several|the one)\b[^,;]{0,30}$",
    re.IGNORECASE,
)
"""Says that what gets a list of its own is chosen from it, as it always is."""
_LENT = re.compile(
    r"^(?:i|we) (?:often |sometimes |also )?(?:lend|loan)(?: out)? (?:my |our |the |some )?"
    r"(?P<what>[\w' -]{2,30}?)(?: out)? to (?:my |our |the |some )?(?P<who>[\w' -]{2,30}?)"
    r"(?:,? (?:and )?(?:(?:i|we) (?:want|need|'d like) to |please )?(?:keep track of|note|remember"
    r"|track|record|know about) (?:that|it|this|them|who has (?:it|them|what)))?$",
    re.IGNORECASE,
)
_CONTACT = word_set("name phone email e-mail address number mobile relation relationship")
_WITH_CONTACT = re.compile(
    r"^(?:add|(?:i|we)(?:'d| would)? (?:also )?(?:need|want|like)(?: to (?:note|have|know|record))?"
    r"|note|record|keep) (?:the |an? )?(?P<what>[\w'-]+(?: [\w'-]+){0,2}?) (?:for|of|to) (?:each"
    r"|every"
    r"|all the|the) (?P<whole>[\w'-]+(?: [\w'-]+){0,2}?)(?:,|:| with| \() ?(?:their |the |its )?"
    r"(?P<items>[^;()]{3,80}?)\)?$",
    re.IGNORECASE,
)


def parts_in(said: str, text: str) -> list[Step]:
    """Return what a clause wishes of lists that belong to something; empty for others.

    Args:
        said: The clause as it was said.
        text: It without what only makes it polite.
    """
    readers = (_listed, _own, _lent, _contact)
    return next((steps for read in readers if (steps := read(said, text))), [])


def _listed(said: str, text: str) -> list[Step]:
    match = _LISTED.match(text) or _FOR_EACH.match(text)
    if not match:
        return []
    parts, whole = noun_phrase(match["parts"]), noun_phrase(match["whole"])
    items = _named(tuple(split_items(match["items"] or "")))
    told = bool(items) or bool(match["who"]) or _LISTING.match(match["verb"] or "")
    is_field = type_of(singular(parts)) not in (None, FieldType.TEXT)
    if not whole or not told or not is_plural(parts) or is_field:
        return []
    return [Step("parts", said, words=parts, entity=whole, items=items)]


def _named(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return fields with a name before them, where none can name a record."""
    worded = any(type_of(noun_phrase(item)) is None for item in items)
    return items if worded or not items else ("name", *items)


def _own(said: str, text: str) -> list[Step]:
    if (told := own_list_in(text)) is not None:
        told_of = (told.items,) if told.items else ()
        return [Step("own", said, words=told.what, items=told_of, value=told.language)]
    plain = _NOT_JUST.sub("", _SO_THAT.sub("", text))
    match = next((found for rule in _OWN_LIST if (found := rule.match(plain))), None)
    if not match or not (what := noun_phrase(match["what"])):
        return []
    items = tuple(split_items(_PICKED_THERE.sub("", match["items"] or "")))
    return [Step("own", said, words=what, items=items)]


def _lent(said: str, text: str) -> list[Step]:
    match = _LENT.match(text)
    what = noun_phrase(match["what"]) if match else ""
    return [Step("lend", said, words=what)] if what else []


def _contact(said: str, text: str) -> list[Step]:
    """Read "the emergency contact of every player, name and phone"."""
    match = _WITH_CONTACT.match(text)
    items = split_items(match["items"]) if match else []
    if not match or not items or not all(_CONTACT & set(item.lower().split()) for item in items):
        return []
    what = match["what"]
    fields = (f"{what}'s {item}" for item in items if item.lower() != "name")
    return [Step("things", said, words=noun_phrase(match["whole"]), items=(what, *fields))]
