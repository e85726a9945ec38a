"""Dictionary forms of words in other languages, and plurals that a dictionary confirms."""

from functools import cache
from typing import TYPE_CHECKING

from activities.understanding.languages.plurals import plurals_of

if TYPE_CHECKING:
    from simplemma import Lemmatizer

_SHORTEST = 3
_VERBS = {
    "es": ("ar", "er", "ir"),
    "pt": ("ar", "er", "ir"),
    "fr": ("er", "ir", "re"),
    "it": ("are", "ere", "ire"),
    "pl": ("ć",),
    "nl": ("en",),
}
"""How infinitives end, of which some forms look like plurals: "ratones" of "ratonar"."""
_VERBAL_NOUNS, _SHORTEST_VERBAL = ("anie", "enie", "cie"), 5
"""Ends of Polish nouns for what is done, of which a dictionary has the verb."""
_EXACT = ("fr", "nl", "es", "pt")
"""Languages in which a noun that ends like an infinitive keeps that end in the plural."""
_UNCHANGED = (("o", "ie"),)
"""Ends of a dictionary form and of a noun that is none of it: "serio" and "serie"."""
_UMLAUTS = str.maketrans("äöü", "aou")
_ALIKE = 2
"""Letters that a word and its dictionary form begin with in common, but for umlauts."""


@cache
def _lemmatizer() -> "Lemmatizer":
    # A dictionary takes one to three seconds to read, once; English needs none of them.
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    return Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))


def load(languages: tuple[str, ...]) -> None:
    """Read the dictionaries now instead of with the first word that needs them.

    Args:
        languages: ISO 639-1 codes of languages that are known.
    """
    for language in languages:
        _lemmatizer().lemmatize("a", language)


def singular_of(word: str, language: str) -> str:
    """Return the dictionary form of a noun in the plural, or the word if it has no other.

    Args:
        word: A single word.
        language: ISO 639-1 code of a language that is known.
    """
    if not word.isalpha() or word.isupper() or len(word) < _SHORTEST:
        return word
    known = _noun(word, language)
    if not known or known.casefold() == word.casefold() or _is_verb(known, word, language):
        return word
    if language == "pl" and is_verbal_noun(word) and known.endswith("ć"):
        return word
    alike = _beginning(known) == _beginning(word) and (known[-1:], word[-2:]) not in _UNCHANGED
    alike = alike and not _is_feminine(word.lower(), known.lower(), language)
    return (known[0].upper() + known[1:] if word[0].isupper() else known) if alike else word


def plural_of(word: str, language: str) -> str:
    """Return the plural of a noun that the dictionary has as such, or the word if it has none.

    Args:
        word: A single word in the singular.
        language: ISO 639-1 code of a language that is known.
    """
    if not word.isalpha() or word.isupper() or len(word) < _SHORTEST:
        return word
    own = word.casefold()
    fits = (many for many in plurals_of(word, language) if _noun(many, language).casefold() == own)
    return next(fits, word)


def is_verb_form(word: str, language: str) -> bool:
    """Say whether a dictionary has a word as a form of a verb: "portano" of "portare".

    Args:
        word: A single word.
        language: ISO 639-1 code of a language that is known.
    """
    low = word.lower()
    known = _lemmatizer().lemmatize(low, language)
    endings = _VERBS.get(language, ("en", "rn", "ln"))
    return known != low and known.endswith(endings) and not low.startswith(known)


def is_verbal_noun(word: str) -> bool:
    """Say whether a Polish word ends as what is done does: "morsowanie" of "morsować"."""
    return word.lower().endswith(_VERBAL_NOUNS) and len(word) > _SHORTEST_VERBAL


def _is_feminine(word: str, known: str, language: str) -> bool:
    """Say whether a dictionary only has the man for the woman: "déposant" for "déposante"."""
    if language == "fr":
        return word == f"{known}e"
    ends = known[-1:] in ("o", "e") or word == f"{known}a"
    return language in ("es", "it", "pt") and word.endswith("a") and ends


def _beginning(word: str) -> str:
    return word[:_ALIKE].casefold().translate(_UMLAUTS)


def _noun(word: str, language: str) -> str:
    """Return the dictionary form of a word; of a German one, as a noun with its capital."""
    said = word[0].upper() + word[1:] if language == "de" else word.lower()
    known = _lemmatizer().lemmatize(said, language)
    return "" if language == "de" and not known[:1].isupper() else known


def _is_verb(known: str, word: str, language: str) -> bool:
    endings = _VERBS.get(language, ())
    longer = 0 if language in _EXACT else 1
    return known.endswith(endings) and not word.lower().startswith(
        known[: len(known) - longer].lower()
    )
