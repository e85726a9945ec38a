"""A diary that an adjective tells of: "dziennik wędkarski", "diario alimentare"; pure.

What is kept are its entries, and it is called by both words: nobody keeps several "alimentari".
"""

import re
from collections.abc import Sequence

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.languages.labels import english_of, said_in
from activities.understanding.marking.marks import ENTRY
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of

_BOOKS = {
    "fr": "carnet|cahier|journal|registre",
    "es": "diario|cuaderno|registro",
    "it": "diario|quaderno|registro",
    "pt": "diário|caderno|registo|registro",
    "pl": "dziennik|dzienniczek|zeszyt|notatnik|rejestr|pamiętnik",
}
_WORD = re.compile(r"[^\W\d_]{5,40}")
_BEGINNING, _LONGEST = 2_000, 60
"""Characters in which a request says what it is for, and of a title."""
_END = r"(?=\s*(?:[:.,;!?\n(–-]|$)| (?:con|avec|com|z|ze|para|per|pour|dla)\b)"
_OF = {"pl": r"(?= [^\W\d_]{3,20}(?:[:.,;!?\n(]|$))"}
"""What may be told behind it, of what it is: "dziennik pokładowy jachtu"."""
_PATTERNS = {
    language: re.compile(
        rf"\b(?P<book>{books}) (?P<kind>[^\W\d_]{{4,20}})(?:{_END}|{_OF.get(language, '(?!)')})",
        re.IGNORECASE,
    )
    for language, books in _BOOKS.items()
}
_POLISH = ("ski", "cki", "dzki", "owy", "jny", "lny", "rny", "czny", "nny", "zny")
"""How Polish adjectives end; nouns behind a diary are in the genitive."""
_SAYING_LITTLE = word_set(
    """
    simple sencillo semplice simples completo complet nuevo nuovo novo nouveau pequeño piccolo
    pequeno petit propio proprio próprio grande único unico digital digitale online compartido
    condiviso partagé partilhado prosty nowy mały wspólny własny
    """
)


def call_diary(draft: Draft, text: str, language: str) -> None:
    """Call the entries of a diary entries, and all of them by its name.

    Args:
        draft: What was understood; labels are changed.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    told, entry = _told(text, language), said_in(ENTRY, language)
    if told is None or entry is None:
        return
    own = {told["kind"].lower(), told["book"].lower(), told.group().lower()}
    for entity in draft.entities.values():
        if entity.evidence.lower() in own:
            entity.label, entity.plural_label = label_of(entry.one), label_of(told.group())
            return


def diary_in(text: str, kept: Sequence[DraftEntity], language: str) -> str:
    """Return the name of the diary that is all that is kept, or nothing.

    Args:
        text: The request.
        kept: What was named in it.
        language: ISO 639-1 code of another language than English.
    """
    told = _told(text, language) if len(kept) == 1 else None
    named = told is not None and kept[0].plural_label == label_of(told.group())
    return kept[0].plural_label if named else ""


def _told(text: str, language: str) -> re.Match[str] | None:
    pattern = _PATTERNS.get(language)
    told = pattern.search(text) if pattern else None
    if told is None or told["kind"].lower() in _SAYING_LITTLE:
        return None
    return told if language != "pl" or told["kind"].lower().endswith(_POLISH) else None


def diary_word(text: str, language: str) -> str:
    """Return the one word that says that entries make a diary: "Schmerztagebuch"; or nothing.

    Args:
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    words = (match.group() for match in _WORD.finditer(text[:_BEGINNING]))
    found = (word for word in words if english_of(word, language).endswith("diary"))
    return label_of(next(found, ""), _LONGEST)
