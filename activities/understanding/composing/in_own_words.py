"""What was composed of the English words of a request, in the words of its language; pure."""

import re
from collections.abc import Iterable

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.languages.glossing import Gloss
from activities.understanding.languages.numbers import labels_of
from activities.understanding.languages.pieces import Piece
from activities.understanding.languages.usual_table import words_of
from activities.understanding.languages.vocabulary import vocabulary
from activities.understanding.text.words import label_of

_LONGEST_TITLE = 60
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*['\u2019]?")
_ENDS = re.compile(r"\s*[:,(]|\s[-\u2013]\s")


def say_in_own_words(draft: Draft, glossed: Gloss) -> bool:
    """Call lists and fields as the request does, and say whether all that is told is known there.

    Args:
        draft: Composed of the English words; its labels and its evidence are changed.
        glossed: The request, word by word.
    """
    nouns = [one for one in glossed.pieces if one.is_noun and one.one]
    for entity in draft.entities.values():
        _call(entity, nouns, glossed)
    told = [field for one in draft.entities.values() for field in one.fields if field.evidence]
    return all(_call_field(field, nouns, glossed) for field in told)


def title_in_own_words(glossed: Gloss) -> str:
    """Return what a request says that it is for, before it tells the parts.

    Args:
        glossed: "App für unseren Ruderverein mit Mitgliedern" is for a "Ruderverein".
    """
    known, text = words_of(glossed.language), glossed.original
    end = _ENDS.search(text)
    words = list(_WORD.finditer(text, 0, end.start() if end else len(text)))
    last = next((at for at, one in enumerate(words) if one.group().lower() in known.with_), None)
    words = words[:last]
    while words and words[0].group().lower().rstrip("'\u2019") in known.before:
        words.pop(0)
    return label_of(text[words[0].start() : words[-1].end()], _LONGEST_TITLE) if words else ""


def _call(entity: DraftEntity, nouns: Iterable[Piece], glossed: Gloss) -> None:
    said = entity.evidence.lower()
    same = next((one for one in nouns if one.english.lower() == said), None)
    if same is not None:
        words = glossed.original[same.start : same.end]
        one, many = labels_of(words, glossed.language)
        entity.label, entity.plural_label, entity.evidence = label_of(one), label_of(many), words
        return
    entry = vocabulary(glossed.language).own.get(entity.label.lower())
    entity.evidence = glossed.original
    if entry is not None:
        entity.label, entity.plural_label = label_of(entry.one), label_of(entry.many or entry.one)


def _call_field(field: DraftField, nouns: Iterable[Piece], glossed: Gloss) -> bool:
    said = field.evidence.lower()
    same = next((one for one in nouns if one.english.lower() == said), None)
    if same is not None:
        field.evidence = glossed.original[same.start : same.end]
        update = {"label": label_of(labels_of(field.evidence, glossed.language)[0])}
        field.specification = field.specification.model_copy(update=update)
    return same is not None
