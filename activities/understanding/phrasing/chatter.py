"""Words around an English list of fields that are no part of it, taken out or told as it; pure.

"Applying for jobs like crazy, need company, position" lists what is needed of each job. In "for
Mia and Ben: which tooth" each entry is of one of the two.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural

_LEAST_OF_STORY, _MOST_OF_NAMES = 3, 5
_LIKE = re.compile(
    r" like (?:crazy|mad|hell|a (?:mad|crazy) (?:man|woman|person)|a mad(?:man|woman)|a maniac"
    r"|there(?:['\u2019]s| is| was) no tomorrow|nobody['\u2019]s business)(?=\s*(?:[,.;:!?)\n-]|$)"
    r"| (?:and|but|so|for|since|lately|now)\b)",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\A(?P<story>[^,:;.!?()\n]{5,100}?)(?:,| [-\u2013]) (?:just |only |really )?(?:need|want|note)"
    r"(?: to (?:note|keep|log|record|track|write down))?(?: down)?:? "
    r"(?P<items>[a-z][^,:;.!?()\n]{1,40}, [a-z][^,:;.!?()\n]{1,40},[^:;.!?\n]+)",
    re.IGNORECASE,
)
_WE_NEED = re.compile(
    r"(?P<stop>[.!?\n]\s{0,3})(?P<verb>need|want|would like) "
    r"(?=(?:an?|the|to|some|one|reminders?|statistics|totals?)\b)",
    re.IGNORECASE,
)
"""A wish without who has it, behind a sentence: it is no field of what that tells of."""
_EACH_TIME = word_set("when whenever if after before once each every per as while how")
"""Who says so of each time goes on with it: "when it is cleaned, note date, cost"."""
_NO_ITEM = word_set(
    "a an the my our your his her its their to some something someone somebody one it this that "
    "them help app place way list table"
)
_TELLING = ("VV", "VB", "VH", "VD")
_NAME = r"(?-i:[A-Z][a-z'\u2019-]{1,20})"
_FOR = re.compile(
    rf"(?P<said>\bfor (?P<names>{_NAME}(?:, {_NAME}){{0,3}},? (?:and|&) {_NAME}))"
    r"(?P<sign>:| [-\u2013]) (?P<items>[^,:;.!?\n]{2,40},[^:;.!?\n]{2,})",
)
_NO_NAMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december christmas easter halloween spring "
    "summer autumn winter co company partners mom dad mum i"
)
_WHO = re.compile(r"\b(?:who|whom|whose|which (?:child|kid|boy|girl|one|of)|child|kid|person)\b")


def without_chatter(text: str) -> str:
    """Return an English request without what is only said with vigour, and "need" before a list.

    Args:
        text: The request.
    """
    text = _NEED.sub(_listed, _LIKE.sub("", text))
    return _WE_NEED.sub(lambda match: f"{match['stop']}I {match['verb'].lower()} ", text)


def tell_for_whom(text: str) -> str:
    """Return an English request where each entry says for which of those it is that it names.

    Args:
        text: The request.
    """
    return _FOR.sub(_of_each, text)


def _listed(match: re.Match[str]) -> str:
    """Return "been applying for jobs: company, position" for what is needed of it."""
    story, items = match["story"].strip(), match["items"]
    first = items.split(",")[0].strip()
    told = any(word.tag.startswith(_TELLING) for word in tag(story))
    plain = _NO_ITEM.isdisjoint(first.lower().split()) and is_known(first.lower())
    each = story.split()[0].lower() in _EACH_TIME
    if each or not (told and plain) or len(story.split()) < _LEAST_OF_STORY:
        return match.group()
    return f"{match['story']}: {items}"


def _of_each(match: re.Match[str]) -> str:
    """Return "for Mia and Ben: who (Mia/Ben), which tooth"."""
    names = re.split(r",? (?:and|&) |, ", match["names"])
    named = all(one.lower() not in _NO_NAMES and not is_plural(one.lower()) for one in names)
    alone = match.string.count(":") <= 1 and not _WHO.search(match["items"].lower())
    if not named or not alone or len(set(names)) != len(names) > _MOST_OF_NAMES:
        return match.group()
    return f"{match['said']}{match['sign']} for whom ({'/'.join(names)}), {match['items']}"
