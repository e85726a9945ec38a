"""Which field names a record of a thing; pure."""

import re

from activities.understanding.draft import MOST_FIELDS, TEMPLATE, DraftEntity, DraftField
from activities.understanding.drafting.identifying import is_trait
from activities.understanding.knowledge.inference import field_from, infer
from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.words import identifier, label_of, singular
from models.specification import Category, Entity, FieldSpecification, FieldType

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
    "product",
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
_WHAT = ("what for", "item", "product", "article")
"""What the first text of a record says it is of, however its field is called inside."""
_QUESTION_WORDS = word_set("where when how why which who")
_HAPPENINGS = frozenset(Category) - {
    Category.COLLECTION,
    Category.DIRECTORY,
    Category.INVENTORY,
    Category.LIST,
}
_LATER = re.compile(
    r"\b(?:due|deadline|expir|birth|until|till|end|next|best|renewal|warranty)", re.I
)
_SIGNS = word_set("number no code id reg registration model")
_SECOND = re.compile(
    r"(?:latin|botanical|scientific|hebrew|second|last|family|nick|maiden|middle)\b", re.I
)
_PLACES = word_set("address place location company customer doctor teacher room host author")
_NAMED_BY_DAY = word_set("booking reservation visit shift appointment entry")
"""What nobody gives a title: who and when tell them apart."""
_GIVERS = word_set("donor borrower giver sender supplier")
_FROM = re.compile(r"(?:from|by|to) (?:which|what|whom?) |who gave|given by|donated by", re.I)
_MOST_TITLE_WORDS = 4
_COMPANIES = word_set("company firm organisation organization business")
_SPOKEN_TO = word_set("contact contact_person contact_name")
_NUMBERS, _EARLY = ("number", "no"), 2


def entitle(entity: DraftEntity, linked: frozenset[str]) -> str:
    """Return the name of the field that names a record; one is added first if there is none."""
    _name_by_description(entity)
    if _title_of(entity, linked) is None:
        _name_by_number(entity)
    return _title_of(entity, linked) or _add_title(entity, linked)


def finish(entity: DraftEntity, linked: frozenset[str]) -> Entity:
    """Return the finished entity: a title field first if it had none.

    What names each is required; not a text that merely stands there and serves for want of a name.
    """
    title = entitle(entity, linked)
    required = _told_title(entity) is not None or _is_day(entity, title)
    first_of_name = {known.specification.name: known for known in reversed(entity.fields)}
    entity.fields = [f for f in entity.fields if first_of_name[f.specification.name] is f]
    fields = tuple(
        known.specification.model_copy(update={"required": required})
        if known.specification.name == title
        else known.specification
        for known in entity.fields
    )
    return Entity(
        name=entity.name,
        label=label_of(entity.label),
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


def _name_by_number(entity: DraftEntity) -> None:
    """Let the number of a plot be what it is called: 12a is one, and nobody adds numbers up."""
    own = (f"{entity.name}_number", f"{entity.name}_no")
    for known in entity.fields[:_EARLY]:
        told = known.specification
        if told.type is FieldType.INTEGER and (told.name in own or told.name in _NUMBERS):
            bare = {"type": FieldType.TEXT, "minimum": None, "maximum": None}
            known.specification = told.model_copy(update=bare)
            return


def _title_of(entity: DraftEntity, linked: frozenset[str]) -> str | None:
    """Return the field that names a record, if the words gave one that can."""
    found = _told_title(entity)
    if found:
        return found
    fields = [known.specification for known in entity.fields]
    typical, usual = _typical(entity)
    if entity.thing and typical.lower() != "what" and usual not in linked:
        named_by_day = entity.label.lower().split()[-1] in _NAMED_BY_DAY
        named_by_day = named_by_day or (usual in _GIVERS and any(map(_tells_giver, entity.fields)))
        return _day_of(entity, fields) if named_by_day else None
    own = (f.name for f in fields if f.type is FieldType.DATE and f.name == f"{entity.name}_date")
    short = (f.name for f in _texts_of(entity) if _is_short(f))
    title = next(own, None) or next(short, None) or _day_of(entity, fields)
    return title or (fields[0].name if entity.crosses and fields else None)


def _tells_giver(known: DraftField) -> bool:
    """Say whether a field tells from whom it is, as "from which shop" does."""
    text = known.specification.type is FieldType.TEXT
    return text and bool(_FROM.match(known.evidence))


def _told_title(entity: DraftEntity) -> str | None:
    """Return the field that was told, or added, to name it; nothing if another has to serve."""
    fields = [known.specification for known in entity.fields]
    texts = _texts_of(entity)
    names = [f.name for f in texts]
    _, usual = _typical(entity)
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
        next((f.name for f in texts[:1] if f.label.lower() in _WHAT), None),
        next((f.name for f in texts[:1] if _says_what(f.label, entity)), None),
        usual if usual in (f.name for f in fields if f.type is FieldType.TEXT) else None,
        _sign_of(entity, texts),
        next((f.name for f in texts[:_EARLY] if f.name in _NUMBERS), None),
        _first_of(entity, fields[:1], names),
        _day_of(entity, fields[:1]),
        _company_of(entity),
    )
    return next((name for name in told if name), None)


def _company_of(entity: DraftEntity) -> str | None:
    """Return the company of those that are told by it, and by whom one speaks to there."""
    first = next((one.specification for one in entity.fields if one.evidence), None)
    told = first is not None and first.name in _COMPANIES and bool(_SPOKEN_TO & {*entity.names()})
    return first.name if first is not None and told else None


def _texts_of(entity: DraftEntity) -> list[FieldSpecification]:
    fields = (known.specification for known in entity.fields)
    return [f for f in fields if f.type is FieldType.TEXT and f.name not in _NO_TITLES]


def _typical(entity: DraftEntity) -> tuple[str, str]:
    """Return what usually names such things, as a label and as the name of a field."""
    typical = infer(split_items(entity.thing.fields)[0]).label if entity.thing else ""
    return typical, identifier(typical, owner=entity.name) if typical else ""


def _sign_of(entity: DraftEntity, texts: list[FieldSpecification]) -> str | None:
    """Return what tells those apart that are told first by what many share: "insurer, number"."""
    if not entity.fields or not is_trait(entity.fields[0].specification.name):
        return None
    return next((f.name for f in texts if f.label.lower().split()[-1] in _SIGNS), None)


def _is_day(entity: DraftEntity, title: str) -> bool:
    kinds = {known.specification.name: known.specification.type for known in entity.fields}
    return kinds[title] is FieldType.DATE


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
    plain = (
        f for f in fields if f.type is FieldType.TEXT and _is_short(f) and not is_trait(f.name)
    )
    fits = (f for f in plain if f.name in names or (entity.thing is None and f.name in _PLACES))
    return next((f.name for f in fits if singular(f.label.lower()) == f.label.lower()), None)


def _names_itself(label: str, entity: DraftEntity) -> bool:
    """Say whether a field of a wine is called "wine", or of a record "album"."""
    thing = load().thing(label.lower())
    return label.lower() == entity.label.lower() or (thing is not None and thing is entity.thing)


def _says_what(label: str, entity: DraftEntity) -> bool:
    """Say whether a field tells what was done where the thing is named by that: "what I sold"."""
    if not label.lower().startswith("what "):
        return False
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
