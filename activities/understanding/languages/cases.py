"""Polish names that stand in the genitive: a list "roślin doniczkowych" is one of plants; pure."""

from typing import NamedTuple

from activities.understanding.grammar.items import is_person_word
from activities.understanding.languages.vocabulary import Kind, vocabulary
from activities.understanding.text.words import label_of


class _Forms(NamedTuple):
    """How an adjective ends in the nominative."""

    feminine: str
    neuter: str
    masculine: str
    plural: str


_ENDINGS = {
    "kich": _Forms("ka", "kie", "ki", "kie"),
    "gich": _Forms("ga", "gie", "gi", "gie"),
    "ich": _Forms("ia", "ie", "i", "ie"),
    "ych": _Forms("a", "e", "y", "e"),
}
_PAIR = 2


def nominative(words: str) -> tuple[str, str] | None:
    """Return what one and several of a thing are called that is told in the genitive plural.

    Args:
        words: A noun that is known and an adjective behind it, in Polish.

    Returns:
        Nothing for other words, and for people, whose plural is formed otherwise.
    """
    parts = words.lower().split()
    ending = next((end for end in _ENDINGS if parts and parts[-1].endswith(end)), "")
    entry = vocabulary("pl").word(parts[0]) if len(parts) == _PAIR and ending else None
    if entry is None or entry.kind is not Kind.NOUN or not entry.many:
        return None
    if is_person_word(entry.english) or parts[0] == entry.one.lower():
        return None
    stem, forms = parts[1].removesuffix(ending), _ENDINGS[ending]
    one = f"{entry.one} {stem}{_singular(entry.one, forms)}"
    return label_of(one), label_of(f"{entry.many} {stem}{forms.plural}")


def _singular(noun: str, forms: _Forms) -> str:
    if noun.endswith("a"):
        return forms.feminine
    return forms.neuter if noun.endswith(("o", "e", "ę")) else forms.masculine
