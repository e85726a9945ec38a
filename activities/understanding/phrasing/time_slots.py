"""Times told in a sentence as the slots to choose from: "visiting is 2-4 and 6-8"; pure.

Where a field asks which slot it is, those are its values. Without such a field nothing changes.
"""

import re

_CLOCK = r"\d{1,2}(?:[:.]\d\d)?(?: ?(?:am|pm|h|Uhr|uur))?"
_RANGE = rf"{_CLOCK} ?(?:-|\u2013|to|till|until|bis|à|a|tot|do) ?{_CLOCK}"
_AND = r"(?:,|,? (?:and|or|&|und|oder|et|ou|y|o|e|en|of|i|lub))"
_TOLD = re.compile(
    rf"(?P<noun>\b[^\W\d_]{{4,20}}),?(?: (?:is|are|runs?|goes|hours are|times are|ist|sind|geht"
    rf"|gehen"
    rf"|est|sont|es|son|è|sono|zijn|é|são|jest|są)(?: (?:from|between|von|de|dalle|van|das|od))?"
    rf"|:)? (?P<slots>{_RANGE}(?:{_AND} {_RANGE}){{1,5}})(?=\s*(?:[,.;!?\n)]|$))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"{_AND} (?=\d)")
_SLOT = re.compile(
    r"\b(?:which |what |welcher |welche |welches |quel |qué |quale |welk |qual |który )?"
    r"(?:(?:time )?slot|session|shift|turn|(?:visiting|opening) time|schicht|zeitfenster|uhrzeit"
    r"|créneau|turno|franja|fascia(?: oraria)?|tijdslot|tijdvak|dienst|horário|zmiana)"
    r"(?=\s*(?:[,.;!?\n)]|$)| and | und | et | y | e | en )",
    re.IGNORECASE,
)


def tell_slots(text: str) -> str:
    """Return a request where the slots stand behind the field that asks for one.

    Args:
        text: The request, in any language.
    """
    told = list(_TOLD.finditer(text))
    if len(told) != 1:
        return text
    (match,) = told
    asked = list(_SLOT.finditer(text, match.end()))
    if len(asked) != 1:
        return text
    (slot,) = asked
    values = ", ".join(one.strip() for one in _BETWEEN.split(match["slots"]))
    rest = text[match.end() : slot.end()]
    return f"{text[: match.end('noun')]}{rest} ({values}){text[slot.end() :]}"
