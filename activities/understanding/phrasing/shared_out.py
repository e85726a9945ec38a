"""What is told of some and of others, or of each of several people, told plainly; pure.

"Some pick up at the church and some at the pub" is where they pick up, one of two; "we each pick
eight riders" is a list of people and what each of them picked.
"""

import re

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, plural, singular

_WORD = r"[a-z][a-z'\u2019-]{1,20}"
_VALUE = rf"(?!(?:at|in|on|from|to|by|with|via|as|some|are|is|or|and)\b){_WORD}(?: {_WORD}){{0,2}}?"
_SOME = re.compile(
    r"(?P<before>^|[,.;:(\n] ?|\band )some (?:of (?:them|these|us) )?(?P<verb>[a-z]{2,12}"
    rf"(?: (?:up|out|off|over|down|back))?) (?P<prep>at|in|on|from|to|by|with|via) "
    rf"(?:the |a |an |our |my )?(?P<one>{_VALUE})(?:,| and|, and) some (?:of them )?"
    rf"(?:(?P=verb) )?(?P=prep) (?:the |a |an |our |my )?(?P<other>{_VALUE})"
    rf"(?:(?:,| and|, and) some (?:(?P=verb) )?(?P=prep) (?:the |a |an |our |my )?"
    rf"(?P<third>{_VALUE}))?(?=\s*(?:[.,;:!?)\n]|$))",
    re.IGNORECASE,
)
_ASKING = {
    **dict.fromkeys(("at", "in", "from", "to"), "where"),
    **dict.fromkeys(("by", "with", "via"), "how"),
    "on": "when",
}
_NO_VERBS = word_set("are is were was have has of the who that which")
_TIMES = word_set(
    "time times cases days weeks way ways dates months years hours slots shifts turns"
)
_NEAR = 30
_NUMBER = (
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|several|some|a few|up to \d{1,2}|up to [a-z]{3,6})"
)
_EACH = re.compile(
    r"(?P<joint>(?:^|[,:;.!?]) ?(?:and |so )?(?:then )?)"
    r"(?P<who>we each|each of (?:us|them)|every ?one|every ?body|each (?P<one>[a-z]{4,12}))"
    r" (?:(?:can|may|must|gets to|has to|then) )?(?P<verb>picks?|chooses?|selects?|drafts?|backs?)"
    rf" {_NUMBER} (?P<what>[a-z]{{3,15}}s)\b",
    re.IGNORECASE,
)
_US = re.compile(
    r"\b(?:us|we(?: are)?) \(?(?:\d{1,3} |all |[a-z]{3,6} )?(?P<who>[a-z]{4,12}s)\b\)?"
    r"|\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:of us )?"
    r"(?P<who2>friends|mates|colleagues|cousins|players|members|neighbours|families|kids)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\bafter (?:each|every) (?P<what>[a-z]{3,15}),? (?P<said>[^.;:!?\n]{0,80}?)"
    r"(?:\b(?:the|all) )?\b(?P<who>[a-z]{3,15}s) (?:get|score|earn|win|receive|collect) "
    r"(?P<points>points|goals|marks|stars)(?: for (?:it|that|this|their place))?"
    r"(?:,? ?(?:\d{1,3},? ?){2,12}(?:and so on|etc\.?|and so forth|\.{3})?)?",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"(?:the )?(?P<place>(?:top|first|best) (?:\d{1,3}|[a-z]{3,6})|by (?:place|position|rank)"
    r"|depending on (?:their )?(?:place|position|rank))?(?: of)? ?",
    re.IGNORECASE,
)
"""All that may be said of who gets points: whatever else it is would be lost."""
_OFTEN = re.compile(r"(?:^|[.!?:\n] ?)(?:every|each) [a-z]{3,12}$", re.IGNORECASE)


def tell_shared_out(text: str) -> str:
    """Return an English request where these are told as fields and as lists.

    Args:
        text: The request.
    """
    return _POINTS.sub(_results, _EACH.sub(_picked, _SOME.sub(_one_of, text)))


def _one_of(match: re.Match[str]) -> str:
    """Return "where they pick up (church/pub)"."""
    verb = match["verb"].lower()
    values = [match[name] for name in ("one", "other", "third") if match[name]]
    if verb.split()[0] in _NO_VERBS or any(value.lower() in _TIMES for value in values):
        return match.group()
    asking = _ASKING[match["prep"].lower()]
    return f"{match['before']}{asking} they {verb} ({'/'.join(values)})"


def _picked(match: re.Match[str]) -> str:
    """Return "friends pick several riders, several friends can pick the same rider"."""
    what = match["what"].lower()
    who = plural(match["one"].lower()) if match["one"] else _people(match.string[: match.start()])
    timed = what in _TIMES or _OFTEN.search(match.string[: match.start()][-_NEAR:])
    if not is_plural(what) or timed or _is_about(match["one"], what):
        return match.group()
    verb = match["verb"].lower().removesuffix("s")
    one, other = singular(who), singular(what)
    told = (
        f"{who[:1].upper()}{who[1:]} with name. Each {one} {verb}s several {what} and each {other} "
        f"can have several {who}"
    )
    sign = match["joint"].strip()[:1]
    begin = f"{sign} " if sign in (".", "!", "?", ":") else ". " if sign else ""
    return f"{begin}{told}"


def _is_about(one: str | None, what: str) -> bool:
    return one is not None and singular(one.lower()) == singular(what)


def _people(before: str) -> str:
    found = [m["who"] or m["who2"] for m in _US.finditer(before[-1_000:])]
    named = [one.lower() for one in found if one and is_plural(one.lower())]
    return named[-1] if named else "members"


def _results(match: re.Match[str]) -> str:
    """Return "each stage has results: rider, place, points"."""
    what, who = match["what"].lower(), match["who"].lower()
    placed = _PLACED.fullmatch(match["said"])
    if placed is None or not is_plural(who) or is_plural(what):
        return match.group()
    place = "position, " if placed["place"] else ""
    stages = plural(what)
    told = f"{stages} with name and date. Results: {what}, {singular(who)}, {place}"
    stages = told[:1].upper() + told[1:] if match.group()[0].isupper() else told
    return f"{stages}{match['points'].lower()}"
