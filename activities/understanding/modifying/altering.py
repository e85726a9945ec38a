"""Changes of what is there: what must be filled in, how it is called, what is left out."""

import re

from activities.design.wording import with_article
from activities.understanding.knowledge.field_types import type_of
from activities.understanding.modifying.adding import Adding
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import EXAMPLES, Ledger, refused
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import label_of, plural, singular
from models.errors import RequestRefused
from models.specification import Entity, FieldSpecification, Relation

_LABEL = 80
_OWNED = re.compile(
    r"(?:the |an? |each |every )?(?P<owner>[\w-]+(?: [\w-]+)?)(?:'s|s') "
    r"(?P<words>[\w'-]+(?: [\w'-]+)?)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r" (?:things?|thingy|bits?|stuff|info(?:rmation)?|one|tick ?box)$", re.IGNORECASE
)
"""What people call a field behind its name: "the done thing"."""
_DEMANDED = ("required", "mandatory", "compulsory")


class Altering:
    """Alters what the steps of a change ask for.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        adding: Adds what is demanded and not there yet.
        live: Whether there is data already: then nothing is removed.
    """

    def __init__(self, model: Editing, ledger: Ledger, adding: Adding, *, live: bool) -> None:
        self._model = model
        self._ledger = ledger
        self._adding = adding
        self._live = live

    def demand(self, step: Step) -> None:
        """Require a value, or no longer, or one that no other has."""
        found = self._model.field(step.words, step.entity)
        several = split_items(step.words)
        if found is None and len(several) > 1:
            for words in several:
                self.demand(step._replace(words=words))
            return
        found = found or self._model.meant(step.words, step.entity) or self._added(step)
        if found is None:
            raise refused(step, f"there is no field “{step.words}”")
        entity, known = found
        self._model.recent = entity.name
        if step.value.lower() == "unique":
            self._make_unique(step, entity, known)
            return
        one = with_article(entity.label.lower())
        required = step.value.lower() not in ("optional", "not required")
        if known.required is required:
            already = "must be filled in" if required else "may be left empty"
            self._ledger.note(f"“{known.label}” of {one} {already} already.")
            return
        if known.name == entity.title_field and not required:
            raise refused(
                step, f"“{known.label}” names each {entity.label.lower()} and stays required"
            )
        self._model.alter(entity, known, required=required)
        word = "must be filled in" if required else "may be left empty"
        self._ledger.tell(f"“{known.label}” of {one} {word}.")
        if required:
            self._ledger.note(
                f"Existing {entity.plural_label.lower()} without “{known.label}” stay as "
                f"they are until they are changed."
            )

    def _added(self, step: Step) -> tuple[Entity, FieldSpecification] | None:
        """Add what is usual of a thing that is named with it: "the owner's phone"."""
        owned = _OWNED.match(step.words)
        words, where = (owned["words"], owned["owner"]) if owned else (step.words, step.entity)
        entity = self._model.place(where.lower())
        if entity is None or type_of(words) is None or step.value.lower() not in _DEMANDED:
            return None
        self._adding.add_to(entity, words)
        return self._model.field(words, entity.label)

    def rename(self, step: Step) -> None:
        """Show a field, a kind of thing or a reference under another name."""
        step = self._with_whole_name(step)
        label = label_of(step.value, _LABEL)
        found = self._model.field(step.words, step.entity)
        relation = self._model.relation(step.words, step.entity)
        named = self._model.entity if relation else self._model.place
        entity = named(noun_phrase(step.words))
        if found is None and entity is None:
            found = self._model.meant(step.words, step.entity)
        if entity is not None and entity.plural_label.lower() == step.words.lower():
            found = None  # "tools" means the list, though each is named in a field "tool"
        if not label or (found is None and entity is None and relation is None):
            raise refused(step, f"there is no “{step.words}”")
        if found is not None:
            self._model.alter(*found, label=label)
        elif entity is not None and not step.entity:
            self._rename_entity(entity, label)
        elif relation is not None:
            self._relabel(relation, label)
        was = found[1].label if found else label_of(step.words)
        self._ledger.tell(f"“{was}” is shown as “{label}”.")
        self._ledger.note(
            "Only what is shown changes; the data and its addresses stay as they are."
        )

    def remove(self, step: Step) -> None:
        """Leave out what was proposed."""
        if self._live:
            raise RequestRefused(
                f"“{step.said[:120]}” would lose or hide data that was entered, so nothing is "
                f"taken away.",
                remedy=(
                    "Its label can be renamed and new fields can be added; a field that is left "
                    "empty does no harm. "
                )
                + EXAMPLES,
            )
        for words in split_items(step.words):
            self._remove_one(step, words)

    def retype(self, step: Step) -> None:
        """Refuse to change what can be entered into a field."""
        raise refused(step, "the type of a field stays as it is; add another field instead")

    def _with_whole_name(self, step: Step) -> Step:
        """Give a name its other words: "call the arrival date moored since" renames the date."""
        known = self._model
        words, rest = step.words, step.value.split()
        while len(rest) > 1 and not (known.field(words, step.entity) or known.place(words)):
            words = f"{words} {rest.pop(0)}"
        found = known.field(words, step.entity) if words != step.words else None
        whole = found and found[1].label.lower() == words.lower()
        return step._replace(words=words, value=" ".join(rest)) if whole else step

    def _make_unique(self, step: Step, entity: Entity, known: FieldSpecification) -> None:
        if self._live:
            raise refused(step, "existing values may be the same")
        self._model.alter(entity, known, unique=True)
        self._ledger.tell(f"“{known.label}” differs for each {entity.label.lower()}.")

    def _relabel(self, relation: Relation, label: str) -> None:
        position = self._model.relations.index(relation)
        self._model.relations[position] = relation.model_copy(update={"label": label})

    def _rename_entity(self, entity: Entity, label: str) -> None:
        """Rename an entity, and the references to it that were called like it."""
        one, many = label_of(singular(label)), label_of(plural(singular(label)))
        new = {entity.label: one, entity.plural_label: many[:_LABEL]}
        for relation in [r for r in self._model.relations if r.target == entity.name]:
            if relation.label in new:
                self._relabel(relation, new[relation.label])
        self._model.replace(entity.model_copy(update={"label": one, "plural_label": many[:_LABEL]}))

    def _remove_one(self, step: Step, words: str) -> None:
        found = self._model.field(words, step.entity)
        relation = self._model.relation(words, step.entity)
        entity = self._model.entity(noun_phrase(words))
        if found is None and entity is None and relation is None:
            bare = _NO_NAME.sub("", words)
            found = self._model.meant(words, step.entity) or self._model.field(bare, step.entity)
        if found is not None:
            owner, known = found
            if known.name == owner.title_field:
                raise refused(step, f"“{known.label}” names each {owner.label.lower()}")
            fields = tuple(f for f in owner.fields if f.name != known.name)
            self._model.replace(owner.model_copy(update={"fields": fields}))
        elif entity is not None and not step.entity and len(self._model.entities) > 1:
            self._model.entities.pop(entity.name)
            ends = (entity.name,)
            kept = [
                r for r in self._model.relations if r.source not in ends and r.target not in ends
            ]
            self._model.relations = kept
        elif relation is not None:
            self._model.relations.remove(relation)
        else:
            raise refused(step, f"there is no “{words}”")
        gone = found[1].label if found else label_of(words)
        self._ledger.tell(f"“{gone}” is left out.")
