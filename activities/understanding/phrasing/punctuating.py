"""Signs that a hasty request leaves out: commas between fields, the stop before a question; pure.

"Name surname phone" are three fields, and "…, phone, can they be imported?" enumerates no fourth.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.languages.labels import english_of

_WORD = r"[^\W\d_]{3,20}"
_LEAST = 3
_ITEM = re.compile(
    rf"(?P<before>^|[,:(\n]\s*)(?P<words>{_WORD}(?: {_WORD}){{2,6}})(?=\s*(?:[,.;)!?\n]|$))"
)
_MAY = {
    "de": r"kann (?:man|ich)|können (?:wir|die|sie)|geht das|lässt sich|lassen sich",
    "fr": r"(?:est-ce qu['\u2019]on peut|on peut|peut-on|c['\u2019]est possible|est-ce possible)",
    "es": r"(?:se puede|se pueden|puedo|podemos|es posible)",
    "it": r"(?:si può|si possono|posso|possiamo|è possibile)",
    "pt": r"(?:dá para|pode-se|podem-se|posso|podemos|é possível)",
    "nl": r"(?:kun je|kan je|kan ik|kunnen we|kan dat|is het mogelijk)",
    "pl": r"(?:można|da się|czy można|czy da się|czy mogę|czy możemy)",
}
_QUESTIONS = {
    language: re.compile(rf"(?<=\w), (?=(?:{words}) [^,.;:!?\n]{{3,60}}\?)", re.IGNORECASE)
    for language, words in _MAY.items()
}


def punctuate(text: str, language: str) -> str:
    """Return a request with the commas and stops that its writer left out.

    Args:
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    questions = _QUESTIONS.get(language)
    if questions is None:
        return text

    def parted(match: re.Match[str]) -> str:
        words = match["words"].split()
        fields = all(is_known(english_of(word, language).lower()) for word in words)
        different = len({word.lower() for word in words}) == len(words)
        told = fields and different and len(words) >= _LEAST
        return f"{match['before']}{', '.join(words)}" if told else match.group()

    return _ITEM.sub(parted, questions.sub(". ", text))
