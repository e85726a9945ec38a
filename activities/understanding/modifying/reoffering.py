"""Changes of choices that are told by the ones there are, or by what they are for."""

from collections.abc import Callable

from activities.design.wording import enumerate_words, lowered
from activities.understanding.knowledge.field_types import type_of
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.choices import How, Offer, is_usual, singular_of
from activities.understanding.modifying.choosing import Choosing, is_typed, typed_in
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.offers import Told, has_parts, told_in
from activities.understanding.modifying.places import is_person
from activities.understanding.modifying.ranges import choices_in
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import is_plural
from models.specification import Entity, FieldSpecification, FieldType

_LONGEST = 400
_MOST_WORDS = 4
_FEW = 2
_STATES = word_set("status state result outcome stage progress phase")
_NO_NAME = word_set("field column choice choices dropdown drop-down thing one list")
"""What a field is, and not what it is called."""


class Reoffering:
    """Changes what can be chosen where the words name it by something else than its field.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        choosing: Changes the choices of one field.
        do: Does a plain change.
        live: Whether there is data already: then nothing is left out.
    """

    def __init__(
        self,
        model: Editing,
        ledger: Ledger,
        choosing: Choosing,
        do: Callable[[Step], None],
        *,
        live: bool,
    ) -> None:
        self._model = model
        self._ledger = ledger
        self._choosing = choosing
        self._do = do
        self._live = live
        self._takers: dict[str, Callable[[Step, Told], bool]] = {
            "instead": self._replace,
            "also": self._offer_more,
            "group": self._group,
            "add": self._add,
            "merge": self._merge,
        }

    def take(self, step: Step) -> bool:
        """Read "instead of monthly or yearly: weekly or monthly"; False: it is something else.

        Raises:
            RequestRefused: The choices are understood, and can't be had so.
        """
        said = without_politeness(step.said)
        told = told_in(said)
        if told is not None:
            return self._takers[told.kind](step, told)
        return self._is_listed(step, said)

    def _is_listed(self, step: Step, said: str) -> bool:
        """Read "genre: crime, fantasy" where there is such a field, in any language."""
        words, colon, rest = said.partition(":")
        found = self._model.field(words) if colon and len(said) <= _LONGEST else None
        if found is None or has_parts(words) or is_typed(*found):
            return False
        choices = choices_in(rest)
        worded = found[1].type in (FieldType.TEXT, FieldType.CHOICE)
        if not worded or len(choices) < _FEW or any(map(_is_long, choices)):
            return False
        return self._choose(step, How.ONLY, Told("only", choices), found)

    def _replace(self, step: Step, told: Told) -> bool:
        found = self._offering(told.old)
        if len(told.choices) == 1:
            renamed = Offer(told.words, How.RENAMED, told.choices)
            return found is not None and len(told.old) == 1 and self._choosing.rename(renamed)
        if found is None or len(told.old) == 1:
            found = self._model.field(told.words)
            known = {choice.casefold() for choice in found[1].choices} if found else set()
            if not known & {choice.casefold() for choice in told.choices}:
                return False
        return found is not None and self._choose(step, How.ONLY, told, found)

    def _offer_more(self, step: Step, told: Told) -> bool:
        found = self._model.field(told.words, told.entity) or self._offering(told.old)
        found = found or self._state_of(told.words)
        if found is None:
            return False
        if found[1].type is FieldType.CHOICE:
            return self._choose(step, How.ALSO, told, found)
        if found[1].type in (FieldType.TEXT, FieldType.LONG_TEXT) and told.quoted:
            raise typed_in(step, found[1], told.choices[0])
        return False

    def _group(self, step: Step, told: Told) -> bool:
        entity = self._model.entity(told.entity) if told.entity else self._main()
        if entity is None or any(self._model.field(one, entity.label) for one in told.choices):
            return False
        same = self._offering(told.choices)
        if same is not None and len(same[1].choices) >= len(told.choices):
            return False  # "sort jobs by status: open, waiting, done" asks for an order
        words = told.words or ("group" if is_person(entity) else "category")
        self._offer(step, entity, words, told)
        return True

    def _add(self, step: Step, told: Told) -> bool:
        entity = self._model.entity(told.entity)
        if told.entity and entity is None:
            return False
        words = noun_phrase(told.words) or told.words
        if not entity and '"' not in step.said:
            return False
        kind = type_of(words)
        if entity and (has_parts(words) or self._model.entity(words) or kind is FieldType.PHOTO):
            each = f"{words} " if kind is FieldType.PHOTO else ""
            items = ", ".join(f"{each}{item}" for item in told.choices)
            self._do(Step("field", step.said, words=f"{items} to {lowered(entity.plural_label)}"))
            return True
        if kind not in (None, FieldType.TEXT, FieldType.CHOICE):
            return False
        if is_plural(told.words) and not is_usual(singular_of(told.words)):
            return False
        if entity is None and self._model.entity(told.words):
            return False
        self._offer(step, entity, singular_of(told.words), told, How.ALSO)
        return True

    def _merge(self, step: Step, told: Told) -> bool:
        found = [self._model.field(words) for words in told.old]
        known = [one for one in found if one is not None]
        owners = {owner.name for owner, _ in known}
        if len(known) < max(_FEW, len(found)) or len(owners) != 1:
            return False
        entity, fields = known[0][0], [field for _, field in known]
        ticks = all(field.type is FieldType.YES_NO for field in fields)
        words = told.words
        if words.lower() in _NO_NAME:
            words = "status" if ticks or told.choices else ""
        if not words or not (told.choices or ticks or all(map(_is_text, fields))):
            return False
        choices = told.choices or (tuple(lowered(f.label) for f in fields) if ticks else ())
        if choices:
            how = How.ONLY if told.choices else How.ALSO
            self._offer(step, entity, words, told._replace(choices=choices), how)
        elif (made := self._model.add_field(entity, words)) is not None:
            self._ledger.tell_field(entity, made)
        else:
            return False
        self._leave_out(self._model.entities[entity.name], fields, words)
        return True

    def _offer(
        self, step: Step, entity: Entity | None, words: str, told: Told, how: How = How.ONLY
    ) -> None:
        """Let something be chosen, in a field that is there or in a new one."""
        found = self._model.field(words, entity.label if entity else "")
        if found is not None:
            self._choose(step, how, told, found)
            return
        label = entity.label if entity else ""
        self._choosing.add(step, Offer(words, How.ONLY, told.choices, label, sure=True))

    def _choose(
        self, step: Step, how: How, told: Told, found: tuple[Entity, FieldSpecification]
    ) -> bool:
        entity, known = found
        offer = Offer(known.label, how, told.choices, entity.label, sure=True)
        self._choosing.change(step, offer, entity, known)
        return True

    def _offering(self, said: tuple[str, ...]) -> tuple[Entity, FieldSpecification] | None:
        """Return the one field in which all of these can be chosen."""
        folded = {choice.casefold() for choice in said}
        found = [
            (entity, known)
            for entity in self._model.entities.values()
            for known in entity.fields
            if folded and folded <= {choice.casefold() for choice in known.choices}
        ]
        return found[0] if len(found) == 1 else None

    def _state_of(self, words: str) -> tuple[Entity, FieldSpecification] | None:
        """Return what tells how far a thing is: "a job can also be cancelled"."""
        entity = self._model.entity(words)
        if entity is None:
            return None
        found = [
            (entity, known)
            for known in entity.fields
            if known.type is FieldType.CHOICE and known.label.lower().split()[-1] in _STATES
        ]
        return found[0] if len(found) == 1 else None

    def _main(self) -> Entity:
        recent = self._model.entities.get(self._model.recent)
        return recent or next(iter(self._model.entities.values()))

    def _leave_out(self, entity: Entity, fields: list[FieldSpecification], words: str) -> None:
        """Leave out what another field tells now; what was entered in it is never lost."""
        new = self._model.field(words, entity.label)
        named = {field.name for field in fields if field.name == entity.title_field}
        gone = [field for field in fields if field.name not in named and new and field != new[1]]
        labels = enumerate_words([f"“{field.label}”" for field in gone])
        if not gone:
            return
        if self._live:
            self._ledger.note(f"{labels} stay beside it: what was entered in them is kept.")
            return
        names = {field.name for field in gone}
        kept = tuple(field for field in entity.fields if field.name not in names)
        self._model.replace(entity.model_copy(update={"fields": kept}))
        self._ledger.tell(f"{labels} {'is' if len(gone) == 1 else 'are'} left out.")


def _is_long(choice: str) -> bool:
    return len(choice.split()) > _MOST_WORDS


def _is_text(field: FieldSpecification) -> bool:
    return field.type in (FieldType.TEXT, FieldType.LONG_TEXT)
