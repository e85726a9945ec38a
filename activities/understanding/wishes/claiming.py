"""What marks of wishes beyond the limits are, where their words say otherwise; pure."""

import re

from activities.understanding.marking.marks import Marked, MarkedWish
from models.conversation import Limit

_WEAK = 0.5
"""Up to here a mark is doubted where its words speak against it."""
_HEARD = re.compile(
    r"\b(?:hears?|heard|told|informed|notified|message|alert)\b[^.;!?\n]{0,60}"
    r"\b(?:mobiles?|phones?|cells?|smartphones?)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:call|calls|called|calling|ring|rings|rung|dial|dials|voice|speak|speaks|spoken)\b|"
    r"\bphones? (?:me|us|him|her|them|the|everyone|everybody)\b",
    re.IGNORECASE,
)
_EACH_OTHER = re.compile(
    r"\b(?:each other|one another|among (?:themselves|ourselves))\b", re.IGNORECASE
)
_BY_WAY = re.compile(r"\b(?:sms|texts?|whatsapps?|push|phones?|mobiles?)\b", re.IGNORECASE)
_WRITTEN = re.compile(
    r"\b(?:writes?|drafts?|composes?)\b[^.;!?\n]{0,30}"
    r"\b(?:letters?|texts?|descriptions?|repl(?:y|ies)|captions?|speech|poems?|stor(?:y|ies))\b",
    re.IGNORECASE,
)
_SENT = re.compile(r"mail|\b(?:sends?|sent|newsletters?|inbox|goes|post)\b", re.IGNORECASE)
_FEW = re.compile(
    r"\W*(?:(?:about|around|roughly|some|maybe|up to|perhaps|nearly|almost) )?"
    r"(?:(?:an? |\d{1,2} |a few )?(?:hundred|thousand|dozen)|\d{1,4})s?\b"
    r"(?!\s*(?:million|billion|[k%]\b))[^\d]{0,40}",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:users?|at once|at the same time|concurrent|simultaneous\w*|(?:per|a) second)\b",
    re.IGNORECASE,
)
_ABOUT_ONE = re.compile(
    r"\b(?:for|of|about|on|with|in) (?:the|our|their|his|her|its)"
    r"(?: (?:new|old|current|next|first|second|existing|other)){0,2} $",
    re.IGNORECASE,
)


def as_claimed(marked: Marked) -> Marked:
    """Return the marks, each wish beyond the limits as the kind that its words tell of.

    "Heard from it on their mobiles" is a text message, a letter that is written for somebody is
    composed rather than sent, and a thousand visitors are no huge scale.
    """
    wishes = tuple(told for wish in marked.wishes if (told := _told(wish)) is not None)
    return marked._replace(wishes=wishes)


def _told(wish: MarkedWish) -> MarkedWish | None:
    words = wish.words.text
    if wish.kind is Limit.PHONE_CALLS and _HEARD.search(words) and not _CALLED.search(words):
        return wish._replace(kind=Limit.SMS)
    if wish.kind is Limit.SMS and _EACH_OTHER.search(words) and not _BY_WAY.search(words):
        return wish._replace(kind=Limit.REALTIME_CHAT)
    if wish.kind is Limit.EMAIL_SENDING and _WRITTEN.search(words) and not _SENT.search(words):
        return wish._replace(kind=Limit.MACHINE_LEARNING)
    few = wish.kind is Limit.HUGE_SCALE and _FEW.fullmatch(words) and not _AT_ONCE.search(words)
    return None if few and wish.confidence < _WEAK else wish


def is_about_one(limit: Limit, text: str, said: str) -> bool:
    """Say whether records are about an app that there is: "wishes for our new mobile app"."""
    at = text.find(said)
    return limit is Limit.NATIVE_APP and at > 0 and _ABOUT_ONE.search(text[:at]) is not None
