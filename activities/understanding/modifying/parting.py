"""Gives what is kept lists that belong to it, lists of their own, and what tells who has it."""

import re

from activities.design.wording import lowered, with_article
from activities.understanding.modifying.adding import Adding
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.foreign_lists import add_list, english_in
from activities.understanding.modifying.ledger import Ledger, refused
from activities.understanding.modifying.places import is_person
from activities.understanding.modifying.superseding import name_in, typed_in
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of, plural, singular
from models.specification import Entity, FieldSpecification, FieldType

_WHEN_LENT = ("lent to", "date lent", "returned (yes/no)")
_NAMING = re.compile(
    r"(?:\b|_)(?:names?|titles?|nom|prénom|nombre|nome|naam|nazw\w+|imię|titel|titre|título|titolo)\b"
    r"|name\b",
    re.IGNORECASE,
)
_NAME_IN = {"de": "Name", "fr": "nom", "es": "nombre", "it": "nome", "nl": "naam"}
_NAME_IN |= {"pt": "nome", "pl": "nazwa"}
_PEOPLE = word_set("people persons person names folks leute personen personnes gens personas")
_PEOPLE |= word_set("persone mensen pessoas osoby ludzie")
_TELLS_WHO = re.compile(
    r"(?:borrower|lender|who(?: .+)?|whom|person|owner|customer|client|member|player|payer|paid by"
    r"|done by|lent to|given to|assigned to|tenant|keeper|sender|recipient|wer|wem|an wen|qui"
    r"|à qui|quién|a quién|chi|a chi|wie|aan wie|quem|a quem|kto|komu|ausleiher|entleiher|besitzer"
    r"|emprunteur|prestatario|lener|osoba)",
    re.IGNORECASE,
)
"""Labels of what holds the name of somebody."""
_CONTACT = re.compile(
    r"(?:address|phone|mobile|e-?mail|adress?e|telefon|handy|téléphone|dirección|teléfono|correo"
    r"|indirizzo|adres|morada|endereço)",
    re.IGNORECASE,
)
_NO_KINDS = frozenset(
    {FieldType.MONEY, FieldType.DATE, FieldType.TIME, FieldType.RATING, FieldType.YES_NO}
)
"""Types of which a value says nothing that more could be known of."""


