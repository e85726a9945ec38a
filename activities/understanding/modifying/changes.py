"""The language of changes: from a wish in words to steps; pure."""

import re
from typing import NamedTuple

from activities.understanding.modifying.rewording import reworded
from activities.understanding.modifying.statements import read
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import is_plural, label_of

_STEP = re.compile(
    r"(?:,\s*(?:and\s+|then\s+|also\s+)*|\s+(?:and|then|also|but)\s+(?:also\s+|then\s+|please\s+)?)"
    r"(?=(?:please )?(?:add|drop|remove|delete|rename|call it|call the|make|change|set|hide"
    r"|replace|mark|link|get rid|include|leave out"
    r"|(?:kick|throw|chuck) (?:out|away)|ditch|scrap|export|import"
    r"|(?:show|display|put|list) (?:the|them|it|all|everything|each|every|our|my)(?= )"
    r"(?=[^.;]{2,60} (?:in|on|as|by|with)\b)"
    r"|(?:sort|order|rank) (?:(?:them|it|the [\w'-]+|everything) )?(?:by|newest|latest|oldest"
    r"|highest|lowest|earliest|cheapest|alphabetically|descending|ascending|with)\b)\b)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^(?:(?:please|also|and|then|but|can you|could you|would you|kindly|ok|okay|yes|great"
    r"|good|nice|hi|hello|i think|maybe|now|oh|sorry|actually|just|instead(?! of)"
    r"|i forgot(?: to say)?|one more thing|(?:if not|otherwise),? (?=(?:just |please |then )*"
    r"(?:add|make|drop|remove|show|give|put|use|have)\b))[ ,!:]*(?<=[ ,!:])"
    r"|(?:i|we)(?:'d| would|'ll)? (?:also |still )?(?:like|want|need|wish)(?: you)?(?: to "
    r"(?=(?:add|drop|remove|rename|call|make|change|delete|set|link)))"
    r"|let'?s |you (?:should|could|can|may|must) )+",
    re.IGNORECASE,
)
_PLEASE = re.compile(r",? please$", re.IGNORECASE)
_A = r"(?:an?|the|another|one more|a new|new|some|my|our|each|every|all|all the)"
_FIELD_WORD = r"(?:fields?|columns?|property|properties|attributes?|inputs?|entry field)"
_ENTITY_WORD = (
    r"(?:entity|entities|table|kind of thing|kind of record|record type|section|list|type of "
    r"record|page)"
)
_Q = r"[\"'“]?(?P<value>[^\"”\n]{1,80}?)[\"'”]?(?: instead)?$"

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "title",
            rf"^(?:re)?(?:call|name|title) (?:it|this|the app(?:lication)?|the whole thing"
            rf"|the title)(?: to| as)? {_Q}",
        ),
        (
            "title",
            rf"^(?:change|set) the (?:title|name)(?: of (?:it|the app|the application))? "
            rf"(?:to|into) {_Q}",
        ),
        (
            "title",
            r"^the (?:title|name|app)(?: of the app)? (?:should|must) be (?:called )?"
            rf"(?!(?:an? |always )?(?:number|text|date|time|photo|link|required|mandatory|optional"
            rf"|compulsory|unique|filled|entered|given|set|longer|shorter)\b){_Q}",
        ),
        (
            "choices",
            rf"^add (?:{_A} )?(?:choices?|options?|values?)[: ]+(?P<items>.+?) (?:to|for|in) "
            rf"(?:{_A} )?(?P<words>[^,]+?)"
            r"(?: of (?:the |each |a )?(?P<entity>[\w' -]{2,40}))?$",
        ),
        (
            "choices",
            rf"^add (?P<items>.+?) (?:as (?:an? )?(?:choices?|options?|values?)|to the "
            rf"(?:choices|options|values)) (?:to|for|of|in)"
            rf" (?:{_A} )?(?P<words>[^,]+?)(?: of (?:the |each |a )?(?P<entity>[\w' -]{{2,40}}))?$",
        ),
        (
            "choices",
            r"^(?:the )?(?P<words>[\w' -]{2,40}?) (?:should|must|can|could) (?:also "
            r")?(?:offer|allow|have the (?:choices?|options?)) (?P<items>.+)$",
        ),
        (
            "demand",
            rf"^(?:make|mark|set) (?:{_A} )?(?P<words>[^,]+?)(?: (?:of|in|for) (?:the |each "
            rf"|every |a )?(?P<entity>[\w' -]{{2,40}}?))?"
            r"(?: {w})? (?:as |to be |a )?(?P<value>required|mandatory|compulsory|optional"
            r"|not required|unique)(?: field)?$".replace("{w}", _FIELD_WORD),
        ),
        (
            "demand",
            r"^(?:the )?(?P<words>[\w' -]{2,40}?) (?:of (?:the |each |a )?(?P<entity>[\w' "
            r"-]{2,40}?) )?(?:should|must|has to|need not|needs to|is|can) (?:be )?"
            r"(?P<value>required|mandatory|compulsory|optional|not required|unique"
            r"|(?:always )?(?:be )?(?:filled in|filled out|filled|entered|given|set))$",
        ),
        (
            "retype",
            rf"^(?:change|turn|make|convert) (?:{_A} )?(?P<words>.+?) (?:in)?to (?:be )?an? "
            rf"(?P<value>date|number|text|choice|yes/no|money|rating|time)\b.*$",
        ),
        (
            "rename",
            rf"^(?:rename|relabel|change) (?:{_A} )?(?:{_FIELD_WORD} |label |{_ENTITY_WORD} "
            rf")?(?:of )?(?:the )?(?P<words>.+?)"
            rf"(?: {_FIELD_WORD})?(?: (?:of|in|on) (?:the |each )?(?P<entity>[\w' "
            rf"-]{{2,40}}?))? (?:to|into|as) {_Q}",
        ),
        (
            "rename",
            r"^(?:call|name) (?:the )?(?P<words>(?!it\b)[\w'-]+(?: [\w'-]+){0,4}?)(?: field)? "
            r"[\"'“](?P<value>[^\"'“”\n]{1,80})[\"'”]$",
        ),
        (
            "rename",
            rf"^(?:call|name) (?:the )?(?P<words>(?!it\b)[\w' -]{{2,40}}?)(?: field)? (?:as "
            rf")?{_Q.replace('{1,80}?', '{1,80}?')}",
        ),
        (
            "remove",
            rf"^(?:drop|remove|delete|get rid of|leave out|hide|omit|skip|take out|take away"
            rf"|no|without|(?:don't|do not|never|stop) show(?:ing)?|"
            rf"(?:i|we) (?:don't|do not) (?:need|want)|no need for) (?:{_A} "
            rf")?(?:{_FIELD_WORD} |{_ENTITY_WORD} )?(?P<words>.+?)"
            rf"(?: {_FIELD_WORD}| {_ENTITY_WORD})?(?: (?:from|of|in|on) (?:{_A} "
            rf")?(?P<entity>[\w' -]{{2,40}}?))?$",
        ),
        (
            "remove",
            r"^(?:the |our |my )?(?P<entity>(?!(?:i|we|you|they|it)\b)[\w-]+(?: [\w-]+)?) "
            r"(?:(?:don't|doesn't|do not|does not) need|no longer needs?) (?:to have )?"
            r"(?:the |an? |any )?(?P<words>[\w' -]{2,40}?)(?: any ?more| any longer| after all)?$",
        ),
        (
            "remove",
            r"^the (?P<words>[\w' -]{2,40}?) (?:(?:is|are)(?:n't| not| no longer) (?:needed|wanted"
            r"|used|necessary)(?: (?:any ?more|any longer|after all))?|can go|should go)$",
        ),
        ("replace", r"^replace (?:the )?(?P<words>.+?) (?:with|by) (?P<value>.+)$"),
    )
)
_ADD = re.compile(
    r"^(?:add|include|insert|put in|append|create|give me|i also (?:want|need)(?: to (?:note"
    r"|record|store|keep|track|know|see))?"
    r"|(?:i|we)(?:'d| would)? (?:also )?(?:want|need|like)(?: to (?:also )?(?:note|record"
    r"|store|keep(?: track of)?|track|know|see|have))?"
    r"|also (?:keep|note|record|store|track)(?: track of)?|keep(?: track of)?|track|record"
    r"|note|store|remember) (?P<rest>.+)$",
    re.IGNORECASE,
)
_NEW_ENTITY = re.compile(
    rf"^(?:{_A} )*(?:separate )?{_ENTITY_WORD}(?: (?:called|named|for|of|to keep|with the "
    rf"name))? (?:the |our |my )?[\"']?(?P<name>[^\"',:(]+?)[\"']?"
    r"(?:\s*(?:,? (?:with|having|that has|which has|that have|which have)|:"
    r"|\()\s*(?P<items>.+?)\)?)?$",
    re.IGNORECASE,
)
_SECTION = re.compile(
    rf"^(?:{_A} )*[\w' -]{{2,40}} {_ENTITY_WORD},? (?:where|in which|so that|with|for which) "
    r"(?:each|every|an?) (?P<name>[\w' -]{2,40}?) (?:has|have|gets|with) (?P<items>.+)$",
    re.IGNORECASE,
)
_THINGS_WITH = re.compile(
    rf"^(?:{_A} )*(?P<name>[\w' -]{{2,40}}?)(?:,? (?:with|having|that have|which have|each "
    rf"with)|:) (?P<items>.+)$",
    re.I,
)
_NEW_FIELD = re.compile(
    rf"^(?:{_A} )*(?P<kind>[\w/ -]{{2,20}} )?{_FIELD_WORD}(?: (?:called|named|for|with))?:? "
    rf"(?P<words>.+)$",
    re.I,
)
_FIELD_LAST = re.compile(
    rf"^(?P<words>.+?) {_FIELD_WORD}(?P<place> (?:to|for|on|of|in) .+)?$", re.I
)
_WITH_CHOICES = re.compile(
    r" (?:with|having) (?:the )?(?:choices|options|values):? ?(.+)$", re.IGNORECASE
)
_QUOTED_NAME = re.compile(r"^(?:an?|the|another) \"([^\"\n]{1,60})\"", re.IGNORECASE)
_COLON_CHOICES = re.compile(
    r"^(?P<label>[\w' -]{2,40}):\s*(?P<choices>[^:()]+(?:,|\bor\b|/)[^:()]+?)(?P<place> (?:to"
    r"|for|on) .+)?$",
    re.I,
)
_IS_TO_BE = re.compile(
    r"^[^,;:]{2,60}? (?:should|must|can|could|may|has to|have to|needs? to)(?: also| only)* be\b",
    re.IGNORECASE,
)
_PLACE_AT_END = re.compile(
    rf"^(?P<words>.+) (?P<how>to|for|on|of|in) (?:{_A} )?(?P<entity>[\w' -]{{2,40}}?)(?: "
    rf"(?:too|as well|entity|table))?$",
    re.I,
)
_SPEAKERS = ("i", "we", "you", "he", "she", "they", "it", "this", "that", "these", "those")
"""Who works in or plays for something, and is none of what is kept."""
_NO_SUBJECT = ("the", "a", "an", "my", "our", "all", "each", "every", "them", "me", "us")
_MODALS = ("could", "can", "would", "should", "will", "may", "might", "let", "show", "put")


