"""The data model while it is being read out of the words."""

import re
from dataclasses import dataclass, field

from activities.understanding.knowledge.inference import field_from, infer
from activities.understanding.knowledge.lexicon import Lexicon, Thing, load
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.phrases import names_no_thing
from activities.understanding.text.words import identifier, is_plural, label_of, plural, singular
from models.specification import (
    Category,
    Entity,
    FieldSpecification,
    FieldType,
    OnDelete,
    Relation,
    RelationKind,
)

MOST_ENTITIES = 12
MOST_FIELDS = 30
MOST_RELATIONS = 24
STATED, TEMPLATE, ASSUMED = 0.95, 0.6, 0.4
_TITLES = (
    "name",
    "title",
    "what",
    "subject",
    "description",
    "what_was_done",
    "what_is_to_be_done",
    "what_for",
    "question",
    "service",
)
_NO_TITLES = word_set(
    """
    director vet teacher host doctor author owner location place school unit color colour
    status phone
    phone_number category genre kind room shop store address street city country language
    brand email_address assigned_to done_by paid_by currency size condition tenants customer dose
    company bike elevation driver contact_person someone_responsible courier room_number dosage
    where key pitch material sex gender age level parents mood table_number donor
    amount campaign batch borrower picked_up_by reporter assignee shoes weather
    """
)
_QUESTION_WORDS = word_set("where when how why which who")
_HAPPENINGS = frozenset(Category) - {
    Category.COLLECTION,
    Category.DIRECTORY,
    Category.INVENTORY,
    Category.LIST,
}
_WHOM = ("what", "to whom")
_LATER = re.compile(
    r"\b(?:due|deadline|expir|birth|until|till|end|next|best|renewal|warranty)", re.I
)
_SECOND = re.compile(
    r"(?:latin|botanical|scientific|hebrew|second|last|family|nick|maiden|middle)\b", re.I
)
_PLACES = word_set("address place location company customer doctor teacher room host author")
_NAMED_BY_DAY = word_set("booking reservation visit shift appointment entry")
"""What nobody gives a title: who and when tell them apart."""
_MOST_TITLE_WORDS = 4
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

    def names(self) -> tuple[str, ...]:
        """Return the names of the fields."""
        return tuple(known.specification.name for known in self.fields)

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
        folded = phrase.lower()
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


def entitle(entity: DraftEntity, linked: frozenset[str]) -> str:
    """Return the name of the field that names a record; one is added first if there is none."""
    _name_by_description(entity)
    return _title_of(entity, linked) or _add_title(entity, linked)


def finish(entity: DraftEntity, linked: frozenset[str]) -> Entity:
    """Return the finished entity: a title field first if it had none, and that one required."""
    title = entitle(entity, linked)
    first_of_name = {known.specification.name: known for known in reversed(entity.fields)}
    entity.fields = [f for f in entity.fields if first_of_name[f.specification.name] is f]
    fields = tuple(
        known.specification.model_copy(update={"required": True})
        if known.specification.name == title
        else known.specification
        for known in entity.fields
    )
    return Entity(
        name=entity.name,
        label=entity.label,
        plural_label=entity.plural_label,
        fields=fields[:MOST_FIELDS],
        title_field=title,
    )


def _name_by_description(entity: DraftEntity) -> None:
    """Make the description of an order's line its name, when it has no other."""
    if not entity.fields or entity.fields[0].specification.label.lower() != "description":
        return
    first, *rest = entity.fields
    if not any(known.specification.type is FieldType.TEXT for known in rest):
        first.specification = first.specification.model_copy(update={"type": FieldType.TEXT})


def _title_of(entity: DraftEntity, linked: frozenset[str]) -> str | None:
    """Return the field that names a record, if the words gave one that can."""
    fields = [known.specification for known in entity.fields]
    texts = [f for f in fields if f.type is FieldType.TEXT and f.name not in _NO_TITLES]
    names = [f.name for f in texts]
    typical = infer(split_items(entity.thing.fields)[0]).label if entity.thing else ""
    usual = identifier(typical, owner=entity.name) if typical else ""
    told = (
        next((name for name in _TITLES if name in names), None),
        next(
            (
                f.name
                for f in texts
                if f.label.lower().endswith(" name") and not _SECOND.match(f.label)
            ),
            None,
        ),
        next((f.name for f in texts if _names_itself(f.label, entity)), None),
        next((f.name for f in texts[:1] if _says_what(f.label, entity)), None),
        usual if usual in (f.name for f in fields if f.type is FieldType.TEXT) else None,
        _first_of(entity, fields[:1], names),
        _day_of(entity, fields[:1]),
    )
    found = next((name for name in told if name), None)
    if found or (entity.thing and typical.lower() != "what" and usual not in linked):
        named_by_day = entity.label.lower().split()[-1] in _NAMED_BY_DAY
        return found or (_day_of(entity, fields) if named_by_day else None)
    return next((f.name for f in texts if _is_short(f)), None) or _day_of(entity, fields)


def _day_of(entity: DraftEntity, fields: list[FieldSpecification]) -> str | None:
    """Return the date that names what happened on it; things that last have names instead."""
    if entity.thing and entity.thing.category not in _HAPPENINGS:
        return None
    dates = (f for f in fields if f.type is FieldType.DATE)
    return next((f.name for f in dates if not _LATER.search(f.label)), None)


def _first_of(
    entity: DraftEntity, fields: list[FieldSpecification], names: list[str]
) -> str | None:
    """Return the first field if it can be a name; of things that nobody knows most can."""
    plain = (f for f in fields if f.type is FieldType.TEXT and _is_short(f))
    fits = (f for f in plain if f.name in names or (entity.thing is None and f.name in _PLACES))
    return next((f.name for f in fits if singular(f.label.lower()) == f.label.lower()), None)


def _names_itself(label: str, entity: DraftEntity) -> bool:
    """Say whether a field of a wine is called "wine", or of a record "album"."""
    thing = load().thing(label.lower())
    return label.lower() == entity.label.lower() or (thing is not None and thing is entity.thing)


def _says_what(label: str, entity: DraftEntity) -> bool:
    """Say whether a field tells what was done where the thing is named by that: "what I sold"."""
    own = rf"what (?:was [a-z]+|.*\b{re.escape(entity.evidence)})"
    return re.fullmatch(own, label, re.IGNORECASE) is not None


def _is_short(known: FieldSpecification) -> bool:
    words = known.label.lower().split()
    asked = words[0] in _QUESTION_WORDS and len(words) > 1
    return len(words) <= _MOST_TITLE_WORDS and not asked


def _add_title(entity: DraftEntity, linked: frozenset[str]) -> str:
    typical = infer(split_items(entity.thing.fields)[0]) if entity.thing else None
    label = typical.label if typical and typical.type is FieldType.TEXT else "Name"
    made = field_from(
        infer(f"{label} as text"), owner=entity.name, taken=(*entity.names(), *linked)
    )
    entity.fields.insert(0, DraftField(made, "", TEMPLATE))
    return made.name