class Parting:
    """Takes the steps of :func:`activities.understanding.modifying.parts.parts_in`.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        adding: Adds what is new.
    """

    def __init__(self, model: Editing, ledger: Ledger, adding: Adding) -> None:
        self._model = model
        self._ledger = ledger
        self._adding = adding

    def add_parts(self, step: Step) -> None:
        """Keep several of something for each of what is kept: the parts of a job."""
        whole, known = self._model.entity(step.entity), self._model.entity(step.words)
        if whole is None or known is whole:
            raise refused(step, f"there is no “{step.entity}”" if whole is None else "")
        shared = known is not None
        if known is None:
            self._adding.add_entity(step)
            known = self._model.entity(step.words)
        if known is None:
            raise refused(step)
        if shared or is_person(known):
            self._adding.link(whole, known, many=True)
        else:
            self._adding.link(known, whole, many=False)

    def give_own_list(self, step: Step) -> None:
        """Keep in a list of its own what was a field so far."""
        known = self._named(step)
        if known is not None and not step.items:
            raise refused(step, f"{known.plural_label.lower()} have a list of their own already")
        found = self._model.field(step.words) or self._model.field(singular(step.words))
        found = found or self._named_person(step.words)
        if found is not None and found[1].type is FieldType.TEXT:
            step = step._replace(items=_with_name(step))
        if found is not None and found[1].type in _NO_KINDS:
            raise refused(step)
        made = self._made(step, known)
        if made is None or known is not None:
            return
        owners = [one for one in self._model.entities.values() if typed_in(one, made)]
        if found is not None and found[0].name not in {one.name for one in owners}:
            owners.append(self._model.entities[found[0].name])
        made = self._in_singular(made, owners)
        for owner in owners:
            self._link(owner, made, found[1] if found else None)

    def _named_person(self, words: str) -> tuple[Entity, FieldSpecification] | None:
        """Return the one field that tells who it is, where only people were spoken of."""
        if words.lower() not in _PEOPLE:
            return None
        found = [
            (entity, field)
            for entity in self._model.entities.values()
            for field in entity.fields
            if field.type is FieldType.TEXT
            and field.name != entity.title_field
            and _TELLS_WHO.fullmatch(field.label)
        ]
        return found[0] if len(found) == 1 else None

    def _named(self, step: Step) -> Entity | None:
        english = english_in(step.words, step.value) if step.value else ""
        return self._model.entity(step.words) or self._model.entity(english)

    def _made(self, step: Step, known: Entity | None) -> Entity | None:
        items = ", ".join(step.items)
        if step.value and known is None:
            return add_list(self._model, self._ledger, step.words, items, step.value)
        if step.value:
            raise refused(step)
        many = step.words if known is not None else plural(singular(step.words))
        self._adding.add_entity(Step("entity", step.said, words=many, items=step.items))
        return self._model.entity(many)

    def _in_singular(self, made: Entity, owners: list[Entity]) -> Entity:
        """Call one of a list as its field was called, where only the plural was said."""
        typed = [field for one in owners if (field := typed_in(one, made))]
        if not typed or made.label.casefold() != made.plural_label.casefold():
            return made
        made = made.model_copy(update={"label": label_of(name_in(typed[0]))})
        self._model.replace(made)
        return made

    def _link(self, owner: Entity, made: Entity, found: FieldSpecification | None) -> None:
        typed = typed_in(owner, made) or found
        if typed is not None and typed_in(owner, made) is None and not self._model.live:
            self._choose_from(owner, made, typed)
        else:
            self._adding.link(owner, made, many=False)
        self._move_contacts(self._model.entities[owner.name], made)
        if typed is not None and typed in self._model.entities[owner.name].fields:
            self._ledger.note(
                f"What was entered as “{typed.label}” stays where it is; "
                f"it is not moved to {label_of(made.plural_label).lower()}."
            )

    def _choose_from(self, owner: Entity, made: Entity, typed: FieldSpecification) -> None:
        """Let what was typed in be chosen under the name it has: "borrower"."""
        if self._model.relate(owner, made, many=False, label=typed.label) is not None:
            one = with_article(lowered(made.label))
            self._ledger.tell(
                f"Each {lowered(owner.label)} can refer to {one} as “{typed.label}”, "
                "where it was typed in."
            )

    def _move_contacts(self, owner: Entity, made: Entity) -> None:
        """Leave out how to reach whom where a list of its own tells it from now on."""
        labels = {field.label.casefold() for field in made.fields}
        gone = [
            field
            for field in owner.fields
            if field.label.casefold() in labels
            and field.name != owner.title_field
            and (field.type is FieldType.EMAIL or _CONTACT.search(field.label))
        ]
        if self._model.live or not gone:
            return
        kept = tuple(field for field in owner.fields if field not in gone)
        self._model.replace(owner.model_copy(update={"fields": kept}))
        for field in gone:
            self._ledger.tell(
                f"“{field.label}” is told of each {lowered(made.label)}, no more of each "
                f"{lowered(owner.label)}."
            )

    def lend(self, step: Step) -> None:
        """Note of each thing who has it, since when, and whether it is back."""
        known = self._model.entity(step.words)
        items = _WHEN_LENT if known is not None else ("name", *_WHEN_LENT)
        self._adding.add_entity(Step("entity", step.said, words=step.words, items=items))


def _with_name(step: Step) -> tuple[str, ...]:
    """Return what is known of each with its name, which the field held so far."""
    said = ", ".join(step.items)
    if not step.items or _NAMING.search(said):
        return step.items
    name = _NAME_IN.get(step.value, "name")
    return (f"{name}, {said}",) if step.value else (name, *step.items)
