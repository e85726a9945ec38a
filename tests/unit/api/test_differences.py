"""Differences of specifications."""

from api.differences import specification_differences
from models.specification import FieldSpecification
from tests import samples


def test_equal_specifications_do_not_differ() -> None:
    assert specification_differences(samples.reading_list(), samples.reading_list()) == ()


def test_an_inserted_field_is_one_difference_and_addressed_by_name() -> None:
    old = samples.reading_list()
    (book,) = old.data_model.entities
    shelf = FieldSpecification(name="shelf", label="Shelf")
    changed = book.model_copy(update={"fields": (shelf, *book.fields)})
    model = old.data_model.model_copy(update={"entities": (changed,)})
    found = specification_differences(old, old.model_copy(update={"data_model": model}))
    assert [difference.pointer for difference in found] == [
        "/data_model/entities/book/fields/shelf"
    ]


def test_the_first_version_differs_from_nothing_in_everything() -> None:
    found = specification_differences(None, samples.reading_list())
    assert {difference.pointer.split("/")[1] for difference in found} >= {"metadata", "data_model"}
