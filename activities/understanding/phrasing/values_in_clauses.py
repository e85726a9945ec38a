"""Values that a clause tells behind the name of a field, told as its choices; pure.

"Status which is open, interview or rejected" is one field with three values, as is "a condition
that can be good, fair or poor"; "a boat which is rented or free" is a boat.
"""

import re

from activities.understanding.knowledge.field_types import CHOICE_WORDS, type_named
from activities.understanding.text.cleaning import word_set

_WORD = r"[^\W\d_][\w'+-]{0,20}"
_VALUE = rf"(?:an? )?{_WORD}(?: {_WORD}){{0,2}}"
_NAMED = (
    rf"(?:{CHOICE_WORDS}|result|outcome|grade|quality|progress|role|shift|season|format|language"
    r"|shape|material|position|mode|method|location|sex|gender)"
)
_CLAUSE = re.compile(
    rf"(?P<label>(?<![\w'-]){_NAMED}),? (?:which|that)(?: (?:can|could|may|might|must|should"
    r"|will|would|has to|have to))?(?: (?:only|either|always|just))? (?:be|is|are)"
    r"(?: (?:either|one of|any of|from))?:? "
    rf"(?P<list>{_VALUE}(?:, {_VALUE}){{0,9}},? or {_VALUE})"
    r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$)|,? and (?:an?|the|its|whether|who|when|how) )",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",? or |, ", re.IGNORECASE)
_A = re.compile(r"^an? ", re.IGNORECASE)
_NO_VALUE = word_set(
    "i we you he she it they who what when where which how why whether if not no none and the my "
    "our each every more else other something anything for by of with from to than as is are was "
    "has have can could should shown set chosen given known required entered visible important"
)


def tell_values_in_clauses(text: str) -> str:
    """Return an English request where values that a clause tells stand in brackets.

    Args:
        text: The request.
    """
    return _CLAUSE.sub(_in_brackets, text)


def _in_brackets(match: re.Match[str]) -> str:
    values = [_A.sub("", one.strip()) for one in _BETWEEN.split(match["list"])]
    words = {word for one in values for word in one.lower().split()}
    plain = _NO_VALUE.isdisjoint(words) and not any(type_named(one) for one in values)
    different = len({one.lower() for one in values}) == len(values)
    return f"{match['label']} ({', '.join(values)})" if plain and different else match[0]
