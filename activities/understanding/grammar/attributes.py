"""From one item of an enumeration to the fields that it names; pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from activities.understanding.grammar.alternatives import either_of
from activities.understanding.grammar.asked_of import as_written
from activities.understanding.grammar.asking import asked_name
from activities.understanding.grammar.qualifying import clause_of
from activities.understanding.knowledge.field_types import CHOICE_WORDS, type_of
from activities.understanding.knowledge.inference import in_digits, infer, read_choices
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import Word, tag

_MOST_WORDS = 6
_LEAD = re.compile(
    r"^(?:(?:and|also|plus|then|maybe|perhaps|possibly|optionally|of course|obviously|"
    r"ideally|then also"
    r"|sometimes|mostly|just|only|at least|as well as|along with|together with|including|e\.?g\.?"
    r"|especially|preferably|roughly|etc|even|simply|basically|always|of it|additionally|too|both"
    r"|the usual|well|oh|um|uh|thirdly|secondly|finally|lastly|or|but|with|so)\b[ ,]*)+(?=\S)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:an?|the|its|their|his|her|my|our|your|each one's|everyone's|some|any|all|"
    r"each|every|this"
    r"|that|these|short|brief|quick|little|possible|exact|rough|approximate|optional|one|a few"
    r"|simple|proper|several|many|multiple|one or more|exactly one)\s+)+(?=\w)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:,\s*)?(?:\bso (?:that\b|(?:i|we|you|he|she|they|it|my|our|the|nobody|everyone|hubby)\b)"
    r"|\bbecause\b|\bas (?:i|we|they|it|he|she)\b|\bsince (?:i|we|he|she|it)\b"
    r"|\bif (?:i was|i am|i can|i have|we have|there is|there was|there are|any|anybody|"
    r"anyone|known"
    r"|possible|you can|they have|he has|she has|it was|it is|needed|necessary|applicable|it has"
    r"|available|relevant|that)\b"
    r"|\bto make\b|\bin case\b|\bwhich (?:is|are|would|can|means|makes)\b|\bthat (?:is|would|way)\b"
    r"|\b(?:thanks|thank you(?! (?:letter|card|note|mail|e-?mail|message|call))"
    r"|cheers|please|pls|thx|plz|etc|and so on|and all that|or so|or whatever"
    r"|or something|as well|too|you know|that is (?:all|it)|thats (?:all|it)|you name it|for sure"
    r"|and that is|nothing (?:else|more|fancy)|if anybody)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,300})[)\]]\s*")
_COMMENT = re.compile(
    r"^(?:e\.?g|i\.?e|for example|for instance|like|such as|see|not|no|if|or|optional"
    r"|because|so|as|ideally|max|min|up to|at|in|the|a|an|i|we|my|just|only)\b",
    re.I,
)
_OF_THING = re.compile(
    r"^(?P<what>[\w' -]+?) of (?:the |each |every |an? |all )?(?P<thing>[\w'-]+(?: [\w'-]+)?)$",
    re.IGNORECASE,
)
_YES = re.compile(
    r"[ :,(-]*\(?\b(?:yes\s?/\s?no|yes or no|y/n|ja/nein|true/false|tick ?box|checkbox)\b\)?$"
    r"|\?+$|,? or not$",
    re.I,
)
_QUESTION = re.compile(
    r"^(?:(?:on|in|at|from|to|since|for|by|with|under|of|until|till|about)\s+)?"
    r"(?:(?:what|which|who|whom|whose|when|where|how|whether|if|why)\b|(?:anything|whatever) "
    r"(?:that|which|to|we|i|you|he|she|they|it|the|my|our|an?)\b)",
    re.I,
)
_SCALE = re.compile(r"\b(?:out of|from|between|on a scale|scale of|\d+\s*(?:to|-|–)\s*\d+)\b", re.I)
_NOT_NAMES = word_set(
    "thing things stuff everything anything something etc more it them me us you that "
    "this all else rest one ones way "
    "lot bit sort case info information fields field following overview app application "
    "here there entry entries "
    "tick see show the a an and or my our"
)
_UNIT = re.compile(
    r"\s*,?\s*\(?\bin (?:(?:minutes|hours|days|weeks|months|years|met(?:re|er)s?|cm|mm|"
    r"km|kms|kilomet\w+|miles|yards|feet|inch(?:es)?"
    r"|kg|kilos?|grams?|g|mg|ml|cl|l|lit(?:re|er)s?|gallons|euros?|dollars?|pounds?|"
    r"percent|%|degrees|°c|kwh|gbp|usd|eur)\b\)?|[€$£%]\)?)$",
    re.I,
)
_WITH_WHOM = re.compile(r"(?:with|for|by|to|from) whom", re.IGNORECASE)
_TRAILING = re.compile(
    r"\s+(?:(?:at|for|on|in|of|to) (?:each|every)(?: \w+)?"
    r"|(?:each|every) (?:day|week|month|quarter|year|morning|evening|night)"
    r"|for the \w+|at the time|at the end|in it|on it|of it|so far|as a link|close by"
    r"|approx|if we know it)$",
    re.I,
)
_TICK = re.compile(
    r"^(?:to )?tick(?:ed|s)?(?: (?:it|them|off|when|box|if|once)\b.*)?$|^check(?:ed)? "
    r"off$|^tick off$",
    re.I,
)
_PHOTO = re.compile(
    r"^(?:\w+ )?(?:photos?|pictures?|pics?|photographs?|images?|scans?) (?:of|from) .*$", re.I
)
_WHEN_LAST = re.compile(r"^(?P<what>[a-z]+(?: [a-z]+)?) (?P<by>by )?when$", re.I)
_ADJECTIVES_ALONE = word_set("simple easy quick nice good private big small nothing fancy fast")


_NO_FIELD = re.compile(
    r"^(?:for (?!who|what|how)|in (?!which|what)|at (?!which|what)|on (?!which|what|$)|"
    r"of |per |from (?!who|where|what|which|when|date|time)"
    r"|with |into |onto |under |over |between |during |without |not |no |nothing |while |"
    r"because |until (?:i|we|he|she|it)\b|thanks|\d+ )",
    re.IGNORECASE,
)


class Attribute(NamedTuple):
    """A field as it was told."""

    label: str
    """In words, for the label and the name."""
    words: str
    """From which the type is inferred."""
    thing: str = ""
    """The thing that it was said to be of: "name of the medicine"."""


def trim(item: str) -> str:
    """Return an item without what is said around it."""
    item = _CUT.sub("", item.strip(" ,.;:-–\"'"))
    item = _LEAD.sub("", item)
    return item.strip(" ,.;:-–\"'")


def attributes(item: str) -> Iterator[Attribute]:
    """Return the fields that one item of an enumeration names; usually one."""
    if _WITH_WHOM.fullmatch(item.strip()):
        yield Attribute(item.strip(), "who as text")
        return
    text = in_digits(trim(item))
    if not text or not any(c.isalpha() for c in text) or _NO_FIELD.match(text):
        return
    bracket = _BRACKET.search(text)
    if bracket:
        yield from _bracketed(text, bracket)
        return
    yield from _plain(text)


_CHOSEN = re.compile(r"packages?|rates?|options?|plans?|tariffs?|tickets?|deals?|kinds?|types?")
"""What is one of those in brackets behind it, even where those are half and full days."""


def _bracketed(text: str, bracket: re.Match[str]) -> Iterator[Attribute]:
    outer = f"{text[: bracket.start()]} {text[bracket.end() :]}".strip()
    inside = bracket.group(1)
    parts = split_items(re.sub(r"\s*\+\s*", ", ", inside))
    last = outer.lower().split()[-1] if outer.split() else ""
    if (
        len(parts) > 1
        and sum(_is_noun_known(p) for p in parts) * 2 >= len(parts)
        and not re.fullmatch(CHOICE_WORDS, last)
        and not _CHOSEN.fullmatch(last)
    ):
        whole = _noun_label(outer)
        for part in parts:
            for one in _plain(part):
                short = (
                    whole if one.label.lower() in whole.lower() else f"{whole} {one.label.lower()}"
                )
                yield Attribute(short, f"{whole} {one.words}")
        return
    choices = read_choices(inside)
    listed = len(choices) > 1 and not _COMMENT.match(inside) and all(len(c) < 30 for c in choices)
    for one in _plain(outer):
        is_text = type_of(one.words) is None
        if re.fullmatch(r"yes ?/ ?no|y/n|yes or no", inside.strip(), re.IGNORECASE):
            yield one._replace(words=f"{one.label} yes/no")
        elif listed and (is_text or "/" in inside) and not _QUESTION.match(one.words):
            yield one._replace(words=f"{one.words} ({', '.join(choices)})")
        elif _SCALE.search(inside) or re.search(r"[€$£%]|yes/no|^in \w+$", inside):
            yield one._replace(words=f"{one.words} ({inside})")
        elif listed and one.words == one.label:
            yield one._replace(words=f"{one.label} ({', '.join(choices)})")
        else:
            yield one


def _is_noun_known(part: str) -> bool:
    words = trim(part).lower().split()
    return (
        bool(words)
        and not words[0][0].isdigit()
        and (
            words[-1] in frames().knowns - frames().states
            or words[0] in ("who", "when", "where", "what", "how")
        )
    )


def is_known(part: str) -> bool:
    """Say whether words name something that is usually known of a thing, not kept itself."""
    bare = _BRACKET.sub(" ", trim(part)).lower().strip(" ?")
    words = bare.split()
    if not words:
        return False
    knowns = frames().knowns
    return (
        words[-1] in knowns
        or words[0]
        in ("number", "name", "date", "what", "who", "when", "how", "where", "which", "whether")
        or part.strip().endswith("?")
        or type_of(bare) is not None
    )


_RELATIVE_TIMES = word_set("from since until till on by to")
_DOES = re.compile(
    r"^(?:to(?! (?:date|time|when)$)|not to|did(?!-)|do|does|can|could|will|would|should|must)\b",
    re.IGNORECASE,
)


_ANY_OR = re.compile(r"any (?P<what>[a-z-]+s or [a-z-]+s)", re.IGNORECASE)
"""Of bumps and scratches there may be both, so they are no values."""


def _plain(text: str) -> Iterator[Attribute]:
    either = _ANY_OR.fullmatch(text.strip())
    if either:
        yield Attribute(either["what"], f"{either['what']} as text")
        return
    text = re.sub(r"\(s\)", "s", _ARTICLE.sub("", text.strip()))
    if _DOES.match(text) and not text.endswith("?") and not _TICK.match(text):
        return
    shaped = _shaped(text)
    if shaped is not None:
        yield from shaped
        return
    yield from _named(text)


def _shaped(text: str) -> tuple[Attribute, ...] | None:
    """Return the field of a phrase that has one by its shape: ticks, photos, dates, yes or no."""
    if _TICK.match(text):
        return (Attribute("done", "done yes/no"),)
    clause = clause_of(text)
    if clause is not None:
        return (Attribute(clause[0], f"{clause[0]} as {clause[1]}"),)
    if _PHOTO.match(text) and "front" not in text:
        return (Attribute("photo", "photo as photo"),)
    when = _WHEN_LAST.match(text)
    if when and when["what"].split()[0].lower() not in _RELATIVE_TIMES:
        label = f"{when['what']} {'by' if when['by'] else 'on'}"
        return (Attribute(label, f"{label} as date"),)
    if _YES.search(text) and not _QUESTION.match(text):
        label = _noun_label(re.sub(r" (?:to|for|by|with) .*$", "", _YES.sub("", text)))
        return (Attribute(label, f"{label} yes/no"),) if label else ()
    return None


def _named(text: str) -> Iterator[Attribute]:
    if _QUESTION.match(text):
        named = asked_name(text)
        if named:
            yield Attribute(as_written(named.label, text), named.words)
        return
    text = re.sub(r"^either ", "", text)
    either = tuple(either_of(text))
    if either:
        for label, words in either:
            yield Attribute((_noun_label(label) or label) if label == words else label, words)
        return
    of_thing = _OF_THING.match(text)
    if of_thing and of_thing["what"].lower().split()[-1] in ("name", "names", "title"):
        yield Attribute(of_thing["what"], of_thing["what"], of_thing["thing"])
        return
    if _SCALE.search(text):
        hint = infer(text)
        yield Attribute(_noun_label(hint.label) or hint.label, text)
        return
    unit = _UNIT.search(text)
    label = _noun_label(_UNIT.sub("", text))
    if label:
        yield Attribute(label, text[:80] if unit or len(label) <= 3 else label)


def _noun_label(text: str) -> str:
    """Return the noun phrase at the start of a text, or nothing when it isn't one."""
    text = re.sub(r"\s+", " ", _ARTICLE.sub("", text.strip(" ,.;:\"'-")))
    text = _TRAILING.sub("", _UNIT.sub("", text))
    words = tag(text)
    end = _end_of_phrase(words)
    if end is None:
        return ""
    label = text[: words[end - 1].end].strip(" '-")
    folded = label.lower()
    size = len(label.split())
    if folded in _NOT_NAMES or folded in _ADJECTIVES_ALONE or size > _MOST_WORDS:
        return ""
    if size > 3 and not is_known(label) and type_of(folded) is None:
        return ""
    if (
        words[0].tag == "VVG"
        and size > 1
        and words[1].is_noun
        and size < 4
        and words[1].tag == "NN2"
    ):
        return ""
    return label


