"""Changes of what can be chosen in a field; a field of words becomes one of choices."""

import re

from activities.design.fitting.wishing import named
from activities.design.wording import enumerate_words, lowered, with_article
from activities.understanding.modifying.belonging import owner_of
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.choices import How, Offer, is_usual, offer_in
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger, kind_of
from activities.understanding.modifying.settled import already, unmet
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import identifier, is_plural, label_of
from models.errors import RequestRefused
from models.specification import Entity, FieldSpecification, FieldType

_LABEL = 80
_MOST = 40
"""Choices of a field, as the specification has it."""
_HAVING = re.compile(r"\b(?:have|has|offer|allow)\b", re.IGNORECASE)
_ADDING = re.compile(r"^(?:add|include|offer|remove|drop|delete|rename|call|replace)\b", re.I)
_TYPED = re.compile(r"\b(?:phone|mobile|e-?mail|address|number|name|code|title)$", re.IGNORECASE)
"""Names of what differs for each."""
_WORDED = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE})
"""What is kept alike, so that what was entered stays when one becomes the other."""


class Choosing:
    """Lets people choose what they typed, or choose from something else.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        live: Whether there is data already: then what is kept as a number stays one.
    """

    def __init__(self, model: Editing, ledger: Ledger, *, live: bool) -> None:
        self._model = model
        self._ledger = ledger
        self._live = live

    def take(self, step: Step) -> bool:
        """Read "status should be new, waiting or done"; False: the words speak of something else.

        Raises:
            RequestRefused: They do, but of no field, or of one that can't have choices.
        """
        said = without_politeness(step.said)
        offer = offer_in(said)
        if offer is None:
            return False
        if offer.how is How.RENAMED:
            return self.rename(offer)
        found = self._model.field(offer.words, offer.entity)
        if offer.states and not (found and _is_choice(found[1])):
            return False
        if found is None:
            return self._offer_new(step, offer, said)
        entity, known = found
        if offer.how in (How.WITHOUT, How.FIRST, How.ALSO) and known.type is not FieldType.CHOICE:
            return self._offer_instead(step, offer, entity, known)
        if not _labels(offer.choices):
            raise unmet(step, "it says nothing that can be chosen", _example(known.label))
        if not offer.sure and is_typed(entity, known):
            return False
        self.change(step, offer, entity, known)
        return True

    def change(self, step: Step, offer: Offer, entity: Entity, known: FieldSpecification) -> None:
        """Let something else be chosen in a field that is there.

        Raises:
            RequestRefused: It is like that already, or what was entered can't become choices.
        """
        choices = _combined(step, offer, known)
        if known.type not in _WORDED and self._live:
            raise unmet(
                step,
                f"“{known.label}” is kept as {kind_of(known)}, and what was entered so can't "
                "become choices",
                f"Add a field beside it: “add {lowered(known.label)} chosen "
                f"({', '.join(choices[:3])})”.",
            )
        if choices == known.choices:
            place = with_article(lowered(entity.label))
            raise already(
                f"“{known.label}” of {place} is chosen from {enumerate_words(list(choices))}",
                f"Say what else can be chosen: “{lowered(known.label)} can be "
                f"{_either((*choices[:2], 'other'))}”.",
            )
        self._model.alter(
            entity,
            known,
            type=FieldType.CHOICE,
            choices=choices,
            label=_label_with(known, choices),
            minimum=None,
            maximum=None,
        )
        self._tell(offer.how, entity, known, choices)
        self._ledger.note(
            f"Existing {entity.plural_label.lower()} keep their {lowered(known.label)}."
        )

    def _tell(
        self, how: How, entity: Entity, known: FieldSpecification, choices: tuple[str, ...]
    ) -> None:
        place = f"“{known.label}” of {with_article(lowered(entity.label))}"
        if how is How.ALSO and known.choices:
            fresh = ", ".join(choices[len(known.choices) :])
            self._ledger.tell(f"{place} offers {fresh} too.")
        else:
            self._ledger.tell(f"{place} is chosen from {enumerate_words(list(choices))}.")

    def _offer_instead(
        self, step: Step, offer: Offer, entity: Entity, known: FieldSpecification
    ) -> bool:
        """Make choices of words that were typed, where their name says that they are some."""
        if offer.how is not How.ALSO or known.type not in _WORDED or not is_usual(offer.words):
            return False  # "add first and last name to customers"
        if len(offer.choices) > 1:
            self.change(step, offer, entity, known)
            return True
        if len(offer.choices) == 1:
            raise typed_in(step, known, offer.choices[0])
        return False

    def _offer_new(self, step: Step, offer: Offer, said: str) -> bool:
        """Add a field with choices, or say why there can be none of that name."""
        if offer.how in (How.WITHOUT, How.FIRST) or not offer.choices:
            return False
        having = bool(_HAVING.search(said))
        entity = self._model.entity(offer.words) or self._model.entity(noun_phrase(offer.words))
        if entity is not None or self._model.relation(offer.words, offer.entity) is not None:
            if having or _ADDING.match(said):
                return False
            known = _with_one_of(entity, offer.choices) if entity else None
            if entity is None or known is None:
                raise _is_a_list(step, offer, entity)
            self.change(step, offer, entity, known)
            return True
        if not (offer.sure or is_usual(offer.words)):
            words = offer.words
            otherwise = having or named(words) or is_plural(words) or _TYPED.search(words)
            if offer.how is How.ALSO or otherwise or not noun_phrase(words):
                return False
        self.add(step, offer)
        return True

    def add(self, step: Step, offer: Offer) -> None:
        """Add a field with choices.

        Raises:
            RequestRefused: Nothing says of what it is known.
        """
        entity = self._model.entity(offer.entity) or owner_of(offer.words, step, self._model)
        taken = {f.name for f in entity.fields}
        taken |= {r.name for r in self._model.relations if r.source == entity.name}
        made = FieldSpecification(
            name=identifier(offer.words, owner=entity.name, taken=taken),
            label=label_of(offer.words),
            type=FieldType.CHOICE,
            choices=_labels(offer.choices),
        )
        self._model.replace(entity.model_copy(update={"fields": (*entity.fields, made)}))
        self._ledger.tell_field(entity, made)

    def rename(self, offer: Offer) -> bool:
        """Read "rename the status baked to ready": one choice gets another name."""
        if self._is_called(offer.words) or not _labels(offer.choices):
            return False
        for entity in self._model.entities.values():
            for known in entity.fields:
                old = _choice_in(known, offer.words)
                if old is not None:
                    self._put(entity, known, old, offer.choices[0][:_LABEL])
                    return True
        return False

    def _is_called(self, words: str) -> bool:
        """Say whether a field or a kind of thing has exactly that name."""
        low = words.lower()
        return any(
            low in {one.label.lower(), one.plural_label.lower(), *_names(one)}
            for one in self._model.entities.values()
        )

    def _put(self, entity: Entity, known: FieldSpecification, old: str, new: str) -> None:
        kept = [new if choice == old else choice for choice in known.choices]
        self._model.alter(entity, known, choices=_labels(tuple(kept)))
        self._ledger.tell(f"“{known.label}” offers “{new}” in place of “{old}”.")
        self._ledger.note(
            f"Existing {entity.plural_label.lower()} that are “{old}” stay so until they are "
            f"changed."
        )


