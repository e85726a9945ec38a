"""Features that the words of a change name; pure."""

import re

from activities.design.fitting.fit import ASKED_BY
from models.features import FeatureKind as Kind
from models.specification import View

_NAMES: dict[Kind, str] = {
    Kind.CALENDAR: r"calendars?|month view|agenda",
    Kind.BOARD: r"(?:kanban )?boards?",
    Kind.CHART: r"charts?|graphs?|diagrams?|curves?",
    Kind.STATISTICS: r"statistics|stats|totals|sums",
    Kind.CHECKLIST: r"check ?lists?|ticking off",
    Kind.GALLERY: r"galler(?:y|ies)",
    Kind.CARDS: r"cards?|tiles",
    Kind.ADDRESSES: r"address lists?|address book",
    Kind.REMINDER: r"reminders?|due list",
    Kind.RECURRING: r"recurring (?:items|entries|records)|recurrence|repetition|repeating",
    Kind.ROTATION: r"rotation|turns",
    Kind.BUDGET: r"budget (?:view|page|overview)",
    Kind.EXPIRY: r"expiry (?:warnings?|list)",
    Kind.STOCK: r"(?:to buy|shopping) list|stock (?:view|warnings?)",
    Kind.LENDING: r"away list|lending (?:list|view)",
    Kind.STREAK: r"streaks?",
    Kind.PROGRESS: r"progress (?:bars?|view)",
    Kind.ANNIVERSARY: r"birthday (?:list|reminders?)|anniversaries",
    Kind.SETTLING: r"settling(?: up)?|who owes whom",
    Kind.COUNTDOWN: r"countdowns?",
    Kind.TALLY: r"tall(?:y|ies)|head ?counts?",
    Kind.RANKING: r"rankings?|best ?of|top ten",
    Kind.PICK: r"random picks?|picker|lucky dip",
    Kind.IMPORT: r"(?:csv )?imports?|csv upload",
    Kind.UNDO: r"undo|recycle bin|trash",
    Kind.HISTORY: r"(?:change )?history|histories of changes",
    Kind.SHARING: r"sharing|share links?|public links?",
    Kind.LOGIN: r"logins?|passwords?|pin|password protection",
}
_NAMED = {
    kind: re.compile(rf"^(?:an?|the|my|our|its)? ?(?:{names})(?: (?:view|page|tab|feature))?\b")
    for kind, names in _NAMES.items()
}


def named(words: str) -> frozenset[Kind]:
    """Return the kinds of features that words are the name of: "the calendar", "a board"."""
    text = " ".join(words.casefold().split())
    return frozenset(kind for kind, pattern in _NAMED.items() if pattern.match(text))


def views_of(kinds: frozenset[Kind]) -> frozenset[View]:
    """Return the wishes that some kinds answer."""
    return frozenset(ASKED_BY[kind] for kind in kinds if kind in ASKED_BY)
