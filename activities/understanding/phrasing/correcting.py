"""What somebody takes back in the same breath, applied to what was said before; pure.

"Sorry not aircraft reg, call that tail number" is no wish for a field: the item before is called
so. What cannot be found before stays as it was written.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import singular

_MOST_CORRECTED = 12
_LONGEST = 240
_LEAD = (
    r"(?:(?:sorry|actually|oh|wait|no|hang on|hmm+|oops|my mistake|on second thoughts?|and|but|well"
    r"|also|please|ah|er|um)\b[,.!:]*(?: - | \u2013 |\s)?){1,4}"
)
_WORDS = r"[^\W\d_][\w'/-]{0,24}(?: [\w'/-]{1,24}){0,3}"
_NEW = (
    r"(?!(?:i|we|it|they|he|she|you|there|that|this|what|my|to|the|forget|leave|just|don't|not"
    r"|only)\b)"
)
_SO = r"(?:call|name|make|say|rename|label)"
_IT = r"(?:it|that|this|them|those|that one|the field)"
_TO = r"(?:to |as |into |the |a )?(?:the )?"
_END = r"(?: instead| please| then| from now on)?\s*(?:[.!]|$)"
_TOLD_OTHERWISE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LEAD}not (?:the )?(?P<old>{_WORDS}?),? (?:but |- |please )?{_SO} {_IT} "
        rf"{_TO}{_NEW}(?P<new>{_WORDS}?){_END}",
        rf"{_LEAD}not (?:the )?(?P<old>{_WORDS}?),? but (?:rather )?(?:the )?"
        rf"{_NEW}(?P<new>{_WORDS}?){_END}",
        rf"{_LEAD}i (?:meant|mean) (?:the )?{_NEW}(?P<new>{_WORDS}?),? (?:and )?not (?:the )?"
        rf"(?P<old>{_WORDS}?){_END}",
        rf"{_LEAD}(?:i meant |i mean )?(?:the )?{_NEW}(?P<new>{_WORDS}?) instead of (?:the )?"
        rf"(?P<old>{_WORDS}?){_END}",
        r"(?:(?:sorry|oops|no|wait|actually|my mistake)\b[,.! ]+){1,3}not (?:the )?"
        rf"(?P<old>{_WORDS}?)[,:;-]+ (?:the )?{_NEW}(?P<new>{_WORDS}?){_END}",
        r"(?:sorry|nein|ach|doch|quatsch)[,!]? (?:doch )?nicht (?:den |die |das )?"
        rf"(?P<old>{_WORDS}?),? sondern (?:den |die |das )?{_NEW}(?P<new>{_WORDS}?)\s*(?:[.!]|$)",
        r"(?:pardon|non|désolée?)[,!]? pas (?:le |la |les |l')?"
        rf"(?P<old>{_WORDS}?),? mais (?:plutôt )?(?:le |la |les |l')?"
        rf"{_NEW}(?P<new>{_WORDS}?)\s*(?:[.!]|$)",
        r"(?:perdón|no|perdon)[,!]? no (?:el |la |los |las )?"
        rf"(?P<old>{_WORDS}?),? sino (?:el |la |los |las )?{_NEW}(?P<new>{_WORDS}?)\s*(?:[.!]|$)",
    )
)
_CALLED = re.compile(
    rf"(?P<lead>{_LEAD})?(?:can you |could you |let's |i'd rather )?"
    r"(?P<verb>call|rename|label|make|change) (?:the )?"
    rf"(?P<both>[^\W\d_][\w'/-]{{0,24}}(?: [\w'/-]{{1,24}}){{1,6}}?)(?P<instead> instead)?\s*"
    r"(?:,? ?please)?(?:[.!]|$)",
    re.IGNORECASE,
)
_NO_NAMES = word_set(
    "optional required mandatory compulsory unique private public hidden visible bigger smaller "
    "longer shorter bold red green blue simple simpler nice nicer easy easier sortable searchable"
)
"""How a field is made, and not what it is called."""
_LEFT_OUT = re.compile(
    rf"(?P<lead>{_LEAD})?(?:you can |let's |we can |i(?:'d| would) |i |we )?"
    r"(?P<verb>forget(?: about)?|leave out|leave off|drop|skip|scrap|never mind|remove|ignore"
    r"|take out|don't need|do not need|vergiss|vergesst|lass|oublie|oubliez|olvida|olvidad) "
    rf"(?:the |that |den |die |das |le |la |les |l'|el |los |las )?(?P<old>{_WORDS}?)"
    r"(?: (?:thing|bit|part|stuff|idea|business))?(?P<away> weg| aus)?"
    r"(?: again| after all| then| please| for now| altogether| entirely)?"
    r"(?P<why>, [^.!?\n]{1,120}|,? (?:because|as|since|weil|parce que|porque) [^.!?\n]{1,120})?"
    r"\s*(?:[.!]|$)",
    re.IGNORECASE,
)
_SURELY_LEFT_OUT = word_set("leave forget never vergiss lass oublie oubliez olvida olvidad")
_OFTEN_OTHERWISE = word_set("drop skip take ignore scrap")
"""What one does in earnest as well: to drop parcels, and to take out books."""
_REASON = re.compile(
    r", (?:(?:i|we|it|that|this|they|there|he|she|nobody|no one|because|as|since|not)\b"
    r"|(?:the |just )?[\w' -]{2,40} (?:(?:is|are|will be|would be) (?:enough|plenty|fine|sufficient"
    r"|all (?:i|we) need)|will do|does it)\s*\Z)",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    rf"(?P<before>[,:(]\s*|\band )(?P<old>{_WORDS})(?:, ?| - | ?\u2013 ?| ?\.{{2,3}} ?)"
    r"(?:(?:oh|er|um|hang on|hmm+)[,.]? ){0,3}"
    r"(?:no,? wait|wait,? no|wait(?=[,.:-])|(?:no|sorry|oops|wait),? i mean|scratch that|no sorry"
    r"|sorry no|(?:no,? )?make that|nein,? halt|ach nein|non,? attends|no,? espera)\b[,.:-]* "
    r"(?:no,? |i mean,? |make that |make it |actually ){0,3}"
    rf"{_NEW}(?P<new>[^\W\d_][\w'/-]{{0,24}})",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"(?P<before>(?:^|[,:(/]| or\b| and\b)[ \t]*)(?!(?:or|and)\b)(?P<old>[^\W\d_][\w'-]{0,24}"
    r"(?: (?!(?:or|and)\b)[\w'-]{1,24}){0,3}) ?\("
    r"(?:(?:actually|oh|er|um|well|sorry|no|wait|hang on|hmm+)\b[,.]? ?){1,4}"
    r"(?:[^().!?\n]{0,80}?[,;] ?)?(?:just |let's |please |so |we can |you can )?"
    r"(?:(?:leave|take) (?:that|it|them|those)(?: one)? (?:out|off|away)"
    r"|(?:drop|forget|scrap|skip|ignore|remove)(?: about)? (?:that|it|them|those)(?: one)?"
    r"|scratch that|never ?mind(?: that)?|not that(?: one)?)[.! ]*\)",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\w)[^.!?\n]*)*[.!?\n]*")
_CORRECTS = re.compile(
    r"(?:sorry|actually|oh|wait|no|hang|hmm+|oops|my|on|and|but|well|also|please|ah|er|um|can|could"
    r"|let's|i|i'd|you|we|call|rename|label|make|change|forget|leave|drop|skip|scrap|never|remove|ignore|take"
    r"|don't|do|vergiss|vergesst|lass|oublie|oubliez|olvida|olvidad|nein|ach|doch|quatsch|pardon"
    r"|non|désolée?|perdón|perdon)\b",
    re.IGNORECASE,
)


class _Item(NamedTuple):
    start: int
    end: int


def apply_corrections(text: str) -> str:
    """Return a request as whoever wrote it had it in mind at its end.

    Args:
        text: The request.
    """
    text = _AT_ONCE.sub(r"\g<before>\g<new>", text, count=_MOST_CORRECTED)
    text = _IN_BRACKETS.sub(_taken_out, text, count=_MOST_CORRECTED)
    kept, tried = "", 0
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        bare = sentence.strip()
        told = None
        if kept and tried < _MOST_CORRECTED and len(bare) < _LONGEST and _CORRECTS.match(bare):
            told = _applied(kept, bare)
            tried += 1
        kept = kept + sentence if told is None else told.rstrip(" ")
    return kept


def _taken_out(match: re.Match[str]) -> str:
    """Return what stands before an item that brackets behind it take back."""
    before = match["before"].rstrip()
    return before if before in ("", ":", "(") else ""


def _applied(before: str, sentence: str) -> str | None:
    for pattern in _TOLD_OTHERWISE:
        told = pattern.fullmatch(sentence)
        replaced = _replaced(before, told["old"], told["new"]) if told else None
        if replaced is not None:
            return replaced
    called = _CALLED.fullmatch(sentence)
    if called and (
        called["lead"] or called["instead"] or called["verb"].lower() in ("rename", "change")
    ):
        return _called(before, called["both"])
    left = _LEFT_OUT.fullmatch(sentence)
    return _left_out(before, left) if left else None


def _called(before: str, words: str) -> str | None:
    """Return the text with another name: "call shelf the room" names what is found before."""
    said = words.split()
    for length in range(min(4, len(said) - 1), 0, -1):
        new = re.sub(r"^(?:to|as|into|the|a|just)\s+", "", " ".join(said[length:]), flags=re.I)
        new = re.sub(r"^the\s+", "", new, flags=re.IGNORECASE)
        if new.lower() in _NO_NAMES:
            return None
        replaced = _replaced(before, " ".join(said[:length]), new)
        if replaced is not None:
            return replaced
    return None


def _left_out(before: str, left: re.Match[str]) -> str | None:
    """Return the text without an item; without the sentence alone where nothing is named so."""
    why = left["why"]
    if why and why.startswith(", ") and not _REASON.match(why):
        return None
    old = left["old"]
    verb = left["verb"].split()[0].lower()
    if (verb == "lass" and not left["away"]) or (verb in _OFTEN_OTHERWISE and not left["lead"]):
        return None
    items = [*_items(before, old)]
    if items:
        for item in reversed(items):
            before = _without(before, item)
        return before
    said = re.search(rf"\b{re.escape(old)}\b", before, re.IGNORECASE)
    return before if verb in _SURELY_LEFT_OUT and left["lead"] and not said else None


def _replaced(before: str, old: str, new: str) -> str | None:
    items = [*_items(before, old)]
    for item in reversed(items):
        before = f"{before[: item.start]}{new}{before[item.end :]}"
    return before if items else None


def _items(text: str, words: str) -> Iterator[_Item]:
    """Yield where words are a whole item of what was enumerated, in one or several."""
    forms = {words.lower(), singular(words.lower())}
    either = "|".join(f"{re.escape(one)}s?" for one in sorted(forms, key=len, reverse=True))
    pattern = re.compile(
        rf"(?:(?<=[,:;(\n] )|(?<=^)|(?<=\band )|(?<=\bwith )|(?<=\bor )|(?<=\bplus )|(?<=\bund )"
        rf"|(?<=\bmit )|(?<=\bet )|(?<=\bavec )|(?<=\by )|(?<=\bcon ))"
        rf"(?:(?:the|an?|their|its|my|our|any|some) )?(?P<item>{either})"
        r"(?=\s*(?:[,.;:!?()\n]|$)| (?:and|or|plus|und|et|y)\b)",
        re.IGNORECASE,
    )
    for match in pattern.finditer(text):
        yield _Item(*match.span("item"))


def _without(text: str, item: _Item) -> str:
    """Return a text without an item, and without what joins it to the others."""
    ahead, behind = text[: item.start], text[item.end :]
    ahead = re.sub(r"\b(?:the|an?|their|its|my|our|any|some) $", "", ahead, flags=re.IGNORECASE)
    joined = re.search(r"(?:,\s*(?:and |und |et |y )?| (?:and|und|et|y) )$", ahead)
    if joined:
        kept = ahead[: joined.start()]
        closes = joined.group().strip(", ") and not re.match(r"\s*,", behind)
        if closes and "," in kept.rsplit(":", 1)[-1]:
            first, _, last = kept.rpartition(",")
            kept = f"{first} {joined.group().strip(', ')} {last.strip()}"
        return kept + behind
    follows = re.match(r"\s*(?:,\s*(?:and |und |et |y )?| (?:and|und|et|y) )", behind)
    return ahead + (behind[follows.end() :] if follows else behind)
