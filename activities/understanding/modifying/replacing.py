"""Fields in place of another: "instead of finished I want the date", "split the name"."""

import re

from activities.design.wording import lowered, with_article
from activities.understanding.knowledge.field_types import type_named
from activities.understanding.knowledge.inference import Hint, field_from, infer
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.replacements import (
    Replacement,
    is_owned,
    replacement_in,
)
from activities.understanding.modifying.settled import unmet
from activities.understanding.text.words import label_of
from models.specification import Entity, FieldSpecification, FieldType

_LABEL = 80
_PHOTO = re.compile(r"\b(?:photo|picture|image|pic|shot)s?\b", re.IGNORECASE)


class Replacing:
    """Adds what is wanted in place of a field; where there is data, the field stays.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        live: Whether there is data already.
    """

    def __init__(self, model: Editing, ledger: Ledger, *, live: bool) -> None:
        self._model = model
        self._ledger = ledger
        self._live = live

    def take(self, step: Step) -> bool:
        """Read what is wanted in place of a field; False: the words speak of something else.

        Raises:
            RequestRefused: They don't say what is wanted in its place.
        """
        wanted = replacement_in(without_politeness(step.said))
        if wanted is None:
            return False
        if wanted.beside:
            return self._add_beside(wanted)
        found = self._model.meant(wanted.old)
        if found is None and wanted.renames and (now := self._model.field(wanted.new[0])):
            self._ledger.note(f"“{now[1].label}” is called so already.")
            return True
        if found is None:
            return False
        if wanted.renames:
            return self._rename(wanted, *found)
        if not wanted.new:
            label = lowered(found[1].label)
            example = f"Name them, like “split {label} into one {label} and another {label}”."
            raise unmet(step, "it doesn't say what each of them is called", example)
        return self._replace(wanted, *found)

    def _replace(self, wanted: Replacement, entity: Entity, old: FieldSpecification) -> bool:
        made = [self._meant(words, wanted, entity, old) for words in wanted.new]
        fresh = [hint for hint in made if hint is not None]
        for hint in fresh:
            known = self._model.entities[entity.name]
            taken = {one.name for one in known.fields}
            self._put(known, field_from(hint, owner=known.name, taken=tuple(taken)))
        made_of = self._model.entities[entity.name]
        if len(fresh) > 1 and old.name == made_of.title_field and not self._live:
            made_of = self._named_by_parts(made_of, old, len(fresh))
        if fresh:
            leave_out(self._model, self._ledger, made_of, old)
        return bool(fresh)

    def _named_by_parts(self, entity: Entity, old: FieldSpecification, count: int) -> Entity:
        """Put the parts of a name that is split in its place; the first names a record."""
        first, *others = entity.fields[-count:]
        if first.type is not FieldType.TEXT:
            return entity
        first = first.model_copy(update={"required": old.required})
        at = entity.fields.index(old)
        rest = entity.fields[:-count]
        entity = entity.model_copy(
            update={
                "fields": (*rest[:at], first, *others, *rest[at:]),
                "title_field": first.name,
            }
        )
        self._model.replace(entity)
        return entity

    def _meant(
        self, words: str, wanted: Replacement, entity: Entity, old: FieldSpecification
    ) -> Hint | None:
        if wanted.kind == "photo":
            words = _named_photo(old, words)
        hint = infer(words, number_of=entity.name)
        if wanted.kind and (kind := type_named(wanted.kind)):
            hint = hint._replace(type=kind, choices=())
        if bare := type_named(words):
            label = _named_after(old, bare)
            hint = Hint(label, bare) if label else hint._replace(label="")
        known = {field.label.casefold() for field in entity.fields}
        label = label_of(words if is_owned(words) else hint.label, _LABEL)
        return hint._replace(label=label) if label and label.casefold() not in known else None

    def _put(self, entity: Entity, field: FieldSpecification) -> None:
        self._model.replace(entity.model_copy(update={"fields": (*entity.fields, field)}))
        self._ledger.tell_field(entity, field)

    def _rename(self, wanted: Replacement, entity: Entity, old: FieldSpecification) -> bool:
        label = label_of(wanted.new[0], _LABEL)
        if self._model.field(wanted.new[0], entity.label) or not label:
            return False
        self._model.alter(entity, old, label=label)
        self._ledger.tell(f"“{old.label}” is shown as “{label}”.")
        self._ledger.note(
            "Only what is shown changes; the data and its addresses stay as they are."
        )
        return True

    def _add_beside(self, wanted: Replacement) -> bool:
        """Read "there should be estimate and final price" where one of them is there."""
        places = [self._known(words) for words in wanted.new]
        entity = next((one for one in places if one), None)
        if entity is None or all(places):
            return False
        for words, place in zip(wanted.new, places, strict=True):
            if place is None and self._model.add_field(self._model.entities[entity.name], words):
                added = self._model.entities[entity.name].fields[-1]
                self._ledger.tell_field(entity, added)
        return True

    def _known(self, words: str) -> Entity | None:
        found = self._model.field(words)
        same = found and lowered(found[1].label).casefold() == words.casefold()
        return found[0] if found and same else None


def _named_photo(old: FieldSpecification, words: str) -> str:
    """Return what one of several photos is called: "before" says only which of them it is."""
    which = re.sub(r"^one (?:more )?", "", words, flags=re.IGNORECASE)
    return which if _PHOTO.search(which) else f"{old.label} {which}"


def _named_after(old: FieldSpecification, kind: FieldType) -> str:
    """Return what a date or a time in place of a field is called, like "Date finished"."""
    if kind not in (FieldType.DATE, FieldType.TIME):
        return ""
    if old.type is FieldType.YES_NO:
        return f"{kind.value.capitalize()} {lowered(old.label)}"
    return f"{old.label} {kind.value}"


def leave_out(model: Editing, ledger: Ledger, entity: Entity, old: FieldSpecification) -> None:
    """Leave out a field that another one replaces, where nothing was entered in it.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the change is told.
        entity: What the field is known of, as it is now.
        old: The field.
    """
    if model.live:
        ledger.note(f"“{old.label}” stays beside it: what was entered in it is kept.")
    elif old.name == entity.title_field:
        thing = with_article(lowered(entity.label))
        ledger.note(f"“{old.label}” stays beside it, as it names {thing}.")
    else:
        fields = tuple(field for field in entity.fields if field.name != old.name)
        model.replace(entity.model_copy(update={"fields": fields}))
        ledger.tell(f"“{old.label}” is left out.")
