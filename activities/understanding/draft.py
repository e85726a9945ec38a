"""The data model while it is being read out of the words."""

import re
from dataclasses import dataclass, field

from activities.understanding.knowledge.inference import Hint, field_from, infer
from activities.understanding.knowledge.lexicon import Lexicon, Thing
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.owners import without_owner
from activities.understanding.text.phrases import names_no_thing
from activities.understanding.text.words import identifier, is_plural, label_of, plural, singular
from models.specification import (
    FieldSpecification,
    OnDelete,
    Relation,
    RelationKind,
)

MOST_ENTITIES = 12
MOST_FIELDS = 30
MOST_RELATIONS = 24
STATED, TEMPLATE, ASSUMED = 0.95, 0.6, 0.4
_WHOM = ("what", "to whom")
_SHORTEST_TYPO = 7
SECRETS = ("password", "passphrase", "pin_code", "pin", "secret_key", "cvv", "passwords")


@dataclass
class DraftField:
    """A field and where it came from."""

    specification: FieldSpecification
    evidence: str
    confidence: float


@dataclass
class DraftLink:
    """A relation and where it came from."""

    relation: Relation
    evidence: str
    confidence: float


@dataclass
class DraftEntity:
    """An entity in the making."""

    name: str
    label: str
    plural_label: str
    thing: Thing | None
    evidence: str
    confidence: float
    fields: list[DraftField] = field(default_factory=list)
    described: bool = False
    """Whether the words say what is known of it, as fields or as relations."""
    crosses: bool = False
    """Whether it is where two others cross, by which it is told from the rest."""
    untitled: bool = False
    """Whether what is kept is called well without it: entries are of the boats in "boats"."""

    @property
    def is_told(self) -> bool:
        """Whether any of its fields was told, and not only taken as usual."""
        return any(known.evidence for known in self.fields)

    def names(self) -> tuple[str, ...]:
        """Return the names of the fields."""
        return tuple(known.specification.name for known in self.fields)

    def put(
        self, hint: Hint, evidence: str, confidence: float = STATED, *, at: int | None = None
    ) -> bool:
        """Add a field as it is, in a place or at the end; say whether its name was free."""
        made = field_from(hint, owner=self.name)
        if made.name in self.names():
            return False
        place = len(self.fields) if at is None else at
        self.fields.insert(place, DraftField(made, evidence, confidence))
        return True

    def add(self, words: str, evidence: str, confidence: float) -> FieldSpecification | None:
        """Add the field that the words name; a second one of the same label is left out."""
        if len(self.fields) >= MOST_FIELDS - 1:
            return None
        try:
            hint = infer(words[:200], number_of=self.name)
            made = field_from(hint, owner=self.name, taken=())
        except ValueError:
            return None
        if made.name in self.names() or made.name in SECRETS:
            return None
        self.fields.append(DraftField(made, evidence, confidence))
        return made

    def _in_its_terms(self, words: str, label: str) -> tuple[str, str]:
        """Return the words for a field of this thing: the "item" of an item is its name."""
        folded = label.lower()
        if folded == "names":
            return "name", "name"
        if folded in ("item", "thing") and self.name.endswith("item"):
            return "name", "name"
        if is_plural(folded) and singular(folded) == self.label.lower():
            return "name", "name"
        if self.name == "recipe" and folded in ("steps", "ingredients", "directions", "method"):
            return f"{label} as long text", label
        if re.fullmatch(r"e-?mails?(?: address)?", folded):
            return "email", "Email"
        return words, label

    def tell(self, label: str, words: str, evidence: str) -> FieldSpecification | None:
        """Add a field under its own label; its type is inferred from the words."""
        if len(self.fields) >= MOST_FIELDS - 1:
            return None
        try:
            words, label = self._in_its_terms(words, label)
            hint = infer(words[:200], number_of=self.name)._replace(label=label[:80])
            made = field_from(hint, owner=self.name, taken=())
        except ValueError:
            return None
        if made.name in self.names() or made.name in SECRETS:
            return None
        self.described = True
        self.fields.append(DraftField(made, evidence, STATED))
        return made


