"""A list of photos holds the photo of each, and not what they are of; pure.

"Photographs from each walk with a few words about it" are kept one by one, each of a walk.
"""

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.cleaning import word_set
from models.fields import FieldType

_PICTURES = word_set("photo photograph picture image snapshot")


def keep_pictures(draft: Draft) -> None:
    """Give each of a list of photos its photo.

    Args:
        draft: What was understood in English; fields are added and taken away.
    """
    for entity in draft.entities.values():
        if entity.label.lower().rsplit(" ", 1)[-1] not in _PICTURES or not entity.described:
            continue
        targets = [draft.entities[link.relation.target] for link in draft.links_of(entity.name)]
        if not targets or _has_photo(entity):
            continue
        entity.put(Hint("Photo", FieldType.PHOTO), entity.evidence, at=0)
        for target in targets:
            kept = [one for one in target.fields if not _is_same(entity, one.evidence)]
            photos = [one for one in target.fields if one.specification.type is FieldType.PHOTO]
            only = len(photos) == 1 and photos[0] not in kept
            target.fields = kept if only and kept else target.fields


def _has_photo(entity: DraftEntity) -> bool:
    return any(one.specification.type is FieldType.PHOTO for one in entity.fields)


def _is_same(entity: DraftEntity, words: str) -> bool:
    """Say whether words of a field are those of the list of photos."""
    said = {word.strip(".,").lower() for word in words.split()}
    return bool({entity.evidence.lower(), entity.plural_label.lower()} & said)