class Step(NamedTuple):
    """One change that the words ask for."""

    kind: str
    """``title``, ``field``, ``entity``, ``things``, ``relation``, ``choices``, ``demand``,
    ``rename``, ``remove``, ``retype``, ``question``, ``chat`` or ``unknown``."""
    said: str
    words: str = ""
    entity: str = ""
    items: tuple[str, ...] = ()
    value: str = ""
    many: bool = False


def parts_at_verbs(text: str) -> list[str]:
    """Return a text divided before each verb that asks for another change."""
    return _STEP.split(text)


def without_politeness(text: str) -> str:
    """Return a text without the words that only make it polite."""
    return _POLITE.sub("", text).strip()


def read_clause(said: str) -> list[Step]:
    """Return the changes that a clause asks for."""
    text = _PLEASE.sub("", reworded(without_politeness(said)).rstrip(" ?"))
    for kind, pattern in _RULES:
        match = pattern.match(text)
        if match:
            return [_ruled(kind, said, match.groupdict())]
    added = _ADD.match(text)
    related = _relation(said, text)
    if related and not (added and text.lower().startswith("add")):
        return related
    if added:
        return [_addition(said, added["rest"])]
    return _described(said, text)


def _ruled(kind: str, said: str, found: dict[str, str | None]) -> Step:
    items = tuple(
        re.sub(r"^[\"']|[\"']$", "", item) for item in split_items(found.get("items") or "")
    )
    words = re.sub(r"^[\"']|[\"']$", "", (found.get("words") or "").strip())
    return Step(
        "remove" if kind == "replace" else kind,
        said,
        words=words,
        entity=(found.get("entity") or "").strip(),
        items=items,
        value=(found.get("value") or "").strip(" .\"'"),
    )


