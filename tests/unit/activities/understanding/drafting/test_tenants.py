"""Whoever lives in what is kept is its tenant."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "label"),
    [
        (
            "I rent out rooms: room number, floor; who lives in it, phone, since when, rent,"
            " deposit",
            "Tenant",
        ),
        (
            "Ich vermiete 6 Wohnungen. Welche Wohnung (Haus, Stock, Quadratmeter), wer dort wohnt,"
            " Telefon, seit wann, Miete und wie hoch die Kaution war.",
            "Mieter",
        ),
    ],
)
def test_who_lives_there_is_a_tenant(request_text: str, label: str) -> None:
    found = analyse(request_text)
    assert label in [entity.label for entity in found.entities]
    assert any(link.source == "tenant" for link in found.relations)


def test_guests_stay() -> None:
    found = analyse("Our cottages: name, beds. Stays: guest, arrival, departure, price, deposit")
    assert "Tenant" not in [entity.label for entity in found.entities]
