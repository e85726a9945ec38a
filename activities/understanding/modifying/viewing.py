"""Which ways of looking the words of a change ask for, and which they only seem to; pure."""

import re

from activities.understanding.wishes.running_low import running_low
from activities.understanding.wishes.views import views_said
from models.specification import View

_ADDED = re.compile(r"add(?!.*\b(?:up|together|total|sum)\b)", re.IGNORECASE)
"""Words that add something to what is kept, and sum nothing up."""
_OF_EACH = re.compile(
    r"\bhow (?:many|much)(?: [\w'-]+){0,3} (?:it|he|she|they|each(?: one)?) (?!had|have)[\w'-]+"
    r"(?: (?:at once|altogether|in all|for|up|in))?[ .?!]*$",
    re.IGNORECASE,
)
"""What is known of each, and not counted: "how many people it seats"."""


def views_wished(said: str) -> dict[View, str]:
    """Return the views that a change asks for, each with the words that do so.

    Args:
        said: One change.
    """
    found = views_said(said)
    told = {view: words for view, words in found.items() if not _ADDED.match(words)}
    if _OF_EACH.search(said):
        told.pop(View.STATISTICS, None)
    if running_low(said):
        told.pop(View.REMINDER, None)
    return told
