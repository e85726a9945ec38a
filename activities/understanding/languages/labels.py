"""Words of another language in English, and English labels in it; pure after loading."""

import re

from activities.understanding.draft import Draft
from activities.understanding.languages.vocabulary import (
    CONTAINERS,
    LANGUAGES,
    Entry,
    Vocabulary,
    vocabulary,
)
from activities.understanding.text.words import label_of, said

_OTHERWISE = {"reading": "measurement"}
"""Things that are called like something else, as what is being read is."""
_WORD = re.compile(r"[^\W\d_]+")


def entry_of(words: str, language: str) -> Entry | None:
    """Return what the vocabulary of a language knows of a noun or a phrase."""
    if language not in LANGUAGES:
        return None
    known = vocabulary(language)
    low = tuple(word.lower() for word in _WORD.findall(words))
    if len(low) != 1:
        return known.phrase(low) if low else None
    return known.word(low[0]) or _kept_by(low[0], known)


def _kept_by(compound: str, known: Vocabulary) -> Entry | None:
    """Return the thing in a compound word for its list: "Buch" of "Bücherliste"."""
    parts = [part.entry for part in known.compound(compound)]
    last = parts[-1] if parts else None
    return parts[-2] if last and len(parts) > 1 and last.english in CONTAINERS else None


def english_of(words: str, language: str) -> str:
    """Return what words of a language mean in English, or nothing."""
    entry = entry_of(words, language)
    return entry.english if entry else ""


def said_in(name: str, language: str) -> Entry | None:
    """Return how a language says the canonical English name of a thing: "time_entry"."""
    if language not in LANGUAGES:
        return None
    usual = said(name).lower()
    return vocabulary(language).own.get(_OTHERWISE.get(usual, usual))


def say_in(draft: Draft, language: str, *, assumed: bool) -> None:
    """Translate the labels of what was assumed; what the person said is in their words already.

    Args:
        draft: Its labels are changed.
        language: ISO 639-1 code; of one that is not known nothing changes.
        assumed: Whether all of the draft is, because no word of the request says what to keep.
    """
    for entity in draft.entities.values() if assumed else ():
        entity.evidence = ""
    if language not in LANGUAGES:
        return
    own = vocabulary(language).own
    for entity in draft.entities.values():
        entry = own.get(entity.label.lower()) if not entity.evidence else None
        if entry is not None:
            entity.label = label_of(entry.one)
            entity.plural_label = label_of(entry.many or entry.one)
        for field in entity.fields:
            said = own.get(field.specification.label.lower()) if not field.evidence else None
            if said is not None:
                field.specification = field.specification.model_copy(
                    update={"label": label_of(said.one)}
                )
