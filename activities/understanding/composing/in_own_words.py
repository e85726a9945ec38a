"""What was composed of the English words of a request, in the words of its language; pure."""

from collections.abc import Iterable

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.languages.glossing import Gloss
from activities.understanding.languages.pieces import Piece
from activities.understanding.text.words import label_of


def say_in_own_words(draft: Draft, glossed: Gloss) -> bool:
    """Call lists and fields as the request does, and say whether all of them are known there.

    What is told by a word that stands in the request is called by it; what is told otherwise has
    no evidence afterwards, and is called as usual.

    Args:
        draft: Composed of the English words; its labels and its evidence are changed.
        glossed: The request, word by word.
    """
    nouns = [one for one in glossed.pieces if one.is_noun and one.one]
    for entity in draft.entities.values():
        _call(entity, nouns, glossed.original)
    told = [field for one in draft.entities.values() for field in one.fields if field.evidence]
    return all(_call_field(field, nouns, glossed.original) for field in told)


def _call(entity: DraftEntity, nouns: Iterable[Piece], original: str) -> None:
    said = entity.evidence.lower().split()
    found = [one for one in nouns if one.english.lower() in said]
    same = next((one for one in found if one.english.lower() == " ".join(said)), None)
    if same is not None:
        entity.label, entity.plural_label = label_of(same.one), label_of(same.many or same.one)
    # What is called as usual is translated where its words are told nowhere.
    entity.evidence = original[same.start : same.end] if same else ""


def _call_field(field: DraftField, nouns: Iterable[Piece], original: str) -> bool:
    said = field.evidence.lower()
    same = next((one for one in nouns if one.english.lower() == said), None)
    field.evidence = original[same.start : same.end] if same else ""
    if same is not None:
        update = {"label": label_of(same.one)}
        field.specification = field.specification.model_copy(update=update)
    return same is not None