def _end_of_phrase(words: list[Word]) -> int | None:
    """Return how many words belong to the phrase; nothing when it begins as a clause."""
    if not words or (words[0].is_pronoun and words[0].low != "anything"):
        return None
    if words[0].low in ("anything", "whatever"):
        return min(len(words), 2)
    if (
        words[0].tag in ("VVB", "VM0", "VBZ", "VBB", "VBD", "VDB", "VHB", "VHZ", "EX0")
        and len(words) > 2
    ):
        return None
    for at, word in enumerate(words):
        if at and _ends_phrase(words, at):
            return at
        if not (word.text[0].isalnum() or word.text in "'%/-+#.&"):
            return at or None
    return len(words)


_CLAUSES = word_set("that who which where while whoever when")
_FINITE = word_set("VM0 VBZ VBB VBD VHZ VHB VDB VDZ")


def _ends_phrase(words: list[Word], at: int) -> bool:
    """Say whether a clause or another phrase begins with this word."""
    word = words[at]
    if word.is_pronoun or word.low in _CLAUSES or (word.tag in _FINITE and word.low != "'s"):
        return True
    if word.tag in ("AT0", "DPS") and words[at - 1].is_noun:
        return True
    return word.low in ("for", "to") and at + 1 < len(words) and words[at + 1].is_verb
