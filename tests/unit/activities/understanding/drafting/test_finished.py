"""What is told to be done in a message that can't be sent can be ticked."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "source", "target"),
    [
        (
            "Cat sitting: clients, their cats, keys i hold, and text the owner when the visit's"
            " done.",
            "visit",
            "cat",
        ),
        (
            "Cleaning round: clients with address and phone, message them when the cleaning is"
            " finished",
            "cleaning",
            "client",
        ),
        (
            "Gassi-Runden: Kunden, ihre Hunde, Schlüssel, und eine SMS an den Besitzer, sobald der"
            " Besuch erledigt ist",
            "visit",
            "dog",
        ),
    ],
)
def test_what_is_done_has_a_day_and_a_tick(request_text: str, source: str, target: str) -> None:
    understood = analyse(request_text)
    assert (source, target) in [(one.source, one.target) for one in understood.relations]
    (done,) = (one for one in understood.entities if one.name == source)
    assert [field.type for field in done.fields] == ["date", "yes_no"]


@pytest.mark.parametrize(
    "request_text",
    [
        "Text me when the oven is done",
        "Guests: name, dish. Once the wedding is over I pay the band.",
        "Suppliers: name, phone. When the concert is finished we count the money.",
        "Kids' homework: subject, due date, done. Tell me when the homework is done",
        "Visits: date, client. Text the client when the visit is over",
    ],
)
def test_nothing_is_added_to_what_is_told(request_text: str) -> None:
    assert len(analyse(request_text).entities) <= 2
    assert not any(one.name == "visit_2" for one in analyse(request_text).entities)
