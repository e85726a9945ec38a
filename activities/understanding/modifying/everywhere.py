"""Wishes for what every application can do: to search, to export, to print; pure."""

import re

from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.ledger import answer_to

_KINDS = ("field", "entity", "things")
_EVERYWHERE = re.compile(
    r"(?:(?:an?|the|some|another) )?(?:(?:full[- ]text|simple|quick|global|general) )?"
    r"(?:search(?: (?:box|bar|function|field|button|option))?"
    r"(?: (?:over|across|through|in|for|of|by) [\w' -]{2,50})?"
    r"|(?:(?:csv|excel|spreadsheet) )?exports?(?: (?:function|button|option))?"
    r"(?: (?:to|as|into|for) [\w' -]{2,30})?"
    r"|print(?:ing)? (?:function|button|option|view))",
    re.IGNORECASE,
)


def found_everywhere(step: Step) -> str:
    """Return what is said to a wish that every application meets; empty for others.

    Args:
        step: What is to be added.
    """
    met = step.kind in _KINDS and not step.items and _EVERYWHERE.fullmatch(step.words.strip(" ."))
    return answer_to(step.words) if met else ""
