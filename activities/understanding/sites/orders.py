"""The language of changes of web sites: from a wish in words to orders; pure."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

_COMMANDS = (
    r"(?:please |also |and |then |bitte |und )*(?:add|remove|delete|drop|rename|call|write|put"
    r"|on the|füge|ergänze|entferne|lösche|benenne|nenne|schreibe?|auf die)"
)
_NEXT = re.compile(rf"(?:\n+|(?<=[.;!])\s+|;\s*)(?={_COMMANDS}\b)", re.IGNORECASE)
_POLITE = re.compile(
    r"^(?:(?:please|also|and|then|can you|could you|bitte|und|auch)[ ,]+)+", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:(?:an?|the|new|die|der|das|den) )+", re.IGNORECASE)
_THE = r"(?:the |our |my )?"
_Q = r"[\"'“]?(?P<{name}>[^\"”:\n]{{1,80}}?)[\"'”]?"
_PAGE, _NEW = _Q.format(name="page"), _Q.format(name="new")
_TEXT = r"\s*:\s*(?P<text>.+)"
_NAMED = r"(?:\s*:\s*| (?=[\"“]))(?P<text>.+)"
_FLAGS = re.IGNORECASE | re.DOTALL


class Kind(StrEnum):
    """What is to be done."""

    WRITE = "write"
    ADD_PAGE = "add_page"
    REMOVE_PAGE = "remove_page"
    RENAME_PAGE = "rename_page"
    RETITLE = "retitle"
    ADD_ENTRY = "add_entry"
    REMOVE_ENTRY = "remove_entry"


class Order(NamedTuple):
    """One change that is asked for."""

    said: str
    kind: Kind | None = None
    """Nothing when it was not understood."""
    page: str = ""
    """How the page, or the list of an entry, is called."""
    text: str = ""
    new: str = ""
    """The new name."""


def orders_in(words: str) -> Iterator[Order]:
    """Return the orders of a cleaned wish, one by one."""
    for said in _NEXT.split(words):
        if said.strip():
            yield _order(_POLITE.sub("", said.strip()))


def _order(said: str) -> Order:
    for kind, pattern in _PATTERNS:
        if found := pattern.match(said):
            parts = {"page": "", "text": "", "new": "", **found.groupdict(default="")}
            page = _ARTICLE.sub("", parts["page"].strip())
            text = parts["text"].strip().strip('"“”')
            return Order(said, kind, page, text, parts["new"].strip())
    return Order(said)


def _of_page(verb: str, after: str) -> re.Pattern[str]:
    """Return the pattern of an order about a page: "the page X" or "the X page"."""
    return re.compile(rf"{verb}{_THE}(?:page )?{_PAGE}(?: page)?{after}$", _FLAGS)


_ENGLISH = (
    (Kind.WRITE, _of_page("(?:on|to|in) ", rf",? (?:please )?(?:write|put|say|add){_TEXT}")),
    (Kind.WRITE, _of_page("(?:write|put|say) (?:on|to|in) ", _TEXT)),
    (
        Kind.ADD_PAGE,
        re.compile(
            r"(?:add|create|make) (?=[^:]*\bpage\b)(?:(?:another|one more|an?|the|new) )*"
            rf"(?:page,?(?: called| named| about(?! us| me)| for| with)? )?{_PAGE}(?: page)?"
            r"(?:\s*:\s*(?P<text>.+))?\.?$",
            _FLAGS,
        ),
    ),
    (Kind.REMOVE_PAGE, _of_page("(?:remove|delete|drop|take away) ", r"\.?")),
    (
        Kind.REMOVE_ENTRY,
        re.compile(rf"(?:remove|delete|drop|take away) {_THE}{_PAGE}{_NAMED}$", _FLAGS),
    ),
    (Kind.RENAME_PAGE, _of_page("rename ", rf" (?:to|into|as) {_NEW}\.?")),
    (
        Kind.RETITLE,
        re.compile(
            rf"(?:re)?(?:call|name) (?:it|the (?:web ?)?site|this)(?: to)? {_NEW}\.?$", _FLAGS
        ),
    ),
    (
        Kind.ADD_ENTRY,
        re.compile(rf"add (?:(?:another|one more|an?|to|the|our|new) )*{_PAGE}{_TEXT}$", _FLAGS),
    ),
)
_GERMAN = tuple(
    (kind, re.compile(pattern, _FLAGS))
    for kind, pattern in (
        (
            Kind.WRITE,
            rf"(?:schreibe? )?auf (?:die |der )?(?:seite )?{_PAGE}(?: schreibe?| steht)?{_TEXT}$",
        ),
        (
            Kind.ADD_PAGE,
            rf"(?:füge|ergänze) (?:(?:eine|die|neue|weitere) )*seite {_PAGE}(?: hinzu)?"
            r"(?:\s*:\s*(?P<text>.+))?\.?$",
        ),
        (Kind.REMOVE_PAGE, rf"(?:entferne|lösche) (?:die )?seite {_PAGE}\.?$"),
        (Kind.REMOVE_ENTRY, rf"(?:entferne|lösche) (?:(?:das|die|den) )?{_PAGE}(?:{_NAMED}|\.?)$"),
        (Kind.RENAME_PAGE, rf"benenne (?:die )?seite {_PAGE} (?:um )?in {_NEW}(?: um)?\.?$"),
        (Kind.RETITLE, rf"nenne (?:es|sie|die (?:web)?seite) {_NEW}\.?$"),
        (
            Kind.ADD_ENTRY,
            rf"(?:füge|ergänze) (?:(?:ein|eine|einen|neue[sn]?|weitere[sn]?|den|zu) )*{_PAGE}"
            rf"(?: hinzu)?{_TEXT}$",
        ),
    )
)
_PATTERNS = (*_ENGLISH, *_GERMAN)
