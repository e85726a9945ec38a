"""A list that is wished for with a clause about what is in it, told with a name; pure.

"And a list of jobs that need doing, with priority low, medium or high" tells of jobs as "jobs that
need doing: job, priority (low, medium or high)" does.
"""

import re

from activities.understanding.text.words import is_plural, singular

_LIST = re.compile(
    r"(?P<before>\A|[.!?\n] ?)(?:(?:and|also|plus|then|oh|so|finally|next)\b,? ){0,3}"
    r"(?:(?:i|we)(?:['\u2019]d| would)?(?: also)? (?:need|want|like|have)(?: to have)? )?"
    r"(?:a|the|another) list (?:of|with|for) (?:the |all |all the |our |my )?"
    r"(?P<what>[a-z][a-z'\u2019-]{2,20}) (?P<clause>(?:that|which|still|to be|waiting|we|i|he|she"
    r"|they|people|somebody|someone) [^,.;:!?()\n]{3,60}),? "
    r"(?:with|each with|showing|saying) (?:the |a |an |its |their )?(?P<items>[^.;:!?\n]{4,240})",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"(?P<label>priority|urgency|difficulty|level|size|importance) "
    r"(?P<list>[a-z]{3,12}(?:, [a-z]{3,12}){1,4},? or [a-z]{3,12})(?=\s*(?:[,;.!?\n]|$))",
    re.IGNORECASE,
)


def tell_wished_lists(text: str) -> str:
    """Return an English request where such a list is told as others are.

    Args:
        text: The request.
    """
    return _LIST.sub(_told, text)


def _told(match: re.Match[str]) -> str:
    what = match["what"]
    if not is_plural(what.lower()):
        return match.group()
    items = _GRADED.sub(r"\g<label> (\g<list>)", match["items"])
    named = f"{what[:1].upper()}{what[1:]} {match['clause']}"
    return f"{match['before']}{named}: {singular(what.lower())}, {items}"
