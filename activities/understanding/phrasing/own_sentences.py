"""Lists that an English request tells within a sentence about others, told in their own; pure.

"Who is with her when (mornings, nights), appointments, a log with what happened, what she ate" is
a rota, appointments and a diary; "growers tell me what they have: crop, kilos" tells of offers.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.grammar.items import is_person_word
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.words import is_plural, singular

_PARTS = word_set("morning afternoon evening night day lunchtime noon midday weekend")
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday weekday weekend")
_ROTA = re.compile(
    r"(?P<before>(?:^|[.!?:;\n]|,(?: and)?)\s*)(?P<clause>who(?:['\u2019]s| [a-z]{2,12})"
    r"(?: (?!when\b)[a-z'\u2019]{2,15}){0,4}) (?:and )?when ?"
    r"\((?P<parts>[a-z]{3,12}(?:(?:, | ?/ ?|,? (?:or|and) )[a-z]{3,12}){1,6})\)"
    r"(?P<stop>\s*(?:,(?: and)?|[.;!?]|$)\s*)(?P<next>\w?)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r",? (?:or|and) |, | ?/ ?", re.IGNORECASE)
_LOG = re.compile(
    r", (?:and |plus |also )?"
    r"(?P<head>an? (?:[a-z]{3,15} )?(?:log|logbook|diary|journal|daybook)) with "
    r"(?P<items>[^.;:!?\n]{5,300})(?=[.;!?\n]|$)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:dates?|day|when|time)\b", re.IGNORECASE)
_TOLD_BY = re.compile(
    r"(?P<before>(?:^|(?<=[.!?\n])\s*))(?P<who>(?:The |Our |My )?[A-Za-z][a-z]{3,15}s)"
    r" (?:(?:will|can|then|always|usually) )?(?:tell|let|send|give|write|text|report|phone)"
    r"(?: (?:me|us))?(?: know)? what they(?:['\u2019]ve| can| have| still| would)?"
    r"(?: (?:got|want to|to))? ?"
    r"(?P<verb>have|offer|sell|grow|got|spare|bring|need|want|like|order)?"
    r"(?: [a-z]{2,10}){0,3} ?: (?P<items>[^.;:!?\n]{5,300})",
    re.IGNORECASE,
)
_NEEDS = word_set("need want like order")
_AWAY = re.compile(
    r"(?P<before>(?:^|(?<=[.!?\n])\s*))(?:Some|Many|A few|Several)(?: of (?:them|us|you))? "
    r"(?:are|go|will be) (?:away|on holidays?|absent|not there) "
    r"(?:(?:for )?(?:some|certain|a few|several|the odd) )?(?P<span>weeks|days|months|mornings)\b"
    r"(?P<stop>, (?=\w))?",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"(?P<joint>,? (?:for|at|to|in) which |(?:^|(?<=[.!?\n])\s*))"
    r"(?P<who>[A-Za-z][a-z]{3,15}s|People)"
    r" (?:(?:can|may|should|must|all|then) )?(?:volunteer|sign up|put themselves down|apply"
    r"|put their names? down|register|offer(?: themselves)?|enter their names?) for "
    r"(?:an?|one) (?P<what>[a-z]{3,15}) ?(?::|\((?=[^()\n]{3,200}\))) ?"
    r"(?P<list>[^.;:!?\n()]{5,200})\)?"
    r"(?=\s*(?:[.!?\n]|$))",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:there(?:['\u2019]s| is| are)|we (?:have|hold|run|do|organi[sz]e)) (?:an?|our|the) "
    r"(?:[a-z]{3,15} )?(?P<event>[a-z]{3,15})$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:\d{1,4}|our|the|all) (?P<noun>[a-z]{3,15}s)\b", re.IGNORECASE)
_LEAST, _LONGEST, _NEAR = 2, 400, 80
_OF_EACH = re.compile(r"\b(?:has|have|had|each|every|per)\b[^.!?\n]*$", re.IGNORECASE)
"""A log that each of something has is no list apart from it."""


def tell_in_own_sentences(text: str) -> str:
    """Return an English request where each of these lists stands in a sentence of its own.

    Args:
        text: The request.
    """
    text = _AWAY.sub(_absences, _TOLD_BY.sub(_offers, text))
    text = _DUTY.sub(_duties, text)
    return _LOG.sub(_log, _ROTA.sub(_rota, text))


def _rota(match: re.Match[str]) -> str:
    """Return "shifts with date, part of day (…), who …", and what follows as a sentence."""
    parts = [part.lower() for part in _SPLIT.split(match["parts"])]
    named = {singular(part) for part in parts}
    label = "part of day" if named <= _PARTS else "weekday" if named <= _DAYS else ""
    if not label:
        return match.group()
    values = "/".join(map(singular, parts if label != "weekday" else map(str.title, parts)))
    day = "" if label == "weekday" else "date, "
    before = match["before"]
    begin = "" if before.strip().endswith(":") else ". " if "," in before else before
    told = f"shifts with {day}{label} ({values}), {match['clause']}"
    told = told if begin == "" and before else f"{told[:1].upper()}{told[1:]}"
    stop = ". " if match["next"] else match["stop"]
    return f"{begin or before}{told}{stop}{match['next'].upper()}"


def _duties(match: re.Match[str]) -> str:
    """Return "duties: member, exhibition, job (…)" for what people put themselves down for."""
    values = _SPLIT.split(match["list"])
    event = (
        _EVENT.search(match.string[: match.start()][-_NEAR:]) if match["joint"].strip() else None
    )
    if len(values) < _LEAST or not (event or not match["joint"].strip()):
        return match.group()
    if any(map(is_known, values)):
        return match.group()
    person = singular(match["who"].lower())
    whom = [person, *([event["event"].lower()] if event else [])]
    fields = ", ".join([*whom, f"{match['what'].lower()} ({'/'.join(values)})"])
    return f"{'. ' if event else match['joint']}Duties: {fields}"


def _log(match: re.Match[str]) -> str:
    """Return a diary apart from the lists that are told before it."""
    items = split_items(match["items"])
    before = match.string[max(0, match.start() - _LONGEST) : match.start()]
    if len(items) < _LEAST or before.count("(") != before.count(")") or _OF_EACH.search(before):
        return match.group()
    date = "" if _DATED.search(match["items"]) else "date, "
    head = match["head"]
    return f". {head[:1].upper()}{head[1:]} with {date}{match['items']}"


def _offers(match: re.Match[str]) -> str:
    who = match["who"].split()[-1]
    items = split_items(match["items"])
    if not _are_people(who.lower()) or len(items) < _LEAST:
        return match.group()
    noun = "Requests" if (match["verb"] or "").lower() in _NEEDS else "Offers"
    one = singular(who.lower())
    head = f"{who[:1].upper()}{who[1:]}"
    return f"{match['before']}{head} with name. {noun}: {one}, {match['items']}"


def _absences(match: re.Match[str]) -> str:
    """Return "absences: household, week", where it is told of whom there are several."""
    before = [m["noun"].lower() for m in _COUNTED.finditer(match.string[: match.start()][-1_000:])]
    noun = next((one for one in reversed(before) if _are_people(one)), "")
    if not noun:
        return match.group()
    stop = ". " if match["stop"] else ""
    return f"{match['before']}Absences: {singular(noun)}, {singular(match['span'].lower())}{stop}"


def _are_people(noun: str) -> bool:
    known = is_person_word(noun) or noun.endswith(("ers", "holds", "lies"))
    return known and is_plural(noun)
