"""Wishes for lists of their own that are told in other languages, or in two sentences; pure."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from activities.understanding.text.words import singular

_LONGEST = 300
_ASKED = re.compile(
    r"(?P<list>\b(?:list|table|liste|lista|listę|elenco|lijst|tabelle|tabla|tabella|tabel|tabela)"
    r"(?: (?:of (?:its|their) own|à part|aparte|propia|separad[ao]|a parte|própria|à parte))?"
    r"(?: (?:sein|haben|bekommen|krijgen|hebben|zijn))?)"
    r"\s?[?.!:;]+\s+(?=(?:with|mit|avec|con|met|com|z) \w)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:own|separate|eigen\w*|separat\w*|propre|propi[ao]|propri[ao]|aparte?|à part|a parte"
    r"|própria|własn\w*|osobn\w*)\b",
    re.IGNORECASE,
)
_FAR = 80


class OwnList(NamedTuple):
    """What is to get a list of its own, in words of a language."""

    what: str
    items: str
    language: str


_SEPARATELY = re.compile(
    r"(?:^|(?<=[.!?\n] )|(?<=\n))(?:[^.!?\n]{0,120}\b)?(?:ought to|should|want to|need to|like to"
    r"|could|rather) (?:have|keep|list|put|store) (?:the |our |my )?(?P<what>[a-z][a-z-]+)"
    r" (?:separately|apart|on their own|by themselves|in (?:a|their own) (?:separate )?list)"
    r"(?![^.!?\n]{0,10}\bwith\b)[^.!?\n]{0,200}[.!?\n]+\s*(?:(?:each|every|an?|the|one) )?"
    r"(?P<again>[a-z][a-z-]+) (?:with|has|having|needs?|gets?) (?:the |an? |their )?"
    r"(?P<items>[^.!?\n]{2,150})",
    re.IGNORECASE,
)


def with_separate_lists(text: str) -> str:
    """Return a text in which what is to be kept separately gets a list of its own.

    Args:
        text: "We ought to have the owners separately because … Owner with the address and phone."
    """

    def told(match: re.Match[str]) -> str:
        again = match["again"].lower()
        if again not in ("they", "each", "them") and singular(again) != singular(
            match["what"].lower()
        ):
            return match[0]
        return f"the {match['what']} should have their own list with {match['items']}"

    return _SEPARATELY.sub(told, text)


def with_items_told_behind(text: str) -> str:
    """Return a text in which what a list holds is told in the sentence that asks for the list.

    Args:
        text: A wish: "could the makers be a list of their own? with name and country".
    """

    def joined(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - _FAR) : match.end("list")]
        return f"{match['list']}, " if _OWN.search(before) else match[0]

    return _ASKED.sub(joined, text)


def own_list_in(said: str) -> OwnList | None:
    """Return what is to get a list of its own; None for what is said in English or says else."""
    if len(said) > _LONGEST:
        return None
    for language, patterns in _ways():
        for pattern in patterns:
            if found := pattern.fullmatch(said.strip(" .!?")):
                return OwnList(found["what"], (found["items"] or "").strip(), language)
    return None


@cache
def _ways() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    raw = tomllib.loads(files(__package__).joinpath("own_lists.toml").read_text(encoding="utf-8"))
    return tuple(
        (language, tuple(re.compile(pattern, re.IGNORECASE) for pattern in rows["own"]))
        for language, rows in raw.items()
    )
