"""Words that are a noun and a form of a verb: "qué cuidadora vino" speaks of no wine; pure."""

import re

from activities.understanding.text.cleaning import word_set

_MOST_READ = 8_000
_FORMS = {
    "es": word_set("vino compra cocina planta visita paga cuenta toca cura caza pesca"),
    "pt": word_set("compra cozinha planta visita paga conta toca pesca caça"),
    "it": word_set("visita cucina pianta paga conta tocca cura caccia pesca"),
    "fr": word_set("visite cuisine plante commande garde porte livre joue pêche"),
}
_ASKS = {
    "es": "qué|cuál|cuáles",
    "pt": "que|qual|quais",
    "it": "che|quale|quali",
    "fr": "quel|quelle|quels|quelles",
}
"""Behind these a noun stands first, and what it does behind it."""
_WHO = {
    "es": "quién|quiénes|cuándo|no|ya|se|si",
    "pt": "quem|quando|não|já|se",
    "it": "chi|quando|non|già|si",
    "fr": "qui|quand|ne|se",
}
"""Behind these a verb stands at once."""
_WITH = "mit|avec|con|com|met|z|ze"
_AND = "und|et|y|e|en|i|sowie|oraz"
_TOLD = re.compile(rf"(?:^|[.,:;\n]\s*|\b(?:{_AND})\s)(?P<noun>[^\W\d_]{{3,24}}) (?:{_WITH})\s")
"""What a clause begins with, and "with" follows, is a list: "infornate con data"."""
_NO_SUBJECT = r"(?!(?:de|del|di|da|do|du|d|y|e|et|o|ou|a|en|in|em|con|com|avec|la|el|le|il|l)\b)"
_POLISH_VERB = re.compile(
    r"\b(?:kto|kogo) (?:(?:co|komu|już|jeszcze|nie|się) )?"
    r"(?!(?:kiedy|komu|nie)\b)(?P<form>[^\W\d_]{2,20}(?:[eiyaą]|ł|ły))\b"
)
"""What somebody does stands behind "who" and "who what": "kto co piecze"."""


def verbs_in(text: str, language: str) -> frozenset[str]:
    """Return the words of a text that could be nouns, and stand as verbs wherever they stand.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    read = text[:_MOST_READ].lower()
    if language == "pl":
        found = [match["form"] for match in _POLISH_VERB.finditer(read)]
        return _always(found, re.findall(r"[^\W\d_]+", read))
    if language not in _FORMS:
        return frozenset()
    forms = "|".join(sorted(_FORMS[language]))
    subject = rf"(?:{_ASKS[language]}) {_NO_SUBJECT}[^\W\d_]{{2,20}}"
    verb = re.compile(rf"\b(?:{subject}|{_WHO[language]}) (?P<form>{forms})\b(?! (?:de|di|d)\b)")
    as_verb = [match["form"] for match in verb.finditer(read)]
    said = re.findall(rf"\b(?:{forms})\b", read)
    return _always(as_verb, said)


def nouns_in(text: str) -> frozenset[str]:
    """Return the words of a text that are lists of which fields are told, whatever else they mean.

    Args:
        text: The request, in another language than English.
    """
    read = text[:_MOST_READ].lower()
    return frozenset(match["noun"] for match in _TOLD.finditer(read))


def _always(as_verb: list[str], said: list[str]) -> frozenset[str]:
    """Return the forms that stand as verbs each time that they are said."""
    return frozenset(form for form in as_verb if as_verb.count(form) == said.count(form))
