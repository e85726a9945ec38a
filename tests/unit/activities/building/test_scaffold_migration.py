"""The database follows the specification and never loses anything."""

import sqlite3

import pytest

from activities.building.scaffold.migration import next_migration, stored_state
from models.errors import BuildError
from models.specification import ApplicationSpecification
from tests.unit.activities.building.examples import budget, changed, reading_list, without


def first(specification: ApplicationSpecification) -> dict[str, str]:
    migration = next_migration(specification, {})
    assert migration is not None
    return dict([migration])


def then(specification: ApplicationSpecification, existing: dict[str, str]) -> dict[str, str]:
    migration = next_migration(specification, existing)
    return {**existing, **dict([migration] if migration else [])}


def test_first_migration_makes_every_table() -> None:
    existing = first(budget())
    assert list(existing) == ["0001_initial.sql"]
    tables = stored_state(existing).tables
    assert set(tables) == {"category", "tag", "expense", "expense__tags"}
    assert tables["expense"]["amount"] == "MONEY_INT"
    assert tables["expense"]["category"] == "INTEGER REFERENCES category"


def test_same_specification_needs_no_further_migration() -> None:
    assert next_migration(budget(), first(budget())) is None


def test_new_choices_need_no_migration() -> None:
    more = changed(budget(), "expense", "paid_by", choices=["Card", "Cash"])
    assert next_migration(more, first(budget())) is None


def test_new_required_field_can_be_empty_in_older_records() -> None:
    existing = first(reading_list())
    more = reading_list(publisher={"label": "Publisher", "required": True})
    name, content = next_migration(more, existing) or ("", "")
    assert name.startswith("0002_add_publisher_to_book_")
    assert content == 'ALTER TABLE "book" ADD COLUMN "publisher" TEXT;\n'


def test_a_photo_is_the_name_of_a_file_and_no_link_becomes_one() -> None:
    photo = reading_list(cover={"label": "Cover", "type": "photo", "unique": True})
    stored = stored_state(first(photo))
    assert stored.tables["book"]["cover"] == "PHOTO_TEXT"
    assert stored.indexes == frozenset()
    link = reading_list(cover={"label": "Cover", "type": "url"})
    with pytest.raises(BuildError, match="can't become"):
        next_migration(photo, first(link))


def test_new_entities_and_relations_are_added() -> None:
    document = budget().model_dump(mode="json")
    document["data_model"]["entities"] = document["data_model"]["entities"][:1]
    document["data_model"]["relations"] = []
    small = ApplicationSpecification.model_validate(document)
    grown = stored_state(then(budget(), first(small))).tables
    assert grown == stored_state(first(budget())).tables


def test_removed_fields_stay_and_can_come_back() -> None:
    existing = first(reading_list())
    less = without(reading_list(), "book", "author")
    assert next_migration(less, existing) is None
    assert next_migration(reading_list(), existing) is None


def test_two_ways_from_the_same_version_have_different_names() -> None:
    existing = first(reading_list())
    one = next_migration(reading_list(isbn={"label": "ISBN"}), existing)
    other = next_migration(reading_list(isbn={"label": "ISBN", "type": "integer"}), existing)
    assert one is not None
    assert other is not None
    assert one[0] != other[0]


def test_dropping_uniqueness_drops_the_index() -> None:
    free = changed(budget(), "tag", "name", unique=False)
    _, content = next_migration(free, first(budget())) or ("", "")
    assert content == 'DROP INDEX IF EXISTS "tag__name__index";\n'


@pytest.mark.parametrize(
    ("entity", "field", "changes"),
    [
        ("expense", "amount", {"type": "integer"}),
        ("expense", "amount", {"type": "decimal"}),
        ("expense", "notes", {"type": "money"}),
        ("expense", "day", {"type": "yes_no"}),
    ],
)
def test_what_is_stored_never_changes_its_meaning(
    entity: str, field: str, changes: dict[str, str]
) -> None:
    with pytest.raises(BuildError, match="is kept in a way"):
        next_migration(changed(budget(), entity, field, **changes), first(budget()))


def test_currency_with_other_decimals_is_refused() -> None:
    document = budget().model_dump(mode="json")
    document["metadata"]["currency"] = "KWD"
    with pytest.raises(BuildError):
        next_migration(ApplicationSpecification.model_validate(document), first(budget()))


def test_relation_to_one_does_not_become_one_to_several() -> None:
    document = budget().model_dump(mode="json")
    document["data_model"]["relations"][0] |= {"kind": "many_to_many", "required": False}
    with pytest.raises(BuildError):
        next_migration(ApplicationSpecification.model_validate(document), first(budget()))


@pytest.mark.parametrize(
    "content",
    [
        "NONSENSE;",
        "ATTACH DATABASE '/tmp/orchestrator-must-not-be-made.db' AS x;",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;",
    ],
)
def test_hostile_migrations_end_the_build(content: str) -> None:
    with pytest.raises(BuildError):
        next_migration(reading_list(), {"0001_initial.sql": content})


def test_sqlite_names_are_avoided() -> None:
    document = reading_list().model_dump(mode="json")
    document["data_model"]["entities"][0]["name"] = "sqlite_x"
    existing = first(ApplicationSpecification.model_validate(document))
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(existing["0001_initial.sql"])
    connection.close()
    assert "kept__sqlite_x" in stored_state(existing).tables
