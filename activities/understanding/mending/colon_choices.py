"""Values behind a colon within a list are the choices of the field before it; pure.

"Name, phone and role: owner, tenant, caretaker." has three words for one role, and no three fields.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.field_types import CHOICE_WORDS
from activities.understanding.marking.marks import Marked, MarkedField
from activities.understanding.text.cleaning import word_set
from models.fields import FieldType

_WORD = r"[^\W\d_][\w'-]{0,20}"
_VALUE = rf"{_WORD}(?: {_WORD}){{0,2}}"
_LISTED = re.compile(
    rf": (?P<list>{_VALUE}(?:, (?:or )?{_VALUE}){{1,9}}(?:,? or {_VALUE})?)"
    r"(?=\s*(?:[.;!?\n]|$))",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?:{_WORD} )?(?:roles?|functions?|{CHOICE_WORDS})", re.IGNORECASE)
_ROLE = re.compile(r"\b(?:roles?|functions?)$", re.IGNORECASE)
_BEFORE = re.compile(r"(?:,|\band|,? and (?:an?|the|their|its))\s$", re.IGNORECASE)
_CHOSEN = (FieldType.TEXT, FieldType.CHOICE)
_OPEN = word_set(
    "i we you he she it they what when where which how why whether and with for of per to is are "
    "was were has have my our the a an not no etc who whom whose"
)
_BETWEEN = re.compile(r",? or |, (?:or )?", re.IGNORECASE)
_NEAR = 12


def chosen_behind_colon(marked: Marked, text: str) -> Marked:
    """Return marks where a field has the values that are listed behind its colon.

    Args:
        marked: The marks of an English request.
        text: The request.
    """
    for field in marked.fields:
        if field.type not in _CHOSEN or not _NAMED.fullmatch(field.words.text):
            continue
        start = field.words.start
        match = _LISTED.match(text, field.words.end)
        if match is None or not _BEFORE.search(text[max(0, start - _NEAR) : start]):
            continue
        if _are_values(field.words.text, match["list"]):
            marked = _with_values(marked, field, match.span("list"), match["list"])
    return marked


def _with_values(marked: Marked, field: MarkedField, span: tuple[int, int], values: str) -> Marked:
    whole = field._replace(values=values, type=FieldType.CHOICE.value)
    kept = (one for one in marked.fields if not span[0] <= one.words.start < span[1])
    return marked._replace(fields=tuple(whole if one is field else one for one in kept))


def _are_values(name: str, words: str) -> bool:
    """Say whether words only are values: of a role also those for people, as an owner is."""
    values = _BETWEEN.split(words)
    role = bool(_ROLE.search(name))
    fields = any(is_known(one) and not (role and _is_somebody(one)) for one in values)
    return not fields and all(_OPEN.isdisjoint(one.lower().split()) for one in values)


def _is_somebody(words: str) -> bool:
    return is_person_word(words.lower().split()[-1])
