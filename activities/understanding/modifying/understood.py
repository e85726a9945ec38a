"""Changes told as a person would tell them: what the words mean is added; pure."""

import re
from collections.abc import Callable

from activities.design.wording import enumerate_words, lowered
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import NOTHING_LOST, Ledger
from activities.understanding.text.tagging import tag
from models.conversation import Understanding
from models.errors import RequestRefused
from models.specification import Entity, FieldSpecification, Relation, RelationKind

_SURE = 0.5
"""From which confidence on something is added that was not asked for in so many words."""
_MOST_KNOWN = 6
"""Things, and fields of each, that are named before the words: enough to know what is spoken of."""
_MOST_WISHES = 8
"""How many parts of what was said are read so: each takes as long as a request."""
_ALTERS = re.compile(
    r"\b(?:no|not|never|without|n't|don't|doesn't|isn't|aren't|instead|rather|longer|less"
    r"|change|make|turn|move|split|merge|rename|remove|drop|delete|hide|translate|bigger|smaller"
    r"|larger|wider|order(?:ed)? by|sort(?:ed)?|alphabetical(?:ly)?|newest|latest|oldest"
    r"|export|undo|on top|at the top|first|between|at least|at most)\b",
    re.IGNORECASE,
)
"""Words that want something other than more to be kept."""


class Understood:
    """Adds what the words of a wish mean: things, what is known of them, how they belong together.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        read: Returns what words mean; see :func:`activities.understanding.analysis.analyse`.
        live: Whether there are records already: what is new can't be demanded of them.
    """

    def __init__(
        self, model: Editing, ledger: Ledger, read: Callable[[str], Understanding], *, live: bool
    ) -> None:
        self._model = model
        self._ledger = ledger
        self._read = read
        self._live = live
        self._left = _MOST_WISHES

    def take(self, words: str) -> bool:
        """Add what the words mean; False: nothing in them is surely something to keep."""
        if self._left == 0 or _ALTERS.search(words):
            return False
        self._left -= 1
        try:
            meant = self._read(f"{self._known()}\n{words}")
        except RequestRefused:
            return False
        before = len(self._ledger.changes)
        sure, known = _sure_of(meant, words), frozenset(self._model.entities)
        places = {one.name: self._place(one, sure) for one in meant.entities}
        for relation in meant.relations:
            source, target = places.get(relation.source), places.get(relation.target)
            told = f"relation={relation.source}.{relation.name}" in sure
            if source and target and (told or not {source, target} <= known):
                self._relate(relation, source, target)
        return len(self._ledger.changes) > before

    def _known(self) -> str:
        """Say what is kept, so that "it" in the words is understood."""
        told = []
        for one in list(self._model.entities.values())[:_MOST_KNOWN]:
            fields = ", ".join(lowered(field.label) for field in one.fields[:_MOST_KNOWN])
            told.append(f"{one.plural_label}: {fields}.")
        return "\n".join(told)

    def _place(self, one: Entity, sure: frozenset[str]) -> str | None:
        """Add a thing, or what is new of one that is kept; return its name here."""
        told = [field for field in one.fields if f"field={one.name}.{field.name}" in sure]
        known = self._model.entity(one.label) or self._model.entities.get(one.name)
        if known is None:
            return self._add_thing(one) if f"entity={one.name}" in sure else None
        for field in told:
            if not _is_order(field.label):
                self._add_field(known.name, field)
        return known.name

    def _add_thing(self, one: Entity) -> str:
        fields = one.fields
        linked = [(field, self._model.entity(field.label)) for field in fields]
        own = tuple(f for f, target in linked if target is None or f.name == one.title_field)
        self._model.replace(one.model_copy(update={"fields": own}))
        names = enumerate_words([lowered(field.label) for field in own])
        self._ledger.tell(f"{one.plural_label} are kept too, with {names}.")
        for field, target in linked:
            if target is not None and field not in own:
                self._link(one.name, target.name, many=False)
        self._ledger.note(NOTHING_LOST)
        return one.name

    def _add_field(self, name: str, field: FieldSpecification) -> None:
        entity = self._model.entities[name]
        taken = {known.name for known in entity.fields}
        taken |= {link.name for link in self._model.relations if link.source == name}
        if field.name in taken or self._model.field(field.label, entity.label):
            return
        other = self._model.entity(field.label)
        if other is not None and other.name != name:
            self._link(name, other.name, many=False)
            return
        if self._live:
            field = field.model_copy(update={"required": False, "unique": False})
        self._model.replace(entity.model_copy(update={"fields": (*entity.fields, field)}))
        self._ledger.tell_field(entity, field)

    def _relate(self, relation: Relation, source: str, target: str) -> None:
        known = {(link.source, link.target) for link in self._model.relations}
        if source != target and not known & {(source, target), (target, source)}:
            self._link(source, target, many=relation.kind is RelationKind.MANY_TO_MANY)

    def _link(self, source: str, target: str, *, many: bool) -> None:
        one, other = self._model.entities[source], self._model.entities[target]
        if self._model.relate(one, other, many=many) is not None:
            now = self._model.entities[source]
            self._ledger.tell_link(one, other, many=many, now=now)


def _is_order(label: str) -> bool:
    """Say whether words tell what to do, and nothing that is known of anything: "fly there"."""
    first, *behind = tag(label)
    return bool(behind) and first.tag in ("VVB", "VVI")


def _sure_of(meant: Understanding, words: str) -> frozenset[str]:
    """Return what was surely found, and in these words."""
    return frozenset(
        found.what
        for found in meant.findings
        if found.confidence >= _SURE and found.evidence and found.evidence in words
    )
