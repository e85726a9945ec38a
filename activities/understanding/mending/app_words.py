"""Marks that take the word for the application for what is kept: "prostej apki do …"; pure.

What is kept is what the application is for, and so it is called.
"""

import re
from functools import cache

from activities.understanding.languages.bare import bare
from activities.understanding.languages.labels import said_in
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import ENTRY, Marked, MarkedThing, Words

_LONGEST, _MOST_WORDS = 60, 4
_ANYTHING = ("item", "thing", "list")
_LISTS = re.compile(
    r"list[aeęy]?|lijst(?:je)?|elenco|listado|listing|tabell?[ae]|tabela|tableau|spis|wykaz",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:jede[rns]?|ogni|cada|chaque|elke?|każd\w{1,3})\s$", re.IGNORECASE)
_DECLINING = ("pl",)
"""Languages that put what something is for in another case than it is called in."""


def without_app_words(marked: Marked, text: str, language: str) -> Marked:
    """Return marks where nothing is called by the word for the application.

    Args:
        marked: What was marked.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    patterns = _patterns(language)
    if patterns is None:
        return marked
    app, aim = patterns
    if len(marked.things) == 1 and _is_bare_list(marked.things[0]):
        return marked._replace(
            things=tuple(one._replace(name=ENTRY, noun=False) for one in marked.things),
            fields=tuple(one._replace(owner=ENTRY) for one in marked.fields),
        )
    return marked._replace(
        things=tuple(
            _called(one, text, language, aim) if _is_app(one, text, app) else one
            for one in marked.things
        )
    )


def _is_app(thing: MarkedThing, text: str, app: re.Pattern[str]) -> bool:
    """Say whether a word is the application: "jede Anwendung" is a treatment."""
    several = _EACH.search(text[: thing.words.start])
    return several is None and app.fullmatch(thing.words.text) is not None


def _is_bare_list(thing: MarkedThing) -> bool:
    """Say whether only the word for a list was taken for what is on it."""
    return thing.name in _ANYTHING and _LISTS.fullmatch(thing.words.text) is not None


def _called(thing: MarkedThing, text: str, language: str, aim: re.Pattern[str]) -> MarkedThing:
    """Return a thing that is called by what the application is for, or by its usual name."""
    usual = said_in(thing.name, language) is not None
    what = aim.match(text, thing.words.end)
    fits = what is not None and len(what["what"].split()) <= _MOST_WORDS
    if what is None or not fits or (usual and language in _DECLINING):
        return thing._replace(noun=False) if usual else thing
    words = bare(what["what"], language)
    start = what.start("what") + what["what"].find(words)
    return thing._replace(words=Words(start, start + len(words), words), noun=True)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Return the words for an application, and how it is told what it is for."""
    row = read_table("headings").get(language)
    if row is None:
        return None
    return (
        re.compile(row["app"], re.IGNORECASE),
        re.compile(
            rf" (?:{row['aim']}) (?P<what>[^,;:.!?()\n]{{3,{_LONGEST}}}?)(?=\s*(?:[,;:.!?()\n]|$))",
            re.IGNORECASE,
        ),
    )