def _relation(said: str, text: str) -> list[Step]:
    link = re.match(
        r"^(?:link|connect|relate|assign) (?:each |every |the )?(?P<a>[\w' -]{2,40}?) (?:to"
        r"|with) (?:an? |the |its |their )?(?P<b>[\w' -]{2,40})$",
        text,
        re.I,
    )
    if link:
        return [Step("relation", said, words=noun_phrase(link["b"]), entity=noun_phrase(link["a"]))]
    found = read(text)
    return [
        Step(
            "relation",
            said,
            words=s.target,
            entity=s.entity,
            items=s.items,
            many=s.many,
            value=s.kind,
        )
        for s in found
        if s.kind in ("belongs", "many", "pair") and _is_a_thing(s.entity)
    ]


def _is_a_thing(words: str) -> bool:
    """Say whether words can be what refers to something: "the" in "show the jobs in …" is none."""
    first = words.lower().split(" ")[0]
    return words not in _SPEAKERS and words.lower() not in _NO_SUBJECT and first not in _MODALS


def _addition(said: str, rest: str) -> Step:
    entity = _SECTION.match(rest) or _NEW_ENTITY.match(rest)
    if entity:
        return Step(
            "entity",
            said,
            words=noun_phrase(entity["name"]),
            items=tuple(split_items(entity["items"] or "")),
        )
    field = _NEW_FIELD.match(rest)
    if field:
        kind = re.sub(
            r"^(?:an?|the|new)\s*", "", (field["kind"] or "").strip(), flags=re.IGNORECASE
        )
        return _field(said, field["words"], kind)
    last = _FIELD_LAST.match(rest)
    if last:
        return _field(said, last["words"] + (last["place"] or ""), "")
    things = _THINGS_WITH.match(rest)
    if things and (is_plural(noun_phrase(things["name"])) or not _choice_like(rest)):
        name = re.sub(rf" {_ENTITY_WORD}$", "", things["name"], flags=re.IGNORECASE)
        of = re.search(rf" (?:to|for|of|on) (?:{_A} )?([\w' -]{{2,40}})$", name, re.IGNORECASE)
        return Step(
            "things",
            said,
            words=noun_phrase(name),
            entity=noun_phrase(of[1]) if of else "",
            items=tuple(split_items(things["items"])),
        )
    return _field(said, rest, "")


