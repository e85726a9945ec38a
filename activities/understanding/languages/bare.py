"""Names in other languages without what is no part of them: articles, scales, "ja/nein"; pure."""

import re

_ARTICLES = {
    "de": "der|die|das|den|dem|ein|eine|einen|(?:unser|mein)(?:e|en|em|er|es)?",
    "fr": "le|la|les|un|une|des|notre|nos|mon|ma|mes",
    "es": "el|la|los|las|un|una|unos|unas|mi|mis|su|nuestr[oa]s?",
    "it": "il|lo|la|i|gli|le|un|uno|una|mio|mia|miei|mie|nostr[oaie]",
    "pt": "o|a|os|as|um|uma|meus?|minhas?|noss[oa]s?",
    "nl": "de|het|een|mijn|onze|ons",
    "pl": "mój|moja|moje|nasz|nasza|nasze",
}
_ASKED = r"(?:que|qual|quais|quem|cual|cuales|quale|quali)\b"
"""Before these an article is part of a question: "o que levou", "a que horas"."""
_YES_NO = r"(?:ja|oui|sí|si|sì|sim|tak)\s*(?:/|oder|ou|o|of|lub)?\s*(?:nein|nee|non|no|não|nie)"
_UP_TO = r"(?:bis|à|a|al|tot|até|hasta|do|-|–)"
_SCALE = (
    rf"(?:von|de|da|di|van|sur|su|sobre|em|na|od|auf)\s+\d{{1,4}}(?:\s*{_UP_TO}(?:\s*\d{{1,4}})?)?"
    rf"|\d{{1,4}}\s*{_UP_TO}\s*\d{{1,4}}"
)
_BEHIND = re.compile(rf"[\s,(:]+(?:{_YES_NO}|{_SCALE})\)?$", re.IGNORECASE)


def bare(words: str, language: str) -> str:
    """Return a name without its article, and without the scale or the yes and no behind it.

    Args:
        words: As they were written.
        language: ISO 639-1 code.
    """
    name = _BEHIND.sub("", words.strip())
    articles = _ARTICLES.get(language)
    if articles:
        article = rf"(?:(?:{articles})\s+(?!{_ASKED})|l['\u2019])+(?=\w)"
        name = re.sub(rf"^{article}", "", name, flags=re.IGNORECASE)
    return name or words
