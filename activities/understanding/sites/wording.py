"""Takes a request for a web site apart: what is asked for, and what is told for its pages; pure."""

import re
from typing import NamedTuple

from activities.understanding.sites.topics import topic_called
from activities.understanding.text.cleaning import mask, split_items

SITE = (
    r"(?:(?:public |small |simple |little |nice |modern |new |own |static |one-page )*"
    r"(?:web ?sites?|web ?pages?|home ?pages?|landing ?pages?|web presence|internet page"
    r"|internetseite|internetauftritt|web ?seiten?|website))"
)
_END = re.compile(
    r"(?<!\bSt)(?<!\bDr)(?<!\bNo)(?<!\bNr)(?<!\bstr)(?<!\d)[.!?]+\s+(?=[^\sa-zäöü])"
    r"|(?<=\d)[.!?]\s+(?=[A-ZÄÖÜ][a-zäöü]+ [a-zäöü])|\n+"
)
_ASKS = re.compile(
    rf"\b{SITE}\b|\b(?:pages?|seiten?|unterseiten?)\b"
    r"|^(?:please|i|we|it|there|can|could)(?:'d)? ?(?:want|need|would|should|like|you|must)\b"
    r"|^(?:bitte|ich|wir|es|sie)? ?(?:brauchen?|möchten?|wollen|hätten? gern\w*|soll(?:te|en)?)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"^.*?\b{SITE}\b(?:\s+(?:for|of|für|von|about|über) (?P<whom>.+?))?"
    r"(?P<items>\s*(?::|,|\bwith\b|\bthat (?:has|shows|tells|lists)\b|\bwhich (?:has|shows)\b"
    r"|\bincluding\b|\bshowing\b|\bmit\b|\bwhere (?:people|visitors|guests|you) (?:can )?"
    r"(?:see|find|read)\b).*)?$",
    re.IGNORECASE | re.DOTALL,
)
_PAGES = re.compile(
    r"\b(?:pages?|seiten?|unterseiten?|have|has|contain|show|include|need|want|haben|enthalten"
    r"|zeigen|brauchen?|möchten?)\b\s*:?\s*(?P<items>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_ITEM = re.compile(
    r"^(?:[\s:,.-]+|(?:and|und|sowie|also|auch|with|mit|plus|including|the|a|an|one|my|our|some"
    r"|its|their|der|die|das|den|dem|ein|eine|einen|einer|unsere?[nrms]?|meine?[nrms]?|list of"
    r"|liste der|for|für|about(?! us\b| me\b))\s+"
    r"|(?:(?:two|three|four|five|six|some|few|several|zwei|drei|vier|fünf|sechs|\d{1,2}) )?"
    r"(?:pages|seiten|unterseiten)\b\s*"
    r"|(?:separate |own |eigene )?(?:sub)?(?:page|section|unterseite|seite)"
    r"(?: (?:for|on|with|called|named|that says|mit|für|zu|zum|zur)\b|(?= (?:about|über|how|where"
    r"|wie|wo)\b))\s*)",
    re.IGNORECASE,
)
_AFTER_ITEM = re.compile(
    r"(?:\s+(?:page|section|seite|too|please|as well|bitte|auch|on it|darauf))+$", re.IGNORECASE
)
_BRACKETS = re.compile(r"^(?P<what>[^(]+?)\s*[(](?P<columns>[^()]+)[)]")
_WITH = re.compile(r"^(?P<what>[^(]+?)\s+(?:with|mit)\s+(?P<column>.+)$", re.IGNORECASE)
_COLON = re.compile(
    r"^(?P<what>[^:(]{2,40}?)\s*:\s+(?:[^:(]{2,30}?\s+(?:with|mit)\s+)?(?P<column>\S.*)$",
    re.IGNORECASE,
)
_NEW_ITEM = re.compile(
    r"^(?:an?|the|our|my|one|how|where|when|who|what|der|die|das|den|eine?|unsere?|wie|wo|wer|wann"
    r"|page|seite)\b",
    re.IGNORECASE,
)
_ASKED_COLUMN = re.compile(r"^(?:when|who|what|wer|wann)\b", re.IGNORECASE)
"""Pages when they stand alone, columns in a list behind a colon: "stalls: name, what they sell"."""
_NO_PAGE = re.compile(
    r"\b(?:pictures?|photos?|images?|logo|design|colou?rs?|look|style|google|seo|rank|modern"
    r"|mobile|phone|fast|simple|nice|beautiful|bilder|fotos?|farben?|schön\w*|einfach\w*"
    r"|english|german|deutsch|englisch)\b",
    re.IGNORECASE,
)
_OUR = re.compile(r"^(?:my|our|the|an?|unser\w*|mein\w*|eine?\w*|den|die|das)\s+", re.IGNORECASE)
_POLITE = re.compile(
    r"(?:hello|hi|hey|dear [^.!?]{1,40}"
    r"|(?:many )?thanks?(?: you)?(?: very much| a lot| in advance)?"
    r"|(?:kind|best) regards|cheers|hallo|guten tag|vielen dank|danke(?: schön| im voraus)?"
    r"|(?:viele|liebe|freundliche) grüße|mfg)[\s,.!]*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"([^\"]{2,60})\"")
_LONGEST_TITLE = 60
_NO_COLUMNS = frozenset({"about", "contact", "hours", "imprint", "privacy"})
"""Topics of pages whose names are rarely those of columns."""


class Item(NamedTuple):
    """A page that is asked for, and the columns of the list that stands on it."""

    title: str
    columns: tuple[str, ...] = ()


class Asked(NamedTuple):
    """A request for a web site, taken apart."""

    whom: str
    """For whom or what it is, like ``choir``; empty when that is not said."""
    items: tuple[Item, ...]
    told: tuple[str, ...]
    """Sentences for its pages."""


def take_apart(text: str) -> Asked:
    """Return what a text asks for and what it tells."""
    whom, items, told = "", list[Item](), list[str]()
    for sentence in (part.strip() for part in _END.split(text)):
        if not sentence or _POLITE.fullmatch(sentence):
            continue
        if not _ASKS.search(sentence):
            told.append(_ended(sentence))
            continue
        head = _HEAD.match(sentence)
        if head and not (whom or items):
            whom = _OUR.sub("", (head["whom"] or "").strip(" ,.:"))
            items += items_of(head["items"] or "")
        elif found := _PAGES.search(sentence):
            items += items_of(found["items"])
    if quoted := _QUOTED.search(whom):
        whom = quoted[1]
    return Asked(whom[:_LONGEST_TITLE], tuple(items), tuple(told))


def items_of(words: str) -> list[Item]:
    """Return the pages that an enumeration names."""
    found: list[Item] = []
    open_ = by_colon = False
    """Whether columns of the last item follow, and whether a colon said so."""
    for part in split_items(_with_commas(words)):
        listed = _COLON.match(_bare(part))
        inner = listed or _WITH.match(_bare(part))
        if open_ and found and not listed and not _begins_anew(part, listed=by_colon):
            found[-1] = found[-1]._replace(columns=(*found[-1].columns, part.strip(" .,:")))
            continue
        item = _item(part)
        if item is None:
            continue
        open_, by_colon = bool(inner) and not item.columns, listed is not None
        if inner and open_:
            item = Item(_titled(inner["what"]), (inner["column"].strip(),))
        found.append(item)
    return found


def _begins_anew(part: str, *, listed: bool) -> bool:
    """Say whether it is a page, and no further column of the list before it."""
    topic = topic_called(_bare(part))
    if listed and _ASKED_COLUMN.match(_bare(part)):
        return False
    return bool(_NEW_ITEM.match(part.strip())) or bool(topic and topic.name in _NO_COLUMNS)


def _item(part: str) -> Item | None:
    words = _bare(part)
    brackets = _BRACKETS.match(words)
    title = _titled(brackets["what"] if brackets else words)
    if not title or _NO_PAGE.search(title):
        return None
    columns = split_items(_with_commas(brackets["columns"])) if brackets else ()
    return Item(title, tuple(columns))


def _bare(part: str) -> str:
    before, words = "", part.strip()
    while before != words:
        before, words = words, _BEFORE_ITEM.sub("", words)
    return words


def _titled(words: str) -> str:
    return _AFTER_ITEM.sub("", words.strip(" .,:;!"))[:_LONGEST_TITLE].strip()


def _with_commas(words: str) -> str:
    """Return an enumeration with commas for the German "und" outside of brackets."""
    masked = mask(words)
    for found in reversed(list(re.finditer(r"\s+(?:und|sowie)\s+", masked, re.IGNORECASE))):
        words = f"{words[: found.start()]}, {words[found.end() :]}"
    return words


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in ".!?:" else f"{sentence}."
