"""What becomes of marks."""

from activities.understanding.draft import Draft
from activities.understanding.drafting.from_marks import Drafter
from activities.understanding.knowledge.lexicon import load
from activities.understanding.marking.marks import (
    Marked,
    MarkedField,
    MarkedRelation,
    MarkedThing,
    Words,
)
from models.specification import FieldType, RelationKind

TEXT = "wines: name, colour red/white, rating out of 10, a picture. tastings of a wine. my cellar"


def words(text: str) -> Words:
    start = TEXT.index(text)
    return Words(start, start + len(text), text)


def thing(text: str, name: str, sure: float = 0.9) -> MarkedThing:
    return MarkedThing(words(text), name, True, sure)


def field(text: str, kind: str, values: str = "", owner: str = "wine") -> MarkedField:
    return MarkedField(words(text), text.replace(" ", "_"), True, kind, owner, values, 0.9)


def drafted(*things: MarkedThing, **parts: tuple[object, ...]) -> Draft:
    return Drafter(TEXT, Marked(things=things, **parts), load(), "en").draft()  # type: ignore[arg-type]


def test_fields_get_their_types_scales_and_choices() -> None:
    fields = (
        field("name", "text"),
        field("colour", "choice", "red/white"),
        field("rating", "rating"),
        field("picture", "photo"),
    )
    (wine,) = drafted(thing("wines", "wine"), fields=fields).entities.values()
    made = {f.specification.label: f.specification for f in wine.fields}
    assert made["Name"].type is FieldType.TEXT
    assert made["Colour"].choices == ("red", "white")
    assert made["Rating"].maximum == 10
    assert made["Picture"].type is FieldType.PHOTO
    assert (wine.label, wine.plural_label) == ("Wine", "Wines")


def test_things_are_related_as_marked() -> None:
    related = MarkedRelation("tasting", "wine", many=False, confidence=0.9)
    draft = drafted(
        thing("wines", "wine"),
        thing("tastings", "tasting"),
        fields=(field("name", "text"),),
        relations=(related,),
    )
    (link,) = draft.links
    assert (link.relation.source, link.relation.target) == ("tasting", "wine")
    assert link.relation.kind is RelationKind.MANY_TO_ONE
    assert "tastings" in link.evidence


def test_what_is_only_mentioned_is_left_out_where_others_are_described() -> None:
    mentioned = (thing("wines", "wine"), thing("cellar", "cellar", 0.6))
    assert set(drafted(*mentioned, fields=(field("name", "text"),)).entities) == {"wine"}
    assert set(drafted(*mentioned).entities) == {"wine", "cellar"}


def test_two_names_for_one_thing_are_one_entity() -> None:
    things = (thing("wines", "red_wine"), thing("wine", "wine"))
    draft = drafted(*things, fields=(field("name", "text", owner="red_wine"),))
    assert set(draft.entities) == {"red_wine"}


def test_secrets_are_no_fields() -> None:
    secret = MarkedField(words("name"), "password", False, "text", "wine", "", 0.9)
    (wine,) = drafted(thing("wines", "wine"), fields=(secret,)).entities.values()
    assert wine.fields == []


def test_a_role_and_the_relation_that_says_the_same_are_one() -> None:
    related = MarkedRelation("tasting", "wine", many=False, confidence=0.9)
    holder = field("picture", "text", owner="tasting")._replace(
        name="owner", words=Words(0, 5, "owner")
    )
    draft = drafted(
        thing("tastings", "tasting"),
        thing("wines", "member")._replace(words=Words(0, 7, "members")),
        fields=(
            holder,
            field("name", "text", owner="member"),
            field("rating", "rating", owner="tasting"),
        ),
        relations=(related._replace(target="member"),),
    )
    (link,) = draft.links
    assert (link.relation.name, link.relation.target) == ("owner", "member")
    assert draft.entities["tasting"].names() == ("rating",)


def test_a_role_of_somebody_else_stays_a_field() -> None:
    def told(text: str, name: str) -> MarkedField:
        return field("picture", "text", owner="order")._replace(name=name, words=Words(0, 9, text))

    draft = drafted(
        thing("tastings", "order")._replace(words=Words(0, 6, "orders")),
        thing("wines", "customer")._replace(words=Words(9, 18, "customers")),
        fields=(
            told("customer", "customer"),
            told("owner", "owner"),
            field("name", "text", owner="customer"),
        ),
        relations=(MarkedRelation("order", "customer", many=False, confidence=0.9),),
    )
    (link,) = draft.links
    assert link.relation.name == "customer"
    assert "owner" in draft.entities["order"].names()
