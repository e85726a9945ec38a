"""Lets things of two lists refer to each other as a change says it, in any language."""

from activities.design.wording import lowered, with_article
from activities.understanding.knowledge.field_types import type_of
from activities.understanding.modifying.adding import Adding
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.foreign_lists import english_in
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.naming import names_no_kind
from activities.understanding.modifying.relations import Told, relations_in
from activities.understanding.modifying.several import Several
from activities.understanding.text.words import is_plural, label_of, plural, singular
from models.specification import Entity, FieldType, RelationKind


class Relating:
    """Takes what a change says of things that belong together.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        adding: Adds what is new.
        several: Lets one thing refer to several.
    """

    def __init__(self, model: Editing, ledger: Ledger, adding: Adding, several: Several) -> None:
        self._model = model
        self._ledger = ledger
        self._adding = adding
        self._several = several

    def take(self, step: Step) -> bool:
        """Read "each bird has a mother, which is also a bird"; False: it is something else.

        Raises:
            RequestRefused: It is so already.
        """
        return any(self._take(step, told) for told in relations_in(without_politeness(step.said)))

    def _take(self, step: Step, told: Told) -> bool:
        source, target = (self._thing(one, told.language) for one in (told.source, told.target))
        if told.kind == "chosen":
            return target is not None and self._choose(told.roles, target)
        if source is None:
            return False
        if target is None:
            return told.kind == "given" and self._give(step, source, told.target)
        if told.kind == "roles":
            return self._name(source, target, told.roles)
        if source.name == target.name or (told.kind == "which" and not is_plural(told.target)):
            return False
        if told.kind == "one":
            return self._refer(source, target)
        self._several.relate(source, target, attend=told.kind in ("attend", "which"))
        return True

    def _thing(self, words: str, language: str) -> Entity | None:
        known = self._model.place(words)
        if known is None and language != "en":
            known = self._model.entity(english_in(words, language))
        return known

    def _give(self, step: Step, source: Entity, words: str) -> bool:
        """Keep a list of what is given several of: "give several labels to a recipe"."""
        one = singular(words.lower())
        found = self._model.field(one, source.label)
        typed = found is not None and found[1].type is not FieldType.TEXT
        if typed or not is_plural(words) or type_of(one) is not None or names_no_kind(one):
            return False
        self._adding.add_entity(
            Step("entity", step.said, words=plural(one).lower(), items=("name",))
        )
        made = self._model.entity(one)
        if made is not None:
            self._adding.link(source, made, many=True)
        return made is not None

    def _refer(self, source: Entity, target: Entity) -> bool:
        """Let each refer to one; what is so already is only said."""
        ends = {source.name, target.name}
        known = [one for one in self._model.relations if {one.source, one.target} == ends]
        if not known:
            self._adding.link(source, target, many=False)
            return True
        if any(one.source == source.name and one.kind is RelationKind.MANY_TO_ONE for one in known):
            one, other = lowered(source.label), with_article(lowered(target.label))
            if f"Each {one} can refer to {other}." not in self._ledger.changes:
                self._ledger.note(f"Each {one} can refer to {other} already.")
            return True
        return False

    def _name(self, source: Entity, target: Entity, roles: tuple[str, ...]) -> bool:
        """Let each refer to others of one list, once for each role."""
        typed = [self._model.field(role, source.label) for role in roles]
        if not roles or any(one and one[1].type is not FieldType.TEXT for one in typed):
            return False
        if any(self._model.live and one for one in typed) or any(map(self._model.entity, roles)):
            return False
        known = {one.label.casefold() for one in self._model.relations if one.source == source.name}
        for role in roles:
            if label_of(role).casefold() not in known:
                self._model.relate(source, target, many=False, label=role)
                what = f"{with_article(lowered(target.label))} as “{label_of(role)}”"
                self._ledger.tell(f"Each {lowered(source.label)} can refer to {what}.")
        many = lowered(source.plural_label)
        self._ledger.note(f"Existing {many} refer to no {lowered(target.label)} so yet.")
        return True

    def _choose(self, roles: tuple[str, ...], target: Entity) -> bool:
        """Let fields that were typed in be chosen from a list: "the driver is a member"."""
        found = [self._model.field(role) for role in roles]
        owners = {one[0].name for one in found if one and one[1].type is FieldType.TEXT}
        if not all(found) or len(owners) != 1:
            return False
        source = self._model.entities[owners.pop()]
        if any(one and one[1].name == source.title_field for one in found):
            return False
        return self._name(source, target, tuple(one[1].label for one in found if one))
