"""Which views the words ask for besides lists and forms; pure."""

from functools import cache, lru_cache

from activities.understanding.patterns import Phrases, tokens
from activities.understanding.wishes import load_data, phrases_of, wished
from models.conversation import Finding
from models.specification import View

_SURE = 0.9


@cache
def _phrases() -> Phrases:
    return phrases_of(load_data("views.toml")["views"])


def views_in(text: str) -> tuple[View, ...]:
    """Return the views that are asked for, in the order of the words."""
    return tuple(views_with_words(text))


@lru_cache(maxsize=8)
def views_with_words(text: str) -> dict[View, str]:
    """Return the views that are asked for, each with the words that do so."""
    words = tokens(text)
    found: dict[View, str] = {}
    for span in wished(words, _phrases().find(words)):
        evidence = text[words[span.start].start : words[span.end - 1].end]
        found.setdefault(View(span.key), evidence)
    return found


def view_findings(text: str) -> tuple[Finding, ...]:
    """Return where each view came from."""
    return tuple(
        Finding(what=f"view={view}", evidence=words[:300], confidence=_SURE)
        for view, words in views_with_words(text).items()
    )
