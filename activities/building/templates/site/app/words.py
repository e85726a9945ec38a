"""What the site says by itself, in the languages that it knows."""

from collections.abc import Mapping
from dataclasses import dataclass

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    skip: str
    menu: str
    missing: str
    lost: str
    back: str
    empty: str


_WORDS: Mapping[str, Words] = {
    "en": Words(
        skip="Skip to the content",
        menu="Pages",
        missing="Page not found",
        lost="There is no such page here. It may have moved.",
        back="To the first page",
        empty="Nothing here yet.",
    ),
    "de": Words(
        skip="Zum Inhalt springen",
        menu="Seiten",
        missing="Seite nicht gefunden",
        lost="Diese Seite gibt es hier nicht. Vielleicht wurde sie verschoben.",
        back="Zur ersten Seite",
        empty="Noch nichts eingetragen.",
    ),
}


def words_of(language: str) -> Words:
    """Return the words of a language, or the English ones."""
    return _WORDS.get(language, _WORDS["en"])


def month_of(number: int, language: str) -> str:
    """Return the name of a month, 1 for the first."""
    return _MONTHS.get(language, _MONTHS["en"]).split()[number - 1]
