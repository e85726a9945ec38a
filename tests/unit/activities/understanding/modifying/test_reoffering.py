"""Choices are told by the ones there are, or by what they are for; one photo becomes two."""

from functools import cache

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import Outcome, modify
from activities.understanding.modifying.offers import told_in
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, FieldType

JOBS = (
    "Our bike shop jobs: bike, customer name, status (open, waiting, done), due date, photo, "
    "delivered yes/no, invoiced yes/no, paid yes/no"
)


@cache
def _written(request: str) -> ApplicationSpecification:
    return write_specification(analyse(request))


def _changed(wish: str, *, live: bool = True) -> Outcome:
    return modify(_written(JOBS), wish, live=live)


def _choices(outcome: Outcome, label: str) -> tuple[str, ...]:
    job = outcome.specification.data_model.entity("job")
    return next(field.choices for field in job.fields if field.label == label)


@pytest.mark.parametrize(
    ("wish", "label", "choices"),
    [
        ("instead of open, waiting and done I want new and finished", "Status", "new finished"),
        ("I'd rather have new and finished instead of open and done", "Status", "new finished"),
        ("replace open, waiting and done with new and finished", "Status", "new finished"),
        ("instead of waiting I want paused", "Status", "open paused done"),
        ("not only open or done but also lost", "Status", "open waiting done lost"),
        ('the status can also be "lost"', "Status", "open waiting done lost"),
        ("actually a job can also be lost", "Status", "open waiting done lost"),
        ("open, waiting or done can also be lost", "Status", "open waiting done lost"),
        ("status can be lost too", "Status", "open waiting done lost"),
        ("status: new, started, finished", "Status", "new started finished"),
        ("can you also group them: road, city, race", "Category", "road city race"),
        ("sort the jobs into small and big", "Category", "small big"),
        ("group them by size: small, big", "Size", "small big"),
        ('add "kind of bike" to jobs: road, city, race', "Kind of bike", "road city race"),
        ("add a colour to jobs: red, blue or green", "Colour", "red blue green"),
    ],
)
def test_choices_are_told_by_others_or_by_their_purpose(
    wish: str, label: str, choices: str
) -> None:
    assert _choices(_changed(wish), label) == tuple(choices.split())


def test_a_field_that_is_called_by_its_choices_is_called_by_the_new_ones() -> None:
    subscriptions = _written("My subscriptions: name, cost, monthly or yearly, renewal date")
    wish = "instead of monthly or yearly I want weekly, monthly or yearly"
    changed = modify(subscriptions, wish, live=True).specification.data_model.entities[0]
    field = next(one for one in changed.fields if one.type is FieldType.CHOICE)
    assert (field.label, field.choices) == (
        "Weekly, monthly or yearly",
        ("weekly", "monthly", "yearly"),
    )


@pytest.mark.parametrize(
    "wish",
    [
        "merge delivered, invoiced and paid into one progress: new, delivered, paid",
        "replace delivered, invoiced and paid by a progress: new, delivered, paid",
        "instead of delivered, invoiced and paid I'd like one progress with new, delivered, paid",
    ],
)
def test_ticks_are_merged_into_one_choice(wish: str) -> None:
    outcome = _changed(wish)
    assert _choices(outcome, "Progress") == ("new", "delivered", "paid")
    told = "“Delivered”, “Invoiced” and “Paid” stay beside it: what was entered in them is kept."
    assert told in outcome.impact
    proposed = _changed(wish, live=False).specification.data_model.entity("job")
    assert not {"Delivered", "Invoiced", "Paid"} & {field.label for field in proposed.fields}


@pytest.mark.parametrize(
    ("wish", "labels"),
    [
        ("the photo should be two photos, before and after", {"Photo before", "Photo after"}),
        ("I want two photos, front and back", {"Photo front", "Photo back"}),
        ("add a photo to jobs: before, after", {"Photo before", "Photo after"}),
    ],
)
def test_one_photo_becomes_two(wish: str, labels: set[str]) -> None:
    fields = _changed(wish).specification.data_model.entity("job").fields
    assert labels <= {field.label for field in fields if field.type is FieldType.PHOTO}


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("instead of status I want a start date and an end date", "“Start date” (date)"),
        ("the status can also be changed", "not understood"),
        ("the status can also be left empty", "may be left empty already"),
        ("the due date can also be a week", "not understood"),
        ('the customer name can also be "walk-in"', "can be typed too"),
        ("the photo should be two photos", "doesn't say what each of them is called"),
        ("sort the jobs by due date", "listed by due date"),
        ("make bike and status required", "“Status” of a job must be filled in."),
        ("add contact details to jobs: phone, email", "“Phone” (text)"),
        ("add an address to jobs: street, city", "“Street” (text)"),
        ('add a "wheel size"', "“Wheel size”"),
        ("merge customers and jobs into one list", "not understood"),
    ],
)
def test_other_wishes_offer_no_other_choices(wish: str, told: str) -> None:
    try:
        said = " ".join(_changed(wish).changes)
    except RequestRefused as refusal:
        said = refusal.message
    assert told in said


@pytest.mark.parametrize(
    "piece", ["instead of a, ", "merge a as one ", "put a in groups: ", "a or "]
)
def test_a_long_wish_takes_no_longer_than_others(piece: str) -> None:
    told_in(piece * 30)
    assert told_in(piece * 50_000) is None
