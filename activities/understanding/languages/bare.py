"""Names in other languages without what is no part of them: articles, scales, "ja/nein"; pure."""

import re
from functools import cache

from activities.understanding.languages.vocabulary import read_table

_ARTICLES = {
    "de": "der|die|das|den|dem|ein|eine|einen|(?:unser|mein)(?:e|en|em|er|es)?",
    "fr": "tel(?:le)?|le|la|les|un|une|des|notre|nos|mon|ma|mes",
    "es": "tal|el|la|los|las|un|una|unos|unas|mi|mis|su|nuestr[oa]s?",
    "it": "tale?|il|lo|la|i|gli|le|un|uno|una|mio|mia|miei|mie|nostr[oaie]",
    "pt": "tal|o|a|os|as|um|uma|meus?|minhas?|noss[oa]s?",
    "nl": "de|het|een|mijn|onze|ons",
    "pl": "mój|moja|moje|nasz|nasza|nasze",
}
_CONTRACTED = {
    "de": "im|am|beim|zum|zur|vom",
    "fr": "aux?|du",
    "es": "al|del|a|de",
    "it": "al|allo|alla|ai|alle|del|dello|della|dei|delle|nel|nella|di",
    "pt": "aos?|às?|d[oa]s?|n[oa]s?|de",
}
"""Prepositions with their articles, or before any noun."""
_ASKED = r"(?:que|qual|quais|quem|cual|cuales|quale|quali)\b"
"""Before these an article is part of a question: "o que levou", "a que horas"."""
WHICH = {
    "de": "welche[rmns]?",
    "fr": "quel(?:le)?s?",
    "es": "cuál(?:es)?",
    "it": "quali?|quale",
    "pt": "qual|quais",
    "nl": "welke?",
    "pl": "jak(?:i|a|ie)|któr[yae]",
}
"""What asks for a noun that tells the field on its own: "welche Kamera"."""
_YES_NO = r"(?:ja|oui|sí|si|sì|sim|tak)\s*(?:/|oder|ou|o|of|lub)?\s*(?:nein|nee|non|no|não|nie)"
_UP_TO = r"(?:bis|à|a|al|tot|até|ate|hasta|do|-|–)"
_FROM = (
    r"(?:(?:(?:auf einer )?skala|(?:op een )?schaal|(?:na|w) skali|(?:sur une )?échelle"
    r"|(?:en una )?escala|(?:su una |in una )?scala|(?:numa |em uma )?escala)\s+)?"
    r"(?:von|de|del|da|dal|dall['\u2019]|di|do|van|sur|su|sobre|em|na|od|auf)"
)
_SCALE = (
    rf"{_FROM}\s*\d{{1,4}}(?:\s*{_UP_TO}(?:\s*\d{{1,4}})?)?"
    r"|(?:zwischen|entre|tra|fra|tussen|między)\s+\d{1,4}\s+(?:und|et|y|e|en|i|a)\s+\d{1,4}"
    rf"|\d{{1,4}}\s*{_UP_TO}\s*\d{{1,4}}"
)
_OR_NOT = r"(?:oder nicht|ou pas|ou non|o no|ou não|of niet|czy nie|lub nie)"
_OPENED = re.compile(r"(?<=\w)\s*\([^()]*$")
"""A bracket that does not end: "catalogue number (Michel"."""
_AS_PHOTO = (
    r"(?:als|en|em|come|como|com|in|jako|w formie|sous forme de) (?:(?:ein|een|une|una|uma) )?"
    r"(?:fotos?|bild|photos?|imagen|immagine|imagem|afbeelding|zdjęci[ea])"
)
"""How something is kept, and no part of what it is."""
_BEHIND = re.compile(
    rf"[\s,(:]+(?:{_YES_NO}|{_SCALE}|{_OR_NOT}|{_AS_PHOTO})\)?[\s.!?]*$", re.IGNORECASE
)
_PHOTO_OF = re.compile(
    r"^(?:fotos?|photos?|bild) (?:vom|von der|des?|du|de la|de l['\u2019]|del|della|dello"
    r"|van (?:de|het)"
    r"|d[oa]) (?=(?:beleg|bon|quittung|rechnung|kassenzettel|kassenbon|reçu|ticket|facture|recibo"
    r"|factura|scontrino|ricevuta|fattura|bonnetje|kassabon|factuur|fatura|nota)$)",
    re.IGNORECASE,
)
"""The photo of a paper is kept in place of it."""


def bare(words: str, language: str) -> str:
    """Return a name without article or "which", and without scale, yes and no or aim behind it.

    Whose it is, is no part of it either ("leur date"), nor is what leads on to more ("data para").

    Args:
        words: As they were written.
        language: ISO 639-1 code.
    """
    name = _PHOTO_OF.sub("", _OPENED.sub("", _BEHIND.sub("", words.strip())))
    name = without_article(name, language)
    if (around := _around(language)) is not None:
        theirs, aim, leading_on = around
        name = theirs.sub("", leading_on.sub("", aim.sub("", name))) or name
    which = WHICH.get(language)
    if which:
        name = re.sub(rf"^(?:{which})\s+(?=[^\W\d_]{{3,30}}$)", "", name, flags=re.IGNORECASE)
    return name or words


@cache
def _around(language: str) -> tuple[re.Pattern[str], ...] | None:
    """Return what says whose it is, before it, and behind it its aim and words that lead on."""
    row = read_table("prepositions").get(language)
    if row is None or language == "en":
        return None
    return (
        re.compile(rf"^(?:{row['theirs']}) (?=[^\W\d_]{{3}})", re.IGNORECASE),
        re.compile(rf"(?<=[^\W\d_]{{3}}),? (?:{row['aim']})(?: .*)?$", re.IGNORECASE),
        re.compile(rf"(?<=[^\W\d_]{{3}}) (?:{row['open']})$", re.IGNORECASE),
    )


def is_loose(words: str, language: str) -> bool:
    """Say whether words only lead on to a noun, and name nothing: "al", "sa", "del".

    "Von" and "bis" may be fields.

    Args:
        words: As they were written.
        language: ISO 639-1 code; in one that is not known none do.
    """
    loose = _leading(language)
    return loose is not None and loose.fullmatch(words.strip()) is not None


@cache
def _leading(language: str) -> re.Pattern[str] | None:
    row = read_table("prepositions").get(language)
    if row is None or language == "en":
        return None
    leads = "|".join((_CONTRACTED.get(language, "(?!)"), row["theirs"], _ARTICLES[language]))
    return re.compile(rf"(?:(?:{leads})(?:(?<=['\u2019])| |$)){{1,3}}", re.IGNORECASE)


def without_article(words: str, language: str) -> str:
    """Return words without the article before them, if there is one.

    Args:
        words: As they were written.
        language: ISO 639-1 code.
    """
    articles = _ARTICLES.get(language)
    if not articles:
        return words
    article = rf"(?:(?:{articles})\s+(?!{_ASKED})|l['\u2019])+(?=\w)"
    return re.sub(rf"^{article}", "", words, flags=re.IGNORECASE)
