"""Fields of which their neighbours or one of their words tell the kind."""

import pytest

from activities.understanding.analysis import analyse
from models.fields import FieldType

_MOMENTS = (FieldType.DATE, FieldType.TIME)


def _fields(request: str) -> dict[str, FieldType]:
    entities = analyse(request).entities
    return {field.label: field.type for entity in entities for field in entity.fields}


@pytest.mark.parametrize(
    "request_text",
    [
        "My knitting: pattern, yarn, started, finished, for whom",
        "Snow clearing: each run with driver, street, started, finished and kilos of salt",
    ],
)
def test_both_ends_are_moments(request_text: str) -> None:
    fields = _fields(request_text)
    assert fields.get("Finished", fields.get("End time")) in _MOMENTS


def test_what_is_asked_is_a_yes_or_no() -> None:
    fields = _fields("My knitting: pattern, yarn, started, finished?, for whom")
    assert fields["Finished"] is FieldType.YES_NO


def test_a_status_keeps_its_values() -> None:
    fields = _fields("Reading list: title, author, status (open, started, finished)")
    assert fields["Status"] is FieldType.CHOICE


def test_what_goes_in_and_out_is_counted_alike() -> None:
    understanding = analyse("Espresso dialing in - beans - grams in - grams out - seconds")
    fields = {field.label: field.type for field in understanding.entities[0].fields}
    assert fields["Grams in"] is fields["Grams out"]
    assert understanding.title == "Espresso dialing in"


def test_about_when_is_no_day() -> None:
    fields = _fields("Museum objects: inventory number, what is it, from about when, bought on")
    assert fields["From about when"] is FieldType.TEXT
    assert fields["Purchase date"] is FieldType.DATE


def test_until_when_is_a_day_without_on() -> None:
    fields = _fields("Subscriptions: name, cost a month, cancel by when")
    assert fields["Cancel by"] is FieldType.DATE


def test_customers_have_one_name() -> None:
    understanding = analyse(
        "I clean windows. Need my customers, address, phone and note when I was there and what I"
        " charged"
    )
    customer = next(one for one in understanding.entities if one.name == "customer")
    labels = [field.label for field in customer.fields]
    assert "Name" in labels
    assert "Customer" not in labels


def test_a_giver_is_told_once() -> None:
    understanding = analyse(
        "Museum. Objects: inventory number, material and who gave it to us. The givers have name,"
        " address and phone."
    )
    relations = {(one.source, one.target) for one in understanding.relations}
    objects = next(one for one in understanding.entities if one.label == "Object")
    assert (objects.name, "donor") in relations
    assert "Donor" not in [field.label for field in objects.fields]


def test_given_out_and_returned_are_two_days() -> None:
    understood = analyse(
        "Keys (number, door), members (name, phone), loans (key, member, handed out, returned)."
    )
    types = {f.label: f.type for e in understood.entities for f in e.fields}
    assert types["Handed out"] is types["Returned"] is FieldType.DATE


def test_a_tick_for_what_came_back_stays() -> None:
    understood = analyse(
        "Keys (number, door), members (name), loans (key, member, handed out, returned y/n, note)."
    )
    types = {f.label: f.type for e in understood.entities for f in e.fields}
    assert types["Returned"] is FieldType.YES_NO
