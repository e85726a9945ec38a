"""A list that another language calls by its paper is what stands on it: "Einkaufsliste"; pure."""

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.languages.usual_lists import Found, usual_list_begun, usual_list_in
from activities.understanding.languages.usual_table import is_paper
from activities.understanding.text.words import label_of
from models.specification import Category


def name_contents(draft: Draft, text: str, language: str) -> None:
    """Call lists that are named like a shopping list or an address book as what is on them.

    Args:
        draft: Its labels are changed, and what is usual of such things is known afterwards.
        text: The request as it was written.
        language: ISO 639-1 code of the request.
    """
    begun = usual_list_begun(text, language)
    for at, entity in enumerate(draft.entities.values()):
        found = usual_list_in(entity.label, language)
        if found is None or not _is_named_so(entity, found, language):
            found = begun if at == 0 and begun and _is_part_of(entity, begun) else None
        if found is None or found.list.alone or not is_paper(found.words, language):
            continue
        one, many = (label_of(label) for label in found.list.labels[language])
        labels = {other.label.casefold() for other in draft.entities.values()}
        if one.casefold() not in labels:
            entity.label, entity.plural_label = one, many
            entity.thing = draft.lexicon.things.get(found.list.thing, entity.thing)


def _is_named_so(entity: DraftEntity, found: Found, language: str) -> bool:
    """Say whether a list is called by such a name; several "cookbooks" are what is kept."""
    label = entity.label.casefold()
    written = entity.evidence.casefold().endswith(label)
    return found.language == language and found.words.casefold() == label and written


def _is_part_of(entity: DraftEntity, found: Found) -> bool:
    """Say whether a list is called as only a part of the name says: the "addresses" of a book.

    A log of repairs is one of repairs, and is called so.
    """
    if found.list.category is Category.LOG:
        return False
    words = found.words.casefold().replace("'", " ").split()
    _, _, called = entity.plural_label.casefold().rpartition("'")
    return bool(found.list.thing) and called in words