def typed_in(step: Step, known: FieldSpecification, choice: str) -> RequestRefused:
    """Return the error for one more choice where nothing is chosen."""
    reason = f"“{known.label}” is kept as {kind_of(known)}, so nothing is chosen there"
    if known.type in _WORDED:
        reason = f"“{known.label}” is typed in, so “{choice}” can be typed too"
    return unmet(step, reason, _example(known.label))


def is_typed(entity: Entity, known: FieldSpecification) -> bool:
    """Say whether what a field holds differs for each: a name, a number to call."""
    own = known.name == entity.title_field or known.type is FieldType.LONG_TEXT
    return known.type is not FieldType.CHOICE and (own or bool(_TYPED.search(known.label)))


def _combined(step: Step, offer: Offer, known: FieldSpecification) -> tuple[str, ...]:
    """Return the choices that there are to be."""
    said = _labels(offer.choices)
    folded = {choice.casefold() for choice in said}
    own = {choice.casefold(): choice for choice in known.choices}
    if offer.how is How.ONLY:
        return tuple(own.get(choice.casefold(), choice) for choice in said)
    if offer.how is How.ALSO:
        fresh = tuple(choice for choice in said if choice.casefold() not in own)
        return (*known.choices, *fresh)[:_MOST]
    others = tuple(choice for choice in known.choices if choice.casefold() not in folded)
    if offer.how is How.FIRST:
        return (own.get(said[0].casefold(), said[0]), *others)[:_MOST]
    if len(others) + len(said) != len(known.choices) or not others:
        missing = next((one for one in said if one.casefold() not in own), said[0])
        raise unmet(
            step,
            f"“{missing}” is none of the choices of “{known.label}” that can go",
            f"These can be chosen: {enumerate_words(list(known.choices))}; one has to stay.",
        )
    return others


def _labels(choices: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for choice in choices:
        label = choice[:_LABEL].strip(" \"'")
        if label:
            found.setdefault(label.casefold(), label)
    return tuple(found.values())[:_MOST]


def _choice_in(known: FieldSpecification, words: str) -> str | None:
    """Return the choice that words name, with or without the name of its field before it."""
    folded = words.lower()
    bare = folded.removeprefix(f"{known.label.lower()} ").strip(" \"'")
    forms = {folded, bare, folded.removeprefix("choice ").strip(" \"'")}
    return next((choice for choice in known.choices if choice.lower() in forms), None)


def _label_with(known: FieldSpecification, choices: tuple[str, ...]) -> str:
    """Return what a field is called; one that is called by its choices is so by the new ones."""
    if not known.choices or known.label.casefold() != _either(known.choices).casefold():
        return known.label
    return label_of(_either(choices), _LABEL)


def _either(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def _names(entity: Entity) -> frozenset[str]:
    return frozenset(known.label.lower() for known in entity.fields)


def _is_choice(known: FieldSpecification) -> bool:
    return known.type is FieldType.CHOICE or is_usual(known.label)


def _example(label: str) -> str:
    return f"Say what can be chosen, like “{lowered(label)} can be one, two or other”."


def _with_one_of(entity: Entity, choices: tuple[str, ...]) -> FieldSpecification | None:
    """Return the field that offers one of the choices: "jobs can be open, waiting or done"."""
    said = {choice.casefold() for choice in choices}
    offering = (f for f in entity.fields if said & {choice.casefold() for choice in f.choices})
    return next(offering, None)


def _is_a_list(step: Step, offer: Offer, entity: Entity | None) -> RequestRefused:
    if entity is None:
        return already(
            f"“{label_of(offer.words)}” is chosen from a list",
            "What is entered in that list can be chosen.",
        )
    many = entity.plural_label
    return unmet(
        step,
        f"{many} are a list, and what can be chosen belongs to a field of it",
        f"Name the field, like “status of {lowered(many)} can be {_either(offer.choices)}”.",
    )