@dataclass
class Draft:
    """Everything that was read so far."""

    lexicon: Lexicon
    entities: dict[str, DraftEntity] = field(default_factory=dict)
    links: list[DraftLink] = field(default_factory=list)

    def find(self, phrase: str, *, exact: bool = False) -> DraftEntity | None:
        """Return the entity that a noun phrase speaks of, by a more general word unless exact."""
        folded = without_owner(phrase.lower())
        one = singular(folded)
        for entity in self.entities.values():
            if one == singular(entity.label.lower()) or folded == entity.plural_label.lower():
                return entity
        thing = self.lexicon.thing(folded)
        if thing is None or exact:
            return None
        general = folded in (thing.label.lower(), thing.plural_label.lower())
        same = (e for e in self.entities.values() if e.name == thing.name or general)
        return next((entity for entity in same if entity.thing is thing), None)

    def ensure(
        self, phrase: str, evidence: str, confidence: float = STATED, *, exact: bool = False
    ) -> DraftEntity | None:
        """Return the entity that a phrase names; it is made when it is new and there is room."""
        phrase = without_owner(phrase)
        known = self.find(phrase, exact=exact)
        unnamed = names_no_thing(phrase) and not self.lexicon.thing(phrase)
        if known or unnamed or len(self.entities) >= MOST_ENTITIES or not phrase:
            return known
        ending = self.lexicon.thing_at_end(phrase) or self._typo(phrase)
        thing = ending[0] if ending else None
        words = ending[1] if ending else phrase
        if thing and (self.lexicon.is_uncountable(words) or words == thing.plural_label.lower()):
            return self._make(thing.label, thing.plural_label, thing, evidence, confidence)
        one = singular(words)
        many = words if is_plural(words) else plural(one)
        return self._make(label_of(one), label_of(many), thing, evidence, confidence)

    def _typo(self, phrase: str) -> tuple[Thing, str] | None:
        *first, last = phrase.split()
        corrected = self.lexicon.correct(last)
        if len(last) < _SHORTEST_TYPO or corrected == last:
            return None
        return self.lexicon.thing_at_end(" ".join([*first, corrected]))

    def _make(
        self, label: str, many: str, thing: Thing | None, evidence: str, confidence: float
    ) -> DraftEntity | None:
        try:
            name = identifier(label, taken=self.entities)
        except ValueError:
            return None
        entity = DraftEntity(name, label[:80], many[:80], thing, evidence, confidence)
        self.entities[name] = entity
        return entity

    def link(
        self,
        source: DraftEntity,
        target: DraftEntity,
        label: str,
        *,
        many: bool = False,
        evidence: str = "",
        confidence: float = STATED,
    ) -> None:
        """Relate two entities once; a field of the same name gives way."""
        pair = (source.name, target.name)
        label = label_of(label) or target.label
        name = identifier(label, owner=source.name)
        for known in self.links:
            same = (known.relation.source, known.relation.target) == pair
            loose = name == target.name or known.confidence <= TEMPLATE
            if same and (known.relation.name == name or loose):
                return
        if len(self.links) >= MOST_RELATIONS:
            return
        taken = [
            known.relation.name for known in self.links if known.relation.source == source.name
        ]
        source.fields = [f for f in source.fields if f.specification.name != name]
        kind = RelationKind.MANY_TO_MANY if many else RelationKind.MANY_TO_ONE
        relation = Relation(
            name=identifier(label, owner=source.name, taken=(*taken, *source.names())),
            label=label,
            source=source.name,
            target=target.name,
            kind=kind,
            on_delete=OnDelete.RESTRICT,
        )
        self.links.append(DraftLink(relation, evidence, confidence))

    def ending_with(self, noun: str) -> DraftEntity | None:
        """Return the only entity whose label ends with a noun: yoga classes for a "class"."""
        found = [one for one in self.entities.values() if one.label.lower().endswith(f" {noun}")]
        return found[0] if len(found) == 1 else None

    def drop(self, name: str) -> None:
        """Take away an entity and all that relates it to others."""
        del self.entities[name]
        self.links[:] = [
            link for link in self.links if name not in (link.relation.source, link.relation.target)
        ]

    def rename(self, name: str, new: str) -> None:
        """Call an entity by another name, in its place and wherever it is related."""
        kept = dict(self.entities)
        self.entities.clear()
        for known, entity in kept.items():
            self.entities[new if known == name else known] = entity
        self.entities[new].name = new
        for link in self.links:
            ends = {"source": link.relation.source, "target": link.relation.target}
            update = {end: new for end, one in ends.items() if one == name}
            link.relation = link.relation.model_copy(update=update)

    def links_of(self, name: str) -> list[DraftLink]:
        """Return the relations that go out from an entity."""
        return [link for link in self.links if link.relation.source == name]


def fill_usual_fields(
    draft: Draft, entity: DraftEntity, otherwise: str = "name, date, notes"
) -> None:
    """Give an entity the fields that such things usually have."""
    words = entity.thing.fields if entity.thing else otherwise
    linked = {link.relation.name for link in draft.links_of(entity.name)}
    confidence = TEMPLATE if entity.thing else ASSUMED
    for item in split_items(words):
        borrowed = len(linked) + ("borrower" in entity.names())
        if item in _WHOM and borrowed > (item == "to whom"):
            continue  # the relations say it
        made = entity.add(item, "", confidence)
        if made and made.name in linked:
            entity.fields.pop()


def ensure_named(
    draft: Draft, phrase: str, evidence: str, confidence: float = STATED
) -> DraftEntity | None:
    """Return the entity that a phrase names; a new one has only a name, as nothing is told of it.

    Args:
        draft: What was read so far; the entity is added when it is new and there is room.
        phrase: The noun, in either number.
        evidence: The words that tell of it.
        confidence: How sure it is.
    """
    entity = draft.ensure(phrase, evidence, confidence)
    if entity is not None and not entity.fields:
        fill_usual_fields(draft, entity, "name")
        entity.fields = entity.fields[:1]
        entity.described = True
    return entity
