"""Hypothesis strategies that everybody shares: valid specifications, as odd as they come."""

import keyword
from decimal import Decimal
from string import ascii_lowercase, digits

from hypothesis import strategies as st

from models.specification import (
    RESERVED_NAMES,
    ApplicationSpecification,
    Category,
    DataModel,
    Entity,
    FieldSpecification,
    FieldType,
    OnDelete,
    Relation,
    RelationKind,
    SitePage,
    SpecificationMetadata,
)

_ODD_NAMES = ["order", "group", "select", "values", "sqlite_x", "q", "f_x", "new", "edit", "rowid"]
_ODD_WORDS = [
    "<script>alert(1)</script>",
    "\"quoted\" and 'quoted' \\n",
    "{{ 7 * 7 }} {% raw %}",
    "'; DROP TABLE book; --",
    "=1+1",
    "Größe in m²",
    "読書リスト",
    "e\u0301te\u0301 \u202eabc",
    "🏡 House & <b>garden</b>",
    "%s %(x)s {x} \\",
    "a\tb\nc",
]
_CURRENCIES = ["EUR", "USD", "JPY", "KWD", "CHF"]


def _usable(name: str) -> bool:
    reserved = keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in RESERVED_NAMES
    return not reserved and not name.endswith("_") and "__" not in name


def identifiers() -> st.SearchStrategy[str]:
    """Return names of entities, fields and relations."""
    plain = st.tuples(
        st.sampled_from(ascii_lowercase), st.text(ascii_lowercase + digits + "_", max_size=12)
    )
    return st.one_of(st.sampled_from(_ODD_NAMES), plain.map("".join).filter(_usable))


def labels() -> st.SearchStrategy[str]:
    """Return texts that people read, hostile ones among them."""
    plain = st.text(
        st.characters(blacklist_categories=["Cc", "Cs"]), min_size=1, max_size=80
    ).filter(lambda text: text.strip() == text)
    return st.one_of(st.sampled_from(_ODD_WORDS), st.sampled_from(["Name", "Date paid"]), plain)


@st.composite
def fields(draw: st.DrawFn, name: str, *, title: bool = False) -> FieldSpecification:
    """Return a field of that name; it names a record if it is the title."""
    kinds = [kind for kind in FieldType if not (title and kind is FieldType.PHOTO)]
    kind = draw(st.sampled_from(kinds))
    more: dict[str, object] = {}
    if kind is FieldType.CHOICE:
        more["choices"] = draw(
            st.lists(
                labels(), min_size=1, max_size=5, unique_by=lambda c: " ".join(c.split()).casefold()
            )
        )
    elif kind is FieldType.RATING:
        more["maximum"] = draw(st.one_of(st.none(), st.integers(2, 10).map(Decimal)))
    elif kind in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY):
        more |= draw(_bounds())
    common = {
        "name": name,
        "label": draw(labels()),
        "type": kind,
        "required": draw(st.booleans()),
        "unique": draw(st.booleans()),
        "help": draw(st.one_of(st.just(""), labels())),
    }
    return FieldSpecification.model_validate({**common, **more})


def _bounds() -> st.SearchStrategy[dict[str, object]]:
    numbers = st.one_of(
        st.none(),
        st.integers(-(10**12), 10**12).map(Decimal),
        st.decimals(-100, 100, places=3),
    )
    return st.tuples(numbers, numbers).map(_in_order)


def _in_order(pair: tuple[Decimal | None, Decimal | None]) -> dict[str, object]:
    low, high = pair
    if low is not None and high is not None and low > high:
        low, high = high, low
    return {"minimum": low, "maximum": high}


@st.composite
def entities(draw: st.DrawFn, name: str, most_fields: int = 6) -> Entity:
    """Return an entity of that name."""
    names = draw(st.lists(identifiers(), min_size=1, max_size=most_fields, unique=True))
    title = draw(st.sampled_from(names))
    return Entity(
        name=name,
        label=draw(labels()),
        plural_label=draw(labels()),
        description=draw(st.one_of(st.just(""), labels())),
        fields=tuple(draw(fields(field, title=field == title)) for field in names),
        title_field=title,
    )


@st.composite
def relations(draw: st.DrawFn, name: str, kinds: list[str]) -> Relation:
    """Return a relation of that name between any of the entities."""
    source, target = draw(st.sampled_from(kinds)), draw(st.sampled_from(kinds))
    kind = draw(st.sampled_from(list(RelationKind)))
    required = kind is RelationKind.MANY_TO_ONE and source != target and draw(st.booleans())
    rules = [rule for rule in OnDelete if not (required and rule is OnDelete.CLEAR)]
    return Relation(
        name=name,
        label=draw(labels()),
        source=source,
        target=target,
        kind=kind,
        required=required,
        on_delete=draw(st.sampled_from(rules)),
    )


@st.composite
def specifications(draw: st.DrawFn, most_entities: int = 4) -> ApplicationSpecification:
    """Return any valid specification; circles of required relations are possible."""
    kinds = draw(st.lists(identifiers(), min_size=1, max_size=most_entities, unique=True))
    things = [draw(entities(kind)) for kind in kinds]
    taken = {(thing.name, field.name) for thing in things for field in thing.fields}
    found: list[Relation] = []
    for name in draw(st.lists(identifiers(), max_size=5)):
        relation = draw(relations(name, kinds))
        if (relation.source, name) not in taken:
            taken.add((relation.source, name))
            found.append(relation)
    return ApplicationSpecification(
        metadata=SpecificationMetadata(
            title=draw(labels()),
            summary=draw(labels()),
            category=draw(st.sampled_from(list(Category))),
            currency=draw(st.sampled_from(_CURRENCIES)),
        ),
        data_model=DataModel(entities=tuple(things), relations=tuple(found)),
    )


@st.composite
def sites(draw: st.DrawFn) -> ApplicationSpecification:
    """Return any valid specification of a web site."""
    kept = draw(specifications(most_entities=3))
    names = draw(st.lists(page_names(), min_size=1, max_size=4, unique=True))
    lists = [entity.name for entity in kept.data_model.entities]
    texts = st.one_of(st.sampled_from(_ODD_WORDS), st.text(st.characters(exclude_categories=["C"])))
    pages = [
        SitePage(
            name=name,
            title=draw(labels()),
            text=draw(texts),
            lists=tuple(draw(st.lists(st.sampled_from(lists), max_size=2, unique=True))),
        )
        for name in names
    ]
    document = kept.model_dump() | {
        "pages": pages,
        "features": (),
        "architecture": {"kind": "site"},
    }
    return ApplicationSpecification.model_validate(document)


def page_names() -> st.SearchStrategy[str]:
    """Return last parts of addresses of pages."""
    odd = st.sampled_from(["start", "class", "a-", "robots", "sitemap", "index"])
    return st.one_of(odd, st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True))
