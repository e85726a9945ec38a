"""What people say no to that is no view, and that nobody else may look; pure."""

import re
from collections.abc import Mapping
from functools import cache

from activities.understanding.wishes.wished import load_data
from models.specification import View

_LOOKED_AT = 8_000
_SURE = 0.95


@cache
def _declined() -> re.Pattern[str]:
    """Return what finds "No GPS tracking," where a clause says nothing else."""
    data = load_data("declining.toml")
    things = "|".join(rf"(?P<t{at}>{words})" for at, words in enumerate(data["things"].values()))
    return re.compile(
        rf"(?:^|[.!?;:,(\n]\s{{0,3}}|\b(?:and|but|or|und|aber|et|mais|y|e|en|maar|i) )"
        rf"(?:please,? |bitte )?(?:{data['no']})(?:\s|(?<='))(?:{things})"
        rf"(?=\s{{0,2}}(?:[.,;:!?)\n]|$|(?:{data['ends']}|and|or|nor|und|oder|et|ou|y|o|e|en)\b))",
        re.IGNORECASE,
    )


@cache
def _private() -> re.Pattern[str]:
    said = load_data("declining.toml")["private"].values()
    return re.compile(rf"\b(?:{'|'.join(said)})", re.IGNORECASE)


def declined_in(text: str) -> tuple[str, ...]:
    """Return what a request is to be without, as it is called in English; each once.

    Args:
        text: The request, as it was written, in any of the languages.
    """
    names = tuple(load_data("declining.toml")["things"])
    found = (
        names[int(group[1:])]
        for match in _declined().finditer(text[:_LOOKED_AT])
        for group, words in match.groupdict().items()
        if words
    )
    return tuple(dict.fromkeys(found))


def private_in(text: str) -> str:
    """Return the words that nobody else may read or open it; empty where none say so."""
    match = _private().search(text[:_LOOKED_AT])
    return match.group() if match else ""


def only_own(views: Mapping[View, tuple[str, float]], words: str) -> dict[View, tuple[str, float]]:
    """Return the views of what nobody else may see: with a password, and not shared by the words.

    Args:
        views: Each with its words and how sure it is.
        words: That say that nobody else may look.
    """
    shared, _ = views.get(View.SHARING, ("", 0.0))
    own = {
        view: told
        for view, told in views.items()
        if not (view is View.SHARING and (shared in words or words in shared))
    }
    return own | {View.LOGIN: (words, _SURE)}
