"""What is only an example of that which is kept can be chosen, and is no field and no list."""

import pytest

from activities.understanding.draft import Draft
from activities.understanding.drafting.exemplifying import choose_kinds
from activities.understanding.knowledge.lexicon import load


def drafted(text: str, thing: str, *told: str) -> Draft:
    draft = Draft(load())
    entity = draft.ensure(thing, thing)
    assert entity is not None
    for label in told:
        entity.tell(label, label, label)
    choose_kinds(draft, text)
    return draft


def choices(draft: Draft) -> list[tuple[str, ...]]:
    fields = (told.specification for one in draft.entities.values() for told in one.fields)
    return [field.choices for field in fields if field.choices]


@pytest.mark.parametrize(
    ("text", "thing", "told", "label", "kinds"),
    [
        (
            "keep track of contact lens changes, dentist, eye test, blood test - last time and "
            "when next due",
            "contact lens change",
            ("dentist", "eye test", "blood test", "last time", "when next due"),
            "Check-up",
            ("Contact lens changes", "Dentist", "Eye test", "Blood test"),
        ),
        (
            "car service, boiler check, chimney sweep: last done, next due, cost",
            "service",
            ("last done", "next due", "cost"),
            "Check-up",
            ("Car service", "Boiler check", "Chimney sweep"),
        ),
        (
            "gutters, filters and batteries - last done, next due",
            "gutter",
            ("last done", "next due"),
            "Task",
            ("Gutters", "Filters", "Batteries"),
        ),
    ],
)
def test_what_is_done_again_and_again_is_one_list_with_a_choice(
    text: str, thing: str, told: tuple[str, ...], label: str, kinds: tuple[str, ...]
) -> None:
    draft = drafted(text, thing, *told)
    (kept,) = draft.entities.values()
    assert kept.label == label
    assert kept.fields[0].specification.label == "What"
    assert kept.fields[0].specification.choices == kinds
    named = {told.specification.label.lower() for told in kept.fields[1:]}
    assert named == set(told) - {kind.lower() for kind in kinds}


@pytest.mark.parametrize(
    ("text", "thing", "told"),
    [
        ("books, films - title, year", "book", ("title", "year")),
        ("books, films, games - title, when last used", "book", ("title", "when last used")),
        ("name, phone, email - when last called, next call", "friend", ("name", "phone")),
        ("plants: name, spot, last watered, next due", "plant", ("name", "spot")),
        ("Anna, Ben, Clara - last visit, next visit", "visit", ("last visit", "next visit")),
        ("oak, ash, beech - height, age", "tree", ("height", "age")),
    ],
)
def test_lists_fields_and_people_are_no_examples(
    text: str, thing: str, told: tuple[str, ...]
) -> None:
    draft = drafted(text, thing, *told)
    assert not choices(draft)
    assert draft.entities[thing]


def test_a_planned_meal_has_its_day_which_it_is_and_what_there_is() -> None:
    draft = drafted("meal plan", "meal", "breakfast lunch dinner", "cook")
    labels = [told.specification.label for told in draft.entities["meal"].fields]
    assert labels == ["Date", "Meal", "What", "Cook"]
    assert choices(draft) == [("Breakfast", "Lunch", "Dinner")]


@pytest.mark.parametrize("label", ["emergency contact number", "breakfast", "lunch money paid"])
def test_other_nouns_in_a_row_are_one_name(label: str) -> None:
    assert not choices(drafted("children", "child", "name", label))
