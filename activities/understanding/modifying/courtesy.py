"""What people say out of courtesy is no part of a name; pure."""

import re

_THANKS = (
    r"(?:please|pls|plz|thanks|thank you|thankyou|thx|many thanks|cheers|ta|kind regards"
    r"|if (?:you (?:can|could|would|don't mind)|possible|that's (?:ok|okay|possible|all right))"
    r"|bitte|danke|vielen dank|merci|s'il (?:te|vous) pla[iî]t|stp|svp|aub|por favor|gracias"
    r"|per favore|grazie|alstublieft|alsjeblieft|bedankt|obrigad[oa])"
)
_INTENSE = r"(?: (?:so|very) much| a lot| in advance| again| im voraus| d'avance)?"
_BEHIND = re.compile(rf"(?P<before>^|\S)[\s,;:-]+{_THANKS}{_INTENSE}[\s.!]*$", re.IGNORECASE)
_OPENING = (
    r"(?:(?:and |oh,? |just )*(?:one|another) (?:more|last|other|final) (?:thing|wish|question)"
    r"|i (?:almost )?forgot|oh|ok|okay|hi|hello|sorry|great|perfect|very nice|well done|super)"
)
_ALONE = re.compile(rf"(?:{_THANKS}{_INTENSE}|{_OPENING})[\s.,:!]*", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:^|[\s\"'])(?:it|to|as|into|called|named|name|add|field|column|list|an?|the|of|for|with|and"
    r"|or|say|says|saying)[\s:]*$",
    re.IGNORECASE,
)
"""Words behind which a name has to come, even if it is "Thanks"."""
_MOST = 3


def without_courtesy(words: str) -> str:
    """Return one change without "please" and "thanks" at its end; nothing if it is only that."""
    text = words.strip()
    if _ALONE.fullmatch(text):
        return ""
    for _ in range(_MOST):
        tail = text[-80:]
        found = _BEHIND.search(tail)
        if not found:
            break
        rest = text[: len(text) - len(tail) + found.end("before")]
        if _NAMES.search(rest[-20:]):
            break
        text = rest.rstrip(" ,;:-")
    return text
