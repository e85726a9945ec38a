"""Values behind a colon within a list, told as the choice that they are; pure.

"Name, phone and role: owner, tenant, caretaker." has four persons' words for one role.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.field_types import CHOICE_WORDS
from activities.understanding.text.cleaning import word_set

_WORD = r"[^\W\d_][\w'-]{0,20}"
_VALUE = rf"{_WORD}(?: {_WORD}){{0,2}}"
_NAMED = re.compile(
    rf"(?P<name>(?:,|\band) (?:(?!and\b){_WORD} )?(?:roles?|functions?|{CHOICE_WORDS})): "
    rf"(?P<list>{_VALUE}(?:, (?:or )?{_VALUE}){{1,9}}(?:,? or {_VALUE})?)"
    r"(?=\s*(?:[.;!?\n]|$))",
    re.IGNORECASE,
)
_ROLE = re.compile(r"\b(?:roles?|functions?)$", re.IGNORECASE)
_OPEN = word_set(
    "i we you he she it they what when where which how why whether and with for of per to is are "
    "was were has have my our the a an not no etc who whom whose"
)
_BETWEEN = re.compile(r",? or |, (?:or )?", re.IGNORECASE)


def tell_colon_choices(text: str) -> str:
    """Return an English request where the values of the last field of a list are in brackets.

    Args:
        text: The request.
    """
    return _NAMED.sub(_in_brackets, text)


def _in_brackets(match: re.Match[str]) -> str:
    values = _BETWEEN.split(match["list"])
    role = bool(_ROLE.search(match["name"]))
    fields = any(is_known(one) and not (role and _is_somebody(one)) for one in values)
    plain = all(_OPEN.isdisjoint(one.lower().split()) for one in values)
    if fields or not plain:
        return match.group()
    return f"{match['name']} ({', '.join(values)})"


def _is_somebody(words: str) -> bool:
    return is_person_word(words.lower().split()[-1])