def _choice_like(rest: str) -> bool:
    return bool(
        re.search(r":.*,|\bwith (?:the )?(?:choices|options|values)\b", rest, re.IGNORECASE)
    )


def _field(said: str, words: str, kind: str) -> Step:
    """Return the wish for fields; only the model knows whether the last words name a place."""
    words = _WITH_CHOICES.sub(r" (\1)", _QUOTED_NAME.sub(r"\1", words))
    chosen = _COLON_CHOICES.match(words)
    if chosen and not is_plural(chosen["label"]):
        words = f"{chosen['label']} ({chosen['choices']}){chosen['place'] or ''}"
    return Step("field", said, words=words, value=kind)


def _described(said: str, text: str) -> list[Step]:
    """Read "books should also have a publisher"; what something should be is none of its parts."""
    if _IS_TO_BE.search(text):
        return [Step("unknown", said)]
    steps = [
        Step("things", said, words=noun_phrase(found.entity), items=found.items)
        for found in read(text)
        if found.kind in ("has", "with") and noun_phrase(found.entity)
    ]
    return steps or [Step("unknown", said)]


def split_place(words: str) -> tuple[str, str, str] | None:
    """Split "price to each book" into what, how and where; the last place counts."""
    match = _PLACE_AT_END.match(words)
    return (match["words"], match["how"].lower(), match["entity"]) if match else None


def title_in(value: str) -> str:
    """Return a title as it is shown."""
    return label_of(value, 60)
