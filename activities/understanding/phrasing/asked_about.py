"""What is asked about each of ours and about who came, told as the readers know it; pure.

"Which vaccinations did which of our dogs get" asks which vaccinations which dog got. "Who came, who
didn't" are no two texts: it is said of each whether they were present.
"""

import re

from activities.understanding.text.words import is_plural, singular

_NOUN = r"[a-z][a-z'\u2019-]{2,24}"
_PAST = {
    "get": "got",
    "have": "had",
    "take": "took",
    "receive": "received",
    "need": "needed",
    "do": "did",
    "buy": "bought",
    "eat": "ate",
    "read": "read",
    "win": "won",
    "use": "used",
    "play": "played",
    "visit": "visited",
    "attend": "attended",
    "borrow": "borrowed",
    "pay": "paid",
    "give": "gave",
    "bring": "brought",
}
_OURS = r"of (?:our|my|their|the|these|those|his|her) "
_DID = re.compile(
    rf"\b(?P<what>(?:which|what) {_NOUN}(?: {_NOUN})?) did "
    rf"(?P<which>which|what) (?P<ours>{_OURS})?(?P<whose>{_NOUN}) "
    rf"(?P<verb>{'|'.join(_PAST)})(?=\s*(?:[.,;:?!\n]|$|and\b|when\b|on\b|at\b|in\b|from\b))",
    re.IGNORECASE,
)
_ONE_OF = re.compile(rf"\b(?P<which>which) {_OURS}(?P<whose>{_NOUN})\b(?! of\b)", re.IGNORECASE)
_THERE = r"(?:there|here|present)"
_CAME = (
    rf"(?:(?:came|comes|come|attended|attends|showed up|turned up|turns up|shows up)"
    rf"|(?:was|were|is|are) {_THERE})"
)
_NOT = (
    r"(?:(?:did|does|do|was|were|is|are)(?:n['\u2019]?t| not)"
    rf"(?: (?:come|attend|show up|turn up|{_THERE}))?|(?:was|were|is|are) (?:absent|missing|away)"
    r"|stayed away)"
)
_WHO_CAME = re.compile(
    rf"(?<![\w'\u2019-])(?P<came>(?:see |note |record |mark |tick )?who {_CAME})"
    rf"(?:,? (?:and|or) |,? ?/ ?|[,;] )(?:who )?{_NOT}(?! (?:to|at|in|for|on|by|with|pay)\b)"
    r"(?![\w'\u2019-])",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?<=[^\s,;])(?:,? and|,? plus|[,;]) when (?:(?:is|are) )?the next (?:ones? )?"
    r"(?:(?:is|are) )?due"
    r"(?=\s*(?:[.,;?!\n]|$))",
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(r"\battendance", re.IGNORECASE)
_DATED = re.compile(r"\b(?<!birth )(?:dates?(?! of birth)|day|when)\b", re.IGNORECASE)
_END = re.compile(r"[.!?\n]")


def tell_asked_about(text: str) -> str:
    """Return an English request where such questions are told plainly.

    Args:
        text: The request.
    """
    text = _WHO_CAME.sub(_present, text)
    text = _NEXT.sub(", next due date", text)
    return _ONE_OF.sub(_one_of, _DID.sub(_did, text))


def _did(match: re.Match[str]) -> str:
    whose = match["whose"]
    one = singular(whose) if match["ours"] and is_plural(whose.lower()) else whose
    return f"{match['what']} {match['which']} {one} {_PAST[match['verb'].lower()]}"


def _one_of(match: re.Match[str]) -> str:
    whose = match["whose"]
    if not is_plural(whose.lower()):
        return match.group()
    return f"{match['which']} {singular(whose)}"


def _present(match: re.Match[str]) -> str:
    """Return a tick of each, or in a list of fields only who came: the others didn't."""
    text = match.string
    if _ATTENDANCE.search(text):
        told = "present (yes/no)" if _is_dated(match) else "date, present (yes/no)"
    elif text[: match.start()].rstrip(" ")[-1:] in ("", *".!?\n"):
        told = "attendance (present yes/no)"
    else:
        return match["came"]
    return told[0].upper() + told[1:] if match.group()[0].isupper() else told


def _is_dated(match: re.Match[str]) -> bool:
    """Say whether a day is told where the attendance is, up to the end of the sentence."""
    text, at = match.string, match.start()
    told = max((one.start() for one in _ATTENDANCE.finditer(text, 0, at)), default=at)
    start = max(text.rfind(mark, 0, told) for mark in ".!?\n") + 1
    end = _END.search(text, match.end())
    return _DATED.search(text[start : end.start() if end else len(text)]) is not None
